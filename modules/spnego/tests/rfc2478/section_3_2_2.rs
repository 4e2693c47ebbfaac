//! Section 3.2.2, Processing of mechListMIC: even, odd with its three cases, and the note.

use spnego::{
    Oid, Policy, Protection,
    token::{self, NegState::*, NegTokenInit},
};

use crate::common::*;

/// The offer puts the mechanism under test second, so that it has tokens after the first reply.
fn offer() -> [Oid; 2] {
    [oid(9), oid(1)]
}

fn list_mic(sender: Role) -> Vec<u8> {
    mic(oid(1), sender, &offer())
}

/// A target that awaits the last mechanism token of the initiator.
fn awaiting_last(tokens: u8, integrity: bool) -> spnego::Acceptor<Toy> {
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), tokens, integrity)]);
    goes_on(acceptor.step(&init(&offer(), None, None), NOW));
    if tokens == 3 {
        goes_on(acceptor.step(&Resp::default().token(toy_token(oid(1), 1)).encode(), NOW));
    }
    acceptor
}

/// An initiator that was told to use its second mechanism, and what it sent then.
fn reselected(
    policy: Policy,
    tokens: u8,
    integrity: bool,
) -> (spnego::Initiator<Toy>, spnego::Step) {
    let toys = [(oid(9), 2, true), (oid(1), tokens, integrity)];
    let mut initiator = initiator(policy, &toys);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(AcceptIncomplete).mech(oid(1)).encode();
    let step = initiator.step(Some(&reply), NOW).unwrap();
    (initiator, step)
}

#[test]
fn without_integrity_no_mic_is_included() {
    let mut acceptor = awaiting_last(2, false);
    let token = Resp::default().token(toy_token(oid(1), 1)).encode();
    let reply = completes(acceptor.step(&token, NOW));
    assert_eq!(reply, Some(Resp::default().token(toy_token(oid(1), 2))));

    let mut acceptor = awaiting_last(3, false);
    let token = Resp::default().token(toy_token(oid(1), 3)).encode();
    assert_eq!(completes(acceptor.step(&token, NOW)), None);
    assert_eq!(acceptor.protection(), Protection::None);
}

#[test]
fn even_the_target_sends_a_mic_with_its_last_token_and_is_done() {
    let mut acceptor = awaiting_last(2, true);
    let token = Resp::default().token(toy_token(oid(1), 1)).encode();
    let reply = completes(acceptor.step(&token, NOW));
    let own = list_mic(Role::Acceptor);
    assert_eq!(reply, Some(Resp::default().token(toy_token(oid(1), 2)).mic(own)));
    assert_eq!(acceptor.protection(), Protection::MicSent);
}

#[test]
fn even_the_mic_stands_in_the_first_reply_too_although_both_prefer_the_mechanism() {
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 2, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let own = mic(oid(1), Role::Acceptor, &[oid(1)]);
    let expected = Resp::state(AcceptCompleted).mech(oid(1)).token(toy_token(oid(1), 2)).mic(own);
    assert_eq!(completes(acceptor.step(&token, NOW)), Some(expected));
}

#[test]
fn even_a_mic_of_the_initiator_does_not_spare_the_targets_own() {
    let mut acceptor = awaiting_last(2, true);
    let token = Resp::default().token(toy_token(oid(1), 1)).mic(list_mic(Role::Initiator));
    let reply = completes(acceptor.step(&token.encode(), NOW)).unwrap();
    assert_eq!(reply.mech_list_mic, Some(list_mic(Role::Acceptor)));
    assert_eq!(acceptor.protection(), Protection::Verified);
}

#[test]
fn even_the_initiator_requires_the_mic() {
    let reply = Resp::default().token(toy_token(oid(1), 2));
    let (mut initiator, _) = reselected(rfc2478(), 2, true);
    let good = reply.clone().mic(list_mic(Role::Acceptor)).encode();
    assert_eq!(completes(initiator.step(Some(&good), NOW)), None);
    assert_eq!(initiator.protection(), Protection::Verified);

    let (mut initiator, _) = reselected(rfc2478(), 2, true);
    let missing = fails(initiator.step(Some(&reply.encode()), NOW));
    assert_eq!(missing, ("mic_missing", "GSS_S_BAD_MIC", None));

    let (mut initiator, _) = reselected(rfc2478(), 2, true);
    let bad = reply.mic(list_mic(Role::Initiator)).encode();
    assert_eq!(fails(initiator.step(Some(&bad), NOW)), ("mic_invalid", "GSS_S_BAD_MIC", None));
}

#[test]
fn odd_case_1_a_good_mic_completes_without_a_token() {
    for tokens in [1, 3] {
        let mut acceptor = awaiting_last(tokens, true);
        let last = Resp::default().token(toy_token(oid(1), tokens)).mic(list_mic(Role::Initiator));
        assert_eq!(completes(acceptor.step(&last.encode(), NOW)), None);
        assert_eq!(acceptor.protection(), Protection::Verified);
    }
}

#[test]
fn odd_case_1_holds_for_a_single_token_that_is_first_and_last() {
    let own = mic(oid(1), Role::Initiator, &[oid(1)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), Some(&own));
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 1, true)]);
    assert_eq!(completes(acceptor.step(&token, NOW)), None);
    assert_eq!(acceptor.protection(), Protection::Verified);
}

#[test]
fn odd_case_2_a_bad_mic_fails() {
    for tokens in [1, 3] {
        for bad in [vec![0; 8], list_mic(Role::Acceptor), mic(oid(1), Role::Initiator, &[oid(1)])] {
            let mut acceptor = awaiting_last(tokens, true);
            let last = Resp::default().token(toy_token(oid(1), tokens)).mic(bad);
            let expected = ("mic_invalid", "GSS_S_BAD_MIC", None);
            assert_eq!(fails(acceptor.step(&last.encode(), NOW)), expected);
        }
    }
}

#[test]
fn odd_case_3_an_absent_mic_is_answered_with_a_mic_and_no_response_token() {
    for tokens in [1, 3] {
        let mut acceptor = awaiting_last(tokens, true);
        let last = Resp::default().token(toy_token(oid(1), tokens)).encode();
        let reply = completes(acceptor.step(&last, NOW));
        assert_eq!(reply, Some(Resp::default().mic(list_mic(Role::Acceptor))));
        assert_eq!(acceptor.protection(), Protection::MicSent);
    }
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 1, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let own = mic(oid(1), Role::Acceptor, &[oid(1)]);
    let reply = completes(acceptor.step(&token, NOW));
    assert_eq!(reply, Some(Resp::state(AcceptCompleted).mech(oid(1)).mic(own)));
}

#[test]
fn odd_the_initiator_that_adds_a_mic_is_done_with_its_last_token() {
    let policy = Policy { initiator_final_mic: true, ..rfc2478() };
    let (mut initiator, step) = reselected(policy, 3, true);
    assert_eq!(Resp::parse(&step.token.unwrap()), Resp::default().token(toy_token(oid(1), 1)));
    let reply = Resp::default().token(toy_token(oid(1), 2)).encode();
    let last = completes(initiator.step(Some(&reply), NOW));
    let own = list_mic(Role::Initiator);
    assert_eq!(last, Some(Resp::default().token(toy_token(oid(1), 3)).mic(own)));
    assert_eq!(initiator.protection(), Protection::MicSent);
}

#[test]
fn odd_the_initiator_that_adds_none_waits_for_the_targets_and_requires_it() {
    let expected = Resp::default().token(toy_token(oid(1), 1));
    for (reply, result) in [
        (Resp::default().mic(list_mic(Role::Acceptor)), Ok(Protection::Verified)),
        (Resp::default(), Err(("mic_missing", "GSS_S_BAD_MIC", None))),
        (Resp::default().mic(vec![0; 8]), Err(("mic_invalid", "GSS_S_BAD_MIC", None))),
    ] {
        let (mut initiator, step) = reselected(rfc2478(), 1, true);
        assert!(!step.complete);
        assert_eq!(Resp::parse(&step.token.unwrap()), expected);
        let step = initiator.step(Some(&reply.encode()), NOW);
        match result {
            Ok(protection) => {
                assert_eq!(completes(step), None);
                assert_eq!(initiator.protection(), protection);
            }
            Err(failure) => assert_eq!(fails(step), failure),
        }
    }
}

#[test]
fn odd_without_integrity_the_initiator_is_done_with_its_last_token() {
    let (initiator, step) = reselected(rfc2478(), 1, false);
    assert_eq!(completes(Ok(step)), Some(Resp::default().token(toy_token(oid(1), 1))));
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn the_note_a_mic_that_an_attacker_deleted_comes_back_late_and_fails() {
    let policy = Policy { initiator_final_mic: true, ..rfc2478() };
    let (mut initiator, last) = reselected(policy, 1, true);
    assert!(last.complete);
    assert_eq!(initiator.mech_type(), Some(&oid(1)));
    let mut stripped = Resp::parse(&last.token.unwrap());
    assert_eq!(stripped.mech_list_mic.take(), Some(list_mic(Role::Initiator)));

    let mut acceptor = awaiting_last(1, true);
    let reply = completes(acceptor.step(&stripped.encode(), NOW)).unwrap();
    let late = fails(initiator.step(Some(&reply.encode()), NOW));
    assert_eq!(late, ("token_after_end", "GSS_S_DEFECTIVE_TOKEN", None));
    assert_eq!(initiator.mech_type(), Some(&Oid::SPNEGO));
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn a_later_token_may_be_a_neg_token_init_without_mech_types() {
    for framed in [false, true] {
        let (last_token, own) = (toy_token(oid(1), 1), list_mic(Role::Initiator));
        let last = NegTokenInit {
            mech_token: Some(&last_token),
            mech_list_mic: Some(&own),
            ..NegTokenInit::default()
        };
        let last = if framed { token::frame(&last.encode()) } else { last.encode() };
        let mut acceptor = awaiting_last(1, true);
        assert_eq!(completes(acceptor.step(&last, NOW)), None);
        assert_eq!(acceptor.protection(), Protection::Verified);
    }
}

#[test]
fn a_later_neg_token_init_that_lists_mechanisms_again_is_refused() {
    let mut acceptor = awaiting_last(1, true);
    let last = init(&offer(), Some(&toy_token(oid(1), 1)), None);
    let expected = ("init_repeated", "GSS_S_DEFECTIVE_TOKEN", None);
    assert_eq!(fails(acceptor.step(&last, NOW)), expected);
}

#[test]
fn a_mic_before_the_context_is_established_is_refused_on_both_sides() {
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 3, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), Some(b"mic"));
    assert_eq!(fails(acceptor.step(&token, NOW)).0, "mic_early");

    let (mut initiator, _) = reselected(rfc2478(), 3, true);
    let reply = Resp::default().token(toy_token(oid(1), 2)).mic(list_mic(Role::Acceptor));
    assert_eq!(fails(initiator.step(Some(&reply.encode()), NOW)).0, "mic_early");
}

#[test]
fn two_of_ours_agree_over_every_length_and_order() {
    use Protection::{MicSent, None, Verified};
    for initiator_final_mic in [false, true] {
        for tokens in [1, 2, 3] {
            for first in [true, false] {
                for integrity in [true, false] {
                    let (selected, other) = ((oid(1), tokens, integrity), (oid(2), 2, true));
                    let toys = if first { [selected, other] } else { [other, selected] };
                    let policy = Policy { initiator_final_mic, ..rfc2478() };
                    let mut initiator = initiator(policy, &toys);
                    let mut acceptor = acceptor(rfc2478(), &[selected]);
                    let outcome = converse(&mut initiator, &mut acceptor);
                    // The initiator adds its MIC to a last token of its own after the first one.
                    let initiators =
                        initiator_final_mic && (tokens == 3 || (tokens == 1 && !first));
                    let (ours, theirs) = match (integrity, initiators) {
                        (false, _) => (None, None),
                        (true, true) => (MicSent, Verified),
                        (true, false) => (Verified, MicSent),
                    };
                    assert_eq!(
                        (outcome.initiator, outcome.acceptor),
                        (Some((oid(1), ours)), Some((oid(1), theirs))),
                        "{tokens} tokens, first {first}, MIC {integrity}/{initiator_final_mic}"
                    );
                }
            }
        }
    }
}
