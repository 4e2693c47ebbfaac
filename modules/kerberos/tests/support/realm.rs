//! A realm of one service and one client, whose tickets a test can change before they are sealed.

use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use kerberos::acceptor::{Accepted, Acceptor, Config, Failure};
use kerberos::asn1::{
    self, AuthorizationDataElement, EncTicketPart, EncryptionKey, PrincipalName, Ticket,
    TransitedEncoding,
};
use kerberos::client::{Credential, PendingContext, RequestOptions};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::gss::GssFlags;
use kerberos::keytab::{Entry, Keytab};
use kerberos::replay::{MemoryStore, ReplayAfterLoss, SharedReplayCache};
use kerberos::{Error, Principal, Reason};

/// The time of every test, to the second.
pub const NOW: Duration = Duration::from_secs(1_750_000_000);
pub const SKEW: Duration = Duration::from_secs(300);
pub const HOUR: Duration = Duration::from_secs(3600);

/// Flags of a usual HTTP client that asks for mutual authentication.
pub const MUTUAL: GssFlags = GssFlags(0x3e);

pub struct Realm {
    pub rng: ChaCha20Rng,
    pub service: Principal,
    pub service_key: Key,
    pub kvno: u32,
    pub client: Principal,
    pub session_key: Key,
}

impl Realm {
    pub fn new() -> Self {
        Self::with(EncryptionType::Aes256CtsHmacSha1)
    }

    pub fn with(encryption_type: EncryptionType) -> Self {
        let mut rng = rng(1);
        Self {
            service: principal("HTTP/www.example.com@EXAMPLE.COM"),
            service_key: Key::random(encryption_type, &mut rng),
            kvno: 3,
            client: principal("alice@EXAMPLE.COM"),
            session_key: Key::random(encryption_type, &mut rng),
            rng,
        }
    }

    pub fn keytab(&self) -> Keytab {
        Keytab::new(vec![self.entry(self.kvno, &self.service_key)])
    }

    pub fn entry(&self, kvno: u32, key: &Key) -> Entry {
        Entry { principal: self.service.clone(), kvno, timestamp: 0, key: key.clone() }
    }

    pub fn acceptor(&self) -> Acceptor {
        self.acceptor_with(Config::default())
    }

    pub fn acceptor_with(&self, config: Config) -> Acceptor {
        acceptor(&self.keytab(), config)
    }

    /// The encrypted part of a ticket that is good for an hour.
    pub fn part(&self) -> EncTicketPart {
        EncTicketPart {
            flags: asn1::flags(&[]),
            key: EncryptionKey::from(&self.session_key),
            crealm: self.client.realm.as_slice().into(),
            cname: PrincipalName::from_principal(&self.client),
            transited: TransitedEncoding { tr_type: 1, contents: Vec::new().into() },
            authtime: asn1::kerberos_time(NOW - HOUR),
            starttime: None,
            endtime: asn1::kerberos_time(NOW + HOUR),
            renew_till: None,
            caddr: None,
            authorization_data: None,
            extensions: Default::default(),
        }
    }

    pub fn seal(&mut self, part: &EncTicketPart) -> Credential {
        let ticket =
            Ticket::seal(part, &self.service, self.kvno, &self.service_key, &mut self.rng).unwrap();
        Credential { client: self.client.clone(), ticket, session_key: self.session_key.clone() }
    }

    pub fn credential(&mut self) -> Credential {
        let part = self.part();
        self.seal(&part)
    }

    /// A token for mutual authentication stamped [`NOW`].
    pub fn token(&mut self, credential: &Credential) -> (Vec<u8>, PendingContext) {
        self.token_at(credential, NOW)
    }

    pub fn token_at(
        &mut self,
        credential: &Credential,
        now: Duration,
    ) -> (Vec<u8>, PendingContext) {
        let options = RequestOptions { flags: MUTUAL, ..RequestOptions::default() };
        credential.ap_req(options, now, &mut self.rng).unwrap()
    }

    /// What a fresh acceptor says of a ticket with this encrypted part.
    pub fn accept_part(&mut self, part: &EncTicketPart) -> Result<Accepted, Error> {
        let credential = self.seal(part);
        let (token, _) = self.token(&credential);
        accept(&mut self.acceptor(), &token)
    }
}

pub fn rng(seed: u64) -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(seed)
}

pub fn acceptor(keytab: &Keytab, config: Config) -> Acceptor {
    let mut rng = rng(2);
    let replay =
        SharedReplayCache::new(MemoryStore::default(), "replay", ReplayAfterLoss::Accept, &mut rng);
    Acceptor::new(keytab, config, Box::new(replay), Box::new(rng)).unwrap()
}

pub fn accept(acceptor: &mut Acceptor, token: &[u8]) -> Result<Accepted, Error> {
    acceptor.step(token, None, NOW).map_err(|failure: Failure| failure.error)
}

/// The reason of a refusal.
pub fn refused(result: Result<Accepted, Error>) -> Reason {
    match result {
        Err(Error::Rejected(reason)) => reason,
        other => panic!("not refused for a reason: {other:?}"),
    }
}

pub fn principal(name: &str) -> Principal {
    Principal::parse(name).unwrap()
}

pub fn if_relevant(elements: &[AuthorizationDataElement]) -> AuthorizationDataElement {
    let inner = asn1::encode("AD-IF-RELEVANT", &elements.to_vec()).unwrap();
    element(asn1::ad_type::IF_RELEVANT, &inner)
}

pub fn element(ad_type: i32, data: &[u8]) -> AuthorizationDataElement {
    AuthorizationDataElement { ad_type, ad_data: data.into() }
}
