//! Negotiations of several legs (RFC 4559 section 5): Kerberos offered second.

use std::time::Duration;

use spnego::Protection;
use spnego::access::Decision;

use crate::client::Client;
use crate::realm::{NOW, Realm};
use crate::{Entrance, Http1, Http2, code, header, negotiate, usual};

struct Exchange {
    entrance: Entrance,
    realm: Realm,
    client: Client,
}

impl Exchange {
    fn new() -> Self {
        let mut realm = Realm::new();
        let client = Client::ntlm_first(realm.credential());
        Self { entrance: Entrance::new(&realm, ""), realm, client }
    }

    fn ask(&mut self, token: &[u8], connection: u64) -> Decision {
        self.entrance.ask_on(&Http1(connection), &[&negotiate(token)], NOW)
    }

    /// The client's second token, after the acceptor asked for a MIC.
    fn second(&mut self, connection: u64) -> Vec<u8> {
        let first = self.client.first();
        let decision = self.ask(&first, connection);
        assert_eq!(code(&decision), "next_leg");
        self.client.answer(&decision).token.unwrap()
    }

    /// The client's third token: its MIC.
    fn third(&mut self, connection: u64) -> Vec<u8> {
        let second = self.second(connection);
        let decision = self.ask(&second, connection);
        assert_eq!(code(&decision), "next_leg");
        self.client.answer(&decision).token.unwrap()
    }
}

#[test]
fn legs_on_one_connection_end_with_a_verified_list() {
    let mut exchange = Exchange::new();
    let third = exchange.third(5);
    let decision = exchange.ask(&third, 5);
    assert_eq!(code(&decision), "admit");
    assert_eq!(header(&decision, "x-auth-protection").as_deref(), Some("verified"));
    if let Decision::Admit { header: Some(_), .. } = &decision {
        exchange.client.answer(&decision);
    }
    assert_eq!(exchange.client.protection(), Protection::Verified);
}

#[test]
fn a_leg_on_another_connection_continues_nothing() {
    let mut exchange = Exchange::new();
    let third = exchange.third(5);
    assert_eq!(code(&exchange.ask(&third, 6)), "not_a_first_token");
    assert_eq!(code(&exchange.ask(&third, 5)), "admit");
}

#[test]
fn a_finished_negotiation_authenticates_no_further_request() {
    let mut exchange = Exchange::new();
    let third = exchange.third(5);
    assert_eq!(code(&exchange.ask(&third, 5)), "admit");
    assert_eq!(code(&exchange.ask(&third, 5)), "not_a_first_token");
    let without_token = exchange.entrance.ask_on(&Http1(5), &[], NOW);
    assert_eq!(code(&without_token), "no_token");
}

#[test]
fn an_unrelated_request_between_legs_does_not_end_the_negotiation() {
    let mut exchange = Exchange::new();
    let third = exchange.third(5);
    for lines in [&[][..], &["Basic YWxpY2U6c2VjcmV0"]] {
        exchange.entrance.ask_on(&Http1(5), lines, NOW);
    }
    assert_eq!(code(&exchange.ask(&third, 5)), "admit");
}

#[test]
fn a_second_first_token_replaces_the_negotiation() {
    let mut exchange = Exchange::new();
    let third = exchange.third(5);
    let (other, _) = usual(&mut exchange.realm);
    let decision = exchange.entrance.ask_on(&Http1(5), &[&other], NOW);
    assert_eq!(code(&decision), "admit");
    assert_eq!(code(&exchange.ask(&third, 5)), "not_a_first_token");
}

#[test]
fn over_http_2_another_leg_is_refused_with_its_reason() {
    let mut exchange = Exchange::new();
    let first = negotiate(&exchange.client.first());
    let decision = exchange.entrance.ask_on(&Http2(1), &[&first], NOW);
    let Decision::Challenge { code, header, .. } = decision else { panic!("{decision:?}") };
    assert_eq!((code, header.as_str()), ("multi_leg_over_http2", "Negotiate"));

    let (single, _) = usual(&mut exchange.realm);
    let decision = exchange.entrance.ask_on(&Http2(1), &[&single], NOW);
    assert_eq!(crate::code(&decision), "admit");
}

#[test]
fn a_negotiation_waits_a_minute_for_its_next_leg() {
    for (wait, reason) in [(60, "admit"), (61, "not_a_first_token")] {
        let mut exchange = Exchange::new();
        let third = negotiate(&exchange.third(5));
        let later = NOW + Duration::from_secs(wait);
        let decision = exchange.entrance.ask_on(&Http1(5), &[&third], later);
        assert_eq!(code(&decision), reason, "after {wait} s");
    }
}

#[test]
fn the_negotiation_that_has_waited_longest_makes_room() {
    let mut exchange = Exchange::new();
    let oldest = exchange.third(0);
    let mut younger = Exchange::new();
    core::mem::swap(&mut younger.entrance, &mut exchange.entrance);
    let younger_third = {
        let first = negotiate(&younger.client.first());
        let later = NOW + Duration::from_secs(1);
        let decision = younger.entrance.ask_on(&Http1(1), &[&first], later);
        let second = negotiate(&younger.client.answer(&decision).token.unwrap());
        let decision = younger.entrance.ask_on(&Http1(1), &[&second], later);
        younger.client.answer(&decision).token.unwrap()
    };
    let first = negotiate(&Exchange::new().client.first());
    let later = NOW + Duration::from_secs(2);
    for connection in 2..=1024 {
        younger.entrance.ask_on(&Http1(connection), &[&first], later);
    }
    assert_eq!(code(&younger.ask(&oldest, 0)), "not_a_first_token");
    assert_eq!(code(&younger.ask(&younger_third, 1)), "admit");
}
