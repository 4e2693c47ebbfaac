//! Results that do not fit are refused, and never cut.

use radius::attribute::Attributes;
use radius::packet::Code;
use radius::policy::{PolicyReason, ReplyDecision, RequestDecision};
use serde_json::{Value, json};

use crate::support::{
    access, decide, engine, forwarded, on_reply, on_request, reply, request, verdict,
};

/// One octet below the largest packet.
fn almost_full() -> Attributes {
    let mut list = Attributes::new();
    for _ in 0..15 {
        list.push(11, &[b'a'; 253]).unwrap();
    }
    list.push(11, &[b'a'; 248]).unwrap();
    list
}

fn grow() -> Value {
    json!([{"add": {"attribute": "Filter-Id", "value": "b"}}, {"remove": ["Filter-Id"]}])
}

#[test]
fn an_access_request_above_4096_octets_is_rejected() {
    let mut engine = engine(&on_request(json!("always"), grow()));
    let list = almost_full();
    let outcome = decide(&mut engine, &access(&list));
    assert_eq!(verdict(&outcome.decision), "reject");
    assert_eq!((outcome.rule, outcome.reason.code()), (Some("rule"), "packet_too_long"));
}

#[test]
fn accounting_above_4096_octets_goes_on_without_the_edit() {
    let config = json!({"requests": [
        {"name": "grow", "match": "always", "continue": true, "actions": [
            {"add": {"attribute": "Filter-Id", "value": "b"}},
        ]},
        {"name": "pool", "match": "always", "actions": [{"pool": "home"}]},
    ]});
    let mut engine = engine(&config);
    let list = almost_full();
    let outcome = decide(&mut engine, &request(Code::ACCOUNTING_REQUEST, &list));
    assert_eq!(outcome.events[0].code(), "packet_too_long");
    let forward = forwarded(outcome);
    assert_eq!((forward.pool, forward.edited), (Some("home"), None));
}

#[test]
fn a_coa_request_above_4096_octets_is_dropped() {
    let mut engine = engine(&on_request(json!("always"), grow()));
    let list = almost_full();
    let outcome = decide(&mut engine, &request(Code::COA_REQUEST, &list));
    assert_eq!(outcome.decision, RequestDecision::Drop);
    assert_eq!(outcome.reason.code(), "packet_too_long");
}

#[test]
fn a_grant_above_4096_octets_is_rejected_and_other_replies_pass_without_the_edit() {
    let add = json!([{"add": {"attribute": "Filter-Id", "value": "b"}}]);
    let engine = engine(&on_reply(json!("always"), add));
    let (list, request) = (almost_full(), Attributes::new());
    for code in [Code::ACCESS_ACCEPT, Code::ACCESS_CHALLENGE] {
        let outcome = engine.reply(&reply(code, &list, &request));
        assert!(matches!(outcome.decision, ReplyDecision::Reject(_)));
        assert!(matches!(outcome.reason, PolicyReason::EditFailed(_)));
    }
    for code in [Code::ACCESS_REJECT, Code::ACCOUNTING_RESPONSE, Code::COA_ACK] {
        let outcome = engine.reply(&reply(code, &list, &request));
        assert_eq!(outcome.decision, ReplyDecision::Pass(None));
        assert_eq!(outcome.events[0].code(), "packet_too_long");
    }
}

#[test]
fn a_packet_of_exactly_4096_octets_is_forwarded() {
    let mut list = almost_full();
    list.remove(&crate::packets::reference("Filter-Id"));
    for _ in 0..15 {
        list.push(11, &[b'a'; 253]).unwrap();
    }
    list.push(11, &[b'a'; 246]).unwrap();
    let add = json!([{"add": {"attribute": "NAS-Identifier", "value": "b"}}]);
    let mut engine = engine(&on_request(json!("always"), add));
    let edited = forwarded(decide(&mut engine, &access(&list))).edited.unwrap();
    assert_eq!(edited.as_bytes().len() + 20, 4_096);
}

#[test]
fn a_value_above_253_octets_is_refused() {
    let set = json!([{"set": {"attribute": "Filter-Id", "template": "%{User-Name}%{User-Name}"}}]);
    let mut engine = engine(&on_request(json!("always"), set));
    let mut list = Attributes::new();
    list.push(1, &[b'a'; 127]).unwrap();
    let outcome = decide(&mut engine, &access(&list));
    assert_eq!((verdict(&outcome.decision), outcome.reason.code()), ("reject", "value_too_long"));
}
