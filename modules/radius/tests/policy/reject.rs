//! Rejections: RFC 2607 section 5.1, RFC 3579 section 2.6.

use radius::attribute::Attributes;
use radius::packet::Code;
use radius::policy::{DirectAnswer, Outcome, PolicyReason, ReplyDecision, Request};
use serde_json::{Value, json};

use crate::packets::attributes;
use crate::support::{
    NOW, access, decide, engine, of_types, on_reply, on_request, rejected, reply, verdict,
};

fn prime_time() -> Value {
    on_request(
        json!({"all": [
            {"packet": "access"},
            {"realm": "example.org"},
            {"schedule": {"zone": "UTC", "windows": [{"from": "08:00", "to": "18:00"}]}},
        ]}),
        json!([{"reject": {"reply_message": "not during prime time"}}]),
    )
}

/// The Types of an answer, in order.
fn types(answer: &DirectAnswer) -> Vec<u8> {
    answer.attributes().iter().map(|attribute| attribute.number).collect()
}

fn replaced(outcome: Outcome<'_, ReplyDecision>) -> DirectAnswer {
    match outcome.decision {
        ReplyDecision::Reject(answer) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn r2_a_realm_is_rejected_at_prime_time_and_forwarded_otherwise() {
    let mut engine = engine(&prime_time());
    let fred = attributes(&[
        ("User-Name", "fred@example.org"),
        ("Proxy-State", "0x0102"),
        ("Proxy-State", "0x03"),
    ]);
    let outcome = decide(&mut engine, &access(&fred));
    assert_eq!(outcome.rule, Some("rule"));
    let answer = rejected(outcome);
    assert_eq!(answer.code(), Code::ACCESS_REJECT);
    assert_eq!(types(&answer), [80, 18, 33, 33]);
    assert_eq!(of_types(answer.attributes(), &[33]), of_types(&fred, &[33]));
    assert_eq!(of_types(answer.attributes(), &[18])[0].1, b"not during prime time");

    let evening = Request { now: NOW + std::time::Duration::from_secs(3_600), ..access(&fred) };
    assert_eq!(verdict(&decide(&mut engine, &evening).decision), "forward");
    let other = attributes(&[("User-Name", "fred@example.net")]);
    assert_eq!(verdict(&decide(&mut engine, &access(&other)).decision), "forward");
}

#[test]
fn r2_a_reject_inside_eap_carries_an_eap_failure_and_no_reply_message() {
    let mut engine = engine(&prime_time());
    let fred = attributes(&[
        ("User-Name", "fred@example.org"),
        ("EAP-Message", "0x0237000501"),
        ("State", "0xaa"),
        ("Proxy-State", "0x01"),
    ]);
    let answer = rejected(decide(&mut engine, &access(&fred)));
    assert_eq!(types(&answer), [80, 79, 33]);
    assert_eq!(of_types(answer.attributes(), &[79])[0].1, [4, 0x37, 0, 4]);
    assert_eq!(of_types(answer.attributes(), &[80])[0].1.len(), 16);
}

#[test]
fn r5_an_accept_is_rejected_by_the_attributes_that_home_returned() {
    let condition = json!({"all": [
        {"packet": "accept"},
        {"attribute": {"name": "Service-Type", "one_of": ["Administrative-User", "NAS-Prompt-User"]}},
    ]});
    let engine = engine(&on_reply(condition, json!([{"reject": {"reply_message": "no"}}])));
    let request = attributes(&[("User-Name", "fred"), ("Proxy-State", "0x01")]);
    let accept = attributes(&[("Service-Type", "Administrative-User"), ("Class", "0x02")]);
    let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &accept, &request));
    assert_eq!((outcome.rule, &outcome.reason), (Some("rule"), &PolicyReason::Rule));
    let answer = replaced(outcome);
    assert_eq!((answer.code(), types(&answer)), (Code::ACCESS_REJECT, vec![80, 18, 33]));

    let accept = attributes(&[("Service-Type", "Framed-User")]);
    let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &accept, &request));
    assert_eq!(outcome.decision, ReplyDecision::Pass(None));
}

#[test]
fn r5_an_accept_inside_eap_becomes_a_reject_with_the_identifier_of_the_conversation() {
    let engine = engine(&on_reply(
        json!({"packet": "access"}),
        json!([{"reject": {"reply_message": "no"}}]),
    ));
    let request = attributes(&[("EAP-Message", "0x0209000501")]);
    let accept = attributes(&[("EAP-Message", "0x03090004"), ("Reply-Message", "welcome")]);
    for code in [Code::ACCESS_ACCEPT, Code::ACCESS_CHALLENGE, Code::ACCESS_REJECT] {
        let answer = replaced(engine.reply(&reply(code, &accept, &request)));
        assert_eq!((answer.code(), types(&answer)), (Code::ACCESS_REJECT, vec![80, 79]));
        assert_eq!(of_types(answer.attributes(), &[79])[0].1, [4, 9, 0, 4]);
    }
}

#[test]
fn a_reject_without_room_for_its_message_is_sent_without_it() {
    let message = "m".repeat(253);
    let reject = json!([{"reject": {"reply_message": message}}]);
    let mut engine = engine(&on_request(json!({"packet": "access"}), reject));
    let mut list = Attributes::new();
    for _ in 0..15 {
        list.push(33, &[7; 253]).unwrap();
    }
    list.push(33, &[7; 100]).unwrap();
    let answer = rejected(decide(&mut engine, &access(&list)));
    assert_eq!(of_types(answer.attributes(), &[33]), of_types(&list, &[33]));
    assert_eq!(of_types(answer.attributes(), &[18]), []);
}

#[test]
fn proxy_states_that_leave_no_room_for_an_answer_get_none() {
    let config = json!({
        "requests": [{"name": "a", "match": {"packet": "access"}, "actions": [{"reject": {}}]}],
        "replies": [{"name": "b", "match": {"packet": "access"}, "actions": [{"reject": {}}]}],
    });
    let mut engine = engine(&config);
    let mut list = Attributes::new();
    for _ in 0..15 {
        list.push(33, &[7; 253]).unwrap();
    }
    list.push(33, &[7; 249]).unwrap();
    let outcome = decide(&mut engine, &access(&list));
    assert_eq!((verdict(&outcome.decision), outcome.reason.code()), ("drop", "no_room_for_answer"));
    let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &Attributes::new(), &list));
    assert_eq!(outcome.decision, ReplyDecision::Drop);
}
