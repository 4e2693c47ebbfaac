//! Modules that try what no proxy may do (RFC 2607 section 5), and modules that fail: what is
//! forbidden reaches neither client nor home, and the next packet is served.

mod faults;
mod guest;
mod handles;
mod monitor;

use host_tests::radius::{Answer, GatewayConfig, Received};
use radius::packet::Code;
use tempfile::TempDir;

use crate::stage::{ATOMIC, Stage};
use guest::Guest;

/// A user whom every module here treats well.
const GOOD: [(&str, &str); 2] = [("User-Name", "alice@example.org"), ("User-Password", "pw")];

/// A user whom a module treats otherwise.
const BAD: [(&str, &str); 2] = [("User-Name", "xavier@example.org"), ("User-Password", "pw")];

/// A module whose configuration ends in a trap, as long as its directory exists.
pub fn module_that_does_not_start() -> (std::path::PathBuf, TempDir) {
    Guest { on_configure: "(unreachable)", ..Guest::default() }.file()
}

/// A stage whose module is hostile; its accounting is atomic.
struct Hostile {
    stage: Stage,
    _module: TempDir,
}

impl Hostile {
    fn new(guest: Guest<'_>) -> Self {
        Self::of(guest, |request| Answer::good(request.code()), |config| config)
    }

    fn of(
        guest: Guest<'_>,
        decide: impl FnMut(&Received) -> Answer + Send + 'static,
        change: impl FnOnce(GatewayConfig) -> GatewayConfig,
    ) -> Self {
        let (path, module) = guest.file();
        let stage = Stage::of(decide, |config| change(config.section(ATOMIC).wasm(&path)));
        Self { stage, _module: module }
    }

    /// Whether the user whom the module treats well is accepted.
    fn assert_serves(&self) {
        let accept = self.stage.auth().access(&GOOD).unwrap();
        assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
    }

    fn refused(&self, reason: &str) -> u64 {
        self.stage.count("monitor_refused", reason)
    }

    fn faults(&self) -> u64 {
        self.stage.count("module", "fault")
    }
}
