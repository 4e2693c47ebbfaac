//! Our acceptor in this process.

use std::cell::RefCell;
use std::rc::Rc;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use host_tests::bench::processor_time;
use kerberos::acceptor::Config;
use kerberos::keytab::Keytab;
use kerberos::replay::{MemoryStore, ReplayAfterLoss, SharedReplayCache};
use spnego::kerberos::KerberosAcceptor;
use spnego::{Acceptor, Policy};

use crate::mint::since_epoch;

/// The acceptor as the filter sets it up, over a store of this process.
pub struct Native {
    acceptor: Rc<RefCell<kerberos::acceptor::Acceptor>>,
}

impl Native {
    /// An acceptor for the keys of this keytab.
    pub fn new(keytab: &Keytab) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let store = MemoryStore::default();
        let replay = SharedReplayCache::new(store, "replay", ReplayAfterLoss::Accept, &mut rng);
        let acceptor = kerberos::acceptor::Acceptor::new(
            keytab,
            Config::default(),
            Box::new(replay),
            Box::new(rng),
        );
        Self { acceptor: Rc::new(RefCell::new(acceptor.unwrap())) }
    }

    /// Accepts every token; microseconds of processor time for each.
    pub fn time(&self, tokens: &[Vec<u8>]) -> f64 {
        let start = processor_time();
        for token in tokens {
            self.accept(token);
        }
        (processor_time() - start).as_secs_f64() * 1e6 / tokens.len() as f64
    }

    /// Accepts one token, as a request with it does.
    pub fn accept(&self, token: &[u8]) {
        let kerberos = KerberosAcceptor::new(Rc::clone(&self.acceptor), None);
        let mut negotiation = Acceptor::new(Policy::default(), vec![kerberos]);
        let step = negotiation.step(token, since_epoch()).unwrap();
        assert!(step.complete && step.token.is_some(), "accepted with a token for the client");
        let accepted = negotiation.mechanism().and_then(KerberosAcceptor::accepted).unwrap();
        std::hint::black_box(accepted.ticket.client.to_string());
    }
}
