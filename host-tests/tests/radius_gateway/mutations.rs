//! Mutated packets of every kind against a running gateway: each is answered, or dropped for a reason
//! that is counted, or lost by the kernel.

use std::net::{Ipv4Addr, SocketAddr};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use host_tests::radius::{Gateway, Link, Nas, SECRET};
use radius::packet::{Code, MAX_PACKET_OCTETS, Packet};
use serde_json::{Value, json};

use crate::stage::{ATOMIC, LIMIT, Stage};

/// How many packets are sent.
const MUTATIONS: u64 = 1_000_000;

/// Packets between two sentinels: far less than what the socket of the gateway holds.
const BURST: u64 = 64;

/// Packets after which memory must not grow any more: by then every cache is full.
const WARM_UP: u64 = 40_000;

/// By how much memory may grow all the same.
const MAX_GROWTH: u64 = 32 << 20;

const LISTENERS: [&str; 3] = ["auth", "acct", "coa"];

/// A valid packet of every code for each listener, of which mutants are made.
fn seeds(listener: usize) -> Vec<Packet> {
    let mut nas = Nas::udp(SocketAddr::from((Ipv4Addr::LOCALHOST, 9)), SECRET).unwrap();
    let user = ("User-Name", "alice@example.org");
    let session = ("Acct-Session-Id", "one");
    let mut make = |code, list: &[(&str, &str)]| nas.prepare(code, list).unwrap().packet;
    let mut seeds = match listener {
        0 => vec![
            make(Code::ACCESS_REQUEST, &[user, ("User-Password", "a password of two blocks")]),
            make(
                Code::ACCESS_REQUEST,
                &[user, ("CHAP-Password", "0x0100112233445566778899aabbccddeeff")],
            ),
            make(
                Code::ACCESS_REQUEST,
                &[user, ("EAP-Message", "0x020100160161"), ("State", "0x01")],
            ),
            make(
                Code::ACCESS_REQUEST,
                &[
                    ("User-Name", "bob@reject.example"),
                    ("Proxy-State", "0x0102"),
                    ("Cisco-AVPair", "a=b"),
                    ("Tunnel-Password:1", "secret"),
                ],
            ),
            make(Code::ACCESS_REQUEST, &[("User-Name", "eve@ask.example"), ("User-Password", "x")]),
        ],
        1 => vec![
            make(
                Code::ACCOUNTING_REQUEST,
                &[user, session, ("Acct-Status-Type", "Start"), ("Class", "0x01")],
            ),
            make(
                Code::ACCOUNTING_REQUEST,
                &[("Acct-Status-Type", "Accounting-Off"), ("NAS-Identifier", "nas")],
            ),
        ],
        _ => vec![
            make(Code::COA_REQUEST, &[user, session, ("Operator-Name", "1visited.example.org")]),
            make(Code::DISCONNECT_REQUEST, &[user, session]),
        ],
    };
    seeds.push(make(Code::STATUS_SERVER, &[]));
    // What answers, and what nobody knows.
    for code in [2, 3, 5, 11, 12, 41, 42, 44, 45, 52, 0, 255] {
        let mut packet = seeds[0].clone();
        packet.code = Code(code);
        seeds.push(packet);
    }
    seeds
}

/// Makes mutants, the same ones in each run.
struct Mutator {
    rng: ChaCha20Rng,
    seeds: Vec<(Packet, Vec<u8>)>,
    signer: Nas,
}

impl Mutator {
    fn new(listener: usize) -> Self {
        let seeds = seeds(listener).into_iter().map(|seed| (seed.clone(), seed.encode().unwrap()));
        let signer = Nas::udp(SocketAddr::from((Ipv4Addr::LOCALHOST, 9)), SECRET).unwrap();
        let rng = ChaCha20Rng::seed_from_u64(listener as u64);
        Self { rng, seeds: seeds.collect(), signer }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.rng.next_u32() as usize % bound.max(1)
    }

    /// A mutant; most are signed anew if they are still packets, so that they come further.
    fn next(&mut self) -> Vec<u8> {
        let at = self.below(self.seeds.len());
        let mut octets = self.seeds[at].1.clone();
        octets[1] = self.rng.next_u32() as u8;
        for _ in 0..self.below(4) {
            self.mutate(&mut octets);
        }
        if self.below(4) > 0
            && let Ok(mut packet) = Packet::parse(&octets)
        {
            if matches!(packet.code, Code::ACCESS_REQUEST | Code::STATUS_SERVER) {
                self.rng.fill_bytes(&mut packet.authenticator);
            }
            if let Ok(signed) = self.signer.sign(packet) {
                return signed.octets;
            }
        }
        octets
    }

    fn mutate(&mut self, octets: &mut Vec<u8>) {
        let at = self.below(octets.len());
        match self.below(8) {
            0 => octets[at] ^= 1 << self.below(8),
            1 => octets[at] = self.rng.next_u32() as u8,
            2 => octets.truncate(at.max(1)),
            3 => {
                let more = self.below(64);
                octets.extend((0..more).map(|_| self.rng.next_u32() as u8));
            }
            // A slice once more.
            4 => {
                let slice = octets[at..].to_vec();
                octets.splice(at..at, slice);
            }
            // Another length in the header.
            5 if octets.len() > 3 => octets[2..4].fill(self.rng.next_u32() as u8),
            // A length that is right, with whatever is behind the header.
            6 if octets.len() >= 20 => {
                let length = u16::try_from(octets.len()).unwrap_or(u16::MAX);
                octets[2..4].copy_from_slice(&length.to_be_bytes());
            }
            _ => {
                let attribute = [self.rng.next_u32() as u8, 6, 1, 2, 3, 4];
                octets.extend(attribute);
                if octets.len() >= 20 {
                    let length = u16::try_from(octets.len()).unwrap_or(u16::MAX);
                    octets[2..4].copy_from_slice(&length.to_be_bytes());
                }
            }
        }
        octets.truncate(MAX_PACKET_OCTETS + 100);
    }
}

fn policy() -> Value {
    let access = |realm: &str| json!({ "all": [{ "packet": "access" }, { "eap": false }, { "realm": realm }] });
    json!({
        "requests": [
            { "name": "reject", "match": access("reject.example"), "actions": [{ "reject": {} }] },
            { "name": "ask", "match": access("ask.example"), "actions": [
                { "challenge": { "reply_message": "?", "answer": { "equals": "a" } } },
            ] },
            { "name": "edit", "match": { "packet": "access" }, "actions": [
                { "add": { "attribute": "Operator-Name", "value": "1visited.example.org" } },
            ] },
        ],
        "replies": [{ "name": "limit", "match": { "packet": "accept" }, "actions": [
            { "set": { "attribute": "Session-Timeout", "value": "60" } },
        ] }],
    })
}

/// The sum of the samples of one event.
fn sum(gateway: &Gateway, event: &str) -> u64 {
    gateway.metric("edgewarden_events_total", &[("event", event)]).unwrap() as u64
}

/// Datagrams that the kernel did not give to the sockets of these ports.
fn kernel_drops(ports: &[u16]) -> u64 {
    let table = std::fs::read_to_string("/proc/net/udp").unwrap();
    let of_line = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (_, port) = fields.get(1)?.split_once(':')?;
        let port = u16::from_str_radix(port, 16).ok()?;
        let drops = fields.last()?.parse::<u64>().ok()?;
        ports.contains(&port).then_some(drops)
    };
    table.lines().skip(1).filter_map(of_line).sum()
}

/// What one listener gets, and what comes back.
struct Front {
    link: Link,
    sentinel: Nas,
    mutator: Mutator,
    sent: u64,
    answered: u64,
}

impl Front {
    fn new(stage: &Stage, listener: usize) -> Self {
        let server = stage.gateway.address(LISTENERS[listener]);
        let local = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let link = Link::udp(local, server).unwrap();
        link.set_nonblocking(true).unwrap();
        let sentinel = stage.nas(LISTENERS[listener]);
        Self { link, sentinel, mutator: Mutator::new(listener), sent: 0, answered: 0 }
    }

    /// A burst of mutants, and a sentinel: when that is answered, the gateway has read them all.
    fn burst(&mut self) {
        for _ in 0..BURST {
            self.link.send(&self.mutator.next()).unwrap();
        }
        let status = self.sentinel.prepare(Code::STATUS_SERVER, &[]).unwrap();
        self.sentinel.send(&status).unwrap();
        let answer = self.sentinel.receive(&status, LIMIT).unwrap();
        assert!(answer.is_some(), "the gateway does not answer any more");
        self.sent += BURST + 1;
        self.answered += 1;
        self.listen();
    }

    fn listen(&mut self) {
        while let Some(_answer) = self.link.try_receive().unwrap() {
            self.answered += 1;
        }
    }
}

#[test]
fn mutated_packets_are_answered_or_dropped_for_a_reason_and_cost_no_memory() {
    let stage = Stage::new(|config| {
        // Few entries, so that they are full soon; many answers would be memory as well.
        let duplicates = "[duplicates]\nmax_entries = 4096\nmax_entries_per_client = 4096\n\
                          answer_lifetime_ms = 5000\nrequest_lifetime_ms = 5000";
        config.section(ATOMIC).section(duplicates).policy(policy()).gateway("log = \"error\"")
    });
    let ports = LISTENERS.map(|listener| stage.gateway.address(listener).port());
    let mut fronts = [0, 1, 2].map(|listener| Front::new(&stage, listener));
    let (mut sent, mut warm) = (0, None);
    while sent < MUTATIONS {
        // Access has most of the code, and so it gets half of the packets.
        for listener in [0, 1, 0, 2] {
            fronts[listener].burst();
        }
        // What home has seen is not looked at.
        stage.home.forget();
        sent = fronts.iter().map(|front| front.sent).sum();
        if sent >= WARM_UP && warm.is_none() {
            warm = Some(stage.gateway.resident_memory().unwrap());
        }
    }
    let unaccounted = |fronts: &mut [Front; 3]| {
        fronts.iter_mut().for_each(Front::listen);
        let gateway = &stage.gateway;
        let again = [("event", "request"), ("reason", "answered_again")];
        let again = gateway.metric("edgewarden_events_total", &again).unwrap() as u64;
        let status = stage.count("request", "status_server");
        let silent = sum(gateway, "request_dropped") + sum(gateway, "request_given_up");
        let answered = sum(gateway, "answer") + again + status;
        let lost = kernel_drops(&ports);
        (sent.abs_diff(answered + silent + lost), answered, silent, lost)
    };
    let deadline = std::time::Instant::now() + LIMIT;
    let mut balance = unaccounted(&mut fronts);
    while balance.0 != 0 && std::time::Instant::now() < deadline {
        std::thread::sleep(std::time::Duration::from_millis(100));
        balance = unaccounted(&mut fronts);
    }
    let (missing, answered, silent, lost) = balance;
    let received: u64 = fronts.iter().map(|front| front.answered).sum();
    let memory = stage.gateway.resident_memory().unwrap();
    println!(
        "{sent} sent = {answered} answered ({received} received) + {silent} silent + {lost} lost by \
         the kernel; memory {warm:?} octets after {WARM_UP}, {memory} at the end"
    );
    assert_eq!(missing, 0, "{}", stage.gateway.metrics().unwrap());
    assert!(answered > sent / 20, "only {answered} of {sent} were answered");
    if let Some(warm) = warm {
        assert!(memory <= warm + MAX_GROWTH, "{warm} octets, then {memory}");
    }
    assert_eq!(sum(&stage.gateway, "module"), 0, "{}", stage.gateway.log());
    let accept = stage.auth().access(&crate::stage::ALICE).unwrap();
    assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
}
