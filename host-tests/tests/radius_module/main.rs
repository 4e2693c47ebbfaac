//! The built RADIUS module under wasmtime, as the gateway runs it.

mod host;
#[path = "../support/store.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod store;

use std::time::Duration;

use host::{NOW, Vm};
use radius::attribute::{Attributes, Reference};
use radius::packet::Code;
use radius::radius11::Packet;
use serde_json::{Value, json};

const CLIENT: &[u8] = b"ap-hall\0guest\0indoor";

fn attributes(list: &[(&str, &str)]) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in list {
        let reference = Reference::parse(name).unwrap();
        attributes.add(&reference, &reference.encode_text(value).unwrap()).unwrap();
    }
    attributes
}

fn packet(code: Code, list: &[(&str, &str)]) -> Packet {
    Packet { code, token: *b"tokn", attributes: attributes(list) }
}

fn fred() -> Packet {
    packet(Code::ACCESS_REQUEST, &[("User-Name", "fred@example.org"), ("Proxy-State", "hop")])
}

fn value(packet: &Packet, name: &str) -> Option<Vec<u8>> {
    packet.attributes.first(&Reference::parse(name).unwrap()).map(|value| value.into_owned())
}

/// A VM that routes `example.org` to `home`, with this policy.
fn vm(policy: Value) -> Vm {
    Vm::start(&json!({
        "pools": {"home": {}, "backup": {}},
        "routing": {"routes": [{"match": {"realm": "example.org"}, "pool": "home"}]},
        "policy": policy,
    }))
    .unwrap()
}

#[test]
fn a_request_is_routed_and_its_reply_passes() {
    let mut vm = vm(json!({}));
    let accept = packet(Code::ACCESS_ACCEPT, &[("Class", "c")]);
    let exchange = vm.exchange(CLIENT, &fred(), Some(&accept));
    assert!(exchange.request.passed);
    assert_eq!(exchange.request.packet(), fred());
    let route = exchange.request.call("edgewarden_route");
    assert_eq!(route, [&b"home"[..], b"home", b"routed", b"routes[0]"]);
    let reply = exchange.reply.unwrap();
    assert_eq!((reply.passed, reply.packet(), reply.calls.len()), (true, accept, 0));
    assert_eq!(vm.metric("radius.forwarded"), 1);
    assert_eq!(vm.metric("radius.reply_passed"), 1);
}

#[test]
fn r2_a_request_is_rejected_by_realm_and_time_without_going_on() {
    let schedule = json!({"zone": "Europe/Berlin", "windows": [{"days": ["sun"], "from": "17:00", "to": "19:00"}]});
    let mut vm = vm(json!({"requests": [{
        "name": "prime-time",
        "match": {"all": [{"packet": "access"}, {"realm": "example.org"}, {"schedule": schedule}]},
        "actions": [{"reject": {"reply_message": "not now"}}],
    }]}));
    let exchange = vm.exchange(CLIENT, &fred(), None);
    assert!(!exchange.request.passed);
    let reply = Packet::parse(exchange.request.call("edgewarden_reply")[0]).unwrap();
    assert_eq!((reply.code, reply.token), (Code::ACCESS_REJECT, *b"tokn"));
    assert_eq!(value(&reply, "Reply-Message").unwrap(), b"not now");
    assert_eq!(value(&reply, "Proxy-State").unwrap(), b"hop");
    assert_eq!(value(&reply, "Message-Authenticator"), None);
    let reason = exchange.request.call("edgewarden_reason");
    assert_eq!(reason[..2], [&b"policy_rule"[..], b"prime-time"]);
    assert_eq!(vm.metric("radius.rejected.policy_rule"), 1);
    vm.set_time(NOW + Duration::from_secs(4 * 3600));
    assert!(vm.exchange(CLIENT, &fred(), None).request.passed);
}

#[test]
fn r16_requests_and_replies_are_edited() {
    let mut vm = vm(json!({
        "requests": [{"name": "operator", "match": "always", "actions": [
            {"set": {"attribute": "Operator-Name", "value": "1us.example"}},
        ]}],
        "replies": [{"name": "capped", "match": {"packet": "accept"}, "actions": [
            {"set": {"attribute": "Session-Timeout", "value": "60"}},
        ]}],
    }));
    let accept = packet(Code::ACCESS_ACCEPT, &[("Session-Timeout", "3600")]);
    let exchange = vm.exchange(CLIENT, &fred(), Some(&accept));
    assert_eq!(value(&exchange.request.packet(), "Operator-Name").unwrap(), b"1us.example");
    let reply = exchange.reply.unwrap();
    assert_eq!(value(&reply.packet(), "Session-Timeout").unwrap(), 60_u32.to_be_bytes());
    assert_eq!(reply.call("edgewarden_reason")[..2], [&b"policy_rule"[..], b"capped"]);
}

#[test]
fn r5_an_accept_of_home_becomes_a_reject() {
    let mut vm = vm(json!({"replies": [{
        "name": "no-admins",
        "match": {"all": [{"packet": "accept"}, {"attribute": {"name": "Service-Type", "equals": "Administrative-User"}}]},
        "actions": [{"reject": {}}],
    }]}));
    let accept =
        packet(Code::ACCESS_ACCEPT, &[("Service-Type", "Administrative-User"), ("Class", "c")]);
    let reply = vm.exchange(CLIENT, &fred(), Some(&accept)).reply.unwrap();
    assert!(reply.passed);
    assert_eq!(reply.packet().code, Code::ACCESS_REJECT);
    assert_eq!(value(&reply.packet(), "Class"), None);
    assert_eq!(vm.metric("radius.reply_rejected.policy_rule"), 1);
}

#[test]
fn r9_accounting_without_a_route_is_dropped_without_an_answer() {
    let mut vm = vm(json!({}));
    let off = packet(Code::ACCOUNTING_REQUEST, &[("Acct-Status-Type", "Accounting-Off")]);
    let exchange = vm.exchange(CLIENT, &off, None);
    assert!(!exchange.request.passed);
    assert_eq!(exchange.request.functions(), ["edgewarden_reason"]);
    assert_eq!(vm.metric("radius.dropped.no_route"), 1);
}

#[test]
fn the_name_and_the_tags_of_a_client_are_conditions() {
    let mut vm = vm(json!({"requests": [
        {"name": "guests", "match": {"client_tag": "guest"}, "actions": [{"pool": "backup"}]},
    ]}));
    let exchange = vm.exchange(CLIENT, &fred(), None);
    assert_eq!(exchange.request.call("edgewarden_route")[0], b"backup");
    for client in [&b"guest"[..], b"ap-hall\0guests", b"", b"\xff\0\xff"] {
        assert_eq!(vm.exchange(client, &fred(), None).request.call("edgewarden_route")[0], b"home");
    }
}

#[test]
fn changes_of_authorization_are_left_to_the_host() {
    let mut vm = vm(json!({}));
    for code in [Code::COA_REQUEST, Code::DISCONNECT_REQUEST] {
        let exchange = vm.exchange(CLIENT, &packet(code, &[("NAS-Identifier", "nas")]), None);
        assert!(exchange.request.passed);
        assert_eq!(exchange.request.functions(), ["edgewarden_reason"]);
    }
}

#[test]
fn a_challenge_is_held_compared_by_the_host_and_resumed() {
    let mut vm = vm(json!({"requests": [{
        "name": "pin",
        "match": {"all": [{"packet": "access"}, {"eap": false}]},
        "actions": [{"challenge": {"reply_message": "PIN?", "answer": {"equals": "4711"}}}],
    }]}));
    let exchange = vm.exchange(CLIENT, &fred(), None);
    assert_eq!(
        exchange.request.functions(),
        ["edgewarden_hold", "edgewarden_reply", "edgewarden_reason"]
    );
    let challenge = Packet::parse(exchange.request.call("edgewarden_reply")[0]).unwrap();
    assert_eq!(challenge.code, Code::ACCESS_CHALLENGE);
    let state = value(&challenge, "State").unwrap();
    assert!(state.starts_with(b"our mark"));
    assert_eq!(exchange.request.call("edgewarden_hold"), [b"60", &state[..]]);

    let mut answer = packet(Code::ACCESS_REQUEST, &[("User-Name", "fred@example.org")]);
    answer.attributes.push(2, b"fourteen octets and 2").unwrap();
    answer.attributes.push(24, &state).unwrap();
    let exchange = vm.exchange(CLIENT, &answer, None);
    assert!(exchange.request.passed);
    let compared = exchange.request.call("edgewarden_compare");
    assert_eq!(compared, [&b"fourteen octets and 2"[..], b"4711"]);
    assert_eq!(exchange.request.call("edgewarden_resume"), [&state[..]]);
    assert_eq!(value(&exchange.request.packet(), "State"), None);
}

#[test]
fn octets_that_are_no_packet_are_dropped_and_the_vm_lives() {
    let mut vm = vm(json!({}));
    for octets in [&b""[..], b"\x01", &[1; 20], &[0xff; 5000]] {
        let exchange = vm.run(CLIENT, octets, None);
        assert!(!exchange.request.passed);
        assert_eq!(exchange.request.call("edgewarden_reason")[0], b"malformed");
    }
    let exchange = vm.run(CLIENT, &fred().encode().unwrap(), Some(vec![2; 30]));
    assert!(!exchange.reply.unwrap().passed);
    assert!(vm.exchange(CLIENT, &fred(), None).request.passed, "{}", vm.log());
}

#[test]
fn a_refused_configuration_is_logged_with_its_json_path() {
    let refused = Vm::start(&json!({
        "pools": {"home": {}},
        "policy": {"replies": [{"name": "r", "match": "always", "actions": [{"remove": ["Class"]}]}]},
    }));
    let refused = refused.err().unwrap();
    assert!(
        refused.contains("configuration at $.policy.replies[0].actions[0].remove[0]: "),
        "{refused}"
    );
}
