//! Section 5, Processing of mechListMIC: the cases a, b I to IV and c I to V, on both sides.
//!
//! "Required" is brought about by offering the mechanism second, or by a target that prefers
//! another; "optional" by a mechanism that both sides prefer.

use spnego::{Acceptor, Initiator, Policy, Protection, token::NegState::*};

use crate::common::*;

const DEFECTIVE: &str = "GSS_S_DEFECTIVE_TOKEN";

/// The mechanism under test is 1; 9 is one that no acceptor has.
fn first_choice() -> [spnego::Oid; 1] {
    [oid(1)]
}

fn second_choice() -> [spnego::Oid; 2] {
    [oid(9), oid(1)]
}

/// An acceptor with mechanism 1, after a first token that offers it first.
fn optional(tokens: u8) -> Acceptor<Toy> {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), tokens, true)]);
    goes_on(acceptor.step(&init(&first_choice(), None, None), NOW));
    acceptor
}

/// An acceptor with mechanism 1, after a first token that offers it second: request-mic is sent.
fn required(tokens: u8, integrity: bool) -> Acceptor<Toy> {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), tokens, integrity)]);
    let reply = goes_on(acceptor.step(&init(&second_choice(), None, None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(1)));
    acceptor
}

/// An initiator that offered mechanism 1 first.
fn preferring(tokens: u8) -> Initiator<Toy> {
    let mut initiator = initiator(Policy::default(), &[(oid(1), tokens, true)]);
    initiator.step(None, NOW).unwrap();
    initiator
}

/// An initiator that offered mechanism 1 second, got request-mic and sent its first token.
fn reselected(tokens: u8, integrity: bool) -> (Initiator<Toy>, Resp) {
    let offer = [(oid(9), 2, true), (oid(1), tokens, integrity)];
    let mut initiator = initiator(Policy::default(), &offer);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(RequestMic).mech(oid(1)).encode();
    let answer = goes_on(initiator.step(Some(&reply), NOW));
    (initiator, answer)
}

#[test]
fn a_the_mic_covers_the_list_as_received_whatever_its_lengths() {
    // A SEQUENCE and an OBJECT IDENTIFIER whose lengths take an octet more than DER allows.
    let list = [&[0x30, 0x81, 0x0c, 0x06, 0x81, 0x09][..], oid(1).content()].concat();
    let token = toy_token(oid(1), 1);
    let answer = |mic: Vec<u8>| {
        let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
        acceptor.step(&init_with_list(&list, Some(&token), Some(&mic)), NOW)
    };
    let received = toy_mic(oid(1), 1, Role::Initiator, &list);
    let reply = completes(answer(received)).unwrap();
    assert_eq!(reply.mech_list_mic, Some(toy_mic(oid(1), 1, Role::Acceptor, &list)));
    let re_encoded = mic(oid(1), Role::Initiator, &first_choice());
    assert_eq!(fails(answer(re_encoded)).0, "mic_invalid");
    // Nor does it cover the [0] around the list.
    let wrapped = [&[0xa0, 0x0f][..], &list].concat();
    assert_eq!(fails(answer(toy_mic(oid(1), 1, Role::Initiator, &wrapped))).0, "mic_invalid");
}

#[test]
fn without_integrity_no_mic_is_used_even_after_request_mic() {
    let mut acceptor = required(2, false);
    let token = Resp::default().token(toy_token(oid(1), 1)).encode();
    let reply = completes(acceptor.step(&token, NOW));
    assert_eq!(reply, Some(Resp::state(AcceptCompleted).token(toy_token(oid(1), 2))));
    assert_eq!(acceptor.protection(), Protection::None);

    let (mut initiator, _) = reselected(2, false);
    let reply = Resp::state(AcceptCompleted).token(toy_token(oid(1), 2)).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn b_optional_the_acceptor_completes_without_a_mic() {
    let mut acceptor = optional(2);
    let token = Resp::default().token(toy_token(oid(1), 1)).encode();
    let reply = completes(acceptor.step(&token, NOW));
    assert_eq!(reply, Some(Resp::state(AcceptCompleted).token(toy_token(oid(1), 2))));
    assert_eq!(acceptor.protection(), Protection::None);
}

#[test]
fn b_required_the_acceptor_sends_a_mic_with_its_last_token_and_waits() {
    let mut acceptor = required(2, true);
    let token = Resp::default().token(toy_token(oid(1), 1)).encode();
    let reply = goes_on(acceptor.step(&token, NOW));
    let own = mic(oid(1), Role::Acceptor, &second_choice());
    assert_eq!(reply, Resp::state(AcceptIncomplete).token(toy_token(oid(1), 2)).mic(own));
    let answer = Resp::state(AcceptCompleted).mic(mic(oid(1), Role::Initiator, &second_choice()));
    assert_eq!(completes(acceptor.step(&answer.encode(), NOW)), None);
    assert_eq!(acceptor.protection(), Protection::Verified);
}

#[test]
fn b_required_by_the_acceptors_order_the_first_reply_may_hold_everything() {
    let policy = Policy { neg_mechs: Some(vec![oid(2), oid(1)]), ..Policy::default() };
    let mut acceptor = acceptor(policy, &[(oid(1), 2, true), (oid(2), 2, true)]);
    let token = init(&first_choice(), Some(&toy_token(oid(1), 1)), None);
    let reply = goes_on(acceptor.step(&token, NOW));
    let own = mic(oid(1), Role::Acceptor, &first_choice());
    let expected = Resp::state(RequestMic).mech(oid(1)).token(toy_token(oid(1), 2)).mic(own);
    assert_eq!(reply, expected);

    let mut initiator = preferring(2);
    let answer = completes(initiator.step(Some(&reply.encode()), NOW)).unwrap();
    assert_eq!(completes(acceptor.step(&answer.encode(), NOW)), None);
    assert_eq!(acceptor.protection(), Protection::Verified);
    assert_eq!(initiator.protection(), Protection::Verified);
}

#[test]
fn b_i_a_good_mic_with_the_last_token_is_answered_and_completes() {
    let own = mic(oid(1), Role::Initiator, &[oid(9), oid(1)]);
    let (mut initiator, _) = reselected(2, true);
    let reply = Resp::state(AcceptIncomplete).token(toy_token(oid(1), 2)).mic(mic(
        oid(1),
        Role::Acceptor,
        &second_choice(),
    ));
    let answer = completes(initiator.step(Some(&reply.encode()), NOW));
    assert_eq!(answer, Some(Resp::state(AcceptCompleted).mic(own)));
    assert_eq!(initiator.protection(), Protection::Verified);
}

#[test]
fn b_i_a_mic_that_is_not_required_is_verified_and_answered_all_the_same() {
    let mut initiator = preferring(2);
    let reply = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2)).mic(mic(
        oid(1),
        Role::Acceptor,
        &first_choice(),
    ));
    let answer = completes(initiator.step(Some(&reply.encode()), NOW));
    let own = mic(oid(1), Role::Initiator, &first_choice());
    assert_eq!(answer, Some(Resp::state(AcceptCompleted).mic(own)));
    assert_eq!(initiator.protection(), Protection::Verified);
}

#[test]
fn b_i_the_acceptor_must_verify_the_answer() {
    let mut acceptor = required(2, true);
    goes_on(acceptor.step(&Resp::default().token(toy_token(oid(1), 1)).encode(), NOW));
    let answer = Resp::state(AcceptCompleted).mic(mic(oid(1), Role::Initiator, &first_choice()));
    let expected = ("mic_invalid", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(acceptor.step(&answer.encode(), NOW)), expected);
    assert_eq!(acceptor.protection(), Protection::None);
}

#[test]
fn b_ii_a_bad_mic_with_the_last_token_is_defective() {
    for bad in [
        mic(oid(1), Role::Acceptor, &first_choice()),
        mic(oid(1), Role::Initiator, &second_choice()),
        vec![0; 8],
    ] {
        let (mut initiator, _) = reselected(2, true);
        let reply = Resp::state(AcceptIncomplete).token(toy_token(oid(1), 2)).mic(bad);
        let expected = ("mic_invalid", DEFECTIVE, Some(Resp::state(Reject)));
        assert_eq!(fails(initiator.step(Some(&reply.encode()), NOW)), expected);
    }
}

#[test]
fn b_iii_no_mic_where_none_is_required_completes_without_a_token() {
    let mut initiator = preferring(2);
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn b_iv_no_mic_where_one_is_required_is_defective() {
    let expected = ("mic_missing", DEFECTIVE, Some(Resp::state(Reject)));
    for state in [AcceptCompleted, AcceptIncomplete] {
        let (mut initiator, _) = reselected(2, true);
        let reply = Resp::state(state).token(toy_token(oid(1), 2)).encode();
        assert_eq!(fails(initiator.step(Some(&reply), NOW)), expected);
    }
    let mut initiator = preferring(2);
    let reply = Resp::state(RequestMic).mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    assert_eq!(fails(initiator.step(Some(&reply), NOW)), expected);
}

#[test]
fn c_the_initiator_adds_a_mic_to_its_last_token_after_request_mic_and_only_then() {
    let own = mic(oid(1), Role::Initiator, &second_choice());
    let (_, one_token) = reselected(1, true);
    let expected = Resp::state(AcceptIncomplete).token(toy_token(oid(1), 1)).mic(own.clone());
    assert_eq!(one_token, expected);

    let (mut initiator, first_of_three) = reselected(3, true);
    assert_eq!(first_of_three.mech_list_mic, None);
    let reply = Resp::state(AcceptIncomplete).token(toy_token(oid(1), 2)).encode();
    let last = goes_on(initiator.step(Some(&reply), NOW));
    assert_eq!(last, Resp::state(AcceptIncomplete).token(toy_token(oid(1), 3)).mic(own));

    let mut initiator = preferring(3);
    let reply = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    let last = goes_on(initiator.step(Some(&reply), NOW));
    assert_eq!(last, Resp::state(AcceptIncomplete).token(toy_token(oid(1), 3)));
}

#[test]
fn c_i_a_good_mic_with_the_last_token_is_answered_and_completes() {
    for (tokens, mut acceptor, offer) in
        [(1, required(1, true), &second_choice()[..]), (1, optional(1), &first_choice()[..])]
    {
        let last = Resp::default().token(toy_token(oid(1), tokens)).mic(mic(
            oid(1),
            Role::Initiator,
            offer,
        ));
        let reply = completes(acceptor.step(&last.encode(), NOW));
        let own = mic(oid(1), Role::Acceptor, offer);
        assert_eq!(reply, Some(Resp::state(AcceptCompleted).mic(own)));
        assert_eq!(acceptor.protection(), Protection::Verified);
    }
}

#[test]
fn c_i_a_mic_in_the_very_first_token_is_answered_and_completes() {
    // Once with the MIC optional, once with it required by the target's own order.
    for neg_mechs in [None, Some(vec![oid(2), oid(1)])] {
        let policy = Policy { neg_mechs, ..Policy::default() };
        let mut acceptor = acceptor(policy, &[(oid(1), 1, true), (oid(2), 1, true)]);
        let own = mic(oid(1), Role::Initiator, &first_choice());
        let token = init(&first_choice(), Some(&toy_token(oid(1), 1)), Some(&own));
        let reply = completes(acceptor.step(&token, NOW));
        let answer = mic(oid(1), Role::Acceptor, &first_choice());
        assert_eq!(reply, Some(Resp::state(AcceptCompleted).mech(oid(1)).mic(answer)));
        assert_eq!(acceptor.protection(), Protection::Verified);
    }
}

#[test]
fn c_i_the_initiator_must_verify_the_answer() {
    let good = mic(oid(1), Role::Acceptor, &second_choice());
    let (mut initiator, _) = reselected(1, true);
    let reply = Resp::state(AcceptCompleted).mic(good).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
    assert_eq!(initiator.protection(), Protection::Verified);

    let (mut initiator, _) = reselected(1, true);
    let reply = Resp::state(AcceptCompleted).mic(vec![0; 8]).encode();
    assert_eq!(fails(initiator.step(Some(&reply), NOW)).0, "mic_invalid");

    let (mut initiator, _) = reselected(1, true);
    let reply = Resp::state(AcceptCompleted).encode();
    let expected = ("mic_missing", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(initiator.step(Some(&reply), NOW)), expected);
}

#[test]
fn c_ii_a_bad_mic_with_the_last_token_is_defective() {
    for mut acceptor in [required(1, true), optional(1)] {
        let bad = mic(oid(1), Role::Initiator, &[oid(1), oid(9)]);
        let last = Resp::default().token(toy_token(oid(1), 1)).mic(bad);
        let expected = ("mic_invalid", DEFECTIVE, Some(Resp::state(Reject)));
        assert_eq!(fails(acceptor.step(&last.encode(), NOW)), expected);
    }
}

#[test]
fn c_iii_no_mic_where_none_is_required_completes_with_accept_completed() {
    let mut acceptor = optional(1);
    let last = Resp::default().token(toy_token(oid(1), 1)).encode();
    assert_eq!(completes(acceptor.step(&last, NOW)), Some(Resp::state(AcceptCompleted)));
    assert_eq!(acceptor.protection(), Protection::None);

    let mut initiator = preferring(1);
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn c_iv_a_single_token_with_request_mic_gets_the_acceptors_mic_in_the_first_reply() {
    let policy = Policy { neg_mechs: Some(vec![oid(2), oid(1)]), ..Policy::default() };
    let mut acceptor = acceptor(policy, &[(oid(1), 1, true), (oid(2), 1, true)]);
    let mut initiator = preferring(1);
    let token = init(&first_choice(), Some(&toy_token(oid(1), 1)), None);

    let reply = goes_on(acceptor.step(&token, NOW));
    let own = mic(oid(1), Role::Acceptor, &first_choice());
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(1)).mic(own));
    let answer = completes(initiator.step(Some(&reply.encode()), NOW)).unwrap();
    let theirs = mic(oid(1), Role::Initiator, &first_choice());
    assert_eq!(answer, Resp::state(AcceptCompleted).mic(theirs));
    assert_eq!(completes(acceptor.step(&answer.encode(), NOW)), None);
    assert_eq!(acceptor.protection(), Protection::Verified);
    assert_eq!(initiator.protection(), Protection::Verified);
}

#[test]
fn c_iv_request_mic_without_the_acceptors_mic_is_defective_for_a_single_token() {
    let mut initiator = preferring(1);
    let reply = Resp::state(RequestMic).mech(oid(1)).encode();
    let expected = ("mic_missing", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(initiator.step(Some(&reply), NOW)), expected);
}

#[test]
fn c_v_no_mic_after_request_mic_is_defective() {
    for tokens in [1, 3] {
        let mut acceptor = required(tokens, true);
        if tokens == 3 {
            let token = Resp::default().token(toy_token(oid(1), 1)).encode();
            goes_on(acceptor.step(&token, NOW));
        }
        let last = Resp::state(AcceptIncomplete).token(toy_token(oid(1), tokens)).encode();
        let expected = ("mic_missing", DEFECTIVE, Some(Resp::state(Reject)));
        assert_eq!(fails(acceptor.step(&last, NOW)), expected);
    }
}
