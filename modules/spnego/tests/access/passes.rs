//! Requests that come through the filter twice, after an internal redirect.

use std::time::Duration;

use spnego::access::{Decision, Policy, Request};

use crate::realm::{NOW, Realm};
use crate::{Entrance, Http1, code, config, request, usual};

struct Admitted {
    entrance: Entrance,
    pass: String,
    token: Option<String>,
}

fn admitted() -> Admitted {
    let mut realm = Realm::new();
    let (token, _) = usual(&mut realm);
    let mut entrance = Entrance::new(&realm, "");
    match entrance.ask(&[&token]) {
        Decision::Admit { pass: Some(pass), header, .. } => {
            Admitted { entrance, pass, token: header }
        }
        other => panic!("{other:?}"),
    }
}

impl Admitted {
    fn again(&mut self, pass: &str, connection: u64) -> Decision {
        let connection = Http1(connection);
        let request = Request { pass: Some(pass.as_bytes()), ..request(&connection) };
        self.entrance.gate.decide(&request, &self.entrance.policy, NOW)
    }
}

#[test]
fn a_request_that_comes_again_keeps_identity_and_token() {
    let mut first = admitted();
    let pass = first.pass.clone();
    let Decision::Admit { admitted, header, pass: next, .. } = first.again(&pass, 1) else {
        panic!("not admitted again");
    };
    assert_eq!(admitted.principal, "alice@EXAMPLE.COM");
    assert_eq!(header, first.token);
    assert_ne!(next.unwrap(), pass, "a third pass needs a new one");
}

#[test]
fn a_pass_is_good_once_and_on_its_connection() {
    let mut first = admitted();
    let pass = first.pass.clone();
    assert_eq!(code(&first.again(&pass, 2)), "no_token");
    assert_eq!(code(&first.again(&pass, 1)), "admit");
    assert_eq!(code(&first.again(&pass, 1)), "no_token");
}

#[test]
fn a_made_up_pass_is_worth_nothing() {
    let mut first = admitted();
    let good = first.pass.clone();
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
fn a_pass_ends_a_second_after_its_request() {
    let mut first = admitted();
    let pass = first.pass.clone();
    first.entrance.gate.request_ended(&pass, NOW);
    // The next request that ends clears away what is over.
    first.entrance.gate.request_ended("", NOW + Duration::from_secs(1));
    assert_eq!(code(&first.again(&pass, 1)), "no_token");
}

#[test]
fn the_policy_of_the_new_route_is_asked() {
    let mut first = admitted();
    first.entrance.policy = Policy::of_plugin(&config(r#", "deny": ["alice@*"]"#));
    let pass = first.pass.clone();
    assert_eq!(code(&first.again(&pass, 1)), "principal_denied");
}
