//! Section 3.2, Negotiation Procedure, and the status of both calls.

use spnego::{Error, Oid, Policy, Protection, Reason, Unsupported, token::NegState::*};

use crate::common::*;

#[test]
fn c_i_no_common_mechanism_is_bad_mech_with_a_reject() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let failure = acceptor.step(&init(&[oid(8), oid(9)], None, None), NOW).unwrap_err();
    let offered = vec![oid(8), oid(9)];
    assert_eq!(failure.error, Error::Rejected(Reason::NoCommonMechanism { offered }));
    assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
    assert_eq!(failure.token.map(|token| Resp::parse(&token)), Some(Resp::state(Reject)));
    assert_eq!(acceptor.mech_type(), Some(&Oid::SPNEGO));
}

#[test]
fn c_i_a_known_mechanism_without_credentials_is_named() {
    let mut toy = Toy::new(Oid::KRB5, Role::Acceptor, 2, true);
    toy.available = false;
    let mut acceptor = spnego::Acceptor::new(Policy::default(), vec![toy]);
    let failure = acceptor.step(&init(&[Oid::NTLM, Oid::MS_KRB5], None, None), NOW).unwrap_err();
    assert_eq!(failure.error, Error::Rejected(Reason::NoCredentials { oid: Oid::KRB5 }));
    assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
}

#[test]
fn c_i_an_offer_of_ntlm_alone_gets_a_reason_that_an_operator_understands() {
    for offer in [vec![Oid::NTLM], vec![Oid::NEGOEX, Oid::NTLM], vec![Oid::NEGOEX]] {
        let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
        let failure = acceptor.step(&init(&offer, None, None), NOW).unwrap_err();
        let text = failure.error.to_string();
        assert!(text.contains("no Kerberos ticket") && text.contains("SPN"), "{text}");
        assert_eq!(failure.error, Error::Unsupported(Unsupported::OnlyNtlm { offered: offer }));
        assert_eq!(failure.error.code(), "only_ntlm");
    }
}

#[test]
fn c_ii_a_mechanism_that_is_not_the_initiators_first_gets_request_mic_alone() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(2), 2, true)]);
    let token = init(&[oid(1), oid(2)], Some(&toy_token(oid(1), 1)), None);
    let reply = goes_on(acceptor.step(&token, NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(2)));
    assert_eq!((acceptor.mech_type(), acceptor.protection()), (None, Protection::None));
}

#[test]
fn c_ii_a_mechanism_that_is_not_the_acceptors_first_gets_request_mic_and_the_response() {
    let policy = Policy { neg_mechs: Some(vec![oid(2), oid(1)]), ..Policy::default() };
    let mut acceptor = acceptor(policy, &[(oid(1), 3, true), (oid(2), 3, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let reply = goes_on(acceptor.step(&token, NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(1)).token(toy_token(oid(1), 2)));
}

#[test]
fn c_ii_a_preference_without_credentials_cannot_be_the_acceptors_first() {
    let policy = Policy { neg_mechs: Some(vec![oid(2), oid(1)]), ..Policy::default() };
    let mut preferred = Toy::new(oid(2), Role::Acceptor, 2, true);
    preferred.available = false;
    let other = Toy::new(oid(1), Role::Acceptor, 3, true);
    let mut acceptor = spnego::Acceptor::new(policy, vec![preferred, other]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    assert_eq!(goes_on(acceptor.step(&token, NOW)).neg_state, Some(AcceptIncomplete));
}

#[test]
fn c_iii_and_iv_without_an_optimistic_token_the_reply_has_none_either() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    let reply = goes_on(acceptor.step(&init(&[oid(1)], None, None), NOW));
    assert_eq!(reply, Resp::state(AcceptIncomplete).mech(oid(1)));
    let last = Resp::default().token(toy_token(oid(1), 1)).encode();
    assert_eq!(completes(acceptor.step(&last, NOW)), Some(Resp::state(AcceptCompleted)));
    assert_eq!(acceptor.mech_type(), Some(&oid(1)));
}

#[test]
fn a_mechanism_that_refuses_gets_its_error_token_to_the_peer_inside_a_reject() {
    let token = init(&[oid(1)], Some(b"rubbish"), None);
    for (error_token, expected) in
        [(true, Resp::state(Reject).token(b"toy error".to_vec())), (false, Resp::state(Reject))]
    {
        let policy = Policy { error_token, ..Policy::default() };
        let mut acceptor = acceptor(policy, &[(oid(1), 2, true)]);
        let failure = acceptor.step(&token, NOW).unwrap_err();
        assert_eq!(failure.error, Error::Mechanism(toy_error()));
        assert_eq!(failure.token.map(|token| Resp::parse(&token)), Some(expected));
        assert_eq!(acceptor.mech_type(), Some(&Oid::SPNEGO));
    }
}

#[test]
fn two_of_ours_agree_over_every_length_and_order_with_the_fewest_messages() {
    use Protection::{None, Verified};
    // Tokens of the selected mechanism, whether it is the initiator's first, messages.
    for (tokens, first, messages) in
        [(1, true, 2), (2, true, 2), (3, true, 4), (1, false, 4), (2, false, 5), (3, false, 6)]
    {
        for integrity in [true, false] {
            let selected = (oid(1), tokens, integrity);
            let other = (oid(2), 2, true);
            let offer = if first { [selected, other] } else { [other, selected] };
            let mut initiator = initiator(Policy::default(), &offer);
            let mut acceptor = acceptor(Policy::default(), &[selected]);
            let outcome = converse(&mut initiator, &mut acceptor);
            let protection = if first || !integrity { None } else { Verified };
            // Without integrity, a MIC leg of its own falls away.
            let messages = if tokens == 2 && !first && !integrity { 4 } else { messages };
            let side = Some((oid(1), protection));
            let expected = Outcome { messages, initiator: side, acceptor: side };
            assert_eq!(outcome, expected, "{tokens} tokens, first {first}, MIC {integrity}");
        }
    }
}

#[test]
fn mech_type_is_unknown_until_the_context_is_established() {
    let mut initiator = initiator(Policy::default(), &[(Oid::KRB5, 2, true)]);
    assert_eq!(initiator.mech_type(), None);
    initiator.step(None, NOW).unwrap();
    assert_eq!(initiator.mech_type(), None);
    let reply =
        Resp::state(AcceptCompleted).mech(Oid::KRB5).token(toy_token(Oid::KRB5, 2)).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
    assert_eq!(initiator.mech_type(), Some(&Oid::KRB5));
    assert_eq!(initiator.mechanism().unwrap().oid, Oid::KRB5);
}

#[test]
fn a_step_after_the_end_fails_and_undoes_what_was_reported() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    completes(acceptor.step(&token, NOW));
    let late = ("token_after_end", "GSS_S_DEFECTIVE_TOKEN", None);
    assert_eq!(fails(acceptor.step(&token, NOW)), late);
    assert_eq!(acceptor.mech_type(), Some(&Oid::SPNEGO));
    assert_eq!(fails(acceptor.step(&token, NOW)), late);
}

#[test]
fn an_initiator_is_stepped_without_a_token_once_and_with_one_ever_after() {
    let misuse = ("step_input", "GSS_S_FAILURE", None);
    let mut early = initiator(Policy::default(), &[(oid(1), 2, true)]);
    assert_eq!(fails(early.step(Some(b"token"), NOW)), misuse);
    let mut late = initiator(Policy::default(), &[(oid(1), 2, true)]);
    late.step(None, NOW).unwrap();
    let (code, status, _) = fails(late.step(None, NOW));
    assert_eq!((code, status), (misuse.0, misuse.1));
}
