//! Section 4.2.1, negTokenInit.

use spnego::{
    Error, Malformed, Policy, Reason,
    token::{
        self, FirstToken, MAX_MECH_TYPES, MechTypes, NegState::*, NegTokenInit, encode_mech_types,
    },
};

use crate::common::*;

#[test]
fn an_initiator_omits_req_flags_and_the_mic() {
    let policy = Policy { req_flags: spnego::ContextFlags::MUTUAL, ..Policy::default() };
    let mut initiator = initiator(policy, &[(oid(1), 2, true), (oid(2), 1, true)]);
    let First { token, offer, mech_token, mic } = first_token(&mut initiator);
    assert_eq!(offer, [oid(1), oid(2)]);
    assert_eq!((mech_token, mic), (Some(toy_token(oid(1), 1)), None));
    let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else { panic!() };
    assert_eq!(init.req_flags, None);
}

#[test]
fn an_acceptor_ignores_req_flags_whatever_they_hold() {
    let list = encode_mech_types(&[oid(1)]);
    let mech_token = toy_token(oid(1), 1);
    let replies = [None, Some(&[0x01, 0xff][..]), Some(&[]), Some(&[0x09, 0xff])].map(|flags| {
        let init = NegTokenInit {
            mech_types: Some(MechTypes::parse(&list).unwrap()),
            req_flags: flags,
            mech_token: Some(&mech_token),
            ..NegTokenInit::default()
        };
        let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
        let step = acceptor.step(&token::frame(&init.encode()), NOW).unwrap();
        assert_eq!(acceptor.req_flags(), None);
        step
    });
    assert!(replies.iter().all(|reply| *reply == replies[0]));
}

#[test]
fn a_token_without_mech_types_is_refused_with_a_reject() {
    let token = token::frame(&NegTokenInit::default().encode());
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let expected = ("no_mech_types", "GSS_S_DEFECTIVE_TOKEN", Some(Resp::state(Reject)));
    assert_eq!(fails(acceptor.step(&token, NOW)), expected);
}

#[test]
fn an_empty_list_is_refused_with_a_reject() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let failure = acceptor.step(&init(&[], None, None), NOW).unwrap_err();
    assert_eq!(failure.error, Error::Rejected(Reason::EmptyMechTypes));
    assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
    assert_eq!(failure.token.map(|token| Resp::parse(&token)), Some(Resp::state(Reject)));
}

#[test]
fn a_list_beyond_the_bound_is_refused_even_if_its_first_mechanism_would_do() {
    for (count, accepted) in [(MAX_MECH_TYPES, true), (MAX_MECH_TYPES + 1, false)] {
        let element = [&[0x06, 0x09][..], oid(1).content()].concat();
        let content = element.repeat(count);
        let (high, low) = ((content.len() >> 8) as u8, content.len() as u8);
        let list = [&[0x30, 0x82, high, low][..], &content].concat();
        let choice = [&[0xa0, 0x84, 0, 0], &(list.len() as u16).to_be_bytes()[..], &list].concat();
        let wrap = |tag: u8, content: &[u8]| {
            [&[tag, 0x84][..], &(content.len() as u32).to_be_bytes(), content].concat()
        };
        let token = token::frame(&wrap(0xa0, &wrap(0x30, &choice)));
        let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
        match acceptor.step(&token, NOW) {
            Ok(step) => assert!(accepted && step.token.is_some()),
            Err(failure) => {
                let error = Malformed::TooManyMechTypes { max: MAX_MECH_TYPES };
                assert!(!accepted);
                assert_eq!(failure.error, Error::Malformed(error));
            }
        }
    }
}

#[test]
fn a_repeated_mechanism_counts_where_it_first_stands() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    let offer = [oid(1), oid(9), oid(1)];
    let token = init(&offer, Some(&toy_token(oid(1), 1)), None);
    let reply = completes(acceptor.step(&token, NOW));
    assert_eq!(reply, Some(Resp::state(AcceptCompleted).mech(oid(1))));
}

#[test]
fn a_token_above_the_policys_limit_is_refused_unread() {
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let limit = |max_token_bytes| Policy { max_token_bytes, ..Policy::default() };
    let mechanisms = [(oid(1), 1, true)];
    assert!(acceptor(limit(token.len()), &mechanisms).step(&token, NOW).is_ok());
    let (len, max) = (token.len(), token.len() - 1);
    let failure = acceptor(limit(max), &mechanisms).step(&token, NOW).unwrap_err();
    assert_eq!(failure.error, Error::Malformed(Malformed::TooLong { len, max }));
    assert_eq!(failure.token, None);

    let mut initiator = initiator(limit(10), &mechanisms);
    initiator.step(None, NOW).unwrap();
    assert_eq!(fails(initiator.step(Some(&[0; 11]), NOW)).0, "token_too_long");
}
