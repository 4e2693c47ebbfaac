//! `edgewarden iodef`: incident reports.

pub mod args;
mod redact;
mod secure;
mod source;
mod validate;

use std::io::Write;

use args::IodefCommand;

use crate::Outcome;
use crate::error::Error;

/// Does what a command says.
///
/// # Errors
/// What cannot be read or decoded at all; [`Error::Write`].
pub fn run(command: &IodefCommand, output: &mut impl Write) -> Result<Outcome, Error> {
    match command {
        IodefCommand::Validate(arguments) => validate::validate(arguments, output),
        IodefCommand::Redact(arguments) => redact::redact(arguments, output),
        IodefCommand::Sign(arguments) => secure::sign(arguments, output),
        IodefCommand::Verify(arguments) => secure::verify(arguments, output),
        IodefCommand::Seal(arguments) => secure::seal(arguments, output),
        IodefCommand::Open(arguments) => secure::open(arguments, output),
        IodefCommand::Encrypt(arguments) => secure::encrypt(arguments, output),
        IodefCommand::Decrypt(arguments) => secure::decrypt(arguments, output),
    }
}

/// A number of things.
fn counted(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    }
}
