//! Envoy, its upstream, and the realm of its service.

use host_tests::mint::Mint;
use host_tests::{Connection, Envoy, EnvoyPorts, SpnegoConfig, Upstream};

/// Everything that runs.
pub struct Stage {
    pub mint: Mint,
    pub envoy: Envoy,
    pub upstream: Upstream,
}

impl Stage {
    /// Envoy with the filter's defaults and one worker.
    pub fn new() -> Self {
        Self::with(|config| config)
    }

    /// Envoy with one worker and what `change` makes of the configuration.
    pub fn with(change: impl FnOnce(SpnegoConfig) -> SpnegoConfig) -> Self {
        Self::of(Mint::new(), 1, change)
    }

    /// Envoy in front of the service of this realm.
    pub fn of(mint: Mint, workers: u8, change: impl FnOnce(SpnegoConfig) -> SpnegoConfig) -> Self {
        let upstream = Upstream::start().unwrap();
        let ports = EnvoyPorts::free(upstream.port()).unwrap();
        let config = change(SpnegoConfig::new(ports, &mint.keytab()));
        let envoy = Envoy::start(&config.text(), ports, workers, &[]).unwrap();
        Self { mint, envoy, upstream }
    }

    /// A new connection to the listener.
    pub fn connect(&self) -> Connection {
        Connection::open(self.envoy.ports().listener).unwrap()
    }
}
