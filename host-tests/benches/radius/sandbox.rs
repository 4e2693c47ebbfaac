//! What the sandbox costs: the gateway with the module, beside the gateway with the same policy built
//! in. The monitor, sockets and hop cryptography are the same in both.

use std::net::{Ipv4Addr, SocketAddr};

use host_tests::Result;
use host_tests::bench::{Aim, Report, Samples, pin_thread};
use host_tests::radius::{Authority, Link, SECRET};

use crate::LOAD_PROCESSOR;
use crate::load::{self, Rounds};
use crate::proxies::{Proxy, Rules, Sandbox};
use crate::sink::Sink;
use crate::traffic::Traffic;

const WINDOWS: [usize; 2] = [32, 200];
const REPEATS: usize = 9;

/// The sandbox costs at most 35 % more.
const AIM: Aim = Aim::Ratio(1.35);

const PEER: &str = "the same gateway, its policy built in";

/// Adds the whole request with the module and without, with no rules and with ten.
pub fn run(report: &mut Report) -> Result<()> {
    for (bench, rules) in [("sandbox", Rules::None), ("sandbox.10_rules", Rules::Ten)] {
        compare(report, bench, rules)?;
    }
    Ok(())
}

fn compare(report: &mut Report, bench: &str, rules: Rules) -> Result<()> {
    pin_thread(LOAD_PROCESSOR)?;
    let authority = Authority::new()?;
    let identity = authority.issue("bench.example.org")?;
    let sink = Sink::start()?;
    let traffic = Traffic::access(SECRET)?;
    let start = |sandbox| Proxy::start_ours(sandbox, &sink.next_hop(), rules, &identity);
    let proxies = [start(Sandbox::Module)?, start(Sandbox::None)?];
    for window in WINDOWS {
        let mut rounds = [Rounds::default(), Rounds::default()];
        for repeat in 0..=REPEATS {
            for (proxy, rounds) in proxies.iter().zip(&mut rounds) {
                let link = || Link::udp(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), proxy.udp);
                // The first one fills caches.
                let mut untimed = Rounds::default();
                let rounds = if repeat == 0 { &mut untimed } else { rounds };
                load::measure(proxy.id, link, &traffic, window, rounds)?;
            }
        }
        let [module, native] = &rounds;
        let bench = format!("{bench}.window_{window}");
        let mut row = |metric, unit, ours: &Samples, theirs: &Samples, aim| {
            report.compare(&bench, metric, unit, ours, (PEER, theirs), aim);
        };
        row("CPU per request", "us", &module.processor, &native.processor, Some(AIM));
        row("latency, median", "us", &module.median, &native.median, None);
    }
    Ok(())
}
