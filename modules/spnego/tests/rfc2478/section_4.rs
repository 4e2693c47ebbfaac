//! Section 4, Examples, with tokens written out by hand: no living peer speaks this mode.

use spnego::{ContextFlags, Oid, Policy, Protection};

use crate::common::*;

/// The two mechanisms of the examples; the hand-written vectors hold their identifiers.
fn mech1() -> Oid {
    oid(1)
}

fn mech2() -> Oid {
    oid(2)
}

fn examples_initiator() -> spnego::Initiator<Toy> {
    let policy = Policy { req_flags: ContextFlags(0x22), ..rfc2478() };
    initiator(policy, &[(mech1(), 2, true), (mech2(), 2, true)])
}

fn sent(step: Result<spnego::Step, spnego::Failure>) -> Vec<u8> {
    step.unwrap().token.unwrap()
}

#[test]
fn sections_4_1_and_4_2_a_mechanism_other_than_the_first() {
    let mut initiator = examples_initiator();
    let mut acceptor = acceptor(rfc2478(), &[(mech2(), 2, true)]);
    let offer = sent(initiator.step(None, NOW));
    assert_eq!(offer, vector("rfc2478-offer.hex"));
    let accept = sent(acceptor.step(&offer, NOW));
    assert_eq!(accept, vector("rfc2478-accept-mech2.hex"));
    let token = sent(initiator.step(Some(&accept), NOW));
    assert_eq!(token, vector("rfc2478-mech2-token1.hex"));
    let last = acceptor.step(&token, NOW).unwrap();
    assert!(last.complete);
    assert_eq!(last.token, Some(vector("rfc2478-mech2-token2-mic.hex")));
    let end = initiator.step(last.token.as_deref(), NOW).unwrap();
    assert_eq!((end.complete, end.token), (true, None));
    assert_eq!(initiator.mech_type(), Some(&mech2()));
    assert_eq!(initiator.protection(), Protection::Verified);
    assert_eq!(acceptor.protection(), Protection::MicSent);
}

#[test]
fn section_4_3_a_negotiation_that_fails() {
    let mut initiator = examples_initiator();
    let mut acceptor = acceptor(rfc2478(), &[(oid(3), 2, true)]);
    let offer = sent(initiator.step(None, NOW));
    let failure = acceptor.step(&offer, NOW).unwrap_err();
    assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
    let reject = failure.token.unwrap();
    assert_eq!(reject, vector("rfc2478-reject.hex"));
    let failure = initiator.step(Some(&reject), NOW).unwrap_err();
    assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
}

#[test]
fn section_4_4_the_preferred_mechanism_with_its_token() {
    let mut initiator = examples_initiator();
    let mut acceptor = acceptor(rfc2478(), &[(mech1(), 2, true)]);
    let offer = sent(initiator.step(None, NOW));
    let accept = acceptor.step(&offer, NOW).unwrap();
    assert!(accept.complete);
    assert_eq!(accept.token, Some(vector("rfc2478-accept-mech1-mic.hex")));
    assert!(initiator.step(accept.token.as_deref(), NOW).unwrap().complete);
    assert_eq!(initiator.mech_type(), Some(&mech1()));
    assert_eq!(acceptor.req_flags().unwrap().requested, ContextFlags(0x22));
}
