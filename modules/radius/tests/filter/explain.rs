//! Decisions as text.

use radius::packet::Code;
use radius::policy::Reply;
use serde_json::json;

use crate::packets::attributes;
use crate::support::{CLIENT, NOW, access, decide, filter, load, request};

#[test]
fn a_route_is_explained_with_its_pools() {
    let mut filter = filter(&json!([
        {"name": "note", "match": "always", "continue": true, "actions": [
            {"set": {"attribute": "Operator-Name", "value": "1us.example"}},
        ]},
    ]));
    let fred = attributes(&[("User-Name", "fred@example.org")]);
    assert_eq!(
        access(&mut filter, &fred).to_string(),
        "policy.requests[0] \"note\" is met: set Operator-Name\n\
         forward: routed: a route takes it, by routes[0]\n\
         pool \"home\""
    );
    let route = filter.explain_route(&request(Code::ACCESS_REQUEST, &fred)).unwrap();
    assert!(route.to_string().contains("realm example.org: strongest"), "{route}");
    assert!(filter.explain_route(&request(Code::COA_REQUEST, &fred)).is_none());
}

#[test]
fn a_drop_is_explained_with_its_note() {
    let mut filter = filter(&json!([
        {"name": "abuse", "match": {"packet": "access"}, "actions": [{"drop": {"reason": "case 7"}}]},
    ]));
    let fred = attributes(&[("User-Name", "fred")]);
    assert_eq!(
        decide(&mut filter, Code::ACCESS_REQUEST, &fred).to_string(),
        "policy.requests[0] \"abuse\" is met: drop\n\
         drop: policy_rule: a rule says so: \"case 7\", by abuse"
    );
}

#[test]
fn a_reply_is_explained() {
    let replies = json!([
        {"name": "late", "match": {"packet": "accept"}, "actions": [{"reject": {}}]},
    ]);
    let filter = load(&json!({"routes": []}), &json!({"replies": replies})).unwrap();
    let list = attributes(&[]);
    let (code, client, now) = (Code::ACCESS_ACCEPT, CLIENT, NOW);
    let verdict = filter.reply(&Reply { code, attributes: &list, request: &list, client, now });
    assert_eq!(
        verdict.to_string(),
        "policy.replies[0] \"late\" is met: reject\nreject: policy_rule: a rule says so, by late"
    );
}
