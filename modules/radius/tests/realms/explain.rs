//! What people read about a decision.

use radius::routing::Kind;
use serde_json::json;

use crate::support::{explain, table};

#[test]
fn the_strongest_route_comes_first_and_the_others_after_it() {
    let table = table(&json!({
        "decorated_realms": ["transit.example"],
        "routes": [
            {"match": "default", "pool": "a"},
            {"match": {"realm": "*"}, "pool": "b"},
            {"match": {"realm": ".example.org"}, "access_pool": "home", "accounting_pool": "home-accounting", "strip_realm": true},
            {"match": {"realm": "example.net"}, "pool": "c"},
        ],
    }));
    let explanation =
        explain(&table, Kind::Access, Some("x.example.org!fred@transit.example"), &[]);
    assert_eq!(
        explanation.to_string(),
        "User-Name \"x.example.org!fred@transit.example\"\n  \
         undecorated to \"fred@x.example.org\"\n  \
         realm \"x.example.org\"\n\
         routes[2]: realm .example.org: strongest (subrealm, 2 labels)\n\
         routes[1]: realm *: weaker (any realm)\n\
         routes[0]: default: weaker (default)\n\
         routes that are not met: 1\n\
         routes[2] forwards to pool home, accounting to pool home-accounting, as User-Name \"fred\""
    );
}

#[test]
fn a_refusal_is_given_with_its_code() {
    let table = table(&json!({
        "nai": {"checks": {"preset": "filter_username"}},
        "routes": [{"match": {"realm": "a.example"}, "pool": "a"}],
    }));
    let last_line = |name| {
        let text = explain(&table, Kind::Access, name, &[]).to_string();
        text.lines().last().unwrap().to_owned()
    };
    assert_eq!(last_line(None), "refused: no_route: no route takes it; add a default route");
    assert_eq!(
        last_line(Some("fred smith@a.example")),
        "refused: nai_space: User-Name holds a space; remove it on the device (octet 4 of the name)"
    );
}

#[test]
fn what_a_sender_writes_cannot_break_a_line() {
    let table = table(&json!({"routes": []}));
    let text = explain(&table, Kind::Access, Some("fred\n\u{1b}[2J@a\u{85}b"), &[]).to_string();
    assert_eq!(text.lines().count(), 4);
    assert!(!text.chars().any(|char| char.is_control() && char != '\n'), "{text:?}");
}
