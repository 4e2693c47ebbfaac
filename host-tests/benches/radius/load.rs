//! A closed loop: as many requests are under way as the window says, over several sockets.

use std::time::{Duration, Instant};

use host_tests::bench::{Samples, processor_seconds};
use host_tests::radius::Link;
use host_tests::{Failure, Result};
use radius::crypto::MessageAuthenticatorPolicy;
use radius::packet::Packet;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::traffic::{Traffic, identifier};

/// Requests under way on one socket: half of the identifiers, so that a late reply is known as one.
const PER_SOCKET: usize = 128;

/// How long a round lasts: long enough for a clock of 10 ms.
const ROUND: Duration = Duration::from_millis(1200);

/// How long a reply may take.
const REPLY_LIMIT: Duration = Duration::from_secs(1);

/// Requests that are sent before replies are read: no burst fills a buffer.
const BURST: usize = 32;

/// One reply of so many is verified as a whole.
const VERIFIED: u64 = 8;

/// What came of a round.
#[derive(Debug, Default)]
pub struct Round {
    pub answered: u64,
    pub lost: u64,
    /// Replies that answer none of the requests under way.
    pub strays: u64,
    /// Answered requests a second.
    pub rate: f64,
    /// Microseconds to the reply, sorted.
    latencies: Vec<u32>,
}

impl Round {
    /// The latency that this part of the requests does not exceed, in microseconds.
    pub fn latency(&self, part: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = (last as f64 * part).round() as usize;
        self.latencies.get(at).map_or(f64::NAN, |nanoseconds| f64::from(*nanoseconds) / 1e3)
    }
}

/// Rounds of one proxy under one load.
#[derive(Debug, Default)]
pub struct Rounds {
    pub processor: Samples,
    pub rate: Samples,
    pub median: Samples,
    pub p99: Samples,
    pub lost: Samples,
}

impl Rounds {
    /// Adds a round in which the proxy used this many seconds of its processor.
    pub fn push(&mut self, round: &Round, processor: f64) {
        self.processor.push(processor * 1e6 / round.answered.max(1) as f64);
        self.rate.push(round.rate);
        self.median.push(round.latency(0.5));
        self.p99.push(round.latency(0.99));
        let sent = (round.answered + round.lost).max(1);
        self.lost.push(round.lost as f64 * 1000.0 / sent as f64);
    }
}

/// How many sockets a window needs.
pub fn sockets(window: usize) -> usize {
    window.div_ceil(PER_SOCKET)
}

/// One round against a proxy with this process id, over sockets of its own.
pub fn measure(
    proxy: u32,
    link: impl Fn() -> Result<Link>,
    traffic: &Traffic,
    window: usize,
    rounds: &mut Rounds,
) -> Result<()> {
    let links = (0..sockets(window)).map(|_| link()).collect::<Result<Vec<_>>>()?;
    let start = processor_seconds(proxy)?;
    let round = run(links, traffic, window, ROUND)?;
    rounds.push(&round, processor_seconds(proxy)? - start);
    Ok(())
}

/// Keeps the window full for `duration`, and waits for the replies that are left then.
pub fn run(
    links: Vec<Link>,
    traffic: &Traffic,
    window: usize,
    duration: Duration,
) -> Result<Round> {
    let count = links.len();
    let share = |number: usize| (window + count - 1 - number) / count;
    let mut lanes = Vec::new();
    for (number, link) in links.into_iter().enumerate() {
        link.set_nonblocking(true)?;
        lanes.push(Lane::new(link, share(number), traffic.part(number, count)));
    }
    let mut round = Round::default();
    let start = Instant::now();
    let end = start + duration;
    let mut in_time = 0;
    loop {
        let now = Instant::now();
        if now < end {
            for lane in &mut lanes {
                if lane.fill(traffic).is_err() {
                    round.lost += lane.end();
                }
            }
            in_time = round.answered;
        }
        let open: usize = lanes.iter().map(|lane| lane.open).sum();
        if now >= end && (open == 0 || now > end + REPLY_LIMIT) {
            round.lost += open as u64;
            break;
        }
        for number in ready(&lanes)? {
            let lane = &mut lanes[number];
            if lane.receive(traffic, &mut round).is_err() {
                round.lost += lane.end();
            }
        }
        lanes.retain(|lane| lane.share > 0);
        for lane in &mut lanes {
            round.lost += lane.expire(now);
        }
    }
    round.rate = in_time as f64 / duration.as_secs_f64();
    round.latencies.sort_unstable();
    if round.strays > 0 {
        eprintln!("bench: window {window}: {} replies are late or wrong", round.strays);
    }
    Ok(round)
}

/// One socket.
struct Lane {
    link: Link,
    share: usize,
    open: usize,
    next: usize,
    /// Number and time of the request under each identifier.
    sent: Vec<Option<(usize, Instant)>>,
    expired_at: Instant,
}

impl Lane {
    fn new(link: Link, share: usize, next: usize) -> Self {
        let sent = vec![None; 256];
        Self { link, share, open: 0, next, sent, expired_at: Instant::now() }
    }

    fn fill(&mut self, traffic: &Traffic) -> Result<()> {
        for _ in 0..BURST.min(self.share - self.open) {
            while self.sent[usize::from(identifier(self.next))].is_some() {
                self.next += 1;
            }
            self.sent[usize::from(identifier(self.next))] = Some((self.next, Instant::now()));
            self.open += 1;
            self.link.send(&traffic.request(self.next).octets)?;
            self.next += 1;
        }
        Ok(())
    }

    fn receive(&mut self, traffic: &Traffic, round: &mut Round) -> Result<()> {
        while let Some(octets) = self.link.try_receive()? {
            let identifier = octets.get(1).copied().unwrap_or_default();
            // A reply that comes after its time finds nothing, or a request that is not its own.
            let Some((number, at)) = self.sent[usize::from(identifier)] else {
                round.strays += 1;
                continue;
            };
            if round.answered.is_multiple_of(VERIFIED) {
                let authenticator = &traffic.request(number).authenticator;
                let policy = MessageAuthenticatorPolicy::Optional;
                let verified = Packet::parse(&octets)
                    .and_then(|it| it.verify_response(authenticator, traffic.secret(), policy));
                if verified.is_err() {
                    round.strays += 1;
                    continue;
                }
            }
            self.sent[usize::from(identifier)] = None;
            self.open -= 1;
            round.answered += 1;
            round.latencies.push(u32::try_from(at.elapsed().as_nanos()).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    /// Gives up everything, because the proxy has closed the connection, and says how much that is.
    fn end(&mut self) -> u64 {
        let lost = self.open;
        self.sent.fill(None);
        (self.share, self.open) = (0, 0);
        lost as u64
    }

    /// Gives up what is too old, and says how many that are.
    fn expire(&mut self, now: Instant) -> u64 {
        if now.duration_since(self.expired_at) < REPLY_LIMIT / 10 {
            return 0;
        }
        self.expired_at = now;
        let mut lost = 0;
        for slot in &mut self.sent {
            if slot.is_some_and(|(_, at)| now.duration_since(at) > REPLY_LIMIT) {
                *slot = None;
                lost += 1;
            }
        }
        self.open -= lost;
        lost as u64
    }
}

/// The lanes from which something can be read, after a moment at the latest.
fn ready(lanes: &[Lane]) -> Result<Vec<usize>> {
    let mut polled: Vec<PollFd<'_>> =
        lanes.iter().map(|lane| PollFd::new(&lane.link, PollFlags::IN)).collect();
    let moment = Timespec { tv_sec: 0, tv_nsec: 5_000_000 };
    poll(&mut polled, Some(&moment)).map_err(|error| Failure::new(error.to_string()))?;
    let ready = polled.iter().enumerate().filter(|(_, fd)| !fd.revents().is_empty());
    Ok(ready.map(|(number, _)| number).collect())
}
