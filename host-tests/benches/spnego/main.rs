//! Measures the SPNEGO filter and its core beside their peers: `make bench AREA=spnego`.
//!
//! Ours and the peer take turns over the same tokens in many short rounds, and what counts is
//! processor time: the medians of both are comparable on a machine that does other work too. Every
//! token has its own authenticator. Names of benches as arguments run these alone.

mod accept;
mod load;
mod memory;
mod mint;
mod mit;
mod native;
mod proxy;
mod servers;
mod wasm;

use std::process::ExitCode;

use host_tests::Result;
use host_tests::bench::Report;

/// A bench adds its rows.
type Bench = fn(&mut Report) -> Result<()>;

const BENCHES: [(&str, Bench); 5] = [
    ("native", native::run),
    ("wasmtime", wasm::run),
    ("proxy", proxy::run),
    ("memory", memory::run),
    ("size", memory::size),
];

fn main() -> ExitCode {
    // Cargo adds `--bench`.
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(wanted: &[String]) -> Result<()> {
    let mut report = Report::default();
    for (name, bench) in BENCHES {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            eprintln!("bench: {name}");
            bench(&mut report)?;
        }
    }
    report.finish("spnego")
}
