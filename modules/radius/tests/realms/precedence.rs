//! Which of several routes wins.

use radius::routing::{Decision, Kind, Refusal};
use serde_json::{Value, json};

use crate::support::{access, decide, outcome, route, table};

/// One route for each step of the order, the strongest first.
fn every_condition() -> Vec<Value> {
    vec![
        json!({"match": {"attribute": {"name": "NAS-Identifier", "starts_with": "ap"}}, "pool": "a"}),
        json!({"match": {"numbered": {"prefix": "4930"}}, "pool": "b"}),
        json!({"match": {"numbered": {"prefix": "49"}}, "pool": "c"}),
        json!({"match": {"realm": "x.y.example.org"}, "pool": "d"}),
        json!({"match": {"realm": "*.y.example.org"}, "pool": "e"}),
        json!({"match": {"realm": ".y.example.org"}, "pool": "f"}),
        json!({"match": {"realm": ".example.org"}, "pool": "g"}),
        json!({"match": {"prefix_realm": "corp"}, "pool": "h"}),
        json!({"match": {"realm_regex": ".*org"}, "pool": "i"}),
        json!({"match": {"realm": "*"}, "pool": "j"}),
        json!({"match": {"prefix_realm": "*"}, "pool": "k"}),
        json!({"match": "default", "pool": "l"}),
    ]
}

#[test]
fn the_order_of_strength_does_not_depend_on_the_order_of_writing() {
    // A request that meets every condition loses one route after the other.
    let attributes = [("NAS-Identifier", "ap1"), ("Called-Station-Id", "493012")];
    let mut routes = every_condition();
    while let Some(strongest) = routes.first().cloned() {
        for reversed in [false, true] {
            let mut written = routes.clone();
            if reversed {
                written.reverse();
            }
            let table = table(&json!({"routes": written}));
            let decision =
                decide(&table, Kind::Access, Some("corp\\fred@x.y.example.org"), &attributes);
            assert_eq!(outcome(&decision), strongest["pool"]);
        }
        routes.remove(0);
    }
}

#[test]
fn a_star_takes_what_is_below_and_a_dot_the_realm_as_well() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "*.example.org"}, "pool": "a"},
        {"match": {"realm": ".example.net"}, "pool": "b"},
        {"match": "default", "pool": "c"},
    ]}));
    assert_eq!(route(&table, "fred@x.y.example.org").unwrap().pool, "a");
    assert_eq!(route(&table, "fred@example.org").unwrap().pool, "c");
    assert_eq!(route(&table, "fred@badexample.org").unwrap().pool, "c");
    assert_eq!(route(&table, "fred@x.example.net").unwrap().pool, "b");
    assert_eq!(route(&table, "fred@example.net").unwrap().pool, "b");
}

#[test]
fn a_longer_realm_that_ends_elsewhere_falls_back_to_the_shorter_one() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "a.b.example.org"}, "pool": "a"},
        {"match": {"realm": ".example.org"}, "pool": "b"},
    ]}));
    assert_eq!(route(&table, "fred@b.example.org").unwrap().pool, "b");
    assert_eq!(route(&table, "fred@x.a.b.example.org").unwrap().pool, "b");
    assert_eq!(route(&table, "fred@a.b.example.org").unwrap().pool, "a");
}

#[test]
fn attributes_and_regular_expressions_are_tried_as_written() {
    let table = table(&json!({"routes": [
        {"match": {"realm_regex": "a+\\.org"}, "pool": "a"},
        {"match": {"realm_regex": "[ab]+\\.org"}, "pool": "b"},
        {"match": {"attribute": {"name": "client", "ends_with": "9"}}, "pool": "c"},
        {"match": {"attribute": {"name": "NAS-Identifier", "equals": "x"}}, "pool": "d"},
        {"match": {"attribute": {"name": "client", "equals": "one"}}, "pool": "e"},
    ]}));
    assert_eq!(route(&table, "fred@aa.org").unwrap().pool, "a");
    assert_eq!(route(&table, "fred@ab.org").unwrap().pool, "b");
    assert_eq!(outcome(&access(&table, "fred@ab.org.example")), "no_route");
    let pool = |attributes: &[(&str, &str)]| {
        outcome(&decide(&table, Kind::Access, Some("fred@aa.org"), attributes))
    };
    assert_eq!(pool(&[("client", "one"), ("NAS-Identifier", "x")]), "d");
    assert_eq!(pool(&[("client", "one"), ("client", "39")]), "c");
    assert_eq!(pool(&[("client", "one")]), "e");
}

#[test]
fn names_without_a_realm_have_a_route_of_their_own() {
    let table = table(&json!({"routes": [
        {"match": "no_realm", "pool": "a"},
        {"match": {"realm": "*"}, "pool": "b"},
        {"match": "default", "pool": "c"},
    ]}));
    assert_eq!(route(&table, "fred").unwrap().pool, "a");
    assert_eq!(route(&table, "fred@").unwrap().pool, "a");
    assert_eq!(route(&table, "fred@local").unwrap().pool, "b");
    assert_eq!(route(&table, "corp\\fred").unwrap().pool, "c");
    assert_eq!(outcome(&decide(&table, Kind::Access, None, &[])), "c");
}

#[test]
fn only_the_realm_that_met_the_condition_is_stripped() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "example.org"}, "pool": "a", "strip_realm": true},
        {"match": {"prefix_realm": "corp"}, "pool": "b", "strip_realm": true},
        {"match": {"realm_regex": "r.*"}, "pool": "c", "strip_realm": true},
    ]}));
    let name = |text: &str| route(&table, text).unwrap().user_name;
    assert_eq!(name("corp\\fred@example.org"), Some(b"corp\\fred".to_vec()));
    assert_eq!(name("corp\\fred@example.net"), Some(b"fred@example.net".to_vec()));
    assert_eq!(name("fred@regex"), Some(b"fred".to_vec()));
    // A User-Name may not become empty (RFC 2865 section 5.1).
    assert_eq!(name("@example.org"), None);
    assert_eq!(name("corp\\"), None);
}

#[test]
fn delimiters_of_prefix_realms_are_configuration() {
    let table = table(&json!({
        "nai": {"prefix_delimiters": ["/"]},
        "routes": [
            {"match": {"prefix_realm": "corp"}, "pool": "a"},
            {"match": "no_realm", "pool": "b"},
        ],
    }));
    assert_eq!(route(&table, "corp/fred").unwrap().pool, "a");
    assert_eq!(route(&table, "corp\\fred").unwrap().pool, "b");
}

#[test]
fn a_rejecting_route_gives_its_text() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "example.org"}, "reject": {"reply_message": "closed"}},
    ]}));
    let expected = Refusal::Rejected { path: "routes[0]", reply_message: Some("closed") };
    assert_eq!(access(&table, "fred@example.org"), Decision::Refuse(expected));
}
