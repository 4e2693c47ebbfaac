//! RFC 7542 section 2.6.1, Issues with the Normalization Process.

use radius::routing::{Decision, Kind, Request};
use serde_json::json;

use crate::support::{Attributes, access, outcome, table};

#[test]
fn a_name_that_is_no_nai_is_refused_only_if_the_configuration_says_so() {
    let routes = json!([{"match": "default", "pool": "a"}]);
    let lenient = table(&json!({"routes": routes}));
    let strict = table(&json!({"nai": {"checks": {"preset": "rfc7542"}}, "routes": routes}));
    for name in ["two words", "fred@local", "a@b@c", "fred@example..org"] {
        assert_eq!(outcome(&access(&lenient, name)), "a", "{name}");
        assert!(outcome(&access(&strict, name)).starts_with("nai_"), "{name}");
    }
}

#[test]
fn octets_that_are_not_utf8_are_routed_as_they_were_received() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "*.example.org"}, "pool": "a", "strip_realm": true},
        {"match": {"realm_regex": ".*"}, "pool": "b"},
        {"match": {"realm": "*"}, "pool": "c"},
    ]}));
    let decide = |user_name| {
        let attributes = Attributes(&[]);
        table.route(&Request {
            kind: Kind::Access,
            user_name: Some(user_name),
            attributes: &attributes,
        })
    };
    let Decision::Forward(below) = decide(b"fr\xe9d@\xe9cole.example.org") else { panic!() };
    assert_eq!((below.pool, below.user_name), ("a", Some(b"fr\xe9d".to_vec())));
    // A regular expression is over text, and this realm is none.
    assert_eq!(outcome(&decide(b"fred@\xe9cole.org")), "c");
}
