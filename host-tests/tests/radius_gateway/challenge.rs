//! Challenges by policy (RFC 2865 section 4.4): asked by the proxy, matched by its own State, and the
//! request that waited goes on.

use std::net::SocketAddr;

use host_tests::radius::{Answer, Nas, Received, SECRET};
use radius::packet::Code;
use serde_json::{Value, json};

use crate::stage::{ALICE, Stage, loopback};

fn policy(answer: &Value) -> Value {
    json!({
        "challenges": { "lifetime_seconds": 2, "max_pending": 8 },
        "requests": [{
            "name": "ask",
            "match": { "all": [{ "packet": "access" }, { "eap": false }] },
            "actions": [{ "challenge": { "reply_message": "which colour?", "answer": answer } }],
        }],
    })
}

fn stage(workers: u32) -> Stage {
    let policy = policy(&json!({ "equals": "blue" }));
    Stage::of(
        |request| match request.values("User-Password") == [b"pw"] {
            true => Answer::accept(&[("Class", "0x01")]),
            false => Answer::reject(&[]),
        },
        |config| config.gateway(&format!("workers = {workers}")).policy(policy),
    )
}

fn state(challenge: &Received) -> String {
    assert_eq!(challenge.code(), Code::ACCESS_CHALLENGE);
    assert_eq!(challenge.texts("Reply-Message"), ["which colour?"]);
    let states = challenge.values("State");
    assert_eq!(states.len(), 1);
    let hex: String = states[0].iter().map(|octet| format!("{octet:02x}")).collect();
    format!("0x{hex}")
}

fn answer<'a>(state: &'a str, password: &'a str) -> [(&'a str, &'a str); 4] {
    [ALICE[0], ("User-Password", password), ("State", state), ("Proxy-State", "0x07")]
}

#[test]
fn r2_the_right_answer_lets_the_first_request_go_on_without_our_state() {
    let stage = stage(1);
    let mut nas = stage.auth();
    let state = state(&nas.access(&ALICE).unwrap());
    assert_eq!(stage.home.count(), 0);
    let accept = nas.access(&answer(&state, "blue")).unwrap();
    assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
    assert_eq!(accept.values("Proxy-State"), [[7]]);
    assert_eq!(accept.values("Class"), [[1]]);
    // Home sees the password of the first request, and nothing of the question.
    let seen = stage.home.seen();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].values("User-Password"), [b"pw"]);
    assert_eq!(seen[0].values("State"), Vec::<Vec<u8>>::new());
    // The State has been used.
    let again = nas.access(&answer(&state, "blue")).unwrap();
    assert_ne!(again.code(), Code::ACCESS_ACCEPT);
}

#[test]
fn a_wrong_answer_is_rejected_without_home() {
    let stage = stage(1);
    let mut nas = stage.auth();
    let state = state(&nas.access(&ALICE).unwrap());
    assert_eq!(nas.access(&answer(&state, "red")).unwrap().code(), Code::ACCESS_REJECT);
    assert_eq!(stage.home.count(), 0);
}

#[test]
fn an_answer_that_comes_too_late_is_not_accepted() {
    let stage = stage(1);
    let mut nas = stage.auth();
    let state = state(&nas.access(&ALICE).unwrap());
    std::thread::sleep(std::time::Duration::from_millis(2_200));
    let late = nas.access(&answer(&state, "blue")).unwrap();
    assert_ne!(late.code(), Code::ACCESS_ACCEPT);
    assert_eq!(stage.home.count(), 0);
}

#[test]
fn an_answer_of_another_client_is_not_accepted() {
    let policy = policy(&json!({ "equals": "blue" }));
    let stage =
        Stage::new(|config| config.policy(policy).client("other", "127.0.0.9/32", SECRET, ""));
    let state = state(&stage.auth().access(&ALICE).unwrap());
    let stolen = stage.nas_at(9, "auth").access(&answer(&state, "blue")).unwrap();
    assert_ne!(stolen.code(), Code::ACCESS_ACCEPT);
    assert_eq!(stage.home.count(), 0);
}

#[test]
fn an_answer_from_another_port_finds_the_worker_that_has_asked() {
    let stage = stage(2);
    // Each port is served by one of the workers, whichever the kernel chooses.
    for port in 0..12 {
        let mut asked = stage.auth();
        let state = state(&asked.access(&ALICE).unwrap());
        let local = SocketAddr::new(loopback(1), 0);
        let mut other = Nas::udp_from(local, stage.gateway.address("auth"), SECRET).unwrap();
        let accept = other.access(&answer(&state, "blue")).unwrap();
        assert_eq!(accept.code(), Code::ACCESS_ACCEPT, "{port}");
    }
    assert_eq!(stage.home.requests(Code::ACCESS_REQUEST).len(), 12);
}

#[test]
fn a_challenge_of_home_goes_through_and_leads_back_to_it() {
    let stage = Stage::of(
        |request| match request.values("State") == [b"home"] {
            true => Answer::accept(&[]),
            false => Answer::challenge(&[("State", "home"), ("Reply-Message", "and?")]),
        },
        |config| config,
    );
    let mut nas = stage.auth();
    let challenge = nas.access(&ALICE).unwrap();
    assert_eq!(challenge.code(), Code::ACCESS_CHALLENGE);
    assert_eq!(challenge.values("State"), [b"home"]);
    assert_eq!(challenge.texts("Reply-Message"), ["and?"]);
    let accept = nas.access(&answer("0x686f6d65", "more")).unwrap();
    assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
    assert_eq!(stage.home.seen()[1].values("User-Password"), [b"more"]);
}
