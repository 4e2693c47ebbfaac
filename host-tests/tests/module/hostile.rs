//! Octets that no client would send.

use host_tests::mint::hostile::Hostile;
use serde_json::json;

use crate::realm::{NOW, Realm, request, response};
use crate::support::Request;

#[test]
fn header_values_that_are_not_utf_8_do_not_stop_the_module() {
    let mut realm = Realm::new(json!({}));
    for octets in [&b"\xff"[..], b"Negotiate \xff\xff", b"\x00", b"Negotiate", b"Negotiate =", b""]
    {
        assert_eq!(realm.exchange(octets).status(), b"401", "{octets:?}");
    }
    let request = Request::get("/").header(b"x-\xff", b"\xff").header("x-edgewarden-pass", b"\xff");
    assert_eq!(realm.vm.exchange(request, response(200)).status(), b"401");
}

#[test]
fn mutated_and_random_tokens_are_refused_and_the_module_goes_on() {
    let mut realm = Realm::new(json!({}));
    let mut hostile = Hostile::new(7);
    for round in 0..3000 {
        let good = realm.header();
        let value = hostile.value(&good);
        let exchange = realm.vm.exchange(request(value).on_connection(round % 3), response(200));
        let status = exchange.status();
        assert!(status == b"401" || status == b"200", "{}", String::from_utf8_lossy(status));
    }
    let header = realm.header_at(NOW);
    assert!(realm.exchange(&header).passed);
}
