//! Envoy with the filter on RADIUS/TLS, beside the same Envoy without it: what framing, the hop's
//! signatures and the module cost on a connection.

use host_tests::bench::{Report, Samples, pin, pin_thread};
use host_tests::radius::{Authority, Link, RadiusEnvoy, SERVER_NAME};
use host_tests::{Failure, Result};
use serde_json::json;

use crate::load::{self, Rounds};
use crate::sink::Sink;
use crate::traffic::Traffic;
use crate::{LOAD_PROCESSOR, PROXY_PROCESSOR};

const WINDOWS: [usize; 2] = [32, 200];
const REPEATS: usize = 5;

const PEER: &str = "the same Envoy without the filter";

/// Adds the rows of both windows.
pub fn run(report: &mut Report) -> Result<()> {
    pin_thread(LOAD_PROCESSOR)?;
    let authority = Authority::new()?;
    let sink = Sink::start()?;
    let port = sink.listen_tls(&authority.issue(SERVER_NAME)?)?;
    let module = json!({
        "pools": { "home": { "cluster": "server" } },
        "routing": { "routes": [{ "match": "default", "pool": "home" }] },
        "policy": {},
        "envoy": {},
    });
    let envoys = [
        RadiusEnvoy::start(&authority, &module, &[("server", port)])?,
        RadiusEnvoy::start_bare(&authority, port)?,
    ];
    for envoy in &envoys {
        pin(envoy.id(), PROXY_PROCESSOR)?;
    }
    let traffic = Traffic::access("radsec")?;
    for window in WINDOWS {
        let mut rounds = [Rounds::default(), Rounds::default()];
        for repeat in 0..=REPEATS {
            for (envoy, rounds) in envoys.iter().zip(&mut rounds) {
                let link = || Link::tls(envoy.address(), envoy.tls_client());
                // The first one fills caches.
                let mut untimed = Rounds::default();
                let rounds = if repeat == 0 { &mut untimed } else { rounds };
                load::measure(envoy.id(), link, &traffic, window, rounds)?;
            }
        }
        let [filter, bare] = &rounds;
        let bench = format!("envoy.window_{window}");
        let mut row = |metric, unit, ours: &Samples, theirs: &Samples| {
            report.compare(&bench, metric, unit, ours, (PEER, theirs), None);
        };
        row("CPU per request", "us", &filter.processor, &bare.processor);
        row("rate", "1/s", &filter.rate, &bare.rate);
        row("latency, median", "us", &filter.median, &bare.median);
        row("latency, p99", "us", &filter.p99, &bare.p99);
        row("lost of 1000", "", &filter.lost, &bare.lost);
    }
    // Envoy goes on without a filter that does not work, and would be fast then.
    match envoys[0].count("forwarded")? {
        0 => return Err(Failure::new("the filter has seen nothing")),
        count => eprintln!("bench: the filter has forwarded {count} requests"),
    }
    Ok(())
}
