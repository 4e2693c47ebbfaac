//! A VM with a keytab, and the realm whose service it is.

use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::mint::Mint;
use host_tests::module;
use serde_json::Value;

use crate::support::{Compiled, Exchange, Headers, Request, Shared, Vm};

/// An instant in 2026: the time of every test, unless it sets another.
pub const NOW: Duration = Duration::from_secs(1_790_000_000);

pub static SPNEGO: LazyLock<Compiled> =
    LazyLock::new(|| Compiled::new(&std::fs::read(module("spnego_filter")).unwrap()));

/// A realm and the VM that guards its service.
pub struct Realm {
    pub mint: Mint,
    pub vm: Vm,
    pub shared: Shared,
    config: Value,
}

impl Realm {
    /// `config` lacks the keytab only. The VM starts an hour before [`NOW`], so that the start of
    /// the replay cache is forgotten.
    pub fn new(config: Value) -> Self {
        Self::of(Mint::new(), config)
    }

    /// As [`new`](Self::new), with a realm of one's own.
    pub fn of(mint: Mint, config: Value) -> Self {
        let shared = Shared::at(NOW - Duration::from_secs(3600));
        let realm = Self::started(mint, shared, config);
        realm.shared.set_time(NOW);
        realm
    }

    /// As [`new`](Self::new), with a VM that starts at the time of `shared`.
    pub fn started(mint: Mint, shared: Shared, mut config: Value) -> Self {
        config["keytab"] = mint.keytab().into();
        let vm = Vm::start(&SPNEGO, &shared, &config.to_string()).unwrap();
        Self { mint, vm, shared, config }
    }

    /// Another VM over the same shared data, as another worker has.
    pub fn another_vm(&self) -> Vm {
        Vm::start(&SPNEGO, &self.shared, &self.config.to_string()).unwrap()
    }

    /// An `Authorization` of alice, stamped [`NOW`].
    pub fn header(&mut self) -> String {
        self.header_at(NOW)
    }

    /// An `Authorization` of alice, stamped `stamp`.
    pub fn header_at(&mut self, stamp: Duration) -> String {
        let credential = self.mint.ticket("alice", stamp);
        self.mint.header(&credential, stamp)
    }

    /// What becomes of a request with this `Authorization`, which the upstream answers with 200.
    pub fn exchange(&mut self, authorization: impl AsRef<[u8]>) -> Exchange {
        self.vm.exchange(request(authorization), response(200))
    }

    /// The value of a metric of all VMs.
    pub fn metric(&self, name: &str) -> u64 {
        self.shared.store().metric(name)
    }
}

/// `GET /` with this `Authorization`.
pub fn request(authorization: impl AsRef<[u8]>) -> Request {
    Request::get("/").header("authorization", authorization)
}

/// The head of an upstream's response.
pub fn response(status: u16) -> Headers {
    vec![(b":status".to_vec(), status.to_string().into_bytes())]
}

/// An `Authorization` with this token.
pub fn negotiate(token: &[u8]) -> String {
    format!("Negotiate {}", STANDARD.encode(token))
}

/// The filter has answered with this status, for this reason, and counted it once.
pub fn assert_refused(realm: &Realm, exchange: &Exchange, status: &str, event: &str, code: &str) {
    assert!(!exchange.passed, "{code}");
    assert_eq!(exchange.status(), status.as_bytes(), "{code}: {}", realm.vm.log());
    assert_eq!(exchange.details(), format!("spnego_{code}"));
    assert_eq!(realm.metric(&format!("spnego.{event}.{code}")), 1, "{code}");
}

/// The filter refuses this `Authorization` with 401 for the reason `code`.
pub fn assert_401(realm: &mut Realm, authorization: impl AsRef<[u8]>, code: &str) -> Exchange {
    let exchange = realm.exchange(authorization);
    assert_refused(realm, &exchange, "401", "rejected", code);
    let challenges = exchange.challenges();
    assert_eq!(challenges.len(), 1, "{code}");
    assert!(challenges[0].starts_with("Negotiate"), "{code}");
    exchange
}
