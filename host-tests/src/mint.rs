//! A realm without a KDC: it shares a key with the service, and so makes any ticket and any token,
//! also for clocks that are off.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use kerberos::Principal;
use kerberos::asn1::{
    self, EncTicketPart, EncryptionKey, PrincipalName, Ticket, TransitedEncoding,
};
use kerberos::client::{Credential, RequestOptions};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::GssFlags;
use kerberos::keytab::{Entry, Keytab};
use spnego::{Initiator, Mechanism, Oid, Policy, Step, http};

pub mod hostile;
#[path = "../../modules/spnego/tests/support/mechanisms.rs"]
mod mechanisms;
mod pac;

use mechanisms::{KerberosInitiator, Ntlm};
pub use pac::{PacVector, if_relevant};

/// The realm of minted tickets.
pub const REALM: &str = "MINT.TEST";

/// How long a minted ticket is valid before and after the time it is made for.
pub const LIFETIME: Duration = Duration::from_secs(3600);

/// The seeds before it are taken.
const FIRST_FREE_SEED: u64 = 3;

/// Flags of a usual HTTP client that asks for mutual authentication.
const FLAGS: GssFlags = GssFlags(0x3e);

/// The realm and its one service, `HTTP/localhost`.
pub struct Mint {
    rng: ChaCha20Rng,
    service: Principal,
    key: Key,
    kvno: u32,
}

/// A client in the middle of a negotiation.
pub struct Negotiation {
    initiator: Initiator<Box<dyn Mechanism>>,
    now: Duration,
}

impl Default for Mint {
    fn default() -> Self {
        Self::new()
    }
}

impl Mint {
    /// A realm whose service has a key of the most usual type.
    #[must_use]
    pub fn new() -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let key = Key::random(EncryptionType::Aes256CtsHmacSha1, &mut rng);
        Self::with_key(key, REALM)
    }

    /// A realm whose service has this key: for tickets that hold something sealed in it.
    #[must_use]
    pub fn with_key(key: Key, realm: &str) -> Self {
        let service = principal(&format!("HTTP/localhost@{realm}"));
        Self { rng: ChaCha20Rng::seed_from_u64(2), service, key, kvno: 3 }
    }

    /// The same realm with other random numbers: two that share them make the same tokens.
    #[must_use]
    pub fn with_randomness(mut self, seed: u64) -> Self {
        self.rng = ChaCha20Rng::seed_from_u64(seed.wrapping_add(FIRST_FREE_SEED));
        self
    }

    /// The keytab of the service, in base64.
    #[must_use]
    pub fn keytab(&self) -> String {
        let entry = Entry {
            principal: self.service.clone(),
            kvno: self.kvno,
            timestamp: 0,
            key: self.key.clone(),
        };
        let octets = Keytab::new(vec![entry]).encode().expect("one entry has an encoding");
        STANDARD.encode(octets.as_slice())
    }

    /// The service has a new key from now on, of the next version.
    pub fn rotate(&mut self) {
        self.key = Key::random(self.key.encryption_type(), &mut self.rng);
        self.kvno += 1;
    }

    /// What a ticket of `client` (with its realm) says, to be changed before it is sealed. It is
    /// valid around `now`.
    pub fn part(&mut self, client: &str, now: Duration) -> EncTicketPart {
        let client = principal(client);
        let session_key = Key::random(self.key.encryption_type(), &mut self.rng);
        EncTicketPart {
            flags: asn1::flags(&[]),
            key: EncryptionKey::from(&session_key),
            crealm: client.realm.as_slice().into(),
            cname: PrincipalName::from_principal(&client),
            transited: TransitedEncoding { tr_type: 1, contents: Vec::new().into() },
            authtime: asn1::kerberos_time(now - LIFETIME),
            starttime: None,
            endtime: asn1::kerberos_time(now + LIFETIME),
            renew_till: None,
            caddr: None,
            authorization_data: None,
            extensions: Default::default(),
        }
    }

    /// Seals a ticket in the key of the service.
    pub fn seal(&mut self, part: &EncTicketPart) -> Credential {
        let ticket = Ticket::seal(part, &self.service, self.kvno, &self.key, &mut self.rng)
            .expect("the part has an encoding");
        let client = part.cname.to_principal(&part.crealm).expect("the client has a name");
        let session_key = Key::try_from(&part.key).expect("the session key has a known type");
        Credential { client, ticket, session_key }
    }

    /// A ticket of `client` in this realm that is valid around `now`.
    pub fn ticket(&mut self, client: &str, now: Duration) -> Credential {
        let part = self.part(&format!("{client}@{}", self.realm()), now);
        self.seal(&part)
    }

    /// A SPNEGO token that offers Kerberos alone, stamped `now`.
    pub fn token(&mut self, credential: &Credential, now: Duration) -> Vec<u8> {
        let mut kerberos = self.negotiation(credential, now);
        kerberos.step(None).token.expect("the first step gives a token")
    }

    /// An `Authorization` value with [`token`](Self::token).
    pub fn header(&mut self, credential: &Credential, now: Duration) -> String {
        http::challenge(Some(&self.token(credential, now)))
    }

    /// An `Authorization` value of a new ticket of alice, stamped now by the clock of this machine.
    pub fn fresh_header(&mut self) -> String {
        let credential = self.ticket("alice", now());
        self.header(&credential, now())
    }

    /// A bare RFC 4121 token, without SPNEGO around it, and with these options.
    pub fn kerberos_token(
        &mut self,
        credential: &Credential,
        options: RequestOptions,
        now: Duration,
    ) -> Vec<u8> {
        let made = credential.ap_req(options, now, &mut self.rng);
        made.expect("the request has an encoding").0
    }

    /// A negotiation that offers Kerberos alone.
    pub fn negotiation(&mut self, credential: &Credential, now: Duration) -> Negotiation {
        let kerberos = self.mechanism(credential);
        Negotiation::new(vec![kerberos], now)
    }

    /// A negotiation that offers NTLM first and Kerberos second, so that it takes several legs.
    pub fn ntlm_first(&mut self, credential: &Credential, now: Duration) -> Negotiation {
        let kerberos = self.mechanism(credential);
        Negotiation::new(vec![Box::new(Ntlm), kerberos], now)
    }

    /// A negotiation that offers NTLM alone.
    #[must_use]
    pub fn ntlm_alone(&self, now: Duration) -> Negotiation {
        Negotiation::new(vec![Box::new(Ntlm)], now)
    }

    fn mechanism(&mut self, credential: &Credential) -> Box<dyn Mechanism> {
        let rng = ChaCha20Rng::seed_from_u64(self.rng.next_u64());
        Box::new(KerberosInitiator::new(credential.clone(), FLAGS, rng))
    }

    fn realm(&self) -> String {
        String::from_utf8_lossy(&self.service.realm).into_owned()
    }
}

impl Negotiation {
    fn new(mechanisms: Vec<Box<dyn Mechanism>>, now: Duration) -> Self {
        Self { initiator: Initiator::new(Policy::default(), mechanisms), now }
    }

    /// Takes a token of the acceptor, or none at first, and gives the next.
    ///
    /// # Panics
    ///
    /// When the acceptor's token is refused.
    pub fn step(&mut self, token: Option<&[u8]>) -> Step {
        self.initiator.step(token, self.now).expect("the acceptor's token is good")
    }

    /// Takes the `WWW-Authenticate` value of the last response, or none at first, and gives the
    /// `Authorization` value of the next request; empty once there is nothing left to send.
    ///
    /// # Panics
    ///
    /// When the acceptor's token is refused.
    pub fn next(&mut self, challenge: Option<&str>) -> String {
        let token = challenge.map(|value| {
            http::parse(value.as_bytes(), usize::from(u16::MAX)).expect("a challenge with a token")
        });
        let step = self.step(token.as_deref());
        step.token.map(|token| http::challenge(Some(&token))).unwrap_or_default()
    }

    /// Whether the context is established on this side.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.initiator.mech_type() == Some(&Oid::KRB5)
    }
}

/// The clock of this machine, since the Unix epoch.
#[must_use]
pub fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn principal(name: &str) -> Principal {
    Principal::parse(name).expect("a principal with a realm")
}
