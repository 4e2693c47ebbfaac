//! The ticket: decryption and the checks on its own fields.

use core::net::IpAddr;
use core::time::Duration;

use super::Config;
use super::anonymity::{self, Anonymity};
use super::authorization_data;
use super::key_selection::{ServiceKey, ServiceKeys};
use super::transited;
use crate::asn1::{
    self, AuthorizationData, EncTicketPart, HostAddress, KerberosFlags, KerberosString,
    PrincipalName, Ticket, TransitedEncoding, flag, ticket_flag,
};
use crate::crypto::{Key, SealingKey};
use crate::pac::LogonInfo;
use crate::{Error, Principal, Reason, Unsupported};

/// What an authenticated ticket says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceTicket {
    /// The client, with its realm.
    pub client: Principal,
    /// Whether the client's name is hidden, and what vouches for it then.
    pub anonymity: Option<Anonymity>,
    /// The principal of the key that decrypted the ticket.
    pub service: Principal,
    /// Version of the key that decrypted the ticket.
    pub service_kvno: u32,
    /// When the client authenticated, since the Unix epoch.
    pub authtime: Duration,
    /// When the ticket ends, since the Unix epoch.
    pub endtime: Duration,
    /// Groups and names of the PAC, if there is one and its KDC fills it.
    pub logon_info: Option<LogonInfo>,
}

/// A decrypted ticket: what every request with it needs.
pub(super) struct OpenTicket {
    pub(super) session_key: Key,
    pub(super) authenticator_key: SealingKey,
    pub(super) ap_rep_key: SealingKey,
    pub(super) crealm: KerberosString,
    pub(super) cname: PrincipalName,
    pub(super) endtime: Duration,
    starttime: Duration,
    addresses: Vec<HostAddress>,
}

/// What a ticket says that is looked at once.
pub(super) struct Claims<'a> {
    flags: KerberosFlags,
    transited: TransitedEncoding,
    authorization_data: AuthorizationData,
    authtime: Duration,
    key: &'a ServiceKey,
    ciphertext: Vec<u8>,
}

const WHAT: &str = "Ticket";

/// Key usage numbers of RFC 4120 section 7.5.1.
mod usage {
    pub(super) const AUTHENTICATOR: u32 = 11;
    pub(super) const AP_REP: u32 = 12;
}

impl OpenTicket {
    /// Decrypts a ticket with the key of its service.
    pub(super) fn open<'a>(
        octets: &[u8],
        keys: &'a ServiceKeys,
    ) -> Result<(Self, Claims<'a>), Error> {
        let ticket: Ticket = asn1::decode(WHAT, octets)?;
        if ticket.tkt_vno != asn1::PVNO {
            return Err(Unsupported::ProtocolVersion(ticket.tkt_vno).into());
        }
        let (plaintext, key) = keys.open(&ticket)?;
        let part: EncTicketPart = asn1::decode("EncTicketPart", &plaintext)?;
        if flag(&part.flags, ticket_flag::INVALID) {
            return Err(Reason::TicketInvalid.into());
        }
        let session_key = Key::try_from(&part.key)?;
        let authtime = asn1::time(WHAT, &part.authtime)?;
        let starttime = part.starttime.map_or(Ok(authtime), |time| asn1::time(WHAT, &time))?;
        let open = Self {
            authenticator_key: session_key.sealing(usage::AUTHENTICATOR),
            ap_rep_key: session_key.sealing(usage::AP_REP),
            session_key,
            crealm: part.crealm,
            cname: part.cname,
            endtime: asn1::time(WHAT, &part.endtime)?,
            starttime,
            addresses: part.caddr.unwrap_or_default(),
        };
        let claims = Claims {
            flags: part.flags,
            transited: part.transited,
            authorization_data: part.authorization_data.unwrap_or_default(),
            authtime,
            key,
            ciphertext: ticket.enc_part.cipher.to_vec(),
        };
        Ok((open, claims))
    }

    pub(super) fn check_validity(&self, skew: Duration, now: Duration) -> Result<(), Reason> {
        if self.starttime > now.saturating_add(skew) {
            return Err(Reason::TicketNotYetValid {
                ahead: self.starttime.saturating_sub(now),
                skew,
            });
        }
        if self.endtime.saturating_add(skew) < now {
            return Err(Reason::TicketExpired { ago: now.saturating_sub(self.endtime) });
        }
        Ok(())
    }

    /// A ticket without addresses is good from everywhere (RFC 4120 section 3.2.3).
    pub(super) fn check_address(&self, client: Option<IpAddr>) -> Result<(), Reason> {
        let Some(client) = client else { return Ok(()) };
        let is_client = |address: &HostAddress| match client.to_canonical() {
            IpAddr::V4(ip) => {
                address.addr_type == HostAddress::IPV4 && *address.address == ip.octets()
            }
            IpAddr::V6(ip) => {
                address.addr_type == HostAddress::IPV6 && *address.address == ip.octets()
            }
        };
        if self.addresses.is_empty() || self.addresses.iter().any(is_client) {
            Ok(())
        } else {
            Err(Reason::AddressMismatch)
        }
    }

    fn client(&self) -> Result<Principal, Error> {
        self.cname.to_principal(&self.crealm)
    }
}

impl Claims<'_> {
    /// Checks what does not change from request to request.
    pub(super) fn vet(self, ticket: &OpenTicket, config: &Config) -> Result<ServiceTicket, Error> {
        let client = ticket.client()?;
        let service = &self.key.entry.principal;
        let checked_by_kdc = flag(&self.flags, ticket_flag::TRANSITED_POLICY_CHECKED);
        if !checked_by_kdc {
            transited::check(
                &self.transited,
                &client.realm,
                &service.realm,
                &config.transited_realms,
            )?;
        }
        let anonymous_flag = flag(&self.flags, ticket_flag::ANONYMOUS)
            || (config.draft08_anonymous_flag
                && flag(&self.flags, ticket_flag::ANONYMOUS_DRAFT_08));
        let anonymity =
            anonymity::check(&client, anonymous_flag, || self.key.pseudonym(&self.ciphertext))?;
        let pac = authorization_data::of_ticket(&self.authorization_data)?;
        let logon_info = match pac {
            Some(pac) => self.key.check_pac(&pac, &client, self.authtime)?,
            None => None,
        };
        Ok(ServiceTicket {
            anonymity,
            service: service.clone(),
            service_kvno: self.key.entry.kvno,
            authtime: self.authtime,
            endtime: ticket.endtime,
            client,
            logon_info,
        })
    }
}
