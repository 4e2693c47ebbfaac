//! Negotiations of several legs: the client offers NTLM first, so that the mechanism list must be
//! protected (RFC 4178 section 5).

use std::time::Duration;

use host_tests::mint::Negotiation;
use serde_json::json;

use crate::realm::{NOW, Realm, request, response};
use crate::support::{Exchange, Request, Vm};

const MINUTE: Duration = Duration::from_secs(60);
/// Negotiations that wait at the same time.
const MAX_WAITING: u64 = 1024;

/// The next leg of a client on an HTTP/1.1 connection.
fn leg(
    vm: &mut Vm,
    client: &mut Negotiation,
    last: Option<&Exchange>,
    connection: u64,
) -> Exchange {
    let challenge = last.map(|exchange| exchange.challenges()[0].clone());
    let authorization = client.next(challenge.as_deref());
    vm.exchange(request(authorization).on_connection(connection), response(200))
}

fn client(realm: &mut Realm) -> Negotiation {
    let credential = realm.mint.ticket("alice", NOW);
    realm.mint.ntlm_first(&credential, NOW)
}

/// The legs until the answer of the service is final.
fn finish(realm: &mut Realm, client: &mut Negotiation, first: Exchange, on: u64) -> Exchange {
    let mut last = first;
    for _ in 0..4 {
        if last.status() != b"401" || last.challenges() == ["Negotiate"] {
            break;
        }
        last = leg(&mut realm.vm, client, Some(&last), on);
    }
    last
}

fn assert_admitted(realm: &Realm, exchange: &Exchange) {
    assert!(exchange.passed, "{}: {}", exchange.details(), realm.vm.log());
    assert_eq!(exchange.upstream("x-auth-principal"), ["alice@MINT.TEST"]);
    assert_eq!(exchange.upstream("x-auth-protection"), ["verified"]);
    assert!(exchange.upstream("authorization").is_empty());
}

#[test]
fn the_legs_of_one_connection_end_with_a_verified_mechanism_list() {
    let mut realm = Realm::new(json!({}));
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    assert_eq!(first.status(), b"401");
    assert_eq!(first.details(), "spnego_next_leg");
    let last = finish(&mut realm, &mut client, first, 1);
    assert_admitted(&realm, &last);
    assert!(client.is_complete());
    assert!(realm.metric("spnego.challenged.next_leg") >= 1);
    assert_eq!(realm.metric("spnego.accepted"), 1);
}

#[test]
fn a_leg_on_another_connection_continues_nothing() {
    let mut realm = Realm::new(json!({}));
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    let second = leg(&mut realm.vm, &mut client, Some(&first), 2);
    assert_eq!(second.status(), b"401");
    assert_eq!(second.details(), "spnego_not_a_first_token");
    assert_eq!(realm.metric("spnego.accepted"), 0);
}

#[test]
fn a_leg_that_reaches_another_worker_continues_nothing() {
    let mut realm = Realm::new(json!({}));
    let mut other = realm.another_vm();
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    let second = leg(&mut other, &mut client, Some(&first), 1);
    assert_eq!(second.details(), "spnego_not_a_first_token");
}

#[test]
fn a_negotiation_never_authenticates_its_connection() {
    let mut realm = Realm::new(json!({}));
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    let last = finish(&mut realm, &mut client, first, 1);
    assert_admitted(&realm, &last);
    let next = realm.vm.exchange(Request::get("/").on_connection(1), response(200));
    assert_eq!(next.details(), "spnego_no_token");
}

#[test]
fn unrelated_requests_between_the_legs_do_not_end_the_negotiation() {
    let mut realm = Realm::new(json!({}));
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    let bare = realm.vm.exchange(Request::get("/").on_connection(1), response(200));
    assert_eq!(bare.details(), "spnego_no_token");
    let basic = request("Basic YTpi").on_connection(1);
    assert_eq!(realm.vm.exchange(basic, response(200)).details(), "spnego_not_negotiate");
    let last = finish(&mut realm, &mut client, first, 1);
    assert_admitted(&realm, &last);
}

#[test]
fn a_second_first_token_takes_the_place_of_the_first() {
    let mut realm = Realm::new(json!({}));
    let mut abandoned = client(&mut realm);
    let reply_to_abandoned = leg(&mut realm.vm, &mut abandoned, None, 1);
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    assert_eq!(first.details(), "spnego_next_leg");
    let last = finish(&mut realm, &mut client, first, 1);
    assert_admitted(&realm, &last);
    let late = leg(&mut realm.vm, &mut abandoned, Some(&reply_to_abandoned), 1);
    assert_eq!(late.details(), "spnego_not_a_first_token");
}

#[test]
fn a_single_leg_on_the_connection_of_a_waiting_negotiation_is_accepted() {
    let mut realm = Realm::new(json!({}));
    let mut waiting = client(&mut realm);
    leg(&mut realm.vm, &mut waiting, None, 1);
    let header = realm.header();
    let exchange = realm.vm.exchange(request(&header).on_connection(1), response(200));
    assert!(exchange.passed);
    assert_eq!(exchange.upstream("x-auth-protection"), ["none"]);
}

#[test]
fn over_http_2_a_second_leg_is_refused_by_name_and_a_single_leg_is_accepted() {
    let mut realm = Realm::new(json!({}));
    let mut client = client(&mut realm);
    let request_1 = request(client.next(None)).on_http_2_connection(1);
    let first = realm.vm.exchange(request_1, response(200));
    assert_eq!(first.status(), b"401");
    assert_eq!(first.details(), "spnego_multi_leg_over_http2");
    assert_eq!(first.challenges(), ["Negotiate"]);
    assert_eq!(realm.metric("spnego.rejected.multi_leg_over_http2"), 1);
    let header = realm.header();
    let single = request(&header).on_http_2_connection(1);
    assert!(realm.vm.exchange(single, response(200)).passed);
}

#[test]
fn a_negotiation_waits_for_a_minute() {
    for (later, admitted) in [(MINUTE, true), (MINUTE + Duration::from_secs(1), false)] {
        let mut realm = Realm::new(json!({}));
        let mut client = client(&mut realm);
        let first = leg(&mut realm.vm, &mut client, None, 1);
        realm.shared.set_time(NOW + later);
        let last = finish(&mut realm, &mut client, first, 1);
        assert_eq!(last.passed, admitted, "{later:?}: {}", last.details());
        if !admitted {
            assert_eq!(last.details(), "spnego_not_a_first_token");
        }
    }
}

#[test]
fn of_too_many_waiting_negotiations_the_oldest_goes() {
    let mut realm = Realm::new(json!({}));
    let mut clients = Vec::new();
    for connection in 0..=MAX_WAITING {
        let mut client = client(&mut realm);
        realm.shared.set_time(NOW + Duration::from_millis(connection));
        let first = leg(&mut realm.vm, &mut client, None, connection);
        assert_eq!(first.details(), "spnego_next_leg", "{connection}");
        if [0, 1, MAX_WAITING].contains(&connection) {
            clients.push((connection, client, first));
        }
    }
    for (connection, mut client, first) in clients {
        let last = finish(&mut realm, &mut client, first, connection);
        assert_eq!(last.passed, connection != 0, "{connection}: {}", last.details());
    }
}

#[test]
fn the_mic_of_the_last_leg_must_be_good() {
    let mut realm = Realm::new(json!({}));
    let mut client = client(&mut realm);
    let first = leg(&mut realm.vm, &mut client, None, 1);
    let second = leg(&mut realm.vm, &mut client, Some(&first), 1);
    assert_eq!(second.details(), "spnego_next_leg", "{}", realm.vm.log());
    let token = client.next(Some(&second.challenges()[0]));
    let mut octets = spnego::http::parse(token.as_bytes(), 65_535).unwrap();
    *octets.last_mut().unwrap() ^= 1;
    let spoiled = spnego::http::challenge(Some(&octets));
    let last = realm.vm.exchange(request(spoiled).on_connection(1), response(200));
    assert_eq!(last.details(), "spnego_mic_invalid");
    assert_eq!(last.status(), b"401");
    let again = realm.vm.exchange(request(token).on_connection(1), response(200));
    assert_eq!(again.details(), "spnego_not_a_first_token");
}

#[test]
fn the_token_of_a_negotiation_cannot_be_used_in_another() {
    let mut realm = Realm::new(json!({}));
    let mut victim = client(&mut realm);
    let first = leg(&mut realm.vm, &mut victim, None, 1);
    let authorization = victim.next(Some(&first.challenges()[0]));
    let second = realm.vm.exchange(request(&authorization).on_connection(1), response(200));
    assert_eq!(second.details(), "spnego_next_leg");
    let mut thief = client(&mut realm);
    leg(&mut realm.vm, &mut thief, None, 2);
    let stolen = realm.vm.exchange(request(&authorization).on_connection(2), response(200));
    assert_eq!(stolen.details(), "spnego_replay");
}
