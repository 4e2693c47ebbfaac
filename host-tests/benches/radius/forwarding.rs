//! Access-Requests from the client to the sink and back, through one proxy after the other.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use host_tests::bench::{Aim, Report, Samples, pin_thread, resident_octets};
use host_tests::radius::{Authority, Link, Nas, SECRET, TlsClient};
use host_tests::{Failure, Result};
use radius::attribute::Reference;
use radius::packet::Code;

use crate::LOAD_PROCESSOR;
use crate::load::{self, Rounds};
use crate::proxies::{KINDS, Kind, Proxy, Rules};
use crate::sink::Sink;
use crate::traffic::Traffic;

const WINDOWS: [usize; 4] = [1, 32, 200, 1000];
/// Windows with ten rules.
const RULE_WINDOWS: [usize; 2] = [32, 200];
const REPEATS: usize = 5;
const WARM_UP: Duration = Duration::from_millis(300);

/// At window 1000 so much of the rate at 200, in percent.
const RATE_AIM: f64 = 90.0;

const NAME: &str = "bench.example.org";

/// From UDP to UDP.
pub fn udp(report: &mut Report) -> Result<()> {
    compare(report, "udp", Transport::Udp, Rules::None, &WINDOWS)
}

/// From UDP to UDP, with ten rules.
pub fn rules(report: &mut Report) -> Result<()> {
    compare(report, "udp.10_rules", Transport::Udp, Rules::Ten, &RULE_WINDOWS)
}

/// From TLS to UDP.
pub fn tls(report: &mut Report) -> Result<()> {
    compare(report, "tls", Transport::Tls, Rules::None, &WINDOWS)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transport {
    Udp,
    Tls,
}

impl Transport {
    fn secret(self) -> &'static str {
        match self {
            Self::Udp => SECRET,
            Self::Tls => "radsec",
        }
    }

    fn link(self, proxy: &Proxy, client: &TlsClient) -> Result<Link> {
        match self {
            Self::Udp => Link::udp(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), proxy.udp),
            Self::Tls => Link::tls(proxy.tls, client),
        }
    }
}

/// A proxy under test.
struct Side {
    proxy: Proxy,
    /// For each window.
    rounds: Vec<Rounds>,
}

fn compare(
    report: &mut Report,
    bench: &str,
    transport: Transport,
    rules: Rules,
    windows: &[usize],
) -> Result<()> {
    pin_thread(LOAD_PROCESSOR)?;
    let authority = Authority::new()?;
    let identity = authority.issue(NAME)?;
    let client = identity.client(NAME)?;
    let sink = Sink::start()?;
    let traffic = Traffic::access(transport.secret())?;
    let mut sides = Vec::new();
    for kind in KINDS {
        let proxy = Proxy::start(kind, sink.next_hop(), rules, &identity)?;
        check(&proxy, &sink, rules).map_err(|failure| proxy.failure(&failure))?;
        let links = vec![transport.link(&proxy, &client)?];
        load::run(links, &traffic, 32, WARM_UP).map_err(|failure| proxy.failure(&failure))?;
        let rounds = windows.iter().map(|_| Rounds::default()).collect();
        sides.push(Side { proxy, rounds });
    }
    for (at, window) in windows.iter().enumerate() {
        for repeat in 0..REPEATS {
            sides.rotate_left(repeat % 2);
            for side in &mut sides {
                let link = || transport.link(&side.proxy, &client);
                load::measure(side.proxy.id, link, &traffic, *window, &mut side.rounds[at])
                    .map_err(|failure| side.proxy.failure(&failure))?;
            }
        }
    }
    add_rows(report, bench, windows, &sides)
}

/// Sends one request and looks whether the rules were applied on both ways.
fn check(proxy: &Proxy, sink: &Sink, rules: Rules) -> Result<()> {
    sink.take_first();
    let user = [
        ("User-Name", "user@example.org"),
        ("User-Password", "correct horse"),
        ("Framed-MTU", "1400"),
        ("Connect-Info", "CONNECT 54Mbps 802.11g"),
        ("Called-Station-Id", "02-00-00-00-00-01:eduroam"),
    ];
    let reply = Nas::udp(proxy.udp, SECRET)?.access(&user)?;
    let request = sink.take_first().ok_or_else(|| Failure::new("the sink saw nothing"))?;
    let value = |name: &str| {
        let reference = Reference::parse(name)?;
        let value = request.attributes.first(&reference);
        Ok::<_, Failure>(value.map(|value| reference.print(&value)))
    };
    let found = [
        value("User-Name")?,
        value("Called-Station-Id")?,
        value("Framed-MTU")?,
        value("Connect-Info")?,
        value("Operator-Name")?,
        value("Cisco-AVPair")?,
        reply.text("Reply-Message"),
        reply.text("Filter-Id"),
        reply.text("Idle-Timeout"),
        reply.text("Acct-Interim-Interval"),
    ];
    let expected = match rules {
        Rules::None => UNCHANGED,
        Rules::Ten => CHANGED,
    };
    let is_accept = reply.code() == Code::ACCESS_ACCEPT;
    if is_accept && found.iter().map(Option::as_deref).eq(expected) {
        return Ok(());
    }
    Err(Failure::new(format!("{}: {found:?}, expected {expected:?}", reply.code())))
}

const UNCHANGED: [Option<&str>; 10] = [
    Some("user@example.org"),
    Some("02-00-00-00-00-01:eduroam"),
    Some("1400"),
    Some("CONNECT 54Mbps 802.11g"),
    None,
    None,
    Some("Hello user"),
    Some("guests"),
    None,
    None,
];

const CHANGED: [Option<&str>; 10] = [
    Some("user@home.example.org"),
    Some("02-00-00-00-00-01"),
    None,
    None,
    Some("1visited.example.org"),
    Some("ssid=eduroam"),
    Some("user"),
    None,
    Some("600"),
    Some("600"),
];

fn add_rows(report: &mut Report, bench: &str, windows: &[usize], sides: &[Side]) -> Result<()> {
    let side = |kind| sides.iter().find(|side| side.proxy.kind == kind);
    let ours = side(Kind::Ours).ok_or_else(|| Failure::new("nothing of ours"))?;
    let peers = [Kind::RadSecProxy, Kind::FreeRadius].into_iter().filter_map(side);
    for peer in peers {
        let name = peer.proxy.kind.name();
        let aim = (peer.proxy.kind == Kind::RadSecProxy).then_some(Aim::Ratio(1.0));
        for (at, window) in windows.iter().enumerate() {
            let bench = format!("{bench}.window_{window}");
            let (ours, theirs) = (&ours.rounds[at], &peer.rounds[at]);
            let mut row = |metric, unit, ours: &Samples, theirs: &Samples, aim| {
                report.compare(&bench, metric, unit, ours, (name, theirs), aim);
            };
            row("CPU per request", "us", &ours.processor, &theirs.processor, aim);
            row("rate", "1/s", &ours.rate, &theirs.rate, None);
            row("latency, median", "us", &ours.median, &theirs.median, None);
            row("latency, p99", "us", &ours.p99, &theirs.p99, None);
            row("lost of 1000", "", &ours.lost, &theirs.lost, None);
        }
        let memory = |side: &Side| -> Result<Samples> {
            let mut samples = Samples::default();
            samples.push(resident_octets(side.proxy.id)? / 1e6);
            Ok(samples)
        };
        report.compare(bench, "RSS", "MB", &memory(ours)?, (name, &memory(peer)?), None);
    }
    let rounds = |window| windows.iter().position(|w| *w == window).map(|at| &ours.rounds[at]);
    if let (Some(at_200), Some(at_1000)) = (rounds(200), rounds(1000)) {
        let bench = format!("{bench}.window_1000");
        let share = 100.0 * at_1000.rate.median() / at_200.rate.median();
        report.state(&bench, "rate of that at 200", "%", share, Some(Aim::Least(RATE_AIM)));
        let lost = at_1000.lost.median();
        report.state(&bench, "lost of 1000", "", lost, Some(Aim::Most(0.0)));
    }
    Ok(())
}
