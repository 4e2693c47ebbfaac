//! Section 3.1, Negotiation Description: the choice and the first reply's state.

use spnego::{Initiator, Oid, Policy, token::NegState::*};

use crate::common::*;

#[test]
fn without_policy_the_first_offered_mechanism_with_credentials_wins() {
    for (offer, selected) in [
        (vec![oid(1), oid(2)], oid(1)),
        (vec![oid(2), oid(1)], oid(2)),
        (vec![oid(9), oid(2), oid(1)], oid(2)),
    ] {
        let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true), (oid(2), 2, true)]);
        let reply = goes_on_or_completes(&mut acceptor, &init(&offer, None, None));
        assert_eq!(reply.supported_mech, Some(selected), "{offer:?}");
    }
}

#[test]
fn a_mechanism_without_credentials_is_passed_over() {
    let mut without = Toy::new(oid(1), Role::Acceptor, 2, true);
    without.available = false;
    let with = Toy::new(oid(2), Role::Acceptor, 2, true);
    let mut acceptor = spnego::Acceptor::new(Policy::default(), vec![without, with]);
    let reply = goes_on(acceptor.step(&init(&[oid(1), oid(2)], None, None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(2)));
}

#[test]
fn with_policy_the_order_of_the_target_wins() {
    let policy = Policy { neg_mechs: Some(vec![oid(2), oid(1)]), ..Policy::default() };
    let mut acceptor = acceptor(policy, &[(oid(1), 2, true), (oid(2), 2, true)]);
    let reply = goes_on(acceptor.step(&init(&[oid(1), oid(2)], None, None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(2)));
}

#[test]
fn accept_completed_says_that_the_first_token_sufficed() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 1, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let reply = completes(acceptor.step(&token, NOW));
    assert_eq!(reply, Some(Resp::state(AcceptCompleted).mech(oid(1))));
}

#[test]
fn accept_incomplete_says_that_more_is_needed_and_the_mic_optional() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 3, true)]);
    let token = init(&[oid(1)], Some(&toy_token(oid(1), 1)), None);
    let reply = goes_on(acceptor.step(&token, NOW));
    let expected = Resp::state(AcceptIncomplete).mech(oid(1)).token(toy_token(oid(1), 2));
    assert_eq!(reply, expected);
}

#[test]
fn the_negotiation_mechanism_itself_is_never_selected() {
    let mut acceptor = acceptor(Policy::default(), &[(oid(1), 2, true)]);
    let reply = goes_on(acceptor.step(&init(&[Oid::SPNEGO, oid(1)], None, None), NOW));
    assert_eq!(reply, Resp::state(RequestMic).mech(oid(1)));
}

#[test]
fn an_initiator_offers_no_mechanism_without_credentials() {
    let mut without = Toy::new(oid(1), Role::Initiator, 2, true);
    without.available = false;
    let with = Toy::new(oid(2), Role::Initiator, 2, true);
    let mut initiator = Initiator::new(Policy::default(), vec![without, with]);
    let First { offer, mech_token, .. } = first_token(&mut initiator);
    assert_eq!((offer, mech_token), (vec![oid(2)], Some(toy_token(oid(2), 1))));
}

#[test]
fn a_mechanism_that_gives_no_first_token_is_left_out_of_the_offer() {
    let mechanisms = vec![
        Fragile::broken(oid(1)),
        Fragile::broken(oid(2)),
        Fragile { broken: false, toy: Toy::new(oid(3), Role::Initiator, 2, true) },
    ];
    let mut initiator = Initiator::new(Policy::default(), mechanisms);
    let token = initiator.step(None, NOW).unwrap().token.unwrap();
    assert_eq!(token, init(&[oid(3)], Some(&toy_token(oid(3), 1)), None));
}

#[test]
fn if_no_mechanism_gives_a_first_token_the_preferred_one_says_why() {
    let mechanisms = vec![Fragile::broken(oid(1)), Fragile::broken(oid(2))];
    let mut initiator = Initiator::new(Policy::default(), mechanisms);
    let failure = initiator.step(None, NOW).unwrap_err();
    assert_eq!(failure.error.to_string(), format!("mechanism refused: {} broke [broken]", oid(1)));
    assert_eq!(failure.token, None);
}

#[test]
fn an_initiator_with_nothing_to_offer_says_so() {
    let mut initiator = initiator(Policy::default(), &[]);
    assert_eq!(fails(initiator.step(None, NOW)), ("no_mechanism", "GSS_S_NO_CRED", None));
}

fn goes_on_or_completes(acceptor: &mut spnego::Acceptor<Toy>, token: &[u8]) -> Resp {
    Resp::parse(&acceptor.step(token, NOW).unwrap().token.unwrap())
}

/// A mechanism that may fail at its first step, as one whose KDC is away.
struct Fragile {
    broken: bool,
    toy: Toy,
}

impl Fragile {
    fn broken(oid: Oid) -> Self {
        Self { broken: true, toy: Toy::new(oid, Role::Initiator, 2, true) }
    }
}

impl spnego::Mechanism for Fragile {
    fn oid(&self) -> &Oid {
        self.toy.oid()
    }

    fn is_available(&self) -> bool {
        true
    }

    fn step(
        &mut self,
        token: Option<&[u8]>,
        now: core::time::Duration,
    ) -> Result<spnego::MechanismStep, spnego::MechanismError> {
        if self.broken {
            return Err(spnego::MechanismError {
                code: "broken",
                detail: format!("{} broke", self.toy.oid),
                token: None,
                major: spnego::MajorStatus::Failure,
            });
        }
        self.toy.step(token, now)
    }

    fn integrity(&self) -> bool {
        self.toy.integrity()
    }

    fn mic(&mut self, message: &[u8]) -> Result<Vec<u8>, spnego::MechanismError> {
        self.toy.mic(message)
    }

    fn verify_mic(&mut self, message: &[u8], mic: &[u8]) -> Result<(), spnego::MechanismError> {
        self.toy.verify_mic(message, mic)
    }
}
