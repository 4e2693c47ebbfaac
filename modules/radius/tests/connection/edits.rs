//! Edits in both directions, with everything recomputed that depends on them.

use radius::attribute::Attributes;
use radius::packet::Code;
use serde_json::json;

use crate::packets::{attributes, values};
use crate::support::{Edge, access, answer, bare, clear, signed};

const FRED: &[(&str, &str)] =
    &[("User-Name", "fred@example.org"), ("User-Password", "secret"), ("Proxy-State", "hop")];

fn set(name: &str, value: &str) -> serde_json::Value {
    json!({"name": name, "match": "always", "actions": [{"set": {"attribute": name, "value": value}}]})
}

#[test]
fn r16_an_edited_request_is_signed_anew_and_its_reply_answers_the_client() {
    let mut edge =
        Edge::new(&json!({"requests": [set("Operator-Name", "1us.example")]}), &json!({}));
    let request = access(1, FRED);
    let sent = edge.sent(&request);
    assert_eq!(values(&sent.attributes, "Operator-Name"), [b"1us.example"]);
    assert_eq!(
        clear(&sent, &sent.authenticator),
        attributes(&[
            ("User-Name", "fred@example.org"),
            ("User-Password", "secret"),
            ("Proxy-State", "hop"),
            ("Operator-Name", "1us.example"),
        ])
    );
    let accept = attributes(&[("Proxy-State", "hop"), ("Class", "c")]);
    let reply = edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &accept);
    assert_eq!(clear(&reply, &request.authenticator), accept);
}

#[test]
fn r16_the_reply_to_edited_accounting_is_signed_for_what_the_client_sent() {
    let mut edge =
        Edge::new(&json!({"requests": [set("Operator-Name", "1us.example")]}), &json!({}));
    for request in [
        bare(Code::ACCOUNTING_REQUEST, 1, &[("User-Name", "fred@example.org"), ("Class", "c")]),
        signed(Code::ACCOUNTING_REQUEST, 2, &[("User-Name", "fred@example.org"), ("Class", "c")]),
    ] {
        let sent = edge.sent(&request);
        assert_ne!(sent.authenticator, request.authenticator);
        assert_eq!(values(&sent.attributes, "Operator-Name"), [b"1us.example"]);
        let reply = edge.answered(&request, &sent, Code::ACCOUNTING_RESPONSE, &Attributes::new());
        assert_eq!(reply.code, Code::ACCOUNTING_RESPONSE);
    }
}

#[test]
fn r16_a_reply_is_edited_and_its_hidden_values_stay_readable() {
    let mut edge = Edge::new(&json!({"replies": [set("Session-Timeout", "60")]}), &json!({}));
    let request = access(1, FRED);
    let sent = edge.sent(&request);
    let accept = attributes(&[
        ("Session-Timeout", "3600"),
        ("MS-MPPE-Recv-Key", "0123456789abcdef"),
        ("Proxy-State", "hop"),
    ]);
    let reply = edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &accept);
    let reply = clear(&reply, &request.authenticator);
    assert_eq!(values(&reply, "Session-Timeout"), [60_u32.to_be_bytes()]);
    assert_eq!(values(&reply, "MS-MPPE-Recv-Key"), values(&accept, "MS-MPPE-Recv-Key"));
}

#[test]
fn r13_class_goes_through_unmodified_and_in_order() {
    let mut edge = Edge::new(&json!({"replies": [set("Session-Timeout", "60")]}), &json!({}));
    let request = access(1, &[("User-Name", "fred@example.org")]);
    let sent = edge.sent(&request);
    let mut accept = Attributes::new();
    for class in [&b"one"[..], b"\x00\xff", b"", b"one"] {
        accept.push(25, class).unwrap();
    }
    let reply = edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &accept);
    assert_eq!(values(&reply.attributes, "Class"), values(&accept, "Class"));
}

#[test]
fn r5_an_accept_of_home_is_rejected_by_its_attributes_and_home_is_not_told() {
    let rule = json!({
        "name": "no-admins",
        "match": {"all": [{"packet": "accept"}, {"attribute": {"name": "Service-Type", "equals": "Administrative-User"}}]},
        "actions": [{"reject": {"reply_message": "no"}}],
    });
    let mut edge = Edge::new(&json!({"replies": [rule]}), &json!({}));
    let request = access(1, FRED);
    let sent = edge.sent(&request);
    let accept = attributes(&[
        ("Service-Type", "Administrative-User"),
        ("Proxy-State", "hop"),
        ("Class", "c"),
    ]);
    let reply = edge.answered(&request, &sent, Code::ACCESS_ACCEPT, &accept);
    assert_eq!(reply.code, Code::ACCESS_REJECT);
    let reply = clear(&reply, &request.authenticator);
    assert_eq!(reply, attributes(&[("Reply-Message", "no"), ("Proxy-State", "hop")]));
    assert!(edge.events.contains(&"noticed.proxy_stop_unsent".into()), "{:?}", edge.events);
}

#[test]
fn a_request_that_does_not_fit_is_rejected_and_accounting_goes_on_without_the_edit() {
    let long = "x".repeat(250);
    let edits: Vec<_> =
        (0..14).map(|_| json!({"add": {"attribute": "Filter-Id", "value": long}})).collect();
    let rules = json!([{"name": "grow", "match": "always", "actions": edits}]);
    let mut edge = Edge::new(&json!({"requests": rules}), &json!({}));
    let mut list = [("User-Name", "fred@example.org")].to_vec();
    list.extend([("Reply-Message", long.as_str()); 3]);
    let request = access(1, &list);
    let reply = edge.refused(&request);
    assert_eq!(reply.code, Code::ACCESS_REJECT);
    assert!(edge.events.contains(&"rejected.packet_too_long".into()), "{:?}", edge.events);
    let accounting = bare(Code::ACCOUNTING_REQUEST, 2, &list);
    let sent = edge.sent(&accounting);
    assert!(sent.len() > accounting.len() && sent.len() <= 4096);
}

#[test]
fn an_accept_that_does_not_fit_with_its_message_authenticator_is_rejected() {
    // Without Message-Authenticator there is room for the edit, with it there is not.
    let envoy = json!({"reply_message_authenticator": "optional"});
    let rule = json!({"name": "grow", "match": "always", "actions": [
        {"add": {"attribute": "Filter-Id", "value": "x".repeat(40)}},
    ]});
    let mut edge = Edge::new(&json!({"replies": [rule]}), &envoy);
    let request = access(1, &[("User-Name", "fred@example.org")]);
    let sent = edge.sent(&request);
    let mut accept = answer(&sent, Code::ACCESS_ACCEPT, &Attributes::new());
    accept.attributes = Attributes::new();
    for _ in 0..15 {
        accept.attributes.push(18, &[b'x'; 253]).unwrap();
    }
    accept.attributes.push(18, &[b'x'; 4076 - 15 * 255 - 42 - 2 - 10]).unwrap();
    accept.sign_response(&sent.authenticator, &crate::support::secret()).unwrap();
    let octets = edge.down(&accept.encode().unwrap());
    let reply = radius::packet::Packet::parse(&octets).unwrap();
    assert_eq!(reply.code, Code::ACCESS_REJECT);
    assert!(edge.events.contains(&"reply_rejected.packet_too_long".into()), "{:?}", edge.events);
}
