//! Appendix C and beyond: what legacy Windows, Sun and others put on the wire.

use spnego::{
    Error, Oid, Policy, Protection, Unsupported,
    token::{self, FirstToken, NegState::*},
};

use crate::common::*;

/// MS-KRB5, KRB5, NegoEx and NTLM, as Windows offers them.
const WINDOWS: [Oid; 4] = [Oid::MS_KRB5, Oid::KRB5, Oid::NEGOEX, Oid::NTLM];

#[test]
fn ms_kerberos_is_echoed_outside_and_is_kerberos_inside() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    let token = init(&WINDOWS, Some(&toy_token(Oid::KRB5, 1)), None);
    let reply = completes(acceptor.step(&token, NOW));
    let inner = toy_token(Oid::KRB5, 2);
    assert_eq!(reply, Some(Resp::state(AcceptCompleted).mech(Oid::MS_KRB5).token(inner)));
    assert_eq!(acceptor.mech_type(), Some(&Oid::KRB5));
}

#[test]
fn ms_kerberos_counts_as_kerberos_for_who_is_first_under_an_order_too() {
    let policy = Policy { neg_mechs: Some(vec![Oid::KRB5]), ..Policy::default() };
    let mut acceptor = acceptor(policy, &[(Oid::KRB5, 2, true)]);
    let token = init(&[Oid::MS_KRB5, Oid::NTLM], Some(&toy_token(Oid::KRB5, 1)), None);
    let reply = completes(acceptor.step(&token, NOW)).unwrap();
    assert_eq!(
        (reply.neg_state, reply.supported_mech),
        (Some(AcceptCompleted), Some(Oid::MS_KRB5))
    );
}

#[test]
fn a_windows_first_token_is_read() {
    let token = vector("windows-neg-token-init.hex");
    let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else { panic!() };
    let offer: Vec<_> = init.mech_types.unwrap().iter().flatten().collect();
    assert_eq!(offer, WINDOWS);
    assert_eq!(init.mech_token, Some(&b"ticket"[..]));
}

#[test]
fn negoex_first_means_request_mic_for_kerberos() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    let offer = [Oid::NEGOEX, Oid::MS_KRB5, Oid::KRB5, Oid::NTLM];
    let reply = goes_on(acceptor.step(&init(&offer, Some(b"NEGOEXTS"), None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(Oid::MS_KRB5));
}

#[test]
fn a_mic_that_repeats_the_mechanism_token_is_ignored() {
    // Windows 2000 as an initiator whose last token it repeats, where no MIC is required.
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    goes_on(acceptor.step(&init(&[oid(1)], None, None), NOW));
    let token = toy_token(oid(1), 1);
    let last = Resp::default().token(token.clone()).mic(token).encode();
    assert_eq!(completes(acceptor.step(&last, NOW)), Some(Resp::state(AcceptCompleted)));

    // And as an acceptor.
    let mut initiator = initiator(Policy::default(), &[(oid(1), 2, true)]);
    initiator.step(None, NOW).unwrap();
    let token = toy_token(oid(1), 2);
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).token(token.clone()).mic(token);
    assert_eq!(completes(initiator.step(Some(&reply.encode()), NOW)), None);
    assert_eq!(initiator.protection(), Protection::None);
}

#[test]
fn a_mic_that_repeats_the_mechanism_token_does_not_do_where_a_mic_is_required() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    goes_on(acceptor.step(&init(&[oid(9), oid(1)], None, None), NOW));
    let token = toy_token(oid(1), 1);
    let last = Resp::default().token(token.clone()).mic(token).encode();
    assert_eq!(fails(acceptor.step(&last, NOW)).0, "mic_missing");
}

#[test]
fn later_tokens_in_the_framing_of_first_ones_are_taken_on_both_sides() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    let reply = acceptor.step(&init(&[oid(1)], None, None), NOW).unwrap().token.unwrap();
    let mut peer = initiator(Policy::default(), &[(oid(1), 3, true)]);
    peer.step(None, NOW).unwrap();
    let incomplete = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2));
    goes_on(peer.step(Some(&token::frame(&incomplete.encode())), NOW));
    assert_eq!(Resp::parse(&reply), Resp::state(AcceptIncomplete).mech(oid(1)));
    let last = token::frame(&Resp::default().token(toy_token(oid(1), 1)).encode());
    assert_eq!(completes(acceptor.step(&last, NOW)), Some(Resp::state(AcceptCompleted)));
}

#[test]
fn an_empty_token_for_an_absent_one_completes_where_nothing_is_awaited() {
    let mut initiator = initiator(Policy::default(), &[(oid(1), 1, true)]);
    initiator.step(None, NOW).unwrap();
    let reply = Resp::state(AcceptCompleted).mech(oid(1)).token(Vec::new()).encode();
    assert_eq!(completes(initiator.step(Some(&reply), NOW)), None);
}

#[test]
fn the_hints_of_an_acceptor_that_speaks_first_change_nothing() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 1, true)]);
    assert_eq!(acceptor.neg_hints(), vector("neg-token-init2.hex"));
    let token = init(&[Oid::KRB5], Some(&toy_token(Oid::KRB5, 1)), None);
    completes(acceptor.step(&token, NOW)).unwrap();
}

#[test]
fn a_neg_token_init_2_from_an_initiator_is_taken_for_its_offer() {
    let token = vector("neg-token-init2.hex");
    let Ok(FirstToken::NegTokenInit(init)) = FirstToken::parse(&token) else { panic!() };
    assert!(init.has_neg_hints);
    assert_eq!((init.mech_token, init.mech_list_mic), (None, None));
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 1, true)]);
    let reply = goes_on(acceptor.step(&token, NOW));
    assert_eq!(reply, Resp::state(AcceptIncomplete).mech(Oid::KRB5));
}

/// `60 len 06 len oid` and the mechanism's own octets.
fn raw(oid: Oid, inner: &[u8]) -> Vec<u8> {
    let oid = [&[0x06, oid.content().len() as u8], oid.content()].concat();
    [&[0x60, (oid.len() + inner.len()) as u8], &oid[..], inner].concat()
}

/// A mechanism whose tokens are raw GSS-API tokens.
struct Raw {
    left: u8,
}

impl spnego::Mechanism for Raw {
    fn oid(&self) -> &Oid {
        &Oid::KRB5
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        _now: core::time::Duration,
    ) -> Result<spnego::MechanismStep, spnego::MechanismError> {
        if token != Some(&raw(Oid::KRB5, b"ok")) {
            return Err(toy_error());
        }
        self.left -= 1;
        Ok(spnego::MechanismStep {
            token: Some(raw(Oid::KRB5, b"reply")),
            complete: self.left == 0,
        })
    }

    fn integrity(&self) -> bool {
        true
    }

    fn mic(&mut self, _message: &[u8]) -> Result<Vec<u8>, spnego::MechanismError> {
        panic!("no MIC is exchanged without SPNEGO")
    }

    fn verify_mic(&mut self, _: &[u8], _: &[u8]) -> Result<(), spnego::MechanismError> {
        panic!("no MIC is exchanged without SPNEGO")
    }
}

#[test]
fn a_raw_token_of_an_available_mechanism_is_handed_to_it_and_answered_raw() {
    for legs in [1, 2] {
        let mechanisms: Vec<Box<dyn spnego::Mechanism>> = vec![Box::new(Raw { left: legs })];
        let mut acceptor = spnego::Acceptor::new(Policy::default(), mechanisms);
        for leg in 1..=legs {
            let step = acceptor.step(&raw(Oid::KRB5, b"ok"), NOW).unwrap();
            assert_eq!(step.token, Some(raw(Oid::KRB5, b"reply")));
            assert_eq!(step.complete, leg == legs);
        }
        assert_eq!(acceptor.mech_type(), Some(&Oid::KRB5));
        assert_eq!(acceptor.protection(), Protection::None);
    }
}

#[test]
fn a_raw_token_that_its_mechanism_refuses_gets_the_error_token_raw() {
    for (error_token, expected) in [(true, Some(b"toy error".to_vec())), (false, None)] {
        let policy = Policy { error_token, ..Policy::default() };
        let mut acceptor = spnego::Acceptor::new(policy, vec![Raw { left: 1 }]);
        let failure = acceptor.step(&raw(Oid::KRB5, b"no"), NOW).unwrap_err();
        assert_eq!((failure.error, failure.token), (Error::Mechanism(toy_error()), expected));
    }
}

#[test]
fn a_raw_token_of_another_mechanism_is_refused_by_name() {
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    let failure = acceptor.step(&raw(Oid::IAKERB, b"ok"), NOW).unwrap_err();
    let error = Unsupported::RawMechanism { oid: Oid::IAKERB };
    assert_eq!((failure.error, failure.token), (Error::Unsupported(error), None));
}

#[test]
fn a_raw_token_of_a_mechanism_outside_the_set_is_refused_by_name() {
    let toys = [(Oid::KRB5, 2, true), (oid(1), 2, true)];
    let mut acceptor = acceptor(Policy::default(), &toys);
    acceptor.set_neg_mechs(&[oid(1)]).unwrap();
    let (code, status, token) = fails(acceptor.step(&raw(Oid::KRB5, b"ok"), NOW));
    assert_eq!((code, status, token), ("raw_mechanism", "GSS_S_BAD_MECH", None));
}

#[test]
fn bare_ntlm_and_a_bare_ap_req_have_reasons_of_their_own() {
    for (token, code) in [
        (&b"NTLMSSP\0\x01\0\0\0\x97\x82\x08\xe2"[..], "raw_ntlm"),
        (&[0x6e, 0x03, 0x30, 0x01, 0x00], "bare_ap_req"),
    ] {
        let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
        assert_eq!(fails(acceptor.step(token, NOW)), (code, "GSS_S_BAD_MECH", None));
    }
}
