//! Section 2.2, Negotiation procedure: statuses, mech_type and what the initiator checks.

use spnego::{Oid, Protection, token::NegState::*};

use crate::common::*;

/// An initiator that has sent its first token.
fn waiting(toys: &[(Oid, u8, bool)]) -> spnego::Initiator<Toy> {
    let mut initiator = initiator(rfc2478(), toys);
    initiator.step(None, NOW).unwrap();
    initiator
}

#[test]
fn a_reject_is_bad_mech_and_mech_type_is_the_negotiation_mechanism() {
    let mut initiator = waiting(&[(oid(1), 2, true)]);
    let reply = Resp::state(Reject).encode();
    assert_eq!(fails(initiator.step(Some(&reply), NOW)), ("peer_rejected", "GSS_S_BAD_MECH", None));
    assert_eq!(initiator.mech_type(), Some(&Oid::SPNEGO));
}

#[test]
fn a_mechanism_outside_the_offer_is_bad_mech() {
    for state in [AcceptCompleted, AcceptIncomplete] {
        let mut initiator = waiting(&[(oid(1), 2, true)]);
        let reply = Resp::state(state).mech(oid(2)).encode();
        let (code, status, _) = fails(initiator.step(Some(&reply), NOW));
        assert_eq!((code, status), ("mech_not_offered", "GSS_S_BAD_MECH"));
    }
}

#[test]
fn integrity_without_a_mic_is_bad_mic() {
    for tokens in [1, 2] {
        let mut initiator = waiting(&[(oid(1), tokens, true)]);
        let mut reply = Resp::state(AcceptCompleted).mech(oid(1));
        if tokens == 2 {
            reply = reply.token(toy_token(oid(1), 2));
        }
        let expected = ("mic_missing", "GSS_S_BAD_MIC", None);
        assert_eq!(fails(initiator.step(Some(&reply.encode()), NOW)), expected);
        assert_eq!(initiator.protection(), Protection::None);
    }
}

#[test]
fn integrity_with_a_bad_mic_is_bad_mic() {
    let mut initiator = waiting(&[(oid(1), 2, true)]);
    let bad = mic(oid(1), Role::Acceptor, &[oid(1), oid(2)]);
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).token(toy_token(oid(1), 2)).mic(bad);
    let expected = ("mic_invalid", "GSS_S_BAD_MIC", None);
    assert_eq!(fails(initiator.step(Some(&reply.encode()), NOW)), expected);
}

#[test]
fn without_integrity_no_mic_is_needed_and_none_is_taken() {
    let mut initiator = waiting(&[(oid(1), 2, false)]);
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).token(toy_token(oid(1), 2));
    assert_eq!(completes(initiator.step(Some(&reply.encode()), NOW)), None);
    assert_eq!((initiator.mech_type(), initiator.protection()), (Some(&oid(1)), Protection::None));

    let mut initiator = waiting(&[(oid(1), 2, false)]);
    let reply = reply.mic(b"mic".to_vec()).encode();
    assert_eq!(fails(initiator.step(Some(&reply), NOW)).0, "mic_without_integrity");
}

#[test]
fn mech_type_is_not_valid_while_more_is_needed_and_the_selected_one_at_the_end() {
    let mut initiator = waiting(&[(oid(1), 2, true), (oid(2), 2, true)]);
    assert_eq!(initiator.mech_type(), None);
    let reply = Resp::state(AcceptIncomplete).mech(oid(2)).encode();
    goes_on(initiator.step(Some(&reply), NOW));
    assert_eq!(initiator.mech_type(), None);
    let own = mic(oid(2), Role::Acceptor, &[oid(1), oid(2)]);
    let reply = Resp::default().token(toy_token(oid(2), 2)).mic(own).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
    assert_eq!(initiator.mech_type(), Some(&oid(2)));
    assert_eq!(initiator.protection(), Protection::Verified);
}

#[test]
fn a_response_token_beside_another_selection_than_the_first_is_ignored() {
    let mut initiator = waiting(&[(oid(1), 2, true), (oid(2), 2, true)]);
    let reply = Resp::state(AcceptIncomplete).mech(oid(2)).token(b"a certificate".to_vec());
    let answer = goes_on(initiator.step(Some(&reply.encode()), NOW));
    assert_eq!(answer, Resp::default().token(toy_token(oid(2), 1)));
}

#[test]
fn a_target_that_left_the_first_token_aside_gets_it_again() {
    for tokens in [1, 2, 3] {
        let mut initiator = waiting(&[(oid(1), tokens, true)]);
        let reply = Resp::state(AcceptIncomplete).mech(oid(1)).encode();
        let answer = goes_on(initiator.step(Some(&reply), NOW));
        assert_eq!(answer, Resp::default().token(toy_token(oid(1), 1)), "{tokens} tokens");
    }
}
