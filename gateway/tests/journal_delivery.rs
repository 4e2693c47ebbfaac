//! Store and forward, with home servers that lose packets, are silent, or are replaced.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

#[path = "support/home.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod home;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gateway::delivery::{Confirm, Link, LinkEvent, Outcome, Refused};
use gateway::journal::{Journal, JournalConfig, Kind, Record};
use radius::crypto::Secret;
use radius::packet::Packet;
use radius::transaction::{HealthConfig, Server, Servers, Transmit};
use tokio::sync::mpsc::UnboundedSender;

use home::{Home, LIMIT, Running, destinations, record, record_with, wait_until};

/// What is in a journal that no delivery has.
fn left(directory: &std::path::Path) -> usize {
    let config = JournalConfig { directory: directory.to_owned(), max_octets: 1 << 30 };
    Journal::open(&config).unwrap().1.records.len()
}

#[test]
fn a_record_is_acknowledged_on_disk_forwarded_at_once_and_then_gone() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::start(0));
    let running = Running::start(directory.path(), destinations(&[("a", home.address)], 5_000), 8);
    let stored = running.submit(record("a", "s1", 1, None), Confirm::OnDisk);
    let acknowledged = running.submit(record("a", "s2", 2, None), Confirm::Acknowledged);
    assert_eq!(stored.recv_timeout(LIMIT), Ok(Outcome::OnDisk));
    assert_eq!(acknowledged.recv_timeout(LIMIT), Ok(Outcome::Acknowledged));
    wait_until(|| running.count("journal", "acknowledged") == 2);
    assert_eq!(home.arrivals().len(), 2);
    assert_eq!(running.count("journal", "sent_again"), 0);
    running.delivery.drain();
    assert_eq!(left(directory.path()), 0);
}

#[test]
fn records_of_a_session_stay_in_order_although_packets_are_lost() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::start(10));
    let running = Running::start(directory.path(), destinations(&[("a", home.address)], 50), 64);
    let mut waiting = Vec::new();
    for number in 0..200 {
        let session = format!("session {}", number % 20);
        let record = record("a", &session, number, Some(number));
        waiting.push(running.submit(record, Confirm::Acknowledged));
    }
    for outcome in waiting {
        assert_eq!(outcome.recv_timeout(LIMIT), Ok(Outcome::Acknowledged));
    }
    let mut sessions: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for arrival in home.arrivals().iter() {
        sessions.entry(arrival.session()).or_default().push(arrival.event());
    }
    assert_eq!(sessions.len(), 20);
    for events in sessions.values() {
        assert!(events.is_sorted(), "{events:?}");
        assert_eq!(events.iter().collect::<BTreeSet<_>>().len(), 10);
    }
    running.delivery.drain();
    assert_eq!(left(directory.path()), 0);
}

#[test]
fn a_dead_pool_keeps_no_other_waiting() {
    let directory = tempfile::tempdir().unwrap();
    let (dead, alive) = (Home::silent(), Home::start(0));
    let homes = [("dead", dead.address), ("alive", alive.address)];
    let running = Running::start(directory.path(), destinations(&homes, 500), 16);
    for number in 0..200 {
        // The same sessions as below.
        let record = record("dead", &format!("s{number}"), number, Some(number));
        drop(running.submit(record, Confirm::OnDisk));
    }
    let waiting: Vec<_> = (200..400)
        .map(|number| {
            let record = record("alive", &format!("s{}", number - 200), number, Some(number));
            running.submit(record, Confirm::Acknowledged)
        })
        .collect();
    for outcome in waiting {
        assert_eq!(outcome.recv_timeout(LIMIT), Ok(Outcome::Acknowledged));
    }
    let distinct: BTreeSet<u32> = dead.arrivals().iter().map(|it| it.event()).collect();
    assert_eq!(distinct.len(), 16);
    dead.is_silent.store(false, Ordering::Relaxed);
    wait_until(|| running.count("journal", "acknowledged") == 400);
}

#[test]
fn a_full_journal_refuses_until_home_takes_records_again() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::silent());
    let max_octets = record("a", "s1", 1, None).cost() * 3;
    let to = destinations(&[("a", home.address)], 100);
    let running = Running::with_limit(directory.path(), to, 8, max_octets);
    let submit = |number| {
        let outcome = running.submit(record("a", "s1", number, None), Confirm::OnDisk);
        outcome.recv_timeout(LIMIT).unwrap()
    };
    (1..=3).for_each(|number| assert_eq!(submit(number), Outcome::OnDisk));
    assert_eq!(submit(4), Outcome::Refused(Refused::Full { limit: max_octets }));
    assert_eq!(running.count("journal_refused", "journal_full"), 1);
    home.is_silent.store(false, Ordering::Relaxed);
    wait_until(|| running.count("journal", "acknowledged") == 3);
    wait_until(|| submit(5) == Outcome::OnDisk);
}

#[test]
fn after_a_restart_the_same_octets_come_from_the_same_port() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::silent());
    let to = || destinations(&[("a", home.address)], 5_000);
    let first = Running::start(directory.path(), to(), 300);
    for number in 0..290 {
        let record = record("a", &format!("s{number}"), number, None);
        drop(first.submit(record, Confirm::OnDisk));
    }
    // Behind one of them, and not sent yet.
    drop(first.submit(record("a", "s0", 1_000, Some(5)), Confirm::OnDisk));
    home.wait_for(290);
    first.delivery.drain();
    let key = |it: &home::Arrival| (it.from, it.octets.clone());
    let before: BTreeSet<_> = home.arrivals().drain(..).map(|it| key(&it)).collect();
    assert_eq!(before.len(), 290);
    assert_eq!(left(directory.path()), 291);

    home.is_silent.store(false, Ordering::Relaxed);
    let second = Running::start(directory.path(), to(), 300);
    wait_until(|| second.count("journal", "acknowledged") == 291);
    assert_eq!(second.count("journal_restart", "resumed"), 290);
    let arrivals = home.arrivals();
    let (same, new): (Vec<_>, Vec<_>) = arrivals.iter().partition(|it| before.contains(&key(it)));
    assert_eq!((same.len(), new.len()), (290, 1));
    assert_eq!(new[0].event(), 5);
}

#[test]
fn a_delay_is_kept_true_when_a_record_is_sent_later() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::silent());
    let to = || destinations(&[("a", home.address)], 5_000);
    let first = Running::start(directory.path(), to(), 8);
    let record = record_with("a", "s1", 1, None, &[(41, &[0, 0, 0, 7])]);
    let received = u32::try_from(record.received.as_secs()).unwrap();
    drop(first.submit(record, Confirm::OnDisk));
    home.wait_for(1);
    first.delivery.drain();
    std::thread::sleep(Duration::from_millis(1_100));
    home.is_silent.store(false, Ordering::Relaxed);
    let second = Running::start(directory.path(), to(), 8);
    wait_until(|| second.count("journal", "acknowledged") == 1);
    let arrivals = home.arrivals();
    assert_eq!(arrivals.len(), 2);
    let delay = u32::from_be_bytes(arrivals[1].value(41).try_into().unwrap());
    assert_eq!(arrivals[0].value(41), [0, 0, 0, 7]);
    assert!((8..=12).contains(&delay), "{delay}");
    assert_ne!(arrivals[0].packet.identifier, arrivals[1].packet.identifier);
    assert!(arrivals.iter().all(|it| it.event() == received - 7));
}

#[test]
fn a_reload_moves_what_is_under_way_and_keeps_what_has_no_pool() {
    let directory = tempfile::tempdir().unwrap();
    let (old, new, same) = (Home::silent(), Home::start(0), Home::silent());
    let homes = [("a", old.address), ("gone", old.address), ("same", same.address)];
    let running = Running::start(directory.path(), destinations(&homes, 2_000), 4);
    for (number, (pool, _)) in homes.iter().enumerate() {
        for session in 0..6 {
            let record = record(pool, &format!("s{session}"), (number * 10 + session) as u32, None);
            drop(running.submit(record, Confirm::OnDisk));
        }
    }
    wait_until(|| running.count("journal", "stored") == 18 && same.arrivals().len() == 4);
    let first: BTreeSet<_> = same.arrivals().drain(..).map(|it| (it.from, it.octets)).collect();

    // In another order, so that servers have other numbers.
    let homes = [("same", same.address), ("a", new.address)];
    running.delivery.reconfigure(destinations(&homes, 2_000));
    wait_until(|| running.count("journal", "acknowledged") == 6);
    assert_eq!(new.arrivals().len(), 6);
    assert_eq!(running.count("journal", "pool_unknown"), 1);
    same.is_silent.store(false, Ordering::Relaxed);
    wait_until(|| running.count("journal", "acknowledged") == 12);
    let again: BTreeSet<_> =
        same.arrivals().iter().map(|it| (it.from, it.octets.clone())).collect();
    assert!(again.is_superset(&first));
    assert_eq!(again.len(), 6);

    running.delivery.reconfigure(destinations(&[("gone", new.address)], 500));
    wait_until(|| running.count("journal", "acknowledged") == 18);
}

#[test]
fn what_has_a_limit_is_given_up_and_counted_over_restarts() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::silent());
    let to = || destinations(&[("a", home.address)], 300);
    let limited = || {
        let attempts = NonZeroU32::new(3);
        let stop = record("a", "s1", 1, None);
        Record { kind: Kind::ProxyStop, request: None, attempts, ..stop }
    };
    let first = Running::start(directory.path(), to(), 8);
    drop(first.submit(limited(), Confirm::OnDisk));
    home.wait_for(1);
    first.delivery.drain();
    let sent = home.arrivals().len();
    let second = Running::start(directory.path(), to(), 8);
    drop(second.submit(record("a", "s1", 2, None), Confirm::OnDisk));
    wait_until(|| second.count("proxy_stop", "given_up") == 1);
    let of_stop = |arrivals: &[home::Arrival]| {
        let first = arrivals[0].octets.clone();
        arrivals.iter().filter(|it| it.octets == first).count()
    };
    assert_eq!(of_stop(&home.arrivals()), 3, "{sent} before the restart");
    // The one behind it is not given up.
    home.is_silent.store(false, Ordering::Relaxed);
    wait_until(|| second.count("journal", "acknowledged") == 1);
    second.delivery.drain();
    assert_eq!(left(directory.path()), 0);
}

#[test]
fn a_request_that_comes_again_is_not_stored_again() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::silent());
    let to = || destinations(&[("a", home.address)], 200);
    let outcome = |running: &Running, confirm| {
        running.submit(record("a", "s1", 1, None), confirm).recv_timeout(LIMIT).unwrap()
    };
    let first = Running::start(directory.path(), to(), 8);
    assert_eq!(outcome(&first, Confirm::OnDisk), Outcome::OnDisk);
    assert_eq!(outcome(&first, Confirm::OnDisk), Outcome::OnDisk);
    first.delivery.drain();
    let second = Running::start(directory.path(), to(), 8);
    let waiting = second.submit(record("a", "s1", 1, None), Confirm::Acknowledged);
    home.is_silent.store(false, Ordering::Relaxed);
    assert_eq!(waiting.recv_timeout(LIMIT), Ok(Outcome::Acknowledged));
    assert_eq!(outcome(&second, Confirm::OnDisk), Outcome::OnDisk);
    second.delivery.drain();
    let third = Running::start(directory.path(), to(), 8);
    assert_eq!(outcome(&third, Confirm::Acknowledged), Outcome::Acknowledged);
    let events: BTreeSet<u32> = home.arrivals().iter().map(home::Arrival::event).collect();
    assert_eq!(events.len(), 1);
    assert_eq!(third.count("journal", "known"), 1);
}

/// A connection that loses the first packet and closes.
struct FirstIsLost {
    sent: Arc<Mutex<Vec<Transmit>>>,
    events: UnboundedSender<LinkEvent>,
}

impl Link for FirstIsLost {
    fn send(&self, transmit: Transmit) {
        let mut sent = self.sent.lock().unwrap();
        let (server, socket) = (transmit.server, transmit.socket);
        let event = match sent.is_empty() {
            true => LinkEvent::Closed { server, socket },
            false => {
                let octets = home::acknowledge(&transmit.datagram);
                LinkEvent::Received { server, socket, octets }
            }
        };
        sent.push(transmit);
        self.events.send(event).unwrap();
    }
}

#[test]
fn what_was_on_a_connection_that_closed_is_sent_again() {
    let (directory, sent) = (tempfile::tempdir().unwrap(), Arc::new(Mutex::new(Vec::new())));
    let mut to = destinations(&[("a", "127.0.0.1:9".parse().unwrap())], 5_000);
    to.endpoints[0].is_connection = true;
    let server = Server {
        secret: Arc::new(Secret::new(b"home").unwrap()),
        is_reliable: true,
        message_authenticator: radius::crypto::MessageAuthenticatorPolicy::First,
        is_probed: false,
        nas_identifier: Vec::new(),
    };
    let servers = Servers::new(vec![server], HealthConfig::default(), gateway::clock::steady());
    to.servers = Arc::new(Mutex::new(servers.unwrap()));
    let link = Arc::clone(&sent);
    to.connect = Some(Box::new(move |events| Box::new(FirstIsLost { sent: link, events })));
    let running = Running::start(directory.path(), to, 8);
    let outcome = running.submit(record("a", "s1", 1, None), Confirm::Acknowledged);
    assert_eq!(outcome.recv_timeout(LIMIT), Ok(Outcome::Acknowledged));
    let identifiers: Vec<u8> = sent
        .lock()
        .unwrap()
        .iter()
        .map(|it| Packet::parse(&it.datagram).unwrap().identifier)
        .collect();
    assert_eq!(identifiers.len(), 2);
    assert!(!identifiers.contains(&0));
}

#[test]
fn what_comes_when_it_drains_is_refused() {
    let (directory, home) = (tempfile::tempdir().unwrap(), Home::start(0));
    let running = Running::start(directory.path(), destinations(&[("a", home.address)], 500), 8);
    let handle = running.delivery.handle();
    running.delivery.drain();
    let (sender, outcome) = std::sync::mpsc::channel();
    let notify = Box::new(move |outcome| drop(sender.send(outcome)));
    let record = record("a", "s1", 1, None);
    handle.submit(gateway::delivery::Submit { record, confirm: Confirm::OnDisk, notify });
    assert_eq!(outcome.recv_timeout(LIMIT), Ok(Outcome::Refused(Refused::Draining)));
}
