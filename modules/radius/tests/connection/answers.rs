//! Direct answers, by a Status-Server in the place of the request.

use radius::attribute::Attributes;
use radius::eap;
use radius::packet::{Code, Packet};
use serde_json::{Value, json};

use crate::packets::{attributes, values};
use crate::support::{Edge, access, bare, clear, secret, signed};

const FRED: &[(&str, &str)] =
    &[("User-Name", "fred@example.org"), ("User-Password", "wrong"), ("Proxy-State", "hop")];

fn reject() -> Value {
    json!({"requests": [{"name": "closed", "match": {"packet": "access"}, "actions": [
        {"reject": {"reply_message": "closed"}},
    ]}]})
}

#[test]
fn r2_r3_a_refused_request_gets_a_signed_reject_and_the_server_does_not_see_it() {
    let mut edge = Edge::new(&reject(), &json!({}));
    let request = access(1, FRED);
    let reply = edge.refused(&request);
    assert_eq!(reply.code, Code::ACCESS_REJECT);
    let list = clear(&reply, &request.authenticator);
    assert_eq!(list, attributes(&[("Reply-Message", "closed"), ("Proxy-State", "hop")]));
    assert_eq!(edge.events, ["rejected.policy_rule"]);
    assert_eq!(edge.cluster.as_deref(), Some("to_home"), "where the request would have gone");
}

#[test]
fn r18_a_reject_inside_of_eap_says_failure() {
    let mut edge = Edge::new(&reject(), &json!({}));
    let mut request = Packet::new(Code::ACCESS_REQUEST, 1);
    request.attributes = attributes(&[("User-Name", "fred@example.org")]);
    request.attributes.push(79, &[eap::RESPONSE, 9, 0, 5, 1]).unwrap();
    request.attributes.prepend_message_authenticator().unwrap();
    request.sign_request(&secret()).unwrap();
    let reply = edge.refused(&request);
    assert_eq!(values(&reply.attributes, "EAP-Message"), [eap::failure(9)]);
    assert_eq!(values(&reply.attributes, "Reply-Message"), [[0; 0]; 0]);
}

#[test]
fn an_answer_needs_the_server_to_live() {
    let mut edge = Edge::new(&reject(), &json!({}));
    let request = access(1, FRED);
    let probe = edge.sent(&request);
    assert_eq!(probe.code, Code::STATUS_SERVER);
    // Whatever verifies is an answer to a Status-Server (RFC 5997 section 4.2).
    let reply = edge.answered(&request, &probe, Code::ACCOUNTING_RESPONSE, &Attributes::new());
    assert_eq!(reply.code, Code::ACCESS_REJECT);
}

#[test]
fn a_status_server_is_not_forwarded_and_gets_an_answer() {
    let mut edge = Edge::new(&json!({}), &json!({"fallback_pool": "other"}));
    let request =
        signed(Code::STATUS_SERVER, 0, &[("Proxy-State", "hop"), ("NAS-Identifier", "n")]);
    let reply = edge.refused(&request);
    assert_eq!(reply.code, Code::ACCESS_ACCEPT);
    let list = clear(&reply, &request.authenticator);
    assert_eq!(list, attributes(&[("Proxy-State", "hop")]));
    assert_eq!(edge.events, ["status_server"]);
    assert_eq!(edge.cluster.as_deref(), Some("to_other"));
}

#[test]
fn a_status_server_needs_a_message_authenticator() {
    let mut edge = Edge::new(&json!({}), &json!({"fallback_pool": "other"}));
    edge.dropped(&bare(Code::STATUS_SERVER, 0, &[]));
    assert_eq!(edge.events, ["dropped.message_authenticator_missing"]);
}

#[test]
fn without_a_cluster_there_is_no_answer() {
    let mut edge = Edge::new(&json!({}), &json!({}));
    edge.dropped(&access(1, &[("User-Name", "fred@nowhere.example")]));
    edge.dropped(&signed(Code::STATUS_SERVER, 0, &[]));
    assert_eq!(
        edge.events,
        ["rejected.no_route", "dropped.no_cluster", "status_server", "dropped.no_cluster"]
    );
    let mut edge = Edge::new(&json!({}), &json!({"fallback_pool": "home"}));
    let reply = edge.refused(&access(1, &[("User-Name", "fred@nowhere.example")]));
    assert_eq!(reply.code, Code::ACCESS_REJECT);
}

#[test]
fn r3_a_challenge_is_asked_answered_and_the_first_request_goes_on() {
    let policy = json!({"requests": [{
        "name": "pin",
        "match": {"all": [{"packet": "access"}, {"eap": false}]},
        "actions": [{"challenge": {"reply_message": "PIN?", "answer": {"equals": "4711"}}}],
    }]});
    let mut edge = Edge::new(&policy, &json!({}));
    let first = access(1, &[("User-Name", "fred@example.org"), ("User-Password", "secret")]);
    let challenge = edge.refused(&first);
    assert_eq!(challenge.code, Code::ACCESS_CHALLENGE);
    assert_eq!(values(&challenge.attributes, "Reply-Message"), [b"PIN?"]);
    let state = values(&challenge.attributes, "State").remove(0);

    let mut second = signed(
        Code::ACCESS_REQUEST,
        2,
        &[("User-Name", "fred@example.org"), ("User-Password", "4711")],
    );
    second.attributes.push(24, &state).unwrap();
    second.sign_request(&secret()).unwrap();
    let sent = edge.sent(&second);
    assert_eq!(sent.authenticator, second.authenticator);
    let expected = attributes(&[("User-Name", "fred@example.org"), ("User-Password", "secret")]);
    assert_eq!(clear(&sent, &sent.authenticator), expected);
    let accept = attributes(&[("MS-MPPE-Send-Key", "0123456789abcdef")]);
    let reply = edge.answered(&second, &sent, Code::ACCESS_ACCEPT, &accept);
    assert_eq!(clear(&reply, &second.authenticator), accept);
}

#[test]
fn r9_accounting_without_a_route_gets_no_answer() {
    let mut edge = Edge::new(&json!({}), &json!({"fallback_pool": "home"}));
    edge.dropped(&bare(Code::ACCOUNTING_REQUEST, 1, &[("User-Name", "fred@nowhere.example")]));
    assert_eq!(edge.events, ["dropped.no_route"]);
}
