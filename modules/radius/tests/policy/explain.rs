//! Decisions as text.

use radius::packet::Code;
use serde_json::json;

use crate::packets::attributes;
use crate::support::{access, decide, engine, on_reply, reply};

#[test]
fn a_decision_is_explained_rule_by_rule_without_values() {
    let mut engine = engine(&json!({"requests": [
        {"name": "operator", "match": "always", "continue": true, "actions": [
            {"set": {"attribute": "Operator-Name", "value": "1secret.example"}},
            {"set": {"attribute": "Filter-Id", "template": "%{Called-Station-Id}"}},
            {"pool": "home"},
        ]},
        {"name": "not-met", "match": {"realm": "*"}, "actions": []},
    ]}));
    let fred = attributes(&[("User-Name", "fred")]);
    assert_eq!(
        decide(&mut engine, &access(&fred)).explain(),
        "requests[0] \"operator\" is met: set Operator-Name, set Filter-Id, pool \"home\"\n\
         rule \"operator\" left an edit out: the packet has no value for a name in its template\n\
         forward: policy_no_rule: no rule ends the search\n\
         pool \"home\""
    );
}

#[test]
fn a_drop_is_explained_with_its_note() {
    let mut engine = engine(&json!({"requests": [
        {"name": "abuse", "match": {"packet": "access"}, "actions": [{"drop": {"reason": "case 7"}}]},
    ]}));
    let fred = attributes(&[("User-Name", "fred")]);
    assert_eq!(
        decide(&mut engine, &access(&fred)).explain(),
        "requests[0] \"abuse\" is met: drop\n\
         drop: policy_rule: a rule says so, rule \"abuse\", \"case 7\""
    );
}

#[test]
fn a_reply_is_explained() {
    let engine = engine(&on_reply(json!({"packet": "accept"}), json!([{"reject": {}}])));
    let list = attributes(&[]);
    assert_eq!(
        engine.reply(&reply(Code::ACCESS_ACCEPT, &list, &list)).explain(),
        "replies[0] \"rule\" is met: reject\n\
         reject: policy_rule: a rule says so, rule \"rule\""
    );
}
