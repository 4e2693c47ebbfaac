//! `edgewarden-gateway`: runs the gateway, or checks its configuration.
#![forbid(unsafe_code)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use gateway::config::Resolved;
use gateway::{check, clock, log, run};

/// The RADIUS gateway: roaming policy in a sandbox, the rules of RFC 2607 around it.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves until SIGTERM; SIGHUP reloads clients, servers, certificates and policy.
    Run {
        /// The configuration, in TOML.
        config: PathBuf,
    },
    /// Checks everything that the configuration names, and says what the gateway would do.
    Check {
        /// The configuration, in TOML.
        config: PathBuf,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Run { config } => serve(&config),
        Command::Check { config } => examine(&config),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("edgewarden-gateway: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve(path: &Path) -> Result<(), String> {
    let resolved = load(path)?;
    log::start(&resolved.process)?;
    run::run(path, resolved).map_err(|error| error.to_string())
}

fn examine(path: &Path) -> Result<(), String> {
    let report = check::check(path, clock::civil());
    println!("{}", report.map_err(|error| format!("{}: {error}", path.display()))?);
    Ok(())
}

fn load(path: &Path) -> Result<Resolved, String> {
    Resolved::load(path, clock::civil()).map_err(|error| format!("{}: {error}", path.display()))
}
