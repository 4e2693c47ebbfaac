//! Defences against forged answers (BlastRADIUS).

use host_tests::radius::{Answer, Nas, attributes};
use radius::packet::{Code, Packet};
use serde_json::json;

use crate::stage::{FRED, LIMIT, SILENCE, Stage, access, values};

/// An Access-Request whose Message-Authenticator is not put there by the client of the tests.
fn unproved(client: &mut Nas, list: &[(&str, &str)]) -> Packet {
    let mut packet = client.prepare(Code::ACCESS_REQUEST, list).unwrap().packet;
    packet.attributes.remove_message_authenticator();
    packet
}

#[test]
fn a_request_without_message_authenticator_is_dropped() {
    let stage = Stage::new(json!({}), json!({}));
    let mut client = stage.client();
    let packet = unproved(&mut client, FRED);
    let request = client.sign(packet).unwrap();
    client.send(&request).unwrap();
    assert!(client.receive(&request, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("dropped.message_authenticator_missing", 1).unwrap();
    assert_eq!(stage.org.count(), 0);
    assert_eq!(access(&mut client, FRED).code(), Code::ACCESS_ACCEPT, "the connection stays");
}

#[test]
fn a_request_with_a_wrong_message_authenticator_closes_the_connection() {
    let stage = Stage::new(json!({}), json!({}));
    let mut client = stage.client();
    let request = client.prepare(Code::ACCESS_REQUEST, FRED).unwrap();
    let mut octets = request.octets.clone();
    octets[25] ^= 1;
    client.send_octets(&octets).unwrap();
    assert!(client.receive(&request, LIMIT).is_err());
    stage.envoy.wait_for_count("closed.message_authenticator_mismatch", 1).unwrap();
    assert_eq!(stage.org.count(), 0);
}

#[test]
fn a_message_authenticator_in_second_place_is_dropped_where_it_must_be_first() {
    let stage = Stage::new(json!({}), json!({"message_authenticator": "first"}));
    let mut client = stage.client();
    let mut packet = unproved(&mut client, FRED);
    packet.attributes.push(80, &[0; 16]).unwrap();
    let request = client.sign(packet).unwrap();
    client.send(&request).unwrap();
    assert!(client.receive(&request, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("dropped.message_authenticator_not_first", 1).unwrap();
}

#[test]
fn proxy_state_without_message_authenticator_is_dropped() {
    let stage = Stage::new(json!({}), json!({"message_authenticator": "optional"}));
    let mut client = stage.client();
    let list = [FRED, &[("Proxy-State", "hop")]].concat();
    let packet = unproved(&mut client, &list);
    let request = client.sign(packet).unwrap();
    client.send(&request).unwrap();
    assert!(client.receive(&request, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("dropped.proxy_state_without_message_authenticator", 1).unwrap();
    let packet = unproved(&mut client, FRED);
    let request = client.sign(packet).unwrap();
    client.send(&request).unwrap();
    assert!(client.receive(&request, LIMIT).unwrap().is_some());
}

#[test]
fn a_reply_with_a_foreign_proxy_state_is_dropped() {
    let stage = Stage::new(json!({}), json!({"reply_message_authenticator": "optional"}));
    let foreign = attributes(&[("Proxy-State", "hop"), ("Proxy-State", "foreign")]);
    stage.answers(Answer::Bare(Code::ACCESS_ACCEPT, foreign));
    let mut client = stage.client();
    let list = [FRED, &[("Proxy-State", "hop")]].concat();
    assert!(client.ask_once(Code::ACCESS_REQUEST, &list, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("reply_dropped.monitor_proxy_state_changed", 1).unwrap();
    stage.answers(Answer::accept(&[]));
    assert_eq!(values(&access(&mut client, &list), "Proxy-State"), [b"hop"]);
}

#[test]
fn a_reply_without_message_authenticator_is_dropped() {
    let stage = Stage::new(json!({}), json!({}));
    stage.answers(Answer::Bare(Code::ACCESS_ACCEPT, attributes(&[])));
    let mut client = stage.client();
    assert!(client.ask_once(Code::ACCESS_REQUEST, FRED, SILENCE).unwrap().is_none());
    stage.envoy.wait_for_count("reply_dropped.message_authenticator_missing", 1).unwrap();
}
