//! The service whose keytab both acceptors have, and requests to it in which every field can be
//! changed before it is sealed.

use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use kerberos::Principal;
use kerberos::asn1::{
    self, ApReq, Authenticator, Checksum, EncTicketPart, EncryptedData, EncryptionKey,
    KerberosFlags, PrincipalName, Ticket, TransitedEncoding,
};
use kerberos::client::Credential;
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::{AuthenticatorChecksum, GssFlags, TokenId, frame};
use kerberos::keytab::{Entry, Keytab};
use rasn::types::{Any, GeneralizedTime};

use crate::acceptors::now;

/// Realm of the service and of most clients.
pub const REALM: &str = "A.EXAMPLE";
/// Realm of the other clients.
pub const OTHER_REALM: &str = "C.OTHER";
/// The realm that both acceptors trust between the two.
pub const TRUSTED_REALM: &str = "HUB.OTHER";

/// What libkrb5 reads.
pub const KRB5_CONF: &str = "[libdefaults]
default_realm = A.EXAMPLE
dns_lookup_kdc = false
dns_lookup_realm = false
dns_canonicalize_hostname = false
[capaths]
C.OTHER = {
  A.EXAMPLE = HUB.OTHER
}
";

/// Version of the keys that tickets are sealed with.
pub const KVNO: u32 = 3;

const HOUR: i64 = 3600;

/// Key usage of the authenticator (RFC 4120 section 7.5.1).
const AUTHENTICATOR: u32 = 11;

/// Flags of a usual client without mutual authentication: replay, sequence, conf, integ.
pub const FLAGS: u32 = 0x3c;

pub struct Realm {
    pub rng: ChaCha20Rng,
    pub service: Principal,
    pub alias: Principal,
    entries: Vec<Entry>,
}

impl Realm {
    pub fn new() -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let service = principal("HTTP/www.a.example@A.EXAMPLE");
        let alias = principal("HTTP/alias.a.example@A.EXAMPLE");
        let mut entries = Vec::new();
        for (principal, kvno) in [(&service, KVNO - 1), (&service, KVNO), (&alias, KVNO)] {
            for encryption_type in EncryptionType::ALL {
                let key = Key::random(encryption_type, &mut rng);
                entries.push(Entry { principal: principal.clone(), kvno, timestamp: 0, key });
            }
        }
        Self { rng, service, alias, entries }
    }

    pub fn keytab(&self) -> Keytab {
        Keytab::new(self.entries.clone())
    }

    pub fn key(&self, principal: &Principal, kvno: u32, encryption_type: EncryptionType) -> Key {
        let wanted = |entry: &&Entry| {
            entry.principal == *principal
                && entry.kvno == kvno
                && entry.key.encryption_type() == encryption_type
        };
        self.entries.iter().find(wanted).unwrap().key.clone()
    }

    /// A request that every acceptor takes.
    pub fn request(&mut self, encryption_type: EncryptionType) -> Request {
        let session_key = Key::random(encryption_type, &mut self.rng);
        let client = principal("alice@A.EXAMPLE");
        Request {
            service_key: self.key(&self.service, KVNO, encryption_type),
            part: EncTicketPart {
                flags: asn1::flags(&[]),
                key: EncryptionKey::from(&session_key),
                crealm: client.realm.as_slice().into(),
                cname: PrincipalName::from_principal(&client),
                transited: TransitedEncoding { tr_type: 1, contents: Vec::new().into() },
                authtime: at(-HOUR),
                starttime: None,
                endtime: at(HOUR),
                renew_till: None,
                caddr: None,
                authorization_data: None,
                extensions: Default::default(),
            },
            authenticator: Authenticator {
                authenticator_vno: asn1::PVNO,
                crealm: client.realm.as_slice().into(),
                cname: PrincipalName::from_principal(&client),
                cksum: Some(checksum(&gss_checksum(FLAGS))),
                cusec: 123_456,
                ctime: at(0),
                subkey: None,
                seq_number: Some(7),
                authorization_data: None,
                extensions: Default::default(),
            },
            outer: Outer {
                pvno: asn1::PVNO,
                msg_type: ApReq::MSG_TYPE,
                ap_options: asn1::flags(&[]),
                ticket_version: asn1::PVNO,
                realm: self.service.realm.clone(),
                sname: PrincipalName::from_principal(&self.service),
                ticket_encryption_type: encryption_type.number(),
                kvno: Some(i64::from(KVNO)),
                authenticator_encryption_type: encryption_type.number(),
                authenticator_kvno: None,
            },
            session_key,
        }
    }

    /// A ticket and its session key in the hands of a client.
    pub fn credential(&mut self, encryption_type: EncryptionType) -> Credential {
        let request = self.request(encryption_type);
        let ticket =
            Ticket::seal(&request.part, &self.service, KVNO, &request.service_key, &mut self.rng);
        Credential {
            client: principal("alice@A.EXAMPLE"),
            ticket: ticket.unwrap(),
            session_key: request.session_key,
        }
    }
}

/// An AP-REQ before it is sealed.
#[derive(Clone)]
pub struct Request {
    pub service_key: Key,
    pub session_key: Key,
    pub part: EncTicketPart,
    pub authenticator: Authenticator,
    pub outer: Outer,
}

/// What nobody authenticates.
#[derive(Clone)]
pub struct Outer {
    pub pvno: i64,
    pub msg_type: i64,
    pub ap_options: KerberosFlags,
    pub ticket_version: i64,
    pub realm: Vec<u8>,
    pub sname: PrincipalName,
    pub ticket_encryption_type: i32,
    pub kvno: Option<i64>,
    pub authenticator_encryption_type: i32,
    pub authenticator_kvno: Option<i64>,
}

impl Request {
    /// Another client, in ticket and authenticator.
    pub fn set_client(&mut self, client: &Principal) {
        self.part.crealm = client.realm.as_slice().into();
        self.part.cname = PrincipalName::from_principal(client);
        self.authenticator.crealm = self.part.crealm.clone();
        self.authenticator.cname = self.part.cname.clone();
    }

    pub fn ask_for_mutual_authentication(&mut self) {
        self.outer.ap_options = asn1::flags(&[ApReq::MUTUAL_REQUIRED]);
        let flags = FLAGS | GssFlags::MUTUAL.0;
        self.authenticator.cksum = Some(checksum(&gss_checksum(flags)));
    }

    pub fn ticket_plaintext(&self) -> Vec<u8> {
        asn1::encode("EncTicketPart", &self.part).unwrap()
    }

    pub fn authenticator_plaintext(&self) -> Vec<u8> {
        asn1::encode("Authenticator", &self.authenticator).unwrap()
    }

    /// The framed token.
    pub fn token(&self, rng: &mut ChaCha20Rng) -> Vec<u8> {
        self.token_of(&self.ticket_plaintext(), &self.authenticator_plaintext(), rng)
    }

    /// The framed token around these plaintexts.
    pub fn token_of(&self, ticket: &[u8], authenticator: &[u8], rng: &mut ChaCha20Rng) -> Vec<u8> {
        frame(TokenId::ApReq, &self.ap_req(ticket, authenticator, rng))
    }

    /// The AP-REQ without framing.
    pub fn ap_req(&self, ticket: &[u8], authenticator: &[u8], rng: &mut ChaCha20Rng) -> Vec<u8> {
        let outer = &self.outer;
        let ticket = Ticket {
            tkt_vno: outer.ticket_version,
            realm: outer.realm.as_slice().into(),
            sname: outer.sname.clone(),
            enc_part: EncryptedData {
                etype: outer.ticket_encryption_type,
                kvno: outer.kvno,
                cipher: self.service_key.sealing(Ticket::USAGE).seal(ticket, rng).into(),
            },
            extensions: Default::default(),
        };
        let ap_req = ApReq {
            pvno: outer.pvno,
            msg_type: outer.msg_type,
            ap_options: outer.ap_options.clone(),
            ticket: Any::new(asn1::encode("Ticket", &ticket).unwrap()),
            authenticator: EncryptedData {
                etype: outer.authenticator_encryption_type,
                kvno: outer.authenticator_kvno,
                cipher: self.session_key.sealing(AUTHENTICATOR).seal(authenticator, rng).into(),
            },
            extensions: Default::default(),
        };
        asn1::encode("AP-REQ", &ap_req).unwrap()
    }
}

pub fn principal(name: &str) -> Principal {
    Principal::parse(name).unwrap()
}

/// The time in so many seconds.
pub fn at(seconds: i64) -> GeneralizedTime {
    let now = i64::try_from(now().as_secs()).unwrap();
    absolute(now + seconds)
}

/// A time in seconds since the Unix epoch.
pub fn absolute(seconds: i64) -> GeneralizedTime {
    let epoch = asn1::kerberos_time(Duration::ZERO);
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { epoch - distance } else { epoch + distance }
}

pub fn checksum(octets: &[u8]) -> Checksum {
    Checksum { cksumtype: AuthenticatorChecksum::TYPE, checksum: octets.into() }
}

/// A 0x8003 checksum without channel bindings.
pub fn gss_checksum(flags: u32) -> Vec<u8> {
    AuthenticatorChecksum::encode([0; 16], GssFlags(flags))
}
