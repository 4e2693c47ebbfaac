//! Requests that come through the filter twice, after an internal redirect.

use std::time::Duration;

use spnego::access::{Decision, Pass, Policy, Request};

use crate::realm::{NOW, Realm};
use crate::{Entrance, Http1, code, config, request, usual};

struct Admitted {
    entrance: Entrance,
    pass: Pass,
    token: Option<String>,
}

/// A request that was admitted and has not ended.
fn under_way() -> Admitted {
    let mut realm = Realm::new();
    let (token, _) = usual(&mut realm);
    let mut entrance = Entrance::new(&realm, "");
    match entrance.ask(&[&token]) {
        Decision::Admit { pass, header, .. } => Admitted { entrance, pass, token: header },
        other => panic!("{other:?}"),
    }
}

/// A request that was admitted and ended without a response, on connection 1.
fn admitted() -> Admitted {
    let mut first = under_way();
    let (pass, token) = (first.pass.clone(), first.token.clone());
    first.entrance.gate.request_ended(pass, token, 1, NOW);
    first
}

impl Admitted {
    fn again(&mut self, pass: &str, connection: u64) -> Decision {
        self.again_at(pass, connection, NOW)
    }

    fn again_at(&mut self, pass: &str, connection: u64, now: Duration) -> Decision {
        let connection = Http1(connection);
        let request = Request { pass: Some(pass.as_bytes()), ..request(&connection) };
        self.entrance.gate.decide(&request, &self.entrance.policy, now)
    }
}

#[test]
fn a_request_that_comes_again_keeps_identity_and_token() {
    let mut first = admitted();
    let pass = first.pass.value();
    let Decision::Admit { admitted, header, pass: next, .. } = first.again(&pass, 1) else {
        panic!("not admitted again");
    };
    assert_eq!(admitted.principal, "alice@EXAMPLE.COM");
    assert_eq!(header, first.token);
    assert_ne!(next.value(), pass, "a third pass needs a new one");
}

#[test]
fn a_pass_is_good_once_and_on_its_connection() {
    let mut first = admitted();
    let pass = first.pass.value();
    assert_eq!(code(&first.again(&pass, 2)), "no_token");
    assert_eq!(code(&first.again(&pass, 1)), "admit");
    assert_eq!(code(&first.again(&pass, 1)), "no_token");
}

#[test]
fn a_made_up_pass_is_worth_nothing() {
    let mut first = admitted();
    let good = first.pass.value();
    for at in 0..good.len() {
        let mut octets = good.clone().into_bytes();
        octets[at] = if octets[at] == b'0' { b'1' } else { b'0' };
        let changed = String::from_utf8(octets).unwrap();
        assert_eq!(code(&first.again(&changed, 1)), "no_token", "{changed}");
    }
    for pass in ["", "x", &good[1..], &good.to_uppercase().repeat(2)] {
        assert_eq!(code(&first.again(pass, 1)), "no_token", "{pass}");
    }
    assert_eq!(code(&first.again(&good, 1)), "admit");
}

#[test]
fn a_pass_is_good_for_a_second_after_its_request_and_not_before() {
    let mut first = under_way();
    let pass = first.pass.value();
    assert_eq!(code(&first.again(&pass, 1)), "no_token");
    for (wait, outcome) in [(999, "admit"), (1000, "no_token")] {
        let mut first = admitted();
        let pass = first.pass.value();
        let later = NOW + Duration::from_millis(wait);
        assert_eq!(code(&first.again_at(&pass, 1, later)), outcome, "{wait} ms");
    }
}

#[test]
fn the_number_of_passes_is_bounded() {
    let mut first = admitted();
    let mut others = under_way();
    let oldest = first.pass.value();
    for _ in 0..1024 {
        let (pass, token) = (others.pass.clone(), others.token.clone());
        first.entrance.gate.request_ended(pass, token, 2, NOW);
    }
    assert_eq!(code(&first.again(&oldest, 1)), "no_token");
    let newest = others.pass.value();
    assert_eq!(code(&first.again(&newest, 2)), "admit");
    assert_eq!(code(&others.again(&newest, 2)), "no_token");
}

#[test]
fn the_policy_of_the_new_route_is_asked() {
    let mut first = admitted();
    first.entrance.policy = Policy::of_plugin(&config(r#", "deny": ["alice@*"]"#));
    let pass = first.pass.value();
    assert_eq!(code(&first.again(&pass, 1)), "principal_denied");
}
