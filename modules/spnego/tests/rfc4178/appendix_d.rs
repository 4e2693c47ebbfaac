//! Appendix D, mechListMIC Computation Example.

use spnego::{
    Oid, Policy,
    token::{FirstToken, encode_mech_types},
};

use crate::common::*;

#[test]
fn the_mic_covers_the_list_of_the_example_from_its_sequence_tag_on() {
    let token = vector("rfc4178-appendix-d.hex");
    let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else { panic!() };
    let list = init.mech_types.unwrap();
    let expected = [&[0x30, 0x0b, 0x06, 0x09][..], Oid::KRB5.content()].concat();
    assert_eq!(list.encoding(), expected);
    assert_eq!(encode_mech_types(&[Oid::KRB5]), expected);
    assert_eq!(crate::common::init(&[Oid::KRB5], None, None), token);
}

#[test]
fn the_example_is_accepted_and_its_reply_is_the_one_written_by_hand() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    let step = acceptor.step(&vector("rfc4178-appendix-d.hex"), NOW).unwrap();
    assert_eq!(step.token, Some(vector("rfc4178-accept-incomplete.hex")));
}
