//! A request that comes through the filter again, because the proxy followed a redirect itself.

use std::time::Duration;

use serde_json::json;

use crate::realm::{NOW, Realm, request, response};
use crate::support::{Exchange, Request};

const PASS: &str = "x-edgewarden-pass";

/// The first pass of a request of alice on connection 1.
fn first_pass(realm: &mut Realm) -> Exchange {
    let header = realm.header();
    let exchange = realm.vm.redirected(request(&header).on_connection(1));
    assert!(exchange.passed);
    exchange
}

#[test]
fn the_second_pass_keeps_identity_and_mutual_token_and_is_no_replay() {
    let mut realm = Realm::new(json!({}));
    let credential = realm.mint.ticket("alice", NOW);
    let mut client = realm.mint.negotiation(&credential, NOW);
    let first = realm.vm.redirected(request(client.next(None)).on_connection(1));
    let second = realm.vm.redirected(Request::again(&first).on_connection(1));
    assert!(second.passed, "{}", realm.vm.log());
    assert_eq!(second.upstream("x-auth-principal"), ["alice@MINT.TEST"]);
    assert!(second.upstream("authorization").is_empty());
    let third = realm.vm.exchange(Request::again(&second).on_connection(1), response(200));
    assert!(third.passed, "a second redirect");
    assert_eq!(third.upstream("x-auth-principal"), ["alice@MINT.TEST"]);
    let challenges = third.challenges();
    assert_eq!(challenges.len(), 1);
    client.next(Some(&challenges[0]));
    assert!(client.is_complete());
}

#[test]
fn a_pass_is_good_once() {
    let mut realm = Realm::new(json!({}));
    let first = first_pass(&mut realm);
    assert!(realm.vm.exchange(Request::again(&first).on_connection(1), response(200)).passed);
    let again = realm.vm.exchange(Request::again(&first).on_connection(1), response(200));
    assert_eq!(again.details(), "spnego_no_token");
}

#[test]
fn a_pass_is_good_on_its_connection_only() {
    let mut realm = Realm::new(json!({}));
    let first = first_pass(&mut realm);
    let elsewhere = realm.vm.exchange(Request::again(&first).on_connection(2), response(200));
    assert_eq!(elsewhere.details(), "spnego_no_token");
    let nowhere = realm.vm.exchange(Request::again(&first), response(200));
    assert_eq!(nowhere.details(), "spnego_no_token");
    let other_worker =
        realm.another_vm().exchange(Request::again(&first).on_connection(1), response(200));
    assert_eq!(other_worker.details(), "spnego_no_token");
}

#[test]
fn the_pass_of_a_request_that_got_its_response_is_refused() {
    let mut realm = Realm::new(json!({}));
    let header = realm.header();
    let first = realm.vm.exchange(request(&header).on_connection(1), response(302));
    let shown = realm.vm.exchange(Request::again(&first).on_connection(1), response(200));
    assert_eq!(shown.details(), "spnego_no_token");
}

#[test]
fn a_pass_is_refused_when_its_second_is_over() {
    let mut realm = Realm::new(json!({}));
    let first = first_pass(&mut realm);
    realm.shared.set_time(NOW + Duration::from_secs(2));
    let late = realm.vm.exchange(Request::again(&first).on_connection(1), response(200));
    assert_eq!(late.details(), "spnego_no_token");
}

#[test]
fn a_pass_that_the_filter_did_not_make_is_refused() {
    let mut realm = Realm::new(json!({}));
    let first = first_pass(&mut realm);
    let genuine = first.upstream(PASS).remove(0);
    let altered = match genuine.split_at(genuine.len() - 1) {
        (start, "0") => format!("{start}1"),
        (start, _) => format!("{start}0"),
    };
    for forged in [altered.as_str(), "", "00", &"0".repeat(32), &"\u{e9}".repeat(16)] {
        let request = Request::get("/").header(PASS, forged).on_connection(1);
        let exchange = realm.vm.exchange(request, response(200));
        assert_eq!(exchange.details(), "spnego_no_token", "{forged}");
    }
}

#[test]
fn the_policy_of_the_second_route_is_asked_again() {
    let path = "xds.route_metadata.filter_metadata.spnego";
    let mut realm = Realm::new(json!({}));
    let first = first_pass(&mut realm);
    // {"deny": ["*"]}: a pair whose value is a pair.
    let denied = b"\x01\0\0\0\x04\0\0\0\x0f\0\0\0deny\0\x01\0\0\0\x01\0\0\0\0\0\0\0*\0\0\0";
    let second = Request::again(&first).on_connection(1).property(path, denied);
    let exchange = realm.vm.exchange(second, response(200));
    assert_eq!(exchange.details(), "spnego_principal_denied");
    assert_eq!(exchange.challenges().len(), 1);
}

#[test]
fn a_pass_beside_a_token_does_not_count() {
    let mut realm = Realm::new(json!({}));
    let first = first_pass(&mut realm);
    let request = Request::again(&first).header("authorization", "Negotiate AAAA");
    let exchange = realm.vm.exchange(request.on_connection(1), response(200));
    assert_eq!(exchange.status(), b"401");
}
