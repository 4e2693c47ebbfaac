//! Where requests go, and what becomes of those that go nowhere.

use radius::eap;
use radius::packet::Code;
use serde_json::{Value, json};

use crate::packets::{attributes, values};
use crate::support::{access, accounting, decide, filter, forwarded, load, outcome, rejected};

const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org"), ("Proxy-State", "hop")];

fn routes(routes: Value) -> radius::filter::Filter {
    load(&json!({"routes": routes}), &json!({})).unwrap()
}

#[test]
fn a_route_takes_a_request_that_policy_leaves_alone() {
    let mut filter = filter(&json!([]));
    let fred = attributes(FRED);
    assert_eq!(outcome(&access(&mut filter, &fred)), ("forward", "routed", "routes[0]"));
    let forward = forwarded(access(&mut filter, &fred));
    assert_eq!((forward.pool, forward.accounting_pool), (Some("home"), Some("home")));
    assert_eq!(forward.edited, None);
}

#[test]
fn the_pool_of_policy_takes_the_place_of_the_routes_for_accounting_too() {
    let rule = json!([{"name": "guests", "match": {"client_tag": "guest"}, "actions": [{"pool": "backup"}]}]);
    let mut filter = filter(&rule);
    let fred = attributes(FRED);
    assert_eq!(outcome(&access(&mut filter, &fred)), ("forward", "policy_rule", "guests"));
    for code in [Code::ACCESS_REQUEST, Code::ACCOUNTING_REQUEST] {
        let forward = forwarded(decide(&mut filter, code, &fred));
        assert_eq!((forward.pool, forward.accounting_pool), (Some("backup"), Some("backup")));
    }
    let elsewhere = attributes(&[("User-Name", "fred@example.net")]);
    assert_eq!(forwarded(access(&mut filter, &elsewhere)).pool, Some("backup"));
}

#[test]
fn a_route_has_pools_of_its_own_for_authentication_and_accounting() {
    let mut filter = routes(json!([
        {"match": {"realm": "example.org"}, "access_pool": "home", "accounting_pool": "home-accounting"},
    ]));
    let fred = attributes(FRED);
    let forward = forwarded(access(&mut filter, &fred));
    assert_eq!((forward.pool, forward.accounting_pool), (Some("home"), Some("home-accounting")));
    assert_eq!(forwarded(accounting(&mut filter, &fred)).pool, Some("home-accounting"));
}

#[test]
fn a_client_is_a_condition_of_routes() {
    let mut filter = routes(json!([
        {"match": {"attribute": {"name": "client", "equals": "other"}}, "pool": "home"},
        {"match": {"attribute": {"name": "client_tag", "equals": "indoor"}}, "pool": "backup"},
    ]));
    assert_eq!(forwarded(access(&mut filter, &attributes(FRED))).pool, Some("backup"));
}

#[test]
fn an_attribute_is_asked_by_its_text() {
    let mut filter = routes(json!([
        {"match": {"attribute": {"name": "NAS-IP-Address", "equals": "192.0.2.1"}}, "pool": "backup"},
    ]));
    let list = attributes(&[("NAS-IP-Address", "192.0.2.1")]);
    assert_eq!(forwarded(accounting(&mut filter, &list)).pool, Some("backup"));
}

#[test]
fn what_policy_renames_is_routed_by_its_new_name() {
    let rule = json!([{"name": "alias", "match": {"realm": "old.example"}, "actions": [
        {"rewrite": {"attribute": "User-Name", "regex": "(.*)@.*", "template": "%{1}@example.org"}},
    ]}]);
    let mut filter = filter(&rule);
    let forward = forwarded(access(&mut filter, &attributes(&[("User-Name", "fred@old.example")])));
    assert_eq!(forward.pool, Some("home"));
    assert_eq!(values(&forward.edited.unwrap(), "User-Name"), [b"fred@example.org"]);
}

#[test]
fn a_realm_is_stripped_and_a_decorated_name_goes_home() {
    let routing = json!({
        "decorated_realms": ["us.example"],
        "routes": [{"match": {"realm": "example.org"}, "pool": "home", "strip_realm": true}],
    });
    let mut filter = load(&routing, &json!({})).unwrap();
    for (sent, user) in [("fred@example.org", "fred"), ("example.org!fred@us.example", "fred")] {
        let list = attributes(&[("User-Name", sent), ("NAS-Identifier", "nas")]);
        let edited = forwarded(access(&mut filter, &list)).edited.unwrap();
        assert_eq!(values(&edited, "User-Name"), [user.as_bytes()], "{sent}");
        assert_eq!(values(&edited, "NAS-Identifier"), [b"nas"], "{sent}");
    }
}

#[test]
fn r9_accounting_without_a_route_is_dropped_and_an_access_request_rejected() {
    let mut filter = filter(&json!([]));
    let nowhere = attributes(&[("User-Name", "fred@example.net"), ("Proxy-State", "hop")]);
    assert_eq!(outcome(&accounting(&mut filter, &nowhere)), ("drop", "no_route", ""));
    let answer = rejected(access(&mut filter, &nowhere));
    assert_eq!(answer.code(), Code::ACCESS_REJECT);
    assert_eq!(values(answer.attributes(), "Proxy-State"), [b"hop"]);
    let off = attributes(&[("Acct-Status-Type", "Accounting-Off")]);
    assert_eq!(outcome(&accounting(&mut filter, &off)), ("drop", "no_route", ""));
}

#[test]
fn a_reject_inside_of_eap_says_failure_and_no_message() {
    let mut filter = routes(json!([
        {"match": {"realm": "*"}, "reject": {"reply_message": "closed"}},
    ]));
    let fred = attributes(FRED);
    let answer = rejected(access(&mut filter, &fred));
    assert_eq!(values(answer.attributes(), "Reply-Message"), [b"closed"]);
    let mut inside = fred.clone();
    inside.push(79, &[eap::RESPONSE, 9, 0, 5, 1]).unwrap();
    assert_eq!(outcome(&access(&mut filter, &inside)), ("reject", "route_rejects", "routes[0]"));
    let answer = rejected(access(&mut filter, &inside));
    assert_eq!(values(answer.attributes(), "EAP-Message"), [eap::failure(9)]);
    assert_eq!(values(answer.attributes(), "Reply-Message"), [[0; 0]; 0]);
}

#[test]
fn a_route_that_rejects_does_so_whatever_pool_policy_chose_but_not_with_accounting() {
    let routing = json!({"routes": [{"match": {"realm": "*"}, "reject": {}}]});
    let rule = json!([{"name": "all", "match": "always", "actions": [{"pool": "backup"}]}]);
    let mut filter = load(&routing, &json!({"requests": rule})).unwrap();
    let fred = attributes(FRED);
    assert_eq!(outcome(&access(&mut filter, &fred)), ("reject", "route_rejects", "routes[0]"));
    assert_eq!(forwarded(accounting(&mut filter, &fred)).pool, Some("backup"));
}

#[test]
fn names_without_sanity_are_rejected_before_policy_is_asked() {
    let routing = json!({"nai": {"checks": {"preset": "eduroam"}}, "routes": [{"match": "default", "pool": "home"}]});
    let rule = json!([{"name": "all", "match": {"packet": "access"}, "actions": [{"drop": {"reason": "x"}}]}]);
    let mut filter = load(&routing, &json!({"requests": rule})).unwrap();
    let broken = attributes(&[("User-Name", "fred@ example.org")]);
    assert_eq!(outcome(&access(&mut filter, &broken)), ("reject", "nai_space", ""));
    assert_eq!(outcome(&accounting(&mut filter, &broken)), ("forward", "routed", "routes[0]"));
    assert_eq!(outcome(&access(&mut filter, &attributes(FRED))), ("drop", "policy_rule", "all"));
}

#[test]
fn changes_of_authorization_have_no_route_by_realm() {
    let mut filter = filter(&json!([]));
    for code in [Code::COA_REQUEST, Code::DISCONNECT_REQUEST] {
        let nowhere = attributes(&[("User-Name", "fred@example.net")]);
        let forward = forwarded(decide(&mut filter, code, &nowhere));
        assert_eq!((forward.pool, forward.accounting_pool), (None, None));
    }
}

#[test]
fn codes_that_no_proxy_forwards_are_dropped() {
    let mut filter = filter(&json!([]));
    let fred = attributes(FRED);
    for code in [Code::STATUS_SERVER, Code::ACCESS_ACCEPT, Code(255)] {
        let verdict = decide(&mut filter, code, &fred);
        assert_eq!(outcome(&verdict), ("drop", "code_not_forwarded", ""));
    }
}

#[test]
fn an_answered_challenge_goes_on_to_its_route() {
    let rule = json!([{"name": "ask", "match": {"all": [{"packet": "access"}, {"eap": false}]}, "actions": [
        {"challenge": {"reply_message": "PIN?", "answer": {"attribute": "Reply-Message", "equals": "7"}}},
    ]}]);
    let mut filter = filter(&rule);
    let fred = attributes(FRED);
    let state = match access(&mut filter, &fred).decision {
        radius::filter::Decision::Challenge { state, answer, .. } => {
            assert_eq!(answer.code(), Code::ACCESS_CHALLENGE);
            state
        }
        other => panic!("{other:?}"),
    };
    let mut followed = attributes(&[("User-Name", "fred@example.org"), ("Reply-Message", "7")]);
    followed.push(24, &state).unwrap();
    let forward = forwarded(access(&mut filter, &followed));
    assert_eq!(forward.pool, Some("home"));
    assert_eq!(forward.resumes, Some(state));
    assert_eq!(values(&forward.edited.unwrap(), "State"), [[0; 0]; 0]);
}
