//! Appendix B, GSS_Set_neg_mechs and GSS_Get_neg_mechs, for both roles.

use spnego::{Error, Misconfigured, Oid, Policy, token::NegState::*};

use crate::common::*;

#[test]
fn both_roles_list_what_they_have_credentials_for() {
    let mut without = Toy::new(oid(2), Role::Acceptor, 2, true);
    without.available = false;
    let with = Toy::new(oid(1), Role::Acceptor, 2, true);
    let mechanisms = vec![without, with];
    let acceptor = spnego::Acceptor::new(Policy::default(), mechanisms.clone());
    assert_eq!(acceptor.get_neg_mechs(), [oid(1)]);
    let initiator = spnego::Initiator::new(Policy::default(), mechanisms);
    assert_eq!(initiator.get_neg_mechs(), [oid(1)]);
}

#[test]
fn the_set_restricts_an_initiators_offer_and_orders_it() {
    let toys = [(oid(1), 2, true), (oid(2), 2, true), (oid(3), 2, true)];
    let mut initiator = initiator(Policy::default(), &toys);
    initiator.set_neg_mechs(&[oid(3), oid(1)]).unwrap();
    assert_eq!(initiator.get_neg_mechs(), [oid(3), oid(1)]);
    let First { offer, mech_token, .. } = first_token(&mut initiator);
    assert_eq!((offer, mech_token), (vec![oid(3), oid(1)], Some(toy_token(oid(3), 1))));
}

#[test]
fn the_set_restricts_an_acceptors_choice_and_orders_it() {
    let toys = [(oid(1), 2, true), (oid(2), 2, true), (oid(3), 2, true)];
    let mut acceptor = acceptor(Policy::default(), &toys);
    acceptor.set_neg_mechs(&[oid(3), oid(1)]).unwrap();
    let reply = goes_on(acceptor.step(&init(&[oid(2), oid(1), oid(3)], None, None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(3)));
}

#[test]
fn a_mechanism_outside_the_set_is_not_negotiated_and_not_called_unavailable() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true), (oid(2), 2, true)]);
    acceptor.set_neg_mechs(&[oid(1)]).unwrap();
    assert_eq!(fails(acceptor.step(&init(&[oid(2)], None, None), NOW)).0, "no_common_mechanism");
}

#[test]
fn an_initiator_may_offer_kerberos_in_both_spellings() {
    let mut initiator = initiator(Policy::default(), &[(Oid::KRB5, 2, true)]);
    initiator.set_neg_mechs(&[Oid::MS_KRB5, Oid::KRB5]).unwrap();
    let First { offer, .. } = first_token(&mut initiator);
    assert_eq!(offer, [Oid::MS_KRB5, Oid::KRB5]);
    // Either spelling in the reply is the mechanism whose token was sent.
    let reply = Resp::state(AcceptCompleted).mech(Oid::KRB5).token(toy_token(Oid::KRB5, 2));
    assert_eq!(completes(initiator.step(Some(&reply.encode()), NOW)), None);
    assert_eq!(initiator.mech_type(), Some(&Oid::KRB5));
}

#[test]
fn a_set_that_cannot_be_negotiated_is_refused() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let refused = |error| Err(Error::Misconfigured(error));
    assert_eq!(acceptor.set_neg_mechs(&[]), refused(Misconfigured::NegMechs));
    let unknown = Misconfigured::UnknownMechanism { oid: Oid::SPNEGO };
    assert_eq!(acceptor.set_neg_mechs(&[oid(1), Oid::SPNEGO]), refused(unknown));
    let repeated = Misconfigured::RepeatedMechanism { oid: oid(1) };
    assert_eq!(acceptor.set_neg_mechs(&[oid(1), oid(1)]), refused(repeated));
    assert_eq!(acceptor.get_neg_mechs(), [oid(1)]);

    goes_on(acceptor.step(&init(&[oid(1)], None, None), NOW));
    let late = acceptor.set_neg_mechs(&[oid(1)]);
    assert_eq!(late, refused(Misconfigured::NegMechs));
    assert_eq!(late.unwrap_err().major_status().name(), "GSS_S_FAILURE");
}
