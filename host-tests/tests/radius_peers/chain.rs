//! Accounting over four gateways whose way loses one datagram of a hundred on each hop behind the
//! first. RFC 2607 section 4.1 computes what that means without retransmission: 3.9 % of the records
//! are lost.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use host_tests::radius::{Gateway, GatewayConfig, Home, Loss, LossyRelay, Nas, SECRET, Service};
use radius::packet::Code;

use crate::stage::gateway_to;

const RECORDS: usize = 20_000;
const HOPS: usize = 4;
/// Sessions that account at the same time, each for one record after the other.
const SESSIONS: usize = 32;
const LOSS: Loss = Loss { to_server: 10, to_client: 10 };

/// How long the records may take to be acknowledged, and then to arrive.
const LIMIT: Duration = Duration::from_secs(90);
const POLL: Duration = Duration::from_millis(100);

/// How long all gateways run between two kills.
const LIFE: Duration = Duration::from_secs(2);

/// Sooner than the two seconds of RFC 5080, so that a test does not take minutes.
const FORWARDING: &str = "[forwarding.accounting]
initial_ms = 300
longest_ms = 1000
transmissions = 0
duration_ms = 0
transmissions_per_server = 2
[health]
dead_time_ms = 1000";

/// A home server, and four gateways in a row before it.
struct Chain {
    home: Home,
    /// The last is the one that clients reach.
    gateways: Vec<Mutex<Gateway>>,
    relays: Vec<LossyRelay>,
}

impl Chain {
    fn start() -> Self {
        let home = Home::good().unwrap();
        let mut chain = Self { home, gateways: Vec::new(), relays: Vec::new() };
        let mut next = chain.home.address(Service::Accounting);
        for hop in 0..HOPS {
            let relay = LossyRelay::start(next, LOSS, hop as u64).unwrap();
            let port = relay.address().port();
            let config: GatewayConfig = gateway_to((port, port)).journal().section(FORWARDING);
            let gateway = Gateway::start(&config).unwrap();
            next = gateway.address("acct");
            chain.relays.push(relay);
            chain.gateways.push(Mutex::new(gateway));
        }
        chain
    }

    /// Sends every record until it is acknowledged.
    fn account(&self) {
        let entrance = self.gateways[HOPS - 1].lock().unwrap().address("acct");
        thread::scope(|scope| {
            for session in 0..SESSIONS {
                scope.spawn(move || {
                    let nas = Nas::udp(entrance, SECRET).unwrap();
                    let mut nas = nas.with_schedule(Duration::from_secs(1), 60);
                    for record in (session..RECORDS).step_by(SESSIONS) {
                        let record = name(record);
                        let list = [
                            ("Acct-Status-Type", "Interim-Update"),
                            ("Acct-Session-Id", record.as_str()),
                            ("User-Name", "alice@example.org"),
                            ("NAS-Identifier", "nas"),
                            ("Event-Timestamp", "1795366800"),
                        ];
                        let response = nas.accounting(&list).unwrap();
                        assert_eq!(response.code(), Code::ACCOUNTING_RESPONSE);
                    }
                });
            }
        });
    }

    /// The sessions that home has seen, when they are all or the time is over.
    fn arrived(&self) -> BTreeSet<String> {
        let deadline = Instant::now() + LIMIT;
        loop {
            if self.home.count() >= RECORDS || Instant::now() > deadline {
                let seen = self.home.requests(Code::ACCOUNTING_REQUEST);
                let sessions: BTreeSet<String> =
                    seen.iter().filter_map(|seen| seen.text("Acct-Session-Id")).collect();
                if sessions.len() >= RECORDS || Instant::now() > deadline {
                    return sessions;
                }
            }
            thread::sleep(POLL);
        }
    }

    /// What every gateway counts, for a failure.
    fn state(&self) -> String {
        let metrics = |gateway: &Mutex<Gateway>| gateway.lock().unwrap().metrics().unwrap();
        self.gateways.iter().map(metrics).collect::<Vec<_>>().join("\n")
    }

    fn assert_that_nothing_is_lost(&self) {
        let arrived = self.arrived();
        let lost: Vec<u64> = self.relays.iter().map(LossyRelay::lost).collect();
        let missing = (0..RECORDS).map(name).filter(|name| !arrived.contains(name));
        let missing: Vec<String> = missing.collect();
        assert!(missing.is_empty(), "{missing:?} are lost\n{}", self.state());
        // The loss was real: at least half of what is expected on the ways to the servers alone.
        assert!(lost.iter().all(|lost| *lost >= RECORDS as u64 / 200), "{lost:?}");
        assert_eq!(self.home.refused(), Vec::<String>::new());
    }
}

/// The Acct-Session-Id of a record.
fn name(record: usize) -> String {
    format!("record-{record}")
}

#[test]
fn no_record_is_lost_over_four_hops_that_lose_one_datagram_of_a_hundred() {
    let chain = Chain::start();
    chain.account();
    chain.assert_that_nothing_is_lost();
}

#[test]
fn no_record_is_lost_when_a_gateway_is_killed_every_few_seconds_as_well() {
    let chain = Chain::start();
    let is_over = AtomicBool::new(false);
    let kills = thread::scope(|scope| {
        let killer = scope.spawn(|| {
            let mut kills = 0;
            while !is_over.load(Ordering::Relaxed) {
                thread::sleep(LIFE);
                chain.gateways[kills % HOPS].lock().unwrap().restart().unwrap();
                kills += 1;
            }
            kills
        });
        chain.account();
        // Some are still on their way: the killing goes on until the most have arrived.
        let deadline = Instant::now() + LIMIT;
        while chain.home.count() < RECORDS * 9 / 10 && Instant::now() < deadline {
            thread::sleep(POLL);
        }
        is_over.store(true, Ordering::Relaxed);
        killer.join().unwrap()
    });
    chain.assert_that_nothing_is_lost();
    assert!(kills >= 2, "it was over before gateways were killed: {kills}");
}
