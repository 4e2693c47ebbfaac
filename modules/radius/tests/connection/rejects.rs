//! The cache of rejects, and F-Ticks.

use std::time::Duration;

use radius::attribute::Attributes;
use radius::eap;
use radius::filter::connection::Line;
use radius::packet::{Code, Packet};
use serde_json::json;

use crate::packets::attributes;
use crate::support::{Edge, access, secret};

fn fred(identifier: u8, password: &str) -> Packet {
    access(
        identifier,
        &[
            ("User-Name", "fred@example.org"),
            ("User-Password", password),
            ("Calling-Station-Id", "00-11-22-33-44-55"),
        ],
    )
}

fn in_eap(identifier: u8, method: u8, station: Option<&str>, state: bool) -> Packet {
    let mut packet = Packet::new(Code::ACCESS_REQUEST, identifier);
    packet.authenticator = [identifier; 16];
    packet.attributes = attributes(&[("User-Name", "anonymous@example.org")]);
    if let Some(station) = station {
        packet.attributes.push(31, station.as_bytes()).unwrap();
    }
    packet.attributes.push(79, &[eap::RESPONSE, identifier, 0, 5, method]).unwrap();
    if state {
        packet.attributes.push(24, b"state").unwrap();
    }
    packet.attributes.prepend_message_authenticator().unwrap();
    packet.sign_request(&secret()).unwrap();
    packet
}

fn edge() -> Edge {
    Edge::new(&json!({}), &json!({"reject_cache": {"lifetime_seconds": 30, "max_entries": 2}}))
}

fn reject(edge: &mut Edge, request: &Packet) {
    let sent = edge.sent(request);
    assert_eq!(sent.code, Code::ACCESS_REQUEST, "{:?}", edge.events);
    edge.answered(request, &sent, Code::ACCESS_REJECT, &Attributes::new());
}

#[test]
fn a_password_that_home_has_rejected_is_not_asked_again_for_a_while() {
    let mut edge = edge();
    reject(&mut edge, &fred(1, "wrong"));
    assert_eq!(edge.refused(&fred(2, "wrong")).code, Code::ACCESS_REJECT);
    assert_eq!(edge.events.last().unwrap(), "rejected.reject_cached");
    assert_eq!(edge.sent(&fred(3, "right")).code, Code::ACCESS_REQUEST);
    edge.now += Duration::from_secs(30);
    assert_eq!(edge.sent(&fred(4, "wrong")).code, Code::ACCESS_REQUEST);
}

#[test]
fn within_eap_only_the_identity_of_the_same_station_is_answered_from_the_cache() {
    let (here, there) = (Some("00-11-22-33-44-55"), Some("00-11-22-33-44-56"));
    let mut edge = edge();
    reject(&mut edge, &in_eap(1, 25, here, true));
    assert_eq!(edge.refused(&in_eap(2, 1, here, false)).code, Code::ACCESS_REJECT);
    for (identifier, request) in [
        in_eap(3, 1, there, false),
        in_eap(4, 25, here, true),
        in_eap(5, 1, here, true),
        in_eap(6, 1, None, false),
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(edge.sent(request).code, Code::ACCESS_REQUEST, "{identifier}");
    }
}

#[test]
fn the_oldest_reject_goes_when_there_are_too_many() {
    let mut edge = edge();
    for (identifier, password) in [(1, "a"), (2, "b"), (3, "c")] {
        reject(&mut edge, &fred(identifier, password));
    }
    assert_eq!(edge.sent(&fred(4, "a")).code, Code::ACCESS_REQUEST);
    assert_eq!(edge.sent(&fred(5, "b")).code, Code::STATUS_SERVER);
    assert_eq!(edge.sent(&fred(6, "c")).code, Code::STATUS_SERVER);
}

#[test]
fn what_policy_rejects_is_not_remembered() {
    let policy = json!({"replies": [{"name": "no", "match": {"packet": "accept"}, "actions": [{"reject": {}}]}]});
    let mut edge = Edge::new(&policy, &json!({"reject_cache": {"lifetime_seconds": 30}}));
    let request = fred(1, "right");
    let sent = edge.sent(&request);
    edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &Attributes::new());
    assert_eq!(edge.sent(&fred(2, "right")).code, Code::ACCESS_REQUEST);
}

#[test]
fn f_ticks_have_a_line_for_each_result() {
    let ticks = json!({
        "visited_country": "DE",
        "visited_institution": "us.example",
        "calling_station_id": "full",
    });
    let mut edge =
        Edge::new(&json!({}), &json!({"f_ticks": ticks, "reject_cache": {"lifetime_seconds": 30}}));
    let request = fred(1, "right");
    let sent = edge.sent(&request);
    edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &Attributes::new());
    reject(&mut edge, &fred(2, "wrong"));
    edge.refused(&fred(3, "wrong"));
    let ticks: Vec<&str> = edge
        .lines
        .iter()
        .filter_map(|line| match line {
            Line::Statistics(text) => Some(text.as_str()),
            Line::Warning(_) => None,
        })
        .collect();
    let line = |result: &str| {
        format!(
            "F-TICKS/eduroam/1.0#REALM=example.org#VISCOUNTRY=DE#VISINST=us.example\
             #CSI=00-11-22-33-44-55#RESULT={result}#"
        )
    };
    assert_eq!(ticks, [line("OK"), line("FAIL"), line("FAIL")]);
}
