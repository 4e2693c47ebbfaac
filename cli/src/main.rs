//! `edgewarden`: tools for the keytabs, tokens, packets and incident reports of the filters.
//!
//! Everything is decided by the cores that the filters use; this program reads, calls and prints.
#![forbid(unsafe_code)]

mod args;
mod error;
mod input;
mod iodef;
mod keytab;
mod radius;
mod random;
mod time;
mod token;
mod tree;

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser as _;

use args::{Arguments, Command, KeytabCommand, RadiusCommand, TokenCommand};
use error::Error;

/// What an input came to. The exit status tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Decoded, and refused by nothing that looked at it: status 0.
    Good,
    /// Decoded, and the filter would refuse it: status 1.
    Refused,
    /// A part of it could not be decoded: status 2.
    Undecodable,
}

impl Outcome {
    /// The worse one of two.
    fn or_worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::Undecodable, _) | (_, Self::Undecodable) => Self::Undecodable,
            (Self::Refused, _) | (_, Self::Refused) => Self::Refused,
            (Self::Good, Self::Good) => Self::Good,
        }
    }
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let mut output = io::stdout().lock();
    let result = run(&command, &mut output).and_then(|outcome| {
        output.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Ok(Outcome::Undecodable) => ExitCode::from(2),
        // Whoever read the output has seen enough of it.
        Err(Error::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            // Without a standard error there is nobody left to tell.
            let _ = writeln!(io::stderr(), "edgewarden: {error}");
            ExitCode::from(error.exit_status())
        }
    }
}

fn run(command: &Command, output: &mut impl io::Write) -> Result<Outcome, Error> {
    match command {
        Command::Keytab(KeytabCommand::Show(show)) => keytab::show(show, output),
        Command::Keytab(KeytabCommand::ToConfig(to_config)) => keytab::to_config(to_config, output),
        Command::Token(TokenCommand::Explain(explain)) => token::explain(explain, output),
        Command::Radius(RadiusCommand::Explain(explain)) => radius::explain(explain, output),
        Command::Iodef(command) => iodef::run(command, output),
    }
}
