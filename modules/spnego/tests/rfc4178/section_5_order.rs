//! Section 5: every place where a MIC may not stand, and what may not stand beside it.

use spnego::{Policy, Protection, token::NegState::*};

use crate::common::*;

const DEFECTIVE: &str = "GSS_S_DEFECTIVE_TOKEN";

fn rejected(code: &'static str) -> (&'static str, &'static str, Option<Resp>) {
    (code, DEFECTIVE, Some(Resp::state(Reject)))
}

#[test]
fn an_acceptor_refuses_a_mic_before_the_context_is_established() {
    let early = mic(oid(1), Role::Initiator, &[oid(1)]);
    let mut toys = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), Some(&early));
    assert_eq!(fails(toys.step(&token, NOW)), rejected("mic_early"));

    let mut toys = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let token = init(&[oid(1)], None, Some(&early));
    assert_eq!(fails(toys.step(&token, NOW)), rejected("mic_early"));
}

#[test]
fn an_acceptor_passes_over_a_mic_that_came_with_an_optimistic_token_it_does_not_take() {
    let other = mic(oid(9), Role::Initiator, &[oid(9), oid(1)]);
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let token = init(&[oid(9), oid(1)], Some(&toy_token(oid(9), 1)), Some(&other));
    let reply = goes_on(acceptor.step(&token, NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(1)));
}

#[test]
fn an_initiator_refuses_a_mic_before_the_context_is_established() {
    let early = mic(oid(1), Role::Acceptor, &[oid(1)]);
    for state in [AcceptIncomplete, RequestMic] {
        // With three tokens, the initiator's last one is still to be sent.
        let mut initiator = initiator(Policy::default(), &[(oid(1), 3, true)]);
        initiator.step(None, NOW).unwrap();
        let reply = Resp::state(state).mech(oid(1)).token(toy_token(oid(1), 2)).mic(early.clone());
        assert_eq!(fails(initiator.step(Some(&reply.encode()), NOW)), rejected("mic_early"));
    }
    // With a mechanism selected that has sent nothing yet.
    for tokens in [1, 2] {
        let offer = [(oid(9), 2, true), (oid(1), tokens, true)];
        let mut initiator = initiator(Policy::default(), &offer);
        initiator.step(None, NOW).unwrap();
        let reply = Resp::state(RequestMic).mech(oid(1)).mic(early.clone());
        assert_eq!(fails(initiator.step(Some(&reply.encode()), NOW)), rejected("mic_early"));
    }
}

#[test]
fn a_mic_is_refused_where_the_mechanism_has_no_integrity() {
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), Some(b"mic"));
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, false)]);
    assert_eq!(fails(acceptor.step(&token, NOW)), rejected("mic_without_integrity"));

    let mut initiator = initiator(Policy::default(), &[(oid(1), 2, false)]);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(AcceptIncomplete)
        .mech(oid(1))
        .token(toy_token(oid(1), 2))
        .mic(b"mic".to_vec())
        .encode();
    assert_eq!(fails(initiator.step(Some(&reply), NOW)), rejected("mic_without_integrity"));
}

#[test]
fn a_mic_that_comes_twice_ends_the_acceptors_context() {
    // The first MIC came with the mechanism token, so that the second cannot be awaited.
    let own = mic(oid(1), Role::Initiator, &[oid(1)]);
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), Some(&own));
    completes(acceptor.step(&token, NOW)).unwrap();
    assert_eq!(acceptor.protection(), Protection::Verified);
    let again = Resp::state(AcceptCompleted).mic(own).encode();
    assert_eq!(fails(acceptor.step(&again, NOW)), ("token_after_end", DEFECTIVE, None));
    assert_eq!(acceptor.protection(), Protection::None);
}

#[test]
fn a_mic_that_comes_twice_ends_the_initiators_context() {
    let theirs = mic(oid(1), Role::Acceptor, &[oid(1)]);
    let mut initiator = initiator(Policy::default(), &[(oid(1), 2, true)]);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2));
    completes(initiator.step(Some(&reply.mic(theirs.clone()).encode()), NOW)).unwrap();
    let again = Resp::state(AcceptCompleted).mic(theirs).encode();
    assert_eq!(fails(initiator.step(Some(&again), NOW)), ("token_after_end", DEFECTIVE, None));
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn the_leg_of_the_mic_has_a_mic_and_no_mechanism_token() {
    let waiting = || {
        let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
        goes_on(acceptor.step(&init(&[oid(9), oid(1)], None, None), NOW));
        goes_on(acceptor.step(&Resp::default().token(toy_token(oid(1), 1)).encode(), NOW));
        acceptor
    };
    let empty = Resp::state(AcceptCompleted).encode();
    assert_eq!(fails(waiting().step(&empty, NOW)), rejected("mic_missing"));
    let good = mic(oid(1), Role::Initiator, &[oid(9), oid(1)]);
    let both = Resp::state(AcceptCompleted).token(b"more".to_vec()).mic(good).encode();
    assert_eq!(fails(waiting().step(&both, NOW)), rejected("mech_token_late"));
}

#[test]
fn a_reflected_mic_is_refused_on_both_sides() {
    let offer = [oid(9), oid(1)];
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    goes_on(acceptor.step(&init(&offer, None, None), NOW));
    let reply = goes_on(acceptor.step(&Resp::default().token(toy_token(oid(1), 1)).encode(), NOW));
    let reflected = Resp::default().mic(reply.mech_list_mic.unwrap()).encode();
    assert_eq!(fails(acceptor.step(&reflected, NOW)), rejected("mic_invalid"));

    let mut initiator = initiator(Policy::default(), &[(oid(9), 2, true), (oid(1), 1, true)]);
    initiator.step(None, NOW).unwrap();
    let request = Resp::state(RequestMic).mech(oid(1)).encode();
    let answer = goes_on(initiator.step(Some(&request), NOW));
    let reflected = Resp::state(AcceptCompleted).mic(answer.mech_list_mic.unwrap()).encode();
    assert_eq!(fails(initiator.step(Some(&reflected), NOW)), rejected("mic_invalid"));
}
