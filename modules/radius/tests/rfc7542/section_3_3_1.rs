//! RFC 7542 section 3.3.1, Historical Practices: decorated names.

use serde_json::json;

use crate::support::{explain, route, table};
use radius::nai::Nai;
use radius::routing::{Kind, RoutingTable};

fn other_realm() -> RoutingTable {
    table(&json!({
        "decorated_realms": ["otherrealm.example.net", ".transit.example"],
        "routes": [
            {"match": {"realm": "homerealm.example.org"}, "pool": "home"},
            {"match": {"realm": "*"}, "pool": "a"},
        ],
    }))
}

#[test]
fn the_other_realm_converts_the_name_and_routes_it_anew() {
    let table = other_realm();
    let route = route(&table, "homerealm.example.org!user@otherrealm.example.net").unwrap();
    assert_eq!(route.pool, "home");
    assert_eq!(route.user_name.unwrap(), b"user@homerealm.example.org");
}

#[test]
fn other_systems_forward_the_name_unchanged() {
    let table = other_realm();
    let route = route(&table, "homerealm.example.org!user@elsewhere.example.net").unwrap();
    assert_eq!((route.pool, route.user_name), ("a", None));
}

#[test]
fn of_several_realms_the_first_is_the_next_hop() {
    let table = other_realm();
    let route =
        route(&table, "b.example!homerealm.example.org!user@otherrealm.example.net").unwrap();
    assert_eq!(route.pool, "a");
    assert_eq!(route.user_name.unwrap(), b"homerealm.example.org!user@b.example");
}

#[test]
fn a_system_that_is_several_hops_converts_for_each() {
    let table = other_realm();
    let name =
        "TRANSIT.example!x.transit.example!homerealm.example.org!user@otherrealm.example.net";
    let explanation = explain(&table, Kind::Access, Some(name), &[]);
    let names: Vec<_> = explanation.user_names.iter().map(|name| name.as_slice()).collect();
    assert_eq!(
        names[1..],
        [
            b"x.transit.example!homerealm.example.org!user@TRANSIT.example".as_slice(),
            b"homerealm.example.org!user@x.transit.example",
            b"user@homerealm.example.org",
        ]
    );
}

#[test]
fn only_a_realm_before_a_mark_that_is_not_escaped_decorates() {
    let undecorated = |text: &'static str| Nai::parse(text.as_bytes(), b"").unwrap().undecorated();
    assert_eq!(undecorated("wow!user@example.net"), None);
    assert_eq!(undecorated("home.example\\!user@example.net"), None);
    assert_eq!(undecorated("-a.example!user@example.net"), None);
    assert_eq!(undecorated("!user@example.net"), None);
    assert_eq!(undecorated("home.example!user"), None);
    assert_eq!(undecorated("home.example!@example.net"), Some(b"@home.example".to_vec()));
    assert_eq!(undecorated("h.example!a\\!b@example.net"), Some(b"a\\!b@h.example".to_vec()));
}
