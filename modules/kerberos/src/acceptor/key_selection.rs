//! The key that decrypts a ticket.

use core::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::asn1::Ticket;
use crate::crypto::{ChecksumKey, EncryptionType, SealingKey, prf};
use crate::keytab::{Entry, Keytab};
use crate::pac::{LogonInfo, Pac};
use crate::{Error, Misconfigured, Principal, Reason};

/// The keys of the services, with everything derived that tickets need.
pub(super) struct ServiceKeys {
    keytab: Keytab,
    keys: Vec<ServiceKey>,
}

/// One key of a service.
pub(super) struct ServiceKey {
    pub(super) entry: Entry,
    ticket: SealingKey,
    pac_checksum: ChecksumKey,
    /// A whole HMAC block.
    pseudonym: Zeroizing<[u8; 64]>,
}

/// Keys that are tried on one ticket: a bound on what a garbage ticket can cost.
const MAX_TRIES: usize = 32;

/// Key usage of the PAC's server checksum (MS-PAC section 2.8).
const PAC_SERVER_CHECKSUM_USAGE: u32 = 17;

impl ServiceKeys {
    pub(super) fn new(keytab: &Keytab) -> Result<Self, Misconfigured> {
        keytab.require_usable()?;
        let keys = keytab.entries().iter().map(ServiceKey::new).collect();
        Ok(Self { keytab: keytab.clone(), keys })
    }

    /// The plaintext of the ticket's encrypted part and the key that opened it. Name, realm and
    /// kvno of the ticket only say which key to try first.
    pub(super) fn open(&self, ticket: &Ticket) -> Result<(Zeroizing<Vec<u8>>, &ServiceKey), Error> {
        let encryption_type = EncryptionType::from_number(ticket.enc_part.etype)?;
        let kvno = ticket.enc_part.key_version()?;
        let server = ticket.sname.to_principal(&ticket.realm)?;
        self.keytab
            .candidates(Some(&server), encryption_type, kvno)
            .take(MAX_TRIES)
            .filter_map(|entry| self.derived(entry))
            .find_map(|key| Some((key.ticket.open(&ticket.enc_part.cipher).ok()?, key)))
            .ok_or_else(|| self.no_key(&server, encryption_type, kvno).into())
    }

    fn derived(&self, entry: &Entry) -> Option<&ServiceKey> {
        let index = self.keytab.entries().iter().position(|e| core::ptr::eq(e, entry))?;
        self.keys.get(index)
    }

    fn no_key(&self, server: &Principal, enctype: EncryptionType, kvno: Option<u32>) -> Reason {
        let name = server.to_string();
        let of_type =
            || self.keytab.entries().iter().filter(|e| e.key.encryption_type() == enctype);
        if of_type().next().is_none() {
            return Reason::NoKeyForEncryptionType { server: name, enctype };
        }
        if !of_type().any(|entry| entry.principal.same_name(server)) {
            return Reason::WrongServer { server: name };
        }
        let newest = self.keytab.newest_kvno(server, enctype);
        let oldest = self.keytab.oldest_kvno(server, enctype);
        match (kvno, oldest, newest) {
            (Some(ticket_kvno), _, Some(newest_kvno)) if ticket_kvno > newest_kvno => {
                Reason::KeytabStale { server: name, ticket_kvno, newest_kvno }
            }
            (Some(ticket_kvno), Some(oldest_kvno), _) if ticket_kvno < oldest_kvno => {
                Reason::KeyRetired { server: name, ticket_kvno, oldest_kvno }
            }
            _ => Reason::TicketIntegrity { server: name },
        }
    }
}

impl ServiceKey {
    fn new(entry: &Entry) -> Self {
        let mut pseudonym = Zeroizing::new([0; 64]);
        let derived = prf(&entry.key, b"edgewarden pseudonym");
        pseudonym.iter_mut().zip(derived.iter()).for_each(|(p, d)| *p = *d);
        Self {
            ticket: entry.key.sealing(Ticket::USAGE),
            pac_checksum: entry.key.checksum(PAC_SERVER_CHECKSUM_USAGE),
            pseudonym,
            entry: entry.clone(),
        }
    }

    /// An identifier of a ticket that only a holder of the service key can compute.
    pub(super) fn pseudonym(&self, ticket_ciphertext: &[u8]) -> [u8; 16] {
        let mut pseudonym = [0; 16];
        let mut mac = <Hmac<Sha256> as KeyInit>::new((&*self.pseudonym).into());
        mac.update(ticket_ciphertext);
        pseudonym.iter_mut().zip(mac.finalize().into_bytes()).for_each(|(p, m)| *p = m);
        pseudonym
    }

    /// Verifies the PAC with the key that opened its ticket and gives its logon information.
    pub(super) fn check_pac(
        &self,
        octets: &[u8],
        client: &Principal,
        authtime: Duration,
    ) -> Result<Option<LogonInfo>, Error> {
        let pac = Pac::parse(octets)?;
        let own = self.entry.key.encryption_type().checksum_type();
        pac.verify_server_checksum(|checksum_type, zeroed, mac| {
            checksum_type == own && self.pac_checksum.verify(&[zeroed], mac)
        })?;
        pac.check_client(authtime, &pac_name(client))?;
        pac.logon_info()
    }
}

/// The client as PAC_CLIENT_INFO names it: the components joined by `/`, without the realm.
fn pac_name(client: &Principal) -> String {
    String::from_utf8_lossy(&client.components.join(&b'/')).into_owned()
}
