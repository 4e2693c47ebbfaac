//! Which rules are asked, and in which order.

use radius::packet::Code;
use radius::policy::{PolicyReason, RequestDecision};
use serde_json::json;

use crate::packets::attributes;
use crate::support::{access, decide, engine, first, forwarded, on_request, request, verdict};

#[test]
fn the_first_rule_that_is_met_is_the_last() {
    let mut engine = engine(&json!({"requests": [
        {"name": "none", "match": {"realm": "*"}, "actions": [{"pool": "backup"}]},
        {"name": "first", "match": {"packet": "access"}, "actions": [{"pool": "home"}]},
        {"name": "second", "match": "always", "actions": [{"pool": "backup"}]},
    ]}));
    let fred = attributes(&[("User-Name", "fred")]);
    let outcome = decide(&mut engine, &access(&fred));
    assert_eq!((outcome.rule, outcome.reason.clone()), (Some("first"), PolicyReason::Rule));
    assert_eq!(outcome.steps.len(), 1);
    assert_eq!(forwarded(outcome).pool, Some("home"));
    let outcome = decide(&mut engine, &request(Code::ACCOUNTING_REQUEST, &fred));
    assert_eq!(forwarded(outcome).pool, Some("backup"));
}

#[test]
fn a_rule_that_continues_lets_the_next_be_asked() {
    let mut engine = engine(&json!({"requests": [
        {"name": "one", "match": "always", "actions": [{"pool": "home"}], "continue": true},
        {"name": "two", "match": "always", "actions": [{"pool": "backup"}], "continue": true},
        {"name": "none", "match": {"realm": "*"}, "actions": []},
    ]}));
    let fred = attributes(&[("User-Name", "fred")]);
    let outcome = decide(&mut engine, &access(&fred));
    assert_eq!((outcome.rule, outcome.reason.clone()), (None, PolicyReason::NoRule));
    let rules: Vec<_> = outcome.steps.iter().map(|step| step.rule).collect();
    assert_eq!(rules, ["one", "two"]);
    assert_eq!(forwarded(outcome).pool, Some("backup"));
}

#[test]
fn later_rules_see_what_earlier_ones_have_edited() {
    let mut engine = engine(&json!({"requests": [
        {"name": "edit", "match": "always", "continue": true,
         "actions": [{"set": {"attribute": "User-Name", "value": "fred@example.org"}}]},
        {"name": "realm", "match": {"realm": "example.org"}, "actions": [{"pool": "home"}]},
    ]}));
    let fred = attributes(&[("User-Name", "fred")]);
    let forward = forwarded(decide(&mut engine, &access(&fred)));
    assert_eq!(forward.pool, Some("home"));
    assert_eq!(first(&forward.edited.unwrap(), "User-Name").unwrap(), b"fred@example.org");
}

#[test]
fn a_rule_without_actions_exempts_from_those_after_it() {
    let mut engine = engine(&json!({"requests": [
        {"name": "exempt", "match": {"client": "ap-hall"}, "actions": []},
        {"name": "others", "match": {"packet": "access"}, "actions": [{"reject": {}}]},
    ]}));
    let fred = attributes(&[("User-Name", "fred")]);
    let outcome = decide(&mut engine, &access(&fred));
    assert_eq!(outcome.rule, Some("exempt"));
    assert_eq!(forwarded(outcome).edited, None);
}

#[test]
fn a_packet_that_no_rule_takes_goes_on() {
    let mut engine = engine(&json!({}));
    let fred = attributes(&[("User-Name", "fred")]);
    let outcome = decide(&mut engine, &access(&fred));
    assert_eq!(outcome.reason.code(), "policy_no_rule");
    let forward = forwarded(outcome);
    assert_eq!((forward.pool, forward.edited, forward.resumes), (None, None, None));
}

#[test]
fn an_edit_that_changes_nothing_leaves_the_packet_as_it_is() {
    let set = json!([{"set": {"attribute": "User-Name", "value": "fred"}}]);
    let mut engine = engine(&on_request(json!("always"), set));
    let fred = attributes(&[("User-Name", "fred")]);
    assert_eq!(forwarded(decide(&mut engine, &access(&fred))).edited, None);
}

#[test]
fn a_dropped_request_has_no_answer_and_a_note() {
    let drop = json!([{"drop": {"reason": "abuse desk case 7"}}]);
    let mut engine = engine(&on_request(json!({"not": {"packet": "accounting"}}), drop));
    for code in [Code::ACCESS_REQUEST, Code::COA_REQUEST, Code::DISCONNECT_REQUEST] {
        let list = attributes(&[]);
        let outcome = decide(&mut engine, &request(code, &list));
        assert_eq!(outcome.decision, RequestDecision::Drop);
        assert_eq!((outcome.rule, outcome.note), (Some("rule"), Some("abuse desk case 7")));
    }
}

#[test]
fn packets_that_a_proxy_does_not_forward_are_dropped() {
    let mut engine = engine(&json!({}));
    let list = attributes(&[]);
    for code in [Code::STATUS_SERVER, Code::ACCESS_ACCEPT, Code(13), Code(255)] {
        let outcome = decide(&mut engine, &request(code, &list));
        assert_eq!(
            (verdict(&outcome.decision), outcome.reason.code()),
            ("drop", "code_not_forwarded")
        );
    }
}
