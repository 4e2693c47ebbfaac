//! Bad input: random and mutated tokens never panic, and what comes out is bounded.

use proptest::prelude::*;
use spnego::{
    Acceptor, Initiator, Mode, Oid, Policy, Protection, http,
    token::{self, NegState},
};

use crate::common::*;

/// No reply of ours is longer: its mechanism token, MIC and identifier are the test mechanism's.
const MAX_REPLY_BYTES: usize = 128;

fn policies() -> impl Strategy<Value = Policy> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(rfc2478, ordered, final_mic)| Policy {
        mode: if rfc2478 { Mode::Rfc2478 } else { Mode::Rfc4178 },
        neg_mechs: ordered.then(|| vec![oid(2), Oid::KRB5]),
        initiator_final_mic: final_mic,
        ..Policy::default()
    })
}

fn toys() -> impl Strategy<Value = Vec<(Oid, u8, bool)>> {
    (1..=3u8, 1..=3u8, any::<bool>(), any::<bool>())
        .prop_map(|(first, second, a, b)| vec![(Oid::KRB5, first, a), (oid(2), second, b)])
}

/// Everything that a peer can put into the fields, right and wrong.
fn resps() -> impl Strategy<Value = Vec<u8>> {
    let states = prop::sample::select(vec![
        None,
        Some(NegState::AcceptCompleted),
        Some(NegState::AcceptIncomplete),
        Some(NegState::Reject),
        Some(NegState::RequestMic),
    ]);
    let mechs = prop::sample::select(vec![None, Some(Oid::KRB5), Some(Oid::MS_KRB5), Some(oid(2))]);
    let tokens = prop::sample::select(vec![
        None,
        Some(toy_token(Oid::KRB5, 1)),
        Some(toy_token(Oid::KRB5, 2)),
        Some(toy_token(Oid::KRB5, 3)),
        Some(toy_token(oid(2), 1)),
        Some(toy_token(oid(2), 2)),
        Some(toy_token(oid(2), 3)),
        Some(b"rubbish".to_vec()),
    ]);
    let mics = prop::option::of(prop::collection::vec(any::<u8>(), 1..10));
    (states, mechs, tokens, mics).prop_map(|(state, mech, token, mic)| {
        let resp = Resp {
            neg_state: state,
            supported_mech: mech,
            response_token: token,
            mech_list_mic: mic,
        };
        resp.encode()
    })
}

fn inits() -> impl Strategy<Value = Vec<u8>> {
    let mechs = [Oid::KRB5, Oid::MS_KRB5, Oid::NTLM, Oid::NEGOEX, Oid::SPNEGO, oid(2), oid(9)];
    let offers = prop::collection::vec(prop::sample::select(mechs.to_vec()), 0..40);
    (offers, prop::option::of(0..3u8), prop::option::of(prop::collection::vec(any::<u8>(), 1..9)))
        .prop_filter_map("mechTypes is bounded", |(offer, number, mic)| {
            let list = token::encode_mech_types(&offer);
            token::MechTypes::parse(&list).ok()?;
            let first = offer.first().copied().unwrap_or(Oid::KRB5);
            let mech_token = number.map(|number| toy_token(first, number));
            Some(init_with_list(&list, mech_token.as_deref(), mic.as_deref()))
        })
}

/// Well-formed tokens with some octets changed and some cut off.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    (prop_oneof![resps(), inits()], edits, prop::option::of(any::<prop::sample::Index>())).prop_map(
        |(mut token, edits, cut)| {
            for (at, value) in edits {
                let at = at.index(token.len());
                token[at] = value;
            }
            if let Some(cut) = cut {
                token.truncate(cut.index(token.len()));
            }
            token
        },
    )
}

fn tokens() -> impl Strategy<Value = Vec<u8>> {
    let random = prop::collection::vec(any::<u8>(), 0..200);
    prop_oneof![2 => resps(), 2 => inits(), 3 => mutated(), 1 => random]
}

fn check_bounds(result: &Result<spnego::Step, spnego::Failure>) {
    let token = match result {
        Ok(step) => &step.token,
        Err(failure) => {
            assert!(failure.error.to_string().len() < 2000, "{}", failure.error);
            &failure.token
        }
    };
    assert!(token.as_ref().is_none_or(|token| token.len() <= MAX_REPLY_BYTES));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn an_acceptor_bears_any_tokens_in_any_order(
        policy in policies(),
        toys in toys(),
        first in prop_oneof![inits(), tokens()],
        later in prop::collection::vec(tokens(), 0..5),
    ) {
        let mut acceptor: Acceptor<Toy> = acceptor(policy, &toys);
        for token in [first].iter().chain(&later) {
            check_bounds(&acceptor.step(token, NOW));
        }
        // No MIC in these tokens is one that the peer could have made.
        prop_assert_ne!(acceptor.protection(), Protection::Verified);
    }

    #[test]
    fn an_initiator_bears_any_tokens_in_any_order(
        policy in policies(),
        toys in toys(),
        replies in prop::collection::vec(tokens(), 1..6),
    ) {
        let mut initiator: Initiator<Toy> = initiator(policy, &toys);
        check_bounds(&initiator.step(None, NOW));
        for token in &replies {
            check_bounds(&initiator.step(Some(token), NOW));
        }
        prop_assert_ne!(initiator.protection(), Protection::Verified);
    }

    #[test]
    fn the_readers_bear_any_octets(
        bytes in prop_oneof![tokens(), prop::collection::vec(any::<u8>(), 0..2000)],
    ) {
        let first = token::FirstToken::parse(&bytes);
        if let Ok(token::FirstToken::NegTokenInit(init)) = first {
            prop_assert!(init.mech_types.is_none_or(|list| list.iter().count() <= token::MAX_MECH_TYPES));
        }
        for mode in [Mode::Rfc4178, Mode::Rfc2478] {
            if let Ok(resp) = token::parse_later(&bytes, mode) {
                prop_assert!(resp.response_token.is_none_or(|token| token.len() < bytes.len()));
            }
        }
    }

    #[test]
    fn a_header_of_any_octets_gives_a_bounded_token_or_a_named_error(
        scheme in prop_oneof![Just(b"Negotiate ".to_vec()), prop::collection::vec(any::<u8>(), 0..12)],
        rest in prop_oneof!["[A-Za-z0-9+/]{0,60}={0,2}".prop_map(String::into_bytes), prop::collection::vec(any::<u8>(), 0..60)],
        limit in 0..50usize,
    ) {
        let value = [scheme, rest].concat();
        match http::parse(&value, limit) {
            Ok(token) => {
                prop_assert!(!token.is_empty() && token.len() <= limit);
                let challenge = http::challenge(Some(&token));
                prop_assert_eq!(http::parse(challenge.as_bytes(), limit), Ok(token));
            }
            Err(error) => prop_assert!(!error.code().is_empty()),
        }
    }
}

#[test]
fn deep_nesting_is_not_followed() {
    let mut token = Vec::new();
    for _ in 0..5000 {
        let length = token.len() as u32;
        token = [&[0xa0, 0x84][..], &length.to_be_bytes(), &token].concat();
    }
    let framed = token::frame(&token);
    let mut acceptor = acceptor(Policy::default(), &[(Oid::KRB5, 2, true)]);
    assert_eq!(fails(acceptor.step(&framed, NOW)).0, "token_tag");
}
