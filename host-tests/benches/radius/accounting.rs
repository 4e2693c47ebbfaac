//! Accounting that is acknowledged when it is written down, and forwarded then: our journal with
//! fsync, beside the detail file of FreeRADIUS and its reader.

use std::net::{Ipv4Addr, SocketAddr};
use std::thread;
use std::time::{Duration, Instant};

use host_tests::bench::{Report, Samples, pin_thread, processor_seconds, resident_octets};
use host_tests::radius::{Link, SECRET};
use host_tests::{Failure, Result};

use crate::LOAD_PROCESSOR;
use crate::load::{self, Rounds};
use crate::proxies::{Kind, Proxy};
use crate::sink::Sink;
use crate::traffic::Traffic;

const WINDOWS: [usize; 3] = [1, 32, 200];
const REPEATS: usize = 5;
const ROUND: Duration = Duration::from_millis(600);

/// How long the sink is waited for.
const DELIVERY_LIMIT: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(5);

const PEER: &str = "FreeRADIUS, detail file and reader, no fsync";

/// Adds acknowledged and delivered records, and what they cost.
pub fn run(report: &mut Report) -> Result<()> {
    pin_thread(LOAD_PROCESSOR)?;
    let mut sides = [Side::start(Kind::Ours)?, Side::start(Kind::FreeRadius)?];
    for at in 0..WINDOWS.len() {
        for repeat in 0..REPEATS {
            let traffic = Traffic::accounting(SECRET, at * REPEATS + repeat)?;
            for side in &mut sides {
                side.round(&traffic, at)?;
            }
        }
    }
    let [ours, theirs] = sides;
    for (at, window) in WINDOWS.into_iter().enumerate() {
        let bench = format!("accounting.window_{window}");
        let (ours, ours_delivered) = (&ours.rounds[at], &ours.delivered[at]);
        let (theirs, theirs_delivered) = (&theirs.rounds[at], &theirs.delivered[at]);
        let mut row = |metric, unit, ours: &Samples, theirs: &Samples| {
            report.compare(&bench, metric, unit, ours, (PEER, theirs), None);
        };
        row("acknowledged", "1/s", &ours.rate, &theirs.rate);
        row("acknowledged, p99", "us", &ours.p99, &theirs.p99);
        row("delivered", "1/s", ours_delivered, theirs_delivered);
        row("CPU per record", "us", &ours.processor, &theirs.processor);
        row("lost of 1000", "", &ours.lost, &theirs.lost);
    }
    let [ours_memory, theirs_memory] = [memory(&ours)?, memory(&theirs)?];
    report.compare("accounting", "RSS", "MB", &ours_memory, (PEER, &theirs_memory), None);
    Ok(())
}

/// A proxy with a sink of its own.
struct Side {
    proxy: Proxy,
    sink: Sink,
    /// For each window.
    rounds: [Rounds; WINDOWS.len()],
    /// Records a second until the last was delivered.
    delivered: [Samples; WINDOWS.len()],
}

impl Side {
    fn start(kind: Kind) -> Result<Self> {
        let sink = Sink::start()?;
        let proxy = Proxy::start_storing(kind, sink.next_hop())?;
        Ok(Self { proxy, sink, rounds: Default::default(), delivered: Default::default() })
    }

    fn round(&mut self, traffic: &Traffic, at: usize) -> Result<()> {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let link = |_| Link::udp(any, self.proxy.accounting);
        let links = (0..load::sockets(WINDOWS[at])).map(link).collect::<Result<Vec<_>>>()?;
        let before = self.sink.requests();
        let (start, used) = (Instant::now(), processor_seconds(self.proxy.id)?);
        let round = load::run(links, traffic, WINDOWS[at], ROUND)?;
        while self.sink.requests() - before < round.answered {
            if start.elapsed() > DELIVERY_LIMIT {
                let delivered = self.sink.requests() - before;
                let problem = format!("{delivered} of {} records delivered", round.answered);
                return Err(self.proxy.failure(&Failure::new(problem)));
            }
            thread::sleep(POLL);
        }
        self.delivered[at].push(round.answered as f64 / start.elapsed().as_secs_f64());
        self.rounds[at].push(&round, processor_seconds(self.proxy.id)? - used);
        Ok(())
    }
}

fn memory(side: &Side) -> Result<Samples> {
    let mut samples = Samples::default();
    samples.push(resident_octets(side.proxy.id)? / 1e6);
    Ok(samples)
}
