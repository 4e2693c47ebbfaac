//! Proxy-Stop: home is told of what it accepted and this proxy rejected (RFC 2607 section 5.1).

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Received, SECRET};
use radius::packet::Code;
use serde_json::{Value, json};

use crate::stage::{ATOMIC, LIMIT, QUIET, Stage, nas_at, timed};

const ACCOUNTING: Code = Code::ACCOUNTING_REQUEST;

const BOB: [(&str, &str); 5] = [
    ("User-Name", "bob@example.org"),
    ("User-Password", "pw"),
    ("NAS-Identifier", "nas-1"),
    ("Acct-Session-Id", "session-1"),
    ("Calling-Station-Id", "02-00-00-00-00-01"),
];

/// Rejects what home accepted.
fn policy() -> Value {
    json!({ "replies": [{
        "name": "no-roaming",
        "match": { "packet": "accept" },
        "actions": [{ "reject": {} }],
    }] })
}

fn accept(request: &Received) -> Answer {
    match request.code() {
        Code::ACCESS_REQUEST => Answer::accept(&[("Class", "0x0102"), ("Class", "0x03")]),
        code => Answer::good(code),
    }
}

fn stage(lines: &str) -> Stage {
    Stage::of(accept, |config| config.policy(policy()).section(lines))
}

#[test]
fn r6_home_gets_one_proxy_stop_of_what_it_accepted() {
    for mode in [ATOMIC, ""] {
        let stage = stage(mode);
        let mut nas = stage.auth();
        let request = nas.prepare(Code::ACCESS_REQUEST, &BOB).unwrap();
        for _ in 0..3 {
            // Its retransmissions get the same answer and cause no other Proxy-Stop.
            nas.send(&request).unwrap();
            let answer = nas.receive(&request, LIMIT).unwrap().unwrap();
            assert_eq!(answer.code(), Code::ACCESS_REJECT);
        }
        stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
        std::thread::sleep(QUIET);
        let stops = stage.home.requests(ACCOUNTING);
        assert_eq!(stops.len(), 1, "{mode}");
        let stop = &stops[0];
        assert_eq!(stop.values("Acct-Status-Type"), [[0, 0, 0, 6]]);
        assert_eq!(stop.values("Class"), [&[1, 2][..], &[3]]);
        for (name, value) in [&BOB[..1], &BOB[2..]].concat() {
            assert_eq!(stop.texts(name), [value], "{name}");
        }
        assert_eq!(stop.values("Event-Timestamp").len(), 1);
        assert_eq!(stop.values("User-Password"), Vec::<Vec<u8>>::new());
        assert_eq!(stage.home.refused(), Vec::<String>::new());
    }
}

#[test]
fn r6_none_is_sent_of_other_rejects() {
    let by_policy = json!({ "requests": [{
        "name": "no", "match": { "all": [{ "packet": "access" }, { "realm": "no.example" }] },
        "actions": [{ "reject": {} }],
    }] });
    let stage = Stage::of(
        |request| match request.text("User-Name").as_deref() {
            Some("bob@example.org") => Answer::reject(&[("Class", "0x01")]),
            _ => accept(request),
        },
        |config| config.policy(by_policy),
    );
    let mut nas = stage.auth();
    assert_eq!(nas.access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    let no = [("User-Name", "bob@no.example"), ("User-Password", "pw")];
    assert_eq!(nas.access(&no).unwrap().code(), Code::ACCESS_REJECT);
    let eve = [("User-Name", "eve@example.org"), ("User-Password", "pw")];
    assert_eq!(nas.access(&eve).unwrap().code(), Code::ACCESS_ACCEPT);
    std::thread::sleep(QUIET);
    assert_eq!(stage.home.requests(ACCOUNTING).len(), 0);
}

#[test]
fn r6_it_takes_the_realm_path_of_the_request() {
    let (auth, acct) = (Home::start(accept).unwrap(), Home::good().unwrap());
    let other = Home::good().unwrap();
    let routing = json!({ "routes": [
        { "match": { "realm": "example.org" }, "access_pool": "auth", "accounting_pool": "acct" },
        { "match": "default", "pool": "other" },
    ] });
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .home("other", &other)
        .home("auth", &auth)
        .home("acct", &acct)
        .routing(routing)
        .policy(policy());
    let gateway = Gateway::start(&config).unwrap();
    assert_eq!(nas_at(&gateway, 1, "auth").access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    acct.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert_eq!((auth.requests(ACCOUNTING).len(), other.count()), (0, 0));
}

#[test]
fn r6_it_is_sent_until_home_acknowledges_it_even_after_a_kill() {
    let mut stage = stage(ATOMIC);
    stage.home.decide(|request| match request.code() {
        Code::ACCESS_REQUEST => accept(request),
        _ => Answer::Silence,
    });
    assert_eq!(stage.auth().access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    stage.home.wait_for(ACCOUNTING, 2, LIMIT).unwrap();
    stage.gateway.kill();
    stage.home.forget();
    stage.gateway.restart().unwrap();
    let again = stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert_eq!(again[0].values("Acct-Status-Type"), [[0, 0, 0, 6]]);
    stage.home.decide(accept);
    stage.wait_count("proxy_stop", "acknowledged", 1);
    stage.home.forget();
    std::thread::sleep(QUIET);
    assert_eq!(stage.home.count(), 0);
}

#[test]
fn r6_attempts_are_capped_and_counted() {
    let stage = stage("[proxy_stop]\nattempts = 3");
    // A home that does not know the number does not acknowledge it.
    stage.home.decide(|request| match request.code() {
        Code::ACCESS_REQUEST => accept(request),
        _ => Answer::Silence,
    });
    assert_eq!(stage.auth().access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    stage.home.wait_for(ACCOUNTING, 3, LIMIT).unwrap();
    stage.wait_count("proxy_stop", "given_up", 1);
    std::thread::sleep(QUIET);
    assert_eq!(stage.home.requests(ACCOUNTING).len(), 3);
}

#[test]
fn r6_the_number_is_configurable_and_it_can_be_switched_off() {
    let other = stage("[proxy_stop]\nstatus_type = 42");
    assert_eq!(other.auth().access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    let stop = other.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert_eq!(stop[0].values("Acct-Status-Type"), [[0, 0, 0, 42]]);
    let off = stage("[proxy_stop]\nenabled = false");
    assert_eq!(off.auth().access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    std::thread::sleep(QUIET);
    assert_eq!(off.home.requests(ACCOUNTING).len(), 0);
}

#[test]
fn r17_discrepancies_can_be_traced_to_their_reason() {
    let stage = stage("");
    assert_eq!(stage.auth().access(&BOB).unwrap().code(), Code::ACCESS_REJECT);
    // Home learns of the reason,
    let stop = stage.home.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    let reason = stop[0].text("Connect-Info").unwrap_or_default();
    assert!(reason.starts_with("Proxy-Stop: ") && reason.len() > 12, "{reason:?}");
    // and the operator finds the user, the rule and the home.
    let log = stage.gateway.log();
    let line = log.lines().find(|line| line.contains("bob@example.org") && line.contains("reject"));
    let line = line.unwrap_or_else(|| panic!("{log}"));
    assert!(line.contains("no-roaming") && line.contains("home"), "{line}");
    stage
        .gateway
        .wait_for_metric("edgewarden_events_total", &[("event", "proxy_stop")], LIMIT, |it| {
            it >= 1.0
        })
        .unwrap();
}
