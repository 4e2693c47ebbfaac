//! A NAS, the gateway and a home server, with timers that tests can wait for.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::time::Duration;

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Nas, Received, SECRET};
use radius::packet::Code;

/// How long something that must happen may take, on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(30);

/// How long is listened for something that must not happen.
pub const QUIET: Duration = Duration::from_millis(400);

/// Retransmission to servers after 100 ms, failover after two transmissions, and an end after two
/// seconds; accounting has no end.
const TIMERS: &str = "[forwarding.access]
initial_ms = 100
longest_ms = 400
transmissions = 0
duration_ms = 2000
transmissions_per_server = 2
[forwarding.accounting]
initial_ms = 100
longest_ms = 400
transmissions = 0
duration_ms = 0
transmissions_per_server = 2";

/// Accounting that is acknowledged when home has done so.
pub const ATOMIC: &str = "[accounting]\nmode = \"atomic\"";

/// A user of the first realm.
pub const ALICE: [(&str, &str); 2] = [("User-Name", "alice@example.org"), ("User-Password", "pw")];

/// A gateway before one home server.
pub struct Stage {
    pub home: Home,
    pub gateway: Gateway,
}

impl Stage {
    /// With the good answer to everything, and accounting by the journal.
    pub fn good() -> Self {
        Self::new(|config| config)
    }

    /// With the good answer to everything, and this change of the configuration.
    pub fn new(change: impl FnOnce(GatewayConfig) -> GatewayConfig) -> Self {
        Self::of(|request| Answer::good(request.code()), change)
    }

    /// With these answers, and this change of the configuration.
    pub fn of(
        decide: impl FnMut(&Received) -> Answer + Send + 'static,
        change: impl FnOnce(GatewayConfig) -> GatewayConfig,
    ) -> Self {
        let home = Home::start(decide).unwrap();
        let config = change(timed(GatewayConfig::between_nas_and(&home)));
        Self { gateway: Gateway::start(&config).unwrap(), home }
    }

    /// A client for Access-Requests.
    pub fn auth(&self) -> Nas {
        self.nas("auth")
    }

    /// A client for Accounting-Requests.
    pub fn acct(&self) -> Nas {
        self.nas("acct")
    }

    /// A client of a listener.
    pub fn nas(&self, listener: &str) -> Nas {
        Nas::udp(self.gateway.address(listener), SECRET).unwrap()
    }

    /// A client of a listener with the address 127.0.0.`last`.
    pub fn nas_at(&self, last: u8, listener: &str) -> Nas {
        nas_at(&self.gateway, last, listener)
    }

    /// How often something has happened.
    pub fn count(&self, event: &str, reason: &str) -> u64 {
        count(&self.gateway, event, reason)
    }

    /// Waits until something has happened so often.
    pub fn wait_count(&self, event: &str, reason: &str, wanted: u64) {
        wait_count(&self.gateway, event, reason, wanted);
    }
}

/// With short timers.
pub fn timed(config: GatewayConfig) -> GatewayConfig {
    config.section(TIMERS)
}

/// 127.0.0.`last`
pub fn loopback(last: u8) -> IpAddr {
    Ipv4Addr::new(127, 0, 0, last).into()
}

/// A client of a listener with the address 127.0.0.`last`.
pub fn nas_at(gateway: &Gateway, last: u8, listener: &str) -> Nas {
    let local = SocketAddr::new(loopback(last), 0);
    Nas::udp_from(local, gateway.address(listener), SECRET).unwrap()
}

/// How often something has happened, by the metrics.
pub fn count(gateway: &Gateway, event: &str, reason: &str) -> u64 {
    let labels = [("event", event), ("reason", reason)];
    gateway.metric("edgewarden_events_total", &labels).unwrap() as u64
}

/// Waits until something has happened so often.
pub fn wait_count(gateway: &Gateway, event: &str, reason: &str, wanted: u64) {
    let labels = [("event", event), ("reason", reason)];
    let is_met = |value: f64| value as u64 >= wanted;
    gateway.wait_for_metric("edgewarden_events_total", &labels, LIMIT, is_met).unwrap();
}

/// Sends a request once, and listens for an answer that must not come.
pub fn assert_silent(nas: &mut Nas, code: Code, list: &[(&str, &str)]) {
    let answer = nas.ask_once(code, list, QUIET).unwrap();
    let answer = answer.map(|answer| answer.code());
    assert_eq!(answer, None, "{code} {list:?}");
}
