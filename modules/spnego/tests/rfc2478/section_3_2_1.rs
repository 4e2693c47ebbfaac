//! Section 3.2.1, Syntax: where negResult and supportedMech stand, value 3, and reqFlags.

use spnego::{
    ContextFlags, Policy, ReqFlags,
    token::{self, FirstToken, MechTypes, NegState::*, NegTokenInit, encode_mech_types},
};

use crate::common::*;

const DEFECTIVE: &str = "GSS_S_DEFECTIVE_TOKEN";

#[test]
fn the_first_accept_names_the_mechanism_and_later_tokens_have_neither_field() {
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 2, true)]);
    let first = goes_on(acceptor.step(&init(&[oid(9), oid(1)], None, None), NOW));
    assert_eq!(first, Resp::state(AcceptIncomplete).mech(oid(1)));
    let last = Resp::default().token(toy_token(oid(1), 1)).encode();
    let own = mic(oid(1), Role::Acceptor, &[oid(9), oid(1)]);
    let expected = Resp::default().token(toy_token(oid(1), 2)).mic(own);
    assert_eq!(completes(acceptor.step(&last, NOW)), Some(expected));
}

#[test]
fn a_reject_names_no_mechanism() {
    let mut toys = acceptor(rfc2478(), &[(oid(1), 2, true)]);
    let expected = ("no_common_mechanism", "GSS_S_BAD_MECH", Some(Resp::state(Reject)));
    assert_eq!(fails(toys.step(&init(&[oid(9)], None, None), NOW)), expected);

    let mut toys = acceptor(rfc2478(), &[(oid(1), 2, true)]);
    let reject = Resp::state(Reject).token(b"toy error".to_vec());
    let refused = toys.step(&init(&[oid(1)], Some(b"rubbish"), None), NOW);
    assert_eq!(fails(refused), ("toy_token", DEFECTIVE, Some(reject)));
}

#[test]
fn a_failure_after_the_first_reply_has_no_neg_result() {
    for (error_token, expected) in
        [(true, Some(Resp::default().token(b"toy error".to_vec()))), (false, None)]
    {
        let policy = Policy { error_token, ..rfc2478() };
        let mut acceptor = acceptor(policy, &[(oid(1), 2, true)]);
        goes_on(acceptor.step(&init(&[oid(1)], None, None), NOW));
        let last = Resp::default().token(b"rubbish".to_vec()).encode();
        assert_eq!(fails(acceptor.step(&last, NOW)), ("toy_token", DEFECTIVE, expected));
    }
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 1, true)]);
    goes_on(acceptor.step(&init(&[oid(1)], None, None), NOW));
    let bad = Resp::default().token(toy_token(oid(1), 1)).mic(vec![0; 8]).encode();
    assert_eq!(fails(acceptor.step(&bad, NOW)), ("mic_invalid", "GSS_S_BAD_MIC", None));
}

#[test]
fn value_3_is_never_sent_even_where_rfc_4178_would() {
    for neg_mechs in [None, Some(vec![oid(2), oid(1)])] {
        for tokens in [1, 2, 3] {
            for offer in [vec![oid(1)], vec![oid(9), oid(1)]] {
                let policy = Policy { neg_mechs: neg_mechs.clone(), ..rfc2478() };
                let toys = [(oid(1), tokens, true), (oid(2), tokens, true)];
                let mut acceptor = acceptor(policy, &toys);
                let first = toy_token(offer[0], 1);
                let step = acceptor.step(&init(&offer, Some(&first), None), NOW).unwrap();
                let state = Resp::parse(&step.token.unwrap()).neg_state;
                assert_eq!(
                    state,
                    Some(if step.complete { AcceptCompleted } else { AcceptIncomplete })
                );
            }
        }
    }
}

#[test]
fn value_3_is_not_taken_from_either_side() {
    let mut toys = initiator(rfc2478(), &[(oid(1), 2, true)]);
    toys.step(None, NOW).unwrap();
    let reply = Resp::state(RequestMic).mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    let (code, status, _) = fails(toys.step(Some(&reply), NOW));
    assert_eq!((code, status), ("request_mic_misplaced", DEFECTIVE));

    let mut toys = acceptor(rfc2478(), &[(oid(1), 1, true)]);
    goes_on(toys.step(&init(&[oid(1)], None, None), NOW));
    let last = Resp::state(RequestMic).token(toy_token(oid(1), 1)).encode();
    assert_eq!(fails(toys.step(&last, NOW)).0, "request_mic_misplaced");
}

#[test]
fn a_first_reply_needs_both_fields() {
    let waiting = || {
        let mut initiator = initiator(rfc2478(), &[(oid(1), 2, true)]);
        initiator.step(None, NOW).unwrap();
        initiator
    };
    let no_mech = Resp::state(AcceptCompleted).token(toy_token(oid(1), 2)).encode();
    assert_eq!(fails(waiting().step(Some(&no_mech), NOW)).0, "supported_mech_missing");
    let no_result = Resp::default().mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    assert_eq!(fails(waiting().step(Some(&no_result), NOW)).0, "neg_state_missing");
}

#[test]
fn a_first_token_without_mech_types_is_refused_with_a_reject() {
    // The syntax makes mechTypes optional, for later tokens; a first one must list them.
    let bare = NegTokenInit { mech_token: Some(b"token"), ..NegTokenInit::default() };
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 2, true)]);
    let expected = ("no_mech_types", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(acceptor.step(&token::frame(&bare.encode()), NOW)), expected);
}

#[test]
fn the_initiator_fills_req_flags_in() {
    for (req_flags, expected) in [
        (ContextFlags::MUTUAL.union(ContextFlags::INTEG), &[0x01, 0x42][..]),
        (ContextFlags::default(), &[0x00]),
    ] {
        let policy = Policy { req_flags, ..rfc2478() };
        let mut initiator = initiator(policy, &[(oid(1), 2, true)]);
        let First { token, .. } = first_token(&mut initiator);
        let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else { panic!() };
        assert_eq!(init.req_flags, Some(expected));
    }
}

#[test]
fn req_flags_are_compared_with_what_the_mechanism_asserts_and_decide_nothing() {
    let list = encode_mech_types(&[oid(1)]);
    let mech_token = toy_token(oid(1), 1);
    let steps = [0x00, 0x42, 0xfe].map(|flags| {
        let flags = [1, flags];
        let init = NegTokenInit {
            mech_types: Some(MechTypes::parse(&list).unwrap()),
            req_flags: Some(&flags),
            mech_token: Some(&mech_token),
            ..NegTokenInit::default()
        };
        let mut toy = Toy::new(oid(1), Role::Acceptor, 2, true);
        toy.flags = Some(ContextFlags(0x22));
        let mut acceptor = spnego::Acceptor::new(rfc2478(), vec![toy]);
        let step = acceptor.step(&token::frame(&init.encode()), NOW).unwrap();
        (step, acceptor.req_flags().unwrap())
    });
    assert!(steps.iter().all(|(step, _)| *step == steps[0].0));
    let differences = steps.map(|(_, flags)| flags.difference());
    assert_eq!(differences, [ContextFlags(0x22), ContextFlags(0), ContextFlags(0x1d)]);
}

#[test]
fn req_flags_without_asserted_flags_differ_in_nothing() {
    let flags = ReqFlags { requested: ContextFlags::DELEG, asserted: None };
    assert_eq!(flags.difference(), ContextFlags::default());
}
