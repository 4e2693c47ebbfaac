//! Accounting-On and -Off for all realms (RFC 2607 section 5.2).

use std::time::Duration;

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Nas, SECRET, Service};
use radius::packet::Code;
use serde_json::json;

use crate::stage::{ATOMIC, LIMIT, QUIET, count, loopback, nas_at, timed};

const ACCOUNTING: Code = Code::ACCOUNTING_REQUEST;
const RESPONSE: Code = Code::ACCOUNTING_RESPONSE;

/// A gateway between a NAS at 127.0.0.2 that may flood for `nas-1`, and two home servers, of which
/// the second is at 127.0.0.3 and is a client as well.
struct Realms {
    east: Home,
    west: Home,
    gateway: Gateway,
}

impl Realms {
    fn new(mode: &str, rate: u32) -> Self {
        let (east, ports) =
            (Home::good().unwrap(), [(); 3].map(|()| host_tests::free_port().unwrap()));
        let good = |request: &host_tests::radius::Received| Answer::good(request.code());
        let west = Home::start_on(loopback(3), ports, SECRET, good).unwrap();
        let routing = json!({ "routes": [
            { "match": { "realm": "east.example" }, "pool": "east" },
            { "match": { "realm": "other.example" }, "pool": "also-east" },
            { "match": { "realm": "west.example" }, "pool": "west" },
            { "match": "default", "pool": "east" },
        ] });
        let config = timed(GatewayConfig::new())
            .udp_listeners()
            .client("nas", "127.0.0.2/32", SECRET, "flood = { nas = [\"nas-1\"] }")
            .client("plain", "127.0.0.9/32", SECRET, "")
            .client("west", "127.0.0.3/32", SECRET, "flood = { nas = [\"nas-1\", \"nas-3\"] }")
            .home("east", &east)
            .pool("also-east", &["east"])
            .section(&format!(
                "[[servers]]\nname = \"west\"\ntransport = \"udp\"\naddress = \"127.0.0.3\"\n\
                 authentication_port = {}\naccounting_port = {}\nsecret = \"{SECRET}\"",
                west.port(Service::Authentication),
                west.port(Service::Accounting),
            ))
            .pool("west", &["west"])
            .routing(routing)
            .section(mode)
            .section(&format!("[flood]\nrate_per_minute = {rate}"));
        Self { gateway: Gateway::start(&config).unwrap(), east, west }
    }

    fn nas(&self, last: u8) -> Nas {
        nas_at(&self.gateway, last, "acct")
    }

    fn counts(&self) -> (usize, usize) {
        (self.east.requests(ACCOUNTING).len(), self.west.requests(ACCOUNTING).len())
    }
}

fn restart<'a>(nas: &'a str, status: &'a str, time: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("NAS-Identifier", nas),
        ("Acct-Status-Type", status),
        ("Acct-Session-Id", "boot"),
        ("Event-Timestamp", time),
    ]
}

#[test]
fn r11_on_and_off_go_once_to_each_next_hop() {
    for mode in [ATOMIC, ""] {
        let realms = Realms::new(mode, 60);
        let mut nas = realms.nas(2);
        for (number, status) in ["Accounting-On", "Accounting-Off"].into_iter().enumerate() {
            let time = (1_700_000_000 + number).to_string();
            let answer = nas.accounting(&restart("nas-1", status, &time)).unwrap();
            assert_eq!(answer.code(), RESPONSE, "{mode}");
            for home in [&realms.east, &realms.west] {
                let seen = home.wait_for(ACCOUNTING, number + 1, LIMIT).unwrap();
                assert_eq!(seen[number].text("Acct-Status-Type").unwrap(), status);
                assert_eq!(seen[number].text("NAS-Identifier").unwrap(), "nas-1");
            }
        }
        // Two pools have the same server.
        std::thread::sleep(QUIET);
        assert_eq!(realms.counts(), (2, 2), "{mode}");
    }
}

#[test]
fn r11_it_is_answered_when_all_copies_are_safe() {
    let realms = Realms::new(ATOMIC, 60);
    realms.west.set_alive(false);
    let mut nas = realms.nas(2);
    let request =
        nas.prepare(ACCOUNTING, &restart("nas-1", "Accounting-Off", "1700000000")).unwrap();
    nas.send(&request).unwrap();
    realms.east.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    realms.west.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert!(nas.receive(&request, QUIET).unwrap().is_none());
    realms.west.set_alive(true);
    let mut answer = None;
    for _ in 0..20 {
        nas.send(&request).unwrap();
        answer = nas.receive(&request, Duration::from_millis(500)).unwrap();
        if answer.is_some() {
            break;
        }
    }
    assert_eq!(answer.expect("no answer").code(), RESPONSE);
    // The first home has it once.
    assert_eq!(realms.counts().0, 1);
}

#[test]
fn r11_what_was_seen_is_not_sent_again_and_loops_end() {
    let realms = Realms::new("", 60);
    let off = restart("nas-1", "Accounting-Off", "1700000000");
    assert_eq!(realms.nas(2).accounting(&off).unwrap().code(), RESPONSE);
    realms.west.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    // From another port, and back from a proxy that floods as well.
    assert_eq!(realms.nas(2).accounting(&off).unwrap().code(), RESPONSE);
    assert_eq!(realms.nas(3).accounting(&off).unwrap().code(), RESPONSE);
    std::thread::sleep(QUIET);
    assert_eq!(realms.counts(), (1, 1));
}

#[test]
fn r11_nothing_goes_back_to_the_sender() {
    let realms = Realms::new("", 60);
    let on = restart("nas-3", "Accounting-On", "1700000000");
    assert_eq!(realms.nas(3).accounting(&on).unwrap().code(), RESPONSE);
    realms.east.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    std::thread::sleep(QUIET);
    assert_eq!(realms.counts(), (1, 0));
}

#[test]
fn r11_who_may_not_flood_reaches_one_home_only() {
    let realms = Realms::new("", 60);
    // A client without the right, and a client that speaks for somebody else.
    for (last, nas) in [(9, "nas-1"), (2, "nas-2")] {
        let off = restart(nas, "Accounting-Off", "1700000000");
        assert_eq!(realms.nas(last).accounting(&off).unwrap().code(), RESPONSE);
    }
    realms.east.wait_for(ACCOUNTING, 2, LIMIT).unwrap();
    std::thread::sleep(QUIET);
    assert_eq!(realms.counts(), (2, 0));
    assert_eq!(count(&realms.gateway, "flood", "begun"), 0);
}

#[test]
fn r11_a_client_floods_at_a_limited_rate() {
    let realms = Realms::new("", 3);
    let mut nas = realms.nas(2);
    for number in 0..3 {
        let time = (1_700_000_000 + number).to_string();
        let on = restart("nas-1", "Accounting-On", &time);
        assert_eq!(nas.accounting(&on).unwrap().code(), RESPONSE);
    }
    let more = restart("nas-1", "Accounting-On", "1700000009");
    assert!(nas.ask_once(ACCOUNTING, &more, QUIET).unwrap().is_none());
    realms.west.wait_for(ACCOUNTING, 3, LIMIT).unwrap();
    assert_eq!(realms.counts(), (3, 3));
}
