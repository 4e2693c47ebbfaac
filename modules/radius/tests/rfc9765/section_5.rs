//! Attribute handling.

use radius::crypto::{Hop, rehide};
use radius::packet::Code;
use radius::radius11::Packet;

use crate::packets::{HERE, attributes, hop, rng, secret, values};

#[test]
fn message_authenticator_and_original_packet_code_are_ignored() {
    let mut list = attributes(&[("User-Name", "nemo"), ("Original-Packet-Code", "1")]);
    list.prepend_message_authenticator().unwrap();
    let octets =
        Packet { code: Code::PROTOCOL_ERROR, token: [0; 4], attributes: list }.encode().unwrap();
    let read = Packet::parse(&octets).unwrap();
    assert_eq!(read.attributes, attributes(&[("User-Name", "nemo")]));
}

#[test]
fn a_chap_challenge_is_made_of_the_request_authenticator() {
    let secret = secret(b"here");
    let mut list = attributes(&[("CHAP-Password", "0x01000102030405060708090a0b0c0d0e0f")]);
    rehide(&mut list, hop(&secret, HERE), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(values(&list, "CHAP-Challenge"), [HERE.to_vec()]);
}

#[test]
fn an_empty_password_has_one_octet_in_clear() {
    let secret = secret(b"here");
    let mut list = attributes(&[("User-Password", "0x00")]);
    rehide(&mut list, Hop::Radius11, hop(&secret, HERE), &mut rng()).unwrap();
    assert_eq!(values(&list, "User-Password")[0].len(), 16);
    rehide(&mut list, hop(&secret, HERE), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(values(&list, "User-Password"), [[0]]);
}
