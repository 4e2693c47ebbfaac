//! What does not go on: BlastRADIUS, loops, repetitions, replies to nothing.

use radius::attribute::Attributes;
use radius::crypto::Secret;
use radius::packet::{Code, Packet};
use serde_json::json;

use crate::packets::{attributes, values};
use crate::support::{Edge, access, answer, bare, secret};

const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org")];
const PROXIED: &[(&str, &str)] = &[("User-Name", "fred@example.org"), ("Proxy-State", "hop")];

fn edge(envoy: serde_json::Value) -> Edge {
    Edge::new(&json!({}), &envoy)
}

#[test]
fn an_access_request_without_message_authenticator_is_dropped_and_accounting_is_not() {
    let mut edge = edge(json!({}));
    edge.dropped(&bare(Code::ACCESS_REQUEST, 1, FRED));
    assert_eq!(edge.events, ["dropped.message_authenticator_missing"]);
    assert!(!edge.is_closed);
    edge.sent(&bare(Code::ACCOUNTING_REQUEST, 1, FRED));
}

#[test]
fn a_wrong_message_authenticator_closes_the_connection() {
    let mut edge = edge(json!({"message_authenticator": "optional"}));
    let mut request = access(1, FRED);
    request.sign_request(&Secret::new(b"other").unwrap()).unwrap();
    edge.dropped(&request);
    assert!(edge.is_closed);
    assert_eq!(edge.events, ["closed.message_authenticator_mismatch"]);
}

#[test]
fn a_message_authenticator_in_second_place_is_dropped_where_it_must_be_first() {
    let mut request = Packet::new(Code::ACCESS_REQUEST, 1);
    request.attributes = attributes(FRED);
    request.attributes.push(80, &[0; 16]).unwrap();
    request.sign_request(&secret()).unwrap();
    let mut strict = edge(json!({"message_authenticator": "first"}));
    strict.dropped(&request);
    assert_eq!(strict.events, ["dropped.message_authenticator_not_first"]);
    edge(json!({})).sent(&request);
}

#[test]
fn proxy_state_without_message_authenticator_is_dropped() {
    let optional = json!({"message_authenticator": "optional"});
    let mut limited = edge(optional.clone());
    limited.dropped(&bare(Code::ACCESS_REQUEST, 1, PROXIED));
    assert_eq!(limited.events, ["dropped.proxy_state_without_message_authenticator"]);
    limited.sent(&bare(Code::ACCESS_REQUEST, 1, FRED));
    limited.sent(&access(2, PROXIED));
    let unlimited = json!({"message_authenticator": "optional", "limit_proxy_state": false});
    edge(unlimited).sent(&bare(Code::ACCESS_REQUEST, 1, PROXIED));
}

#[test]
fn a_request_that_has_passed_too_many_proxies_is_dropped() {
    let mut edge = edge(json!({"max_hops": 2}));
    edge.sent(&access(1, PROXIED));
    let looped = [PROXIED, &[("Proxy-State", "hop")]].concat();
    edge.dropped(&access(2, &looped));
    edge.dropped(&bare(Code::ACCOUNTING_REQUEST, 3, &looped));
    assert_eq!(edge.events[1..], ["dropped.loop_too_many_hops", "dropped.loop_too_many_hops"]);
}

#[test]
fn accounting_with_a_wrong_authenticator_closes_the_connection() {
    let mut edge = edge(json!({}));
    let mut request = bare(Code::ACCOUNTING_REQUEST, 1, FRED);
    request.authenticator[3] ^= 1;
    edge.dropped(&request);
    assert_eq!(edge.events, ["closed.request_authenticator_mismatch"]);
}

#[test]
fn packets_that_are_no_requests_are_dropped() {
    let mut edge = edge(json!({}));
    for code in [2, 5, 52, 255] {
        edge.dropped(&Packet::new(Code(code), 1));
    }
    assert_eq!(edge.events, ["dropped.code_not_forwarded"; 4]);
    assert!(!edge.is_closed);
}

#[test]
fn a_request_is_not_sent_twice_and_its_identifier_can_be_used_again() {
    let mut edge = edge(json!({}));
    let request = access(1, FRED);
    let sent = edge.sent(&request);
    edge.dropped(&request);
    assert_eq!(edge.events, ["forwarded", "dropped.duplicate_request"]);
    let mut other = access(1, FRED);
    other.authenticator = [9; 16];
    other.sign_request(&secret()).unwrap();
    let again = edge.sent(&other);
    // The reply to the first is late, and proves itself by another authenticator.
    assert_eq!(
        edge.down(&answer(&sent, Code::ACCESS_ACCEPT, &Attributes::new()).encode().unwrap()),
        b""
    );
    assert!(edge.is_closed);
    let _ = again;
}

#[test]
fn r15_a_reply_to_nothing_is_dropped_and_so_is_a_second_one() {
    let mut edge = edge(json!({}));
    let request = access(1, FRED);
    let sent = edge.sent(&request);
    let mut stray = sent.clone();
    stray.identifier = 7;
    let accept = Attributes::new();
    assert_eq!(edge.down(&answer(&stray, Code::ACCESS_ACCEPT, &accept).encode().unwrap()), b"");
    edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &accept);
    assert_eq!(edge.down(&answer(&sent, Code::ACCESS_ACCEPT, &accept).encode().unwrap()), b"");
    assert_eq!(
        edge.events[1..],
        ["reply_dropped.reply_unmatched", "reply_passed", "reply_dropped.reply_unmatched",]
    );
}

#[test]
fn r7_after_a_reject_no_accept_comes_through() {
    let mut edge = edge(json!({}));
    let request = access(1, FRED);
    let sent = edge.sent(&request);
    let reject = edge.answered(&request, &sent, Code::ACCESS_REJECT, &Attributes::new());
    assert_eq!(reject.code, Code::ACCESS_REJECT);
    let accept = answer(&sent, Code::ACCESS_ACCEPT, &Attributes::new());
    assert_eq!(edge.down(&accept.encode().unwrap()), b"");
}

#[test]
fn a_reply_with_a_foreign_proxy_state_is_dropped_and_the_right_one_goes_on() {
    let mut edge = edge(json!({}));
    let request = access(1, PROXIED);
    let sent = edge.sent(&request);
    for foreign in
        [&[][..], &[("Proxy-State", "other")], &[("Proxy-State", "hop"), ("Proxy-State", "x")]]
    {
        let reply = answer(&sent, Code::ACCESS_ACCEPT, &attributes(foreign));
        assert_eq!(edge.down(&reply.encode().unwrap()), b"");
    }
    assert_eq!(edge.events[1..], ["reply_dropped.monitor_proxy_state_changed"; 3]);
    let right = attributes(&[("Proxy-State", "hop")]);
    let reply = edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &right);
    assert_eq!(values(&reply.attributes, "Proxy-State"), [b"hop"]);
}

#[test]
fn a_reply_without_message_authenticator_is_dropped_unless_that_is_optional() {
    let mut strict = edge(json!({}));
    let request = access(1, FRED);
    let sent = strict.sent(&request);
    let mut reply = answer(&sent, Code::ACCESS_ACCEPT, &Attributes::new());
    reply.attributes = Attributes::new();
    reply.sign_response(&sent.authenticator, &secret()).unwrap();
    let octets = reply.encode().unwrap();
    assert_eq!(strict.down(&octets), b"");
    assert_eq!(strict.events[1..], ["reply_dropped.message_authenticator_missing"]);
    let mut lenient = edge(json!({"reply_message_authenticator": "optional"}));
    lenient.sent(&request);
    assert_eq!(lenient.down(&octets), octets);
}

#[test]
fn r4_a_reply_that_does_not_answer_its_request_is_dropped() {
    let mut edge = edge(json!({}));
    let request = bare(Code::ACCOUNTING_REQUEST, 1, FRED);
    let sent = edge.sent(&request);
    let accept = answer(&sent, Code::ACCESS_ACCEPT, &Attributes::new());
    assert_eq!(edge.down(&accept.encode().unwrap()), b"");
    assert_eq!(edge.events[1..], ["reply_dropped.monitor_code"]);
}
