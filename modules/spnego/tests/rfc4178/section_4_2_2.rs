//! Section 4.2.2, negTokenResp: which fields may stand where.

use spnego::{Error, Oid, Policy, Reason, token::NegState::*};

use crate::common::*;

const DEFECTIVE: &str = "GSS_S_DEFECTIVE_TOKEN";

/// An initiator that has sent its first token, with two mechanisms of three tokens.
fn waiting() -> spnego::Initiator<Toy> {
    let mut initiator = initiator(Policy::default(), &[(oid(1), 3, true), (oid(2), 3, true)]);
    initiator.step(None, NOW).unwrap();
    initiator
}

/// The same, after the acceptor's first reply selected the first mechanism.
fn waiting_again() -> spnego::Initiator<Toy> {
    let mut initiator = waiting();
    let reply = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2));
    goes_on(initiator.step(Some(&reply.encode()), NOW));
    initiator
}

/// An acceptor that waits for the third token of the first mechanism.
fn acceptor_waiting() -> spnego::Acceptor<Toy> {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    goes_on(acceptor.step(&token, NOW));
    acceptor
}

#[test]
fn the_first_reply_must_have_a_neg_state() {
    let reply = Resp::default().mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    let expected = ("neg_state_missing", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(waiting().step(Some(&reply), NOW)), expected);
}

#[test]
fn the_first_reply_without_supported_mech_selects_the_first_mechanism() {
    let reply = Resp::state(AcceptIncomplete).token(toy_token(oid(1), 2)).encode();
    let answer = goes_on(waiting().step(Some(&reply), NOW));
    assert_eq!(answer, Resp::state(AcceptIncomplete).token(toy_token(oid(1), 3)));
}

#[test]
fn a_mechanism_outside_the_offer_is_bad_mech() {
    for state in [AcceptCompleted, AcceptIncomplete, RequestMic] {
        let mut initiator = waiting();
        let reply = Resp::state(state).mech(oid(9)).encode();
        let failure = initiator.step(Some(&reply), NOW).unwrap_err();
        assert_eq!(failure.error, Error::Rejected(Reason::MechNotOffered { oid: oid(9) }));
        assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
        assert_eq!(initiator.mech_type(), Some(&Oid::SPNEGO));
    }
}

#[test]
fn the_other_spelling_of_kerberos_is_outside_an_offer_that_has_only_one() {
    let mut initiator = initiator(Policy::default(), &[(Oid::KRB5, 2, true)]);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(AcceptCompleted).mech(Oid::MS_KRB5).token(toy_token(Oid::KRB5, 2));
    let (code, status, _) = fails(initiator.step(Some(&reply.encode()), NOW));
    assert_eq!((code, status), ("mech_not_offered", "GSS_S_BAD_MECH"));
}

#[test]
fn a_reject_is_bad_mech_and_is_not_answered() {
    let reject = Resp::state(Reject).token(b"error".to_vec()).encode();
    for mut initiator in [waiting(), waiting_again()] {
        let expected = ("peer_rejected", "GSS_S_BAD_MECH", None);
        assert_eq!(fails(initiator.step(Some(&reject), NOW)), expected);
        assert_eq!(initiator.mech_type(), Some(&Oid::SPNEGO));
    }
    assert_eq!(
        fails(acceptor_waiting().step(&reject, NOW)),
        ("peer_rejected", "GSS_S_BAD_MECH", None)
    );
}

#[test]
fn supported_mech_after_the_first_reply_fails() {
    let expected = ("supported_mech_late", DEFECTIVE, Some(Resp::state(Reject)));
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).encode();
    assert_eq!(fails(waiting_again().step(Some(&reply), NOW)), expected);
    let token = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 3)).encode();
    assert_eq!(fails(acceptor_waiting().step(&token, NOW)), expected);
}

#[test]
fn request_mic_after_the_first_reply_fails() {
    let expected = ("request_mic_misplaced", DEFECTIVE, Some(Resp::state(Reject)));
    let reply = Resp::state(RequestMic).encode();
    assert_eq!(fails(waiting_again().step(Some(&reply), NOW)), expected);
    let token = Resp::state(RequestMic).token(toy_token(oid(1), 3)).encode();
    assert_eq!(fails(acceptor_waiting().step(&token, NOW)), expected);
}

#[test]
fn another_mechanism_than_the_first_without_request_mic_fails_before_it_sends_anything() {
    for state in [AcceptCompleted, AcceptIncomplete] {
        let reply = Resp::state(state).mech(oid(2)).encode();
        let expected = ("request_mic_missing", DEFECTIVE, Some(Resp::state(Reject)));
        assert_eq!(fails(waiting().step(Some(&reply), NOW)), expected);
    }
}

#[test]
fn accept_completed_fails_while_the_mechanism_needs_another_token() {
    let expected = ("accept_completed_early", DEFECTIVE, Some(Resp::state(Reject)));
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    assert_eq!(fails(waiting().step(Some(&reply), NOW)), expected);
    let bare = Resp::state(AcceptCompleted).mech(oid(1)).encode();
    assert_eq!(fails(waiting().step(Some(&bare), NOW)).0, "mech_token_missing");
}

#[test]
fn accept_incomplete_fails_when_there_is_nothing_left_to_send() {
    let mut initiator = initiator(Policy::default(), &[(oid(1), 2, true)]);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2)).encode();
    let expected = ("accept_incomplete_late", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(initiator.step(Some(&reply), NOW)), expected);
}

#[test]
fn an_absent_state_after_the_first_reply_is_inferred_from_the_mechanism() {
    let mut initiator = waiting_again();
    assert_eq!(completes(initiator.step(Some(&Resp::default().encode()), NOW)), None);
    let mut acceptor = acceptor_waiting();
    let last = Resp::default().token(toy_token(oid(1), 3)).encode();
    assert_eq!(completes(acceptor.step(&last, NOW)), Some(Resp::state(AcceptCompleted)));
}

#[test]
fn a_mechanism_token_must_come_while_the_mechanism_waits_and_not_after() {
    let (code, status, _) = fails(acceptor_waiting().step(&Resp::default().encode(), NOW));
    assert_eq!((code, status), ("mech_token_missing", DEFECTIVE));
    let reply = Resp::state(AcceptCompleted).token(b"more".to_vec()).encode();
    let (code, status, _) = fails(waiting_again().step(Some(&reply), NOW));
    assert_eq!((code, status), ("mech_token_late", DEFECTIVE));
}

#[test]
fn a_negotiation_begins_with_a_neg_token_init_and_has_only_one() {
    let mut fresh = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let later = Resp::default().token(toy_token(oid(1), 1)).encode();
    assert_eq!(fails(fresh.step(&later, NOW)), ("not_a_first_token", DEFECTIVE, None));
    let again = init(&[oid(1)], Some(&toy_token(oid(1), 3)), None);
    let expected = ("init_repeated", DEFECTIVE, Some(Resp::state(Reject)));
    assert_eq!(fails(acceptor_waiting().step(&again, NOW)), expected);
}
