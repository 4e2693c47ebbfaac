//! Section 6, Extensibility: unknown fields and unknown identifiers are ignored.

use spnego::{
    Policy,
    token::{self, NegState::*},
};

use crate::common::*;

/// Adds an unknown field at the end of the SEQUENCE of a NegotiationToken.
fn extended(token: &[u8]) -> Vec<u8> {
    let [choice, _, 0x30, inner, fields @ ..] = token else { panic!("a short token") };
    let unknown = [0xab, 0x02, 0x05, 0x00];
    [&[*choice, inner + 6, 0x30, inner + 4], fields, &unknown].concat()
}

#[test]
fn an_unknown_field_is_ignored_in_every_token() {
    let mut toys = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let framed = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let first = token::frame(&extended(&framed[10..]));
    let reply = toys.step(&first, NOW).unwrap().token.unwrap();

    let mut peer = initiator(Policy::default(), &[(oid(1), 3, true)]);
    peer.step(None, NOW).unwrap();
    let last = peer.step(Some(&extended(&reply)), NOW).unwrap().token.unwrap();
    let end = completes(toys.step(&extended(&last), NOW));
    assert_eq!(end, Some(Resp::state(AcceptCompleted)));
}

#[test]
fn an_identifier_of_an_attribute_takes_a_place_and_influences_nothing_else() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let offer = [oid(100), oid(1)];
    let reply = goes_on(acceptor.step(&init(&offer, None, None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(1)));
}
