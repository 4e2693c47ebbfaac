//! The demonstration: a real Envoy turns `401 Negotiate` into `200` for a real Kerberos user, and a
//! RADIUS gateway decides about roaming users in front of a real FreeRADIUS, and another Envoy about
//! incident reports on their way to a CSIRT, beside the editor in which they are written.
//!
//! `demo` runs through its steps and ends with status 0 if each went as expected. `demo serve`
//! starts the same and stays until Ctrl-C.

mod editor;
mod iodef;
mod radius;
mod spnego;
mod story;

use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};

use host_tests::{Failure, Result};

fn main() -> ExitCode {
    let serve = std::env::args().nth(1).is_some_and(|argument| argument == "serve");
    match interruption().and_then(|ctrl_c| if serve { stay(&ctrl_c) } else { walk_through() }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ndemo: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Receives an item at Ctrl-C, which then no longer ends this process by itself: the peers get the
/// signal too, the step that needs them fails, and everything is cleared away.
fn interruption() -> Result<Receiver<()>> {
    let (sender, receiver) = channel();
    let handler = move || {
        let _ = sender.send(());
    };
    ctrlc::set_handler(handler).map_err(|error| Failure::new(error.to_string()))?;
    Ok(receiver)
}

fn walk_through() -> Result<()> {
    let negotiate = spnego::Stage::set()?;
    let roaming = radius::Stage::set()?;
    let reports = iodef::Stage::set()?;
    spnego::walk_through(&negotiate)?;
    radius::walk_through(&roaming)?;
    iodef::walk_through(&reports)?;
    println!("\nall as expected");
    Ok(())
}

fn stay(ctrl_c: &Receiver<()>) -> Result<()> {
    let negotiate = spnego::Stage::set()?;
    let roaming = radius::Stage::set()?;
    let reports = iodef::Stage::set()?;
    spnego::invite(&negotiate)?;
    radius::invite(&roaming);
    iodef::invite(&reports);
    println!("\nCtrl-C ends everything.");
    ctrl_c.recv().map_err(|error| Failure::new(error.to_string()))
}
