//! `edgewarden iodef`: incident reports.

pub mod args;
mod convert;
mod join;
mod redact;
mod secure;
mod source;
mod stats;
mod validate;

use std::io::{self, Write};

use args::IodefCommand;
use iodef::convert::Report;

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
        IodefCommand::Convert(arguments) => convert::convert(arguments, output),
        IodefCommand::Merge(arguments) => join::merge(arguments, output),
        IodefCommand::Split(arguments) => join::split(arguments, output),
        IodefCommand::Stats(arguments) => stats::stats(arguments, output),
    }
}

/// Prints a result of the core as JSON.
fn write_json(value: &impl serde::Serialize, output: &mut impl Write) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *output, value).map_err(io::Error::from)?;
    Ok(writeln!(output)?)
}

/// Tells on standard error what a conversion could not hold as it was.
fn tell_lossy(name: &str, report: &Report) -> io::Result<()> {
    let mut errors = io::stderr().lock();
    for step in &report.steps {
        writeln!(errors, "{name}: {}", one_line(&step.to_string()))?;
    }
    if report.omitted > 0 {
        writeln!(errors, "{name}: {} more", report.omitted)?;
    }
    Ok(())
}

/// Text out of a report on one line, with everything escaped that could steer a terminal.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\u{2028}' | '\u{2029}' => line.push(' '),
            control if control.is_control() => line.extend(control.escape_default()),
            other => line.push(other),
        }
    }
    line
}

/// A number of things.
fn counted(number: usize, one: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        number => format!("{number} {one}s"),
    }
}
