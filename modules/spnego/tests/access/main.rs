//! The decision on a request: who passes, who is challenged, who is refused.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

mod client;
mod identity;
mod legs;
#[path = "../support/mechanisms.rs"]
mod mechanisms;
mod passes;
#[path = "../../../kerberos/tests/support/realm.rs"]
#[allow(dead_code, reason = "the kerberos core uses the rest")]
mod realm;
mod tokens;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kerberos::keytab::Keytab;
use kerberos::replay::{MemoryStore, ReplayAfterLoss, SharedReplayCache};
use spnego::access::{Config, Connection, Decision, Gate, Policy, Request};

use client::Client;
use realm::{NOW, Realm};

/// A connection that carries one request after the other.
struct Http1(u64);

impl Connection for Http1 {
    fn id(&self) -> Option<u64> {
        Some(self.0)
    }

    fn is_in_sequence(&self) -> bool {
        true
    }
}

/// A connection that carries many requests at once.
struct Http2(u64);

impl Connection for Http2 {
    fn id(&self) -> Option<u64> {
        Some(self.0)
    }

    fn is_in_sequence(&self) -> bool {
        false
    }
}

/// A gate for the service of a realm, with more settings in JSON.
struct Entrance {
    gate: Gate,
    policy: Policy,
}

impl Entrance {
    fn new(realm: &Realm, settings: &str) -> Self {
        Self::with_keytab(&realm.keytab(), settings)
    }

    fn with_keytab(keytab: &Keytab, settings: &str) -> Self {
        let keytab = keytab.encode().unwrap();
        let config = config(settings);
        let policy = Policy::of_plugin(&config);
        let mut rng = realm::rng(7);
        let store = MemoryStore::default();
        let replay = SharedReplayCache::new(store, "replay", ReplayAfterLoss::Accept, &mut rng);
        let gate = Gate::new(config, &keytab, Box::new(replay), Box::new(rng)).unwrap();
        Self { gate, policy }
    }

    /// The decision on a request with these `Authorization` lines on an HTTP/1 connection.
    fn ask(&mut self, authorization: &[&str]) -> Decision {
        self.ask_on(&Http1(1), authorization, NOW)
    }

    fn ask_on(
        &mut self,
        connection: &dyn Connection,
        authorization: &[&str],
        now: std::time::Duration,
    ) -> Decision {
        let lines: Vec<&[u8]> = authorization.iter().map(|line| line.as_bytes()).collect();
        let request = Request { authorization: &lines, ..request(connection) };
        self.gate.decide(&request, &self.policy, now)
    }
}

/// A request without credentials.
fn request(connection: &dyn Connection) -> Request<'_> {
    Request { authorization: &[], preflight: false, pass: None, connection, client_address: None }
}

fn config(settings: &str) -> Config {
    serde_json::from_str(&format!(r#"{{"keytab": "BQI="{settings}}}"#)).unwrap()
}

fn negotiate(token: &[u8]) -> String {
    format!("Negotiate {}", STANDARD.encode(token))
}

/// A SPNEGO token of a usual client, who offers Kerberos alone.
fn usual(realm: &mut Realm) -> (String, Client) {
    let credential = realm.credential();
    let mut client = Client::kerberos_only(credential);
    let token = client.first();
    (negotiate(&token), client)
}

fn code(decision: &Decision) -> &'static str {
    match decision {
        Decision::Pass => "pass",
        Decision::Admit { .. } => "admit",
        Decision::Challenge { code, .. } | Decision::Unavailable { code, .. } => code,
        Decision::Forbid { refusal, .. } => refusal.code(),
    }
}

/// The value of an identity header of an admitted request.
fn header(decision: &Decision, name: &str) -> Option<String> {
    let Decision::Admit { admitted, .. } = decision else { panic!("not admitted: {decision:?}") };
    let found = admitted.headers.iter().find(|(found, _)| found == name);
    found.map(|(_, value)| value.clone())
}
