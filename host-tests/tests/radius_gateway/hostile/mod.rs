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

/// A module that does anything with packets, in its directory. It leaves a request alone that begins
/// with a User-Name in `s`, and a reply without attributes, so that somebody is served.
pub fn module_at_random() -> (std::path::PathBuf, TempDir) {
    let edit = |buffer: &str| {
        format!(
            "(if {half} (then
               (if {seldom} (then (call $code (call $any_code))))
               (if {seldom} (then (call $append (i32.const 512))))
               (if {seldom} (then (call $append (i32.const 576))))
               (if (i32.and (i32.gt_u (global.get $length) (i32.const 20)) {half})
                 (then (call $remove (i32.add (global.get $packet) (i32.const 20)))))
               (if (i32.and (i32.gt_u (global.get $length) (i32.const 22)) {half})
                 (then (call $change (i32.add (global.get $packet) (i32.const 20)))))
               (call $store {buffer})))",
            half = chance(2),
            seldom = chance(4),
        )
    };
    let on_request = format!(
        "(if (i32.and (i32.eq (i32.load8_u (i32.const 0x10014)) (i32.const 1))
                      (i32.eq (i32.load8_u (i32.const 0x10016)) (i32.const 0x73)))
           (then (call $route) (return (i32.const 0))))
         {} (call $route) (if {} (then (call $strip) (call $code (call $any_code)) (call $reply))) {}",
        edit(guest::REQUEST),
        chance(3),
        chance(16),
    );
    let on_reply = format!(
        "(if (i32.eq (global.get $length) (i32.const 20)) (then (return (i32.const 0)))) {} {}",
        edit(guest::REPLY),
        chance(16),
    );
    Guest { on_request: &on_request, on_reply: &on_reply, ..Guest::default() }.file()
}

/// Once in so many times.
fn chance(once_in: u32) -> String {
    format!("(i32.eqz (i32.rem_u (call $random) (i32.const {once_in})))")
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
