//! A hundred thousand bad headers against a running Envoy.

use std::collections::BTreeMap;
use std::thread;

use host_tests::mint::hostile::Hostile;
use host_tests::mint::{Mint, now};
use host_tests::{Connection, Envoy, EnvoyPorts, SpnegoConfig, Upstream};

use crate::stage::Stage;

const REQUESTS: usize = 100_000;
/// Requests after which memory is measured first: caches and pools have their size by then.
const SETTLED: usize = 20_000;
const CONNECTIONS: usize = 4;
/// Each so many requests one is as large as headers may be.
const LARGE_EVERY: usize = 100;
/// Each so many requests one is good.
const GOOD_EVERY: usize = 50;
/// How much the memory of Envoy may grow between the two measurements, in octets. It holds the
/// replay tags of the accepted requests and what the allocator has not given back.
const GROWTH: u64 = 8 * 1024 * 1024;

#[test]
fn a_hundred_thousand_bad_headers_neither_crash_the_vm_nor_fill_its_memory() {
    let stage = Stage::of(Mint::new(), 2, |config| config);
    let mut statuses = send(&stage.envoy, 0, SETTLED);
    let settled = stage.envoy.resident_memory().unwrap();
    for (status, count) in send(&stage.envoy, SETTLED, REQUESTS) {
        *statuses.entry(status).or_insert(0) += count;
    }
    let grown = stage.envoy.resident_memory().unwrap().saturating_sub(settled);

    let expected = [200, 401];
    assert!(statuses.keys().all(|status| expected.contains(status)), "{statuses:?}");
    assert_eq!(statuses.values().sum::<usize>(), REQUESTS);
    assert!(statuses[&200] >= REQUESTS / GOOD_EVERY, "{statuses:?}");
    assert!(statuses[&401] >= REQUESTS / 2, "{statuses:?}");
    assert!(grown < GROWTH, "{grown} octets more than after {SETTLED} requests");
    for reload in ["success", "backoff", "failed"] {
        let name = format!("wasm.spnego.vm_reload_{reload}");
        assert_eq!(stage.envoy.stat(&name).unwrap(), 0, "{name}");
    }
    let mut mint = stage.mint;
    let mut connection = Connection::open(stage.envoy.ports().listener).unwrap();
    assert_eq!(connection.authorized("/", mint.fresh_header()).unwrap().status(), 200);
}

/// Sends the requests with these numbers, and counts the statuses of the responses.
fn send(envoy: &Envoy, from: usize, to: usize) -> BTreeMap<u16, usize> {
    let port = envoy.ports().listener;
    thread::scope(|scope| {
        let senders: Vec<_> = (0..CONNECTIONS)
            .map(|sender| {
                let numbers = (from..to).filter(move |number| number % CONNECTIONS == sender);
                let seed = u64::try_from(from + sender).unwrap();
                scope.spawn(move || send_on_one_connection(port, seed, numbers))
            })
            .collect();
        let mut statuses = BTreeMap::new();
        for sender in senders {
            for status in sender.join().unwrap() {
                *statuses.entry(status).or_insert(0) += 1;
            }
        }
        statuses
    })
}

fn send_on_one_connection(port: u16, seed: u64, numbers: impl Iterator<Item = usize>) -> Vec<u16> {
    // Senders must not make the same tokens.
    let mut mint = Mint::new().with_randomness(seed);
    let mut hostile = Hostile::new(seed);
    let credential = mint.ticket("alice", now());
    let mut connection = Connection::open(port).unwrap();
    let mut statuses = Vec::new();
    for (turn, number) in numbers.enumerate() {
        let good = mint.header(&credential, now());
        let value = match number {
            _ if turn % GOOD_EVERY == 0 => good.into_bytes(),
            _ if turn % LARGE_EVERY == 1 => hostile.large(&good),
            _ => hostile.value(&good),
        };
        let reply = connection.authorized("/", &value).unwrap();
        statuses.push(reply.status());
    }
    statuses
}

#[test]
fn half_a_request_and_values_that_are_no_text_are_answered_and_the_vm_lives() {
    let upstream = Upstream::start().unwrap();
    let ports = EnvoyPorts::free(upstream.port()).unwrap();
    let mut mint = Mint::new();
    let config = SpnegoConfig::new(ports, &mint.keytab()).text();
    let envoy = Envoy::start(&config, ports, 1, &[]).unwrap();
    let mut request = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n".to_vec();
    request.extend_from_slice(b"authorization: Negotiate ");
    request.extend_from_slice(&[0xfe; 64 * 1024]);
    let mut whole = request.clone();
    whole.extend_from_slice(b"\r\n\r\n");
    let answer = String::from_utf8_lossy(&envoy.send_raw(&whole).unwrap()).into_owned();
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    drop(Connection::open(ports.listener).unwrap().send(&request));
    let mut connection = Connection::open(ports.listener).unwrap();
    assert_eq!(connection.authorized("/", mint.fresh_header()).unwrap().status(), 200);
}
