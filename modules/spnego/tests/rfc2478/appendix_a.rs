//! Appendix A, GSS_Set_neg_mechs: the order is the target's preference.

use spnego::token::NegState::*;

use crate::common::*;

#[test]
fn without_policy_the_first_offered_mechanism_with_credentials_wins() {
    let mut acceptor = acceptor(rfc2478(), &[(oid(2), 2, true), (oid(1), 2, true)]);
    let reply = goes_on(acceptor.step(&init(&[oid(1), oid(2)], None, None), NOW));
    assert_eq!(reply, Resp::state(AcceptIncomplete).mech(oid(1)));
}

#[test]
fn the_order_of_the_set_is_the_targets_preference() {
    let mut acceptor = acceptor(rfc2478(), &[(oid(1), 2, true), (oid(2), 2, true)]);
    acceptor.set_neg_mechs(&[oid(2), oid(1)]).unwrap();
    assert_eq!(acceptor.get_neg_mechs(), [oid(2), oid(1)]);
    let reply = goes_on(acceptor.step(&init(&[oid(1), oid(2)], None, None), NOW));
    assert_eq!(reply, Resp::state(AcceptIncomplete).mech(oid(2)));
}

#[test]
fn the_set_of_an_initiator_is_its_offer() {
    let mut initiator = initiator(rfc2478(), &[(oid(1), 2, true), (oid(2), 2, true)]);
    initiator.set_neg_mechs(&[oid(2)]).unwrap();
    assert_eq!(first_token(&mut initiator).offer, [oid(2)]);
}
