//! Measures the gateway beside radsecproxy and FreeRADIUS: `make bench AREA=radius`.
//!
//! All proxies get the same requests from the same load, one after the other in many short rounds,
//! and forward them to the same sink. The proxies run on one processor, load and sink on another.
//! What counts is processor time for each request; the rate depends on the load's processor, too.
//! `PARTS=udp,tls` runs these parts alone.

mod accounting;
mod envoy;
mod forwarding;
mod load;
mod proxies;
mod sandbox;
mod sink;
mod traffic;

use std::process::ExitCode;

use host_tests::Result;
use host_tests::bench::Report;

/// A part adds its rows.
type Part = fn(&mut Report) -> Result<()>;

const PARTS: [(&str, Part); 6] = [
    ("udp", forwarding::udp),
    ("rules", forwarding::rules),
    ("tls", forwarding::tls),
    ("sandbox", sandbox::run),
    ("accounting", accounting::run),
    ("envoy", envoy::run),
];

/// Where the proxies run.
const PROXY_PROCESSOR: usize = 0;
/// Where the load and the sink run.
const LOAD_PROCESSOR: usize = 1;

fn main() -> ExitCode {
    let wanted = std::env::var("PARTS").unwrap_or_default();
    let wanted: Vec<&str> = wanted.split(',').filter(|part| !part.is_empty()).collect();
    match run(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(wanted: &[&str]) -> Result<()> {
    let mut report = Report::default();
    for (name, part) in PARTS {
        if wanted.is_empty() || wanted.contains(&name) {
            eprintln!("bench: {name}");
            part(&mut report)?;
        }
    }
    report.finish("radius")
}
