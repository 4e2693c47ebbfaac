//! How the steps are told.

use host_tests::{Failure, Result};

pub(crate) fn step(what: &str) {
    println!("\n# {what}");
}

pub(crate) fn expect(what: &str, met: bool) -> Result<()> {
    if met {
        println!("  ok: {what}");
        return Ok(());
    }
    Err(Failure::new(format!("not as expected, which is: {what}")))
}
