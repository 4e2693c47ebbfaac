//! What rules are asked.

use std::time::Duration;

use radius::attribute::Attributes;
use radius::packet::Code;
use radius::policy::{Client, ReplyDecision};
use serde_json::{Value, json};

use crate::packets::attributes;
use crate::support::{
    NOW, access, decide, engine, forwarded, meets, on_reply, on_request, reply, request,
};

fn attribute(test: Value) -> Value {
    json!({"attribute": test})
}

#[test]
fn values_are_tested_in_the_form_of_their_type() {
    let packet = &[
        ("User-Name", "Fred@example.org"),
        ("Service-Type", "Administrative-User"),
        ("Session-Timeout", "600"),
        ("NAS-IP-Address", "192.0.2.7"),
        ("NAS-IPv6-Address", "2001:db8::7"),
        ("Framed-IPv6-Prefix", "2001:db8:1::/48"),
        ("Event-Timestamp", "2026-11-22T17:00:00Z"),
        ("Called-Station-Id", "00-10-20-30-40-50:eduroam"),
        ("Cisco-AVPair", "shell:priv-lvl=1"),
        ("Cisco-AVPair", "shell:priv-lvl=15"),
        ("Attr-200", "\\x01a"),
    ];
    for (test, expected) in [
        (json!({"name": "Service-Type", "equals": "Administrative-User"}), true),
        (json!({"name": "service-type", "equals": "6"}), true),
        (json!({"name": "Service-Type", "equals": "Login-User"}), false),
        (json!({"name": "User-Name", "equals": "fred@example.org"}), false),
        (json!({"name": "User-Name", "one_of": ["a", "Fred@example.org"]}), true),
        (json!({"name": "User-Name", "one_of": ["a", "b"]}), false),
        (json!({"name": "Session-Timeout", "range": {"min": 600, "max": 600}}), true),
        (json!({"name": "Session-Timeout", "range": {"min": 601}}), false),
        (json!({"name": "Session-Timeout", "range": {"max": 599}}), false),
        (json!({"name": "Event-Timestamp", "range": {"min": 1_795_366_800_u64}}), true),
        (json!({"name": "Event-Timestamp", "range": {"min": 1_795_366_801_u64}}), false),
        (json!({"name": "NAS-IP-Address", "network": "192.0.2.0/29"}), true),
        (json!({"name": "NAS-IP-Address", "network": "192.0.2.8/29"}), false),
        (json!({"name": "NAS-IP-Address", "network": "0.0.0.0/0"}), true),
        (json!({"name": "NAS-IP-Address", "network": "192.0.2.7/32"}), true),
        (json!({"name": "NAS-IPv6-Address", "network": "2001:db8::/32"}), true),
        (json!({"name": "NAS-IPv6-Address", "network": "2001:db9::/32"}), false),
        (json!({"name": "NAS-IPv6-Address", "network": "::/0"}), true),
        (json!({"name": "Framed-IPv6-Prefix", "network": "2001:db8::/32"}), true),
        (json!({"name": "Framed-IPv6-Prefix", "network": "2001:db8:1::/49"}), false),
        (json!({"name": "Called-Station-Id", "glob": "*:eduroam"}), true),
        (json!({"name": "Called-Station-Id", "glob": "*:eduroa"}), false),
        (json!({"name": "Service-Type", "glob": "Admin*"}), true),
        (json!({"name": "NAS-IP-Address", "regex": "192[.]0[.]2[.].+"}), true),
        (json!({"name": "User-Name", "regex": "fred.*"}), false),
        (json!({"name": "User-Name", "regex": "(?i)fred@.*"}), true),
        (json!({"name": "User-Name", "regex": "Fred"}), false),
        (json!({"name": "Cisco-AVPair", "equals": "shell:priv-lvl=15"}), true),
        (json!({"name": "26.9.1", "glob": "*=15"}), true),
        (json!({"name": "Cisco-AVPair", "equals": "15"}), false),
        (json!({"name": "Attr-200", "equals": "0x0161"}), true),
        (json!({"name": "Class", "present": true}), false),
        (json!({"name": "Class", "present": false}), true),
        (json!({"name": "User-Name", "present": true}), true),
        (json!({"name": "User-Password", "present": false}), true),
    ] {
        assert_eq!(meets(attribute(test.clone()), packet), expected, "{test}");
    }
}

#[test]
fn a_value_that_is_not_of_its_type_meets_no_test_but_presence() {
    let mut list = Attributes::new();
    list.push(6, &[0, 6]).unwrap();
    for (test, expected) in [
        (json!({"name": "Service-Type", "range": {"min": 0}}), None),
        (json!({"name": "Service-Type", "glob": "*"}), None),
        (json!({"name": "Service-Type", "present": true}), Some("home")),
    ] {
        let mut engine = engine(&on_request(attribute(test), json!([{"pool": "home"}])));
        assert_eq!(forwarded(decide(&mut engine, &access(&list))).pool, expected);
    }
}

#[test]
fn tags_choose_among_values() {
    let packet = &[("Tunnel-Private-Group-Id:1", "20"), ("Tunnel-Private-Group-Id:2", "30")];
    let test = |name: &str| attribute(json!({"name": name, "equals": "30"}));
    assert!(meets(test("Tunnel-Private-Group-Id"), packet));
    assert!(meets(test("Tunnel-Private-Group-Id:2"), packet));
    assert!(!meets(test("Tunnel-Private-Group-Id:1"), packet));
}

#[test]
fn conditions_combine() {
    let (yes, no) = (json!("always"), json!({"not": "always"}));
    let fred = &[("User-Name", "fred")];
    for (condition, expected) in [
        (json!({"all": [yes, yes]}), true),
        (json!({"all": [yes, {"realm": "*"}]}), false),
        (json!({"any": [{"realm": "*"}, yes]}), true),
        (json!({"any": [{"realm": "*"}, {"client": "x"}]}), false),
        (json!({"not": {"realm": "*"}}), true),
        (json!({"not": {"not": yes}}), true),
        (json!({"any": [no, {"all": [yes, {"not": {"realm": "*"}}]}]}), true),
    ] {
        assert_eq!(meets(condition.clone(), fred), expected, "{condition}");
    }
}

#[test]
fn realms_and_clients_are_asked() {
    let fred = &[("User-Name", "fred@Staff.example.org")];
    for (condition, expected) in [
        (json!({"realm": "staff.example.org"}), true),
        (json!({"realm": "*.example.org"}), true),
        (json!({"realm": ".staff.example.org"}), true),
        (json!({"realm": "example.org"}), false),
        (json!({"realm": "*"}), true),
        (json!({"client": "ap-*"}), true),
        (json!({"client": "ap-"}), false),
        (json!({"client_tag": "guest"}), true),
        (json!({"client_tag": "staff"}), false),
    ] {
        assert_eq!(meets(condition.clone(), fred), expected, "{condition}");
    }
    assert!(!meets(json!({"realm": "*"}), &[("User-Name", "fred")]));
    assert!(!meets(json!({"realm": "*"}), &[]));
}

#[test]
fn a_client_without_tags_has_none() {
    let mut engine = engine(&on_request(json!({"client_tag": "guest"}), json!([{"pool": "home"}])));
    let list = attributes(&[]);
    let client = Client { name: "guest", tags: &[] };
    let request = radius::policy::Request { client, ..access(&list) };
    assert_eq!(forwarded(decide(&mut engine, &request)).pool, None);
}

#[test]
fn kinds_of_requests_and_eap_are_told_apart() {
    let plain = attributes(&[("User-Name", "fred")]);
    let eap = attributes(&[("EAP-Message", "0x02010005")]);
    let codes = [
        (Code::ACCESS_REQUEST, "access"),
        (Code::ACCOUNTING_REQUEST, "accounting"),
        (Code::COA_REQUEST, "coa"),
        (Code::DISCONNECT_REQUEST, "disconnect"),
    ];
    for (code, _) in codes {
        for (_, packet) in codes {
            let condition = json!({"packet": packet});
            let mut engine = engine(&on_request(condition, json!([{"pool": "home"}])));
            let met = forwarded(decide(&mut engine, &request(code, &plain))).pool.is_some();
            assert_eq!(met, codes.contains(&(code, packet)), "{code} {packet}");
        }
        for (list, is_eap) in [(&plain, false), (&eap, code == Code::ACCESS_REQUEST)] {
            let mut engine = engine(&on_request(json!({"eap": true}), json!([{"pool": "home"}])));
            let met = forwarded(decide(&mut engine, &request(code, list))).pool.is_some();
            assert_eq!(met, is_eap, "{code}");
        }
    }
}

#[test]
fn kinds_of_replies_are_told_apart() {
    let names = [
        (Code::ACCESS_ACCEPT, "accept", "access"),
        (Code::ACCESS_REJECT, "reject", "access"),
        (Code::ACCESS_CHALLENGE, "challenge", "access"),
        (Code::ACCOUNTING_RESPONSE, "accounting", "accounting"),
        (Code::COA_NAK, "coa", "coa"),
        (Code::DISCONNECT_ACK, "disconnect", "disconnect"),
    ];
    let (request, list) = (attributes(&[("User-Name", "fred")]), attributes(&[]));
    for (code, own, kind) in names {
        for (_, packet, _) in names.into_iter().chain([(code, "access", "")]) {
            let set = json!([{"set": {"attribute": "Filter-Id", "value": "a"}}]);
            let engine = engine(&on_reply(json!({"packet": packet}), set));
            let outcome = engine.reply(&reply(code, &list, &request));
            let met = outcome.decision != ReplyDecision::Pass(None);
            assert_eq!(met, packet == own || packet == kind, "{code} {packet}");
        }
    }
}

#[test]
fn a_reply_is_eap_if_it_or_its_request_is() {
    let plain = attributes(&[("User-Name", "fred")]);
    let eap = attributes(&[("EAP-Message", "0x03010004")]);
    let set = json!([{"set": {"attribute": "Filter-Id", "value": "a"}}]);
    let engine = engine(&on_reply(json!({"eap": true}), set));
    for (answer, request, expected) in
        [(&plain, &plain, false), (&eap, &plain, true), (&plain, &eap, true)]
    {
        let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, answer, request));
        assert_eq!(outcome.decision != ReplyDecision::Pass(None), expected);
        let outcome = engine.reply(&reply(Code::ACCOUNTING_RESPONSE, answer, request));
        assert_eq!(outcome.decision, ReplyDecision::Pass(None));
    }
}

#[test]
fn replies_are_asked_for_their_request_as_well() {
    let request = attributes(&[("User-Name", "fred@example.org"), ("NAS-Identifier", "nas")]);
    let list = attributes(&[("User-Name", "other@example.net")]);
    let met = |condition: Value| {
        let set = json!([{"set": {"attribute": "Filter-Id", "value": "a"}}]);
        let engine = engine(&on_reply(condition, set));
        let outcome = engine.reply(&reply(Code::ACCESS_ACCEPT, &list, &request));
        outcome.decision != ReplyDecision::Pass(None)
    };
    assert!(met(json!({"realm": "example.org"})));
    assert!(!met(json!({"realm": "example.net"})));
    assert!(met(json!({"request_attribute": {"name": "NAS-Identifier", "equals": "nas"}})));
    assert!(!met(json!({"attribute": {"name": "NAS-Identifier", "present": true}})));
}

#[test]
fn a_schedule_is_asked_at_the_time_of_the_packet() {
    let condition = json!({"schedule": {
        "zone": "Europe/Berlin",
        "windows": [{"days": ["sun"], "from": "18:00", "to": "19:00"}],
    }});
    let mut engine = engine(&on_request(condition, json!([{"pool": "home"}])));
    let list = attributes(&[]);
    let second = Duration::from_secs(1);
    for (now, expected) in [(NOW - second, None), (NOW, Some("home")), (NOW + second * 3_600, None)]
    {
        let request = radius::policy::Request { now, ..access(&list) };
        assert_eq!(forwarded(decide(&mut engine, &request)).pool, expected, "{now:?}");
    }
}
