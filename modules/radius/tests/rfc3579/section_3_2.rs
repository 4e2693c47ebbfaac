//! Message-Authenticator.

use radius::attribute::Attributes;
use radius::crypto::{MessageAuthenticatorPolicy, Position};
use radius::packet::{Code, Packet};

use MessageAuthenticatorPolicy::{First, Optional, Required};

use crate::packets::{HERE, packet, secret};

fn signed(before: &[(&str, &str)]) -> Packet {
    let mut packet = packet(Code::ACCESS_REQUEST, before);
    packet.attributes.push(80, &[0; 16]).unwrap();
    packet.attributes.push(1, b"nemo").unwrap();
    packet.sign_request(&secret(b"here")).unwrap();
    packet
}

fn refusal(packet: &Packet, policy: MessageAuthenticatorPolicy) -> &'static str {
    packet.verify_request(&secret(b"here"), policy).unwrap_err().code()
}

#[test]
fn it_covers_every_octet() {
    let good = signed(&[("Proxy-State", "0x01")]).encode().unwrap();
    Packet::parse(&good).unwrap().verify_request(&secret(b"here"), Required).unwrap();
    for at in (0..good.len()).filter(|at| ![2, 3].contains(at)) {
        let mut changed = good.clone();
        changed[at] ^= 1;
        let accepted = Packet::parse(&changed)
            .is_ok_and(|packet| packet.verify_request(&secret(b"here"), Required).is_ok());
        assert!(!accepted, "octet {at}");
    }
}

#[test]
fn its_absence_and_its_place_are_found() {
    let none = packet(Code::ACCESS_REQUEST, &[("User-Name", "nemo")]);
    none.verify_request(&secret(b"here"), Optional).unwrap();
    assert_eq!(refusal(&none, Required), "message_authenticator_missing");
    assert_eq!(refusal(&none, First), "message_authenticator_missing");

    let second = signed(&[("Proxy-State", "0x01")]);
    assert_eq!(second.attributes.message_authenticator(), Ok(Some(Position::Elsewhere)));
    second.verify_request(&secret(b"here"), Required).unwrap();
    assert_eq!(refusal(&second, First), "message_authenticator_not_first");
    signed(&[]).verify_request(&secret(b"here"), First).unwrap();
}

#[test]
fn a_second_one_is_refused_even_if_none_is_required() {
    let mut twice = signed(&[]);
    let value: Vec<u8> = twice.attributes.iter().next().unwrap().value.to_vec();
    twice.attributes.push(80, &value).unwrap();
    assert_eq!(refusal(&twice, Optional), "message_authenticator_duplicate");
}

#[test]
fn another_length_is_refused() {
    for length in [0, 15, 17] {
        let mut packet = packet(Code::ACCESS_REQUEST, &[]);
        packet.attributes.push(80, &vec![0; length]).unwrap();
        assert_eq!(refusal(&packet, Optional), "malformed");
    }
}

#[test]
fn a_wrong_one_is_refused_even_if_none_is_required() {
    let mut wrong = signed(&[]);
    wrong.identifier ^= 1;
    assert_eq!(refusal(&wrong, Optional), "message_authenticator_mismatch");
}

#[test]
fn with_an_eap_message_it_is_always_required() {
    let eap = packet(Code::ACCESS_REQUEST, &[("EAP-Message", "0x0201000401")]);
    assert_eq!(refusal(&eap, Optional), "message_authenticator_missing");
    let mut challenge = packet(Code::ACCESS_CHALLENGE, &[("EAP-Message", "0x0101000401")]);
    challenge.sign_response(HERE, &secret(b"here")).unwrap();
    let refused = challenge.verify_response(HERE, &secret(b"here"), Optional).unwrap_err();
    assert_eq!(refused.code(), "message_authenticator_missing");
}

#[test]
fn prepending_replaces_those_that_were_there() {
    let mut attributes = Attributes::parse(&[1, 3, b'a', 80, 3, 0, 80, 2]).unwrap();
    attributes.prepend_message_authenticator().unwrap();
    assert_eq!(attributes.message_authenticator(), Ok(Some(Position::First)));
    assert_eq!(&attributes.as_bytes()[18..], [1, 3, b'a']);
}
