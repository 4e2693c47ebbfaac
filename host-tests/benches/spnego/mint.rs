//! A realm in this process: a keytab, tickets for it, and as many tokens as a bench asks for.

use std::time::{Duration, SystemTime};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use kerberos::Principal;
use kerberos::asn1::{self, EncTicketPart, EncryptionKey, PrincipalName, Ticket};
use kerberos::asn1::{TransitedEncoding, ticket_flag};
use kerberos::client::{Credential, RequestOptions};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::GssFlags;
use kerberos::keytab::{Entry, Keytab};
use spnego::token::{MechTypes, NegTokenInit, encode_mech_types, frame};
use spnego::{Oid, http};

/// The realm of every ticket.
pub const REALM: &str = "EDGEWARDEN.TEST";

/// All encryption types of the acceptor, the one with the aims first.
pub const ENCRYPTION_TYPES: [EncryptionType; 4] = [
    EncryptionType::Aes256CtsHmacSha1,
    EncryptionType::Aes128CtsHmacSha1,
    EncryptionType::Aes256CtsHmacSha384,
    EncryptionType::Aes128CtsHmacSha256,
];

const SERVICE: &str = "HTTP/localhost@EDGEWARDEN.TEST";
const CLIENT: &str = "alice@EDGEWARDEN.TEST";
const KVNO: u32 = 2;
const HOUR: Duration = Duration::from_secs(3600);

/// What a usual HTTP client asks for: mutual authentication and everything but delegation.
const FLAGS: GssFlags = GssFlags(0x3e);

/// Whether every token has its own ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tickets {
    /// Every token has its own.
    Cold,
    /// All tokens have one: a browser at work.
    Warm,
}

impl Tickets {
    /// How a report calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Warm => "warm",
        }
    }
}

/// Makes tokens for the service of one keytab.
pub struct Mint {
    rng: ChaCha20Rng,
    service: Principal,
    client: Principal,
    keytab: Keytab,
}

impl Mint {
    /// A service with a key of each encryption type.
    pub fn new() -> Self {
        // Seeded from the time, so that a run never repeats the tokens of the one before, which
        // a replay cache may still know.
        let seed = since_epoch().as_micros() as u64;
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        let service = Principal::parse(SERVICE).unwrap();
        let entry = |encryption_type| Entry {
            principal: service.clone(),
            kvno: KVNO,
            timestamp: 0,
            key: Key::random(encryption_type, &mut rng),
        };
        let keytab = Keytab::new(ENCRYPTION_TYPES.map(entry).to_vec());
        Self { rng, service, client: Principal::parse(CLIENT).unwrap(), keytab }
    }

    /// The keytab of the service.
    pub fn keytab(&self) -> &Keytab {
        &self.keytab
    }

    /// SPNEGO tokens with an authenticator each, stamped now.
    pub fn tokens(
        &mut self,
        encryption_type: EncryptionType,
        tickets: Tickets,
        count: usize,
    ) -> Vec<Vec<u8>> {
        let mut credential = self.credential(encryption_type);
        let mut tokens = Vec::with_capacity(count);
        for _ in 0..count {
            if tickets == Tickets::Cold {
                credential = self.credential(encryption_type);
            }
            let options = RequestOptions { flags: FLAGS, ..RequestOptions::default() };
            let (ap_req, _) = credential.ap_req(options, since_epoch(), &mut self.rng).unwrap();
            tokens.push(spnego_token(&ap_req));
        }
        tokens
    }

    fn credential(&mut self, encryption_type: EncryptionType) -> Credential {
        let session_key = Key::random(encryption_type, &mut self.rng);
        let now = since_epoch();
        let part = EncTicketPart {
            flags: asn1::flags(&[ticket_flag::TRANSITED_POLICY_CHECKED]),
            key: EncryptionKey::from(&session_key),
            crealm: self.client.realm.as_slice().into(),
            cname: PrincipalName::from_principal(&self.client),
            transited: TransitedEncoding { tr_type: 1, contents: Vec::new().into() },
            authtime: asn1::kerberos_time(now - HOUR),
            starttime: Some(asn1::kerberos_time(now - HOUR)),
            endtime: asn1::kerberos_time(now + HOUR),
            renew_till: None,
            caddr: None,
            authorization_data: None,
            extensions: Default::default(),
        };
        let entries = self.keytab.entries().iter();
        let key = entries.map(|entry| &entry.key).find(|k| k.encryption_type() == encryption_type);
        let ticket = Ticket::seal(&part, &self.service, KVNO, key.unwrap(), &mut self.rng).unwrap();
        Credential { client: self.client.clone(), ticket, session_key }
    }
}

/// The value of `Authorization` with this token.
pub fn authorization(token: &[u8]) -> String {
    http::challenge(Some(token))
}

/// The time since the Unix epoch.
pub fn since_epoch() -> Duration {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap()
}

fn spnego_token(ap_req: &[u8]) -> Vec<u8> {
    let mech_types = encode_mech_types(&[Oid::KRB5]);
    let init = NegTokenInit {
        mech_types: Some(MechTypes::parse(&mech_types).unwrap()),
        mech_token: Some(ap_req),
        ..NegTokenInit::default()
    };
    frame(&init.encode())
}
