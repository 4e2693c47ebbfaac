//! What is refused when a table is loaded, and the JSON path that is named.

use radius::routing::{MAX_LINEAR_ROUTES, MAX_REGEX_OCTETS, MAX_ROUTES, RoutingConfig};
use serde_json::{Value, json};

use crate::support::load;

/// Path and code of the refusal of a table with these routes.
fn refused(routes: Value) -> (String, &'static str) {
    let error = load(&json!({"routes": routes})).unwrap_err();
    let code = error.code();
    (error.path, code)
}

fn of(path: &str, code: &'static str) -> (String, &'static str) {
    (path.to_owned(), code)
}

/// The refusal of one route with this condition.
fn condition(condition: Value) -> (String, &'static str) {
    refused(json!([{"match": condition, "pool": "a"}]))
}

#[test]
fn the_same_condition_twice() {
    for (one, other) in [
        (json!("default"), json!("default")),
        (json!({"realm": "example.org"}), json!({"realm": "EXAMPLE.org"})),
        (json!({"prefix_realm": "corp"}), json!({"prefix_realm": "Corp"})),
        (json!({"realm_regex": "a.*"}), json!({"realm_regex": "a.*"})),
        (
            json!({"attribute": {"name": "client", "equals": "a"}}),
            json!({"attribute": {"name": "CLIENT", "equals": "a"}}),
        ),
    ] {
        let routes = json!([
            {"match": one, "pool": "a"},
            {"match": "no_realm", "pool": "c"},
            {"match": other, "pool": "b"},
        ]);
        assert_eq!(refused(routes), of("routes[2].match", "routing_duplicate"));
    }
}

#[test]
fn a_route_that_others_leave_nothing_to() {
    let routes = json!([
        {"match": {"realm": ".example.org"}, "pool": "a"},
        {"match": {"realm": "*.example.org"}, "pool": "b"},
        {"match": {"realm": "example.org"}, "pool": "c"},
    ]);
    let error = load(&json!({"routes": routes})).unwrap_err();
    assert_eq!(
        error.to_string(),
        "routes[0].match: no request gets here, because of routes[2] and routes[1]"
    );
    let client = |test: &str, value: &str| json!({"match": {"attribute": {"name": "client", test: value}}, "pool": "a"});
    for (test, value, covered_test, covered_value) in [
        ("starts_with", "ap", "equals", "ap1"),
        ("starts_with", "ap", "starts_with", "ap1"),
        ("ends_with", "1", "equals", "ap1"),
        ("ends_with", "1", "ends_with", "p1"),
        ("regex", "ap.", "equals", "ap1"),
    ] {
        let (covering, covered) = (client(test, value), client(covered_test, covered_value));
        let refusal = refused(json!([covering, covered]));
        assert_eq!(refusal, of("routes[1].match", "routing_unreachable"), "{test}");
        assert!(load(&json!({"routes": [covered, covering]})).is_ok(), "{test}");
    }
}

#[test]
fn pools_that_are_not_defined() {
    let with = |key: &str| {
        let mut route = json!({"match": "default", "access_pool": "a", "accounting_pool": "b"});
        route[key] = json!("nowhere");
        refused(json!([route]))
    };
    assert_eq!(with("access_pool"), of("routes[0].access_pool", "routing_unknown_pool"));
    assert_eq!(with("accounting_pool"), of("routes[0].accounting_pool", "routing_unknown_pool"));
    let pool = refused(json!([{"match": "default", "pool": "nowhere"}]));
    assert_eq!(pool, of("routes[0].pool", "routing_unknown_pool"));
}

#[test]
fn a_route_without_exactly_one_action() {
    for (route, code) in [
        (json!({"match": "default"}), "routing_no_action"),
        (json!({"match": "default", "access_pool": "a"}), "routing_no_action"),
        (json!({"match": "default", "accounting_pool": "a"}), "routing_no_action"),
        (json!({"match": "default", "pool": "a", "access_pool": "b"}), "routing_conflict"),
        (json!({"match": "default", "pool": "a", "accounting_pool": "b"}), "routing_conflict"),
        (json!({"match": "default", "pool": "a", "reject": {}}), "routing_conflict"),
        (json!({"match": "default", "access_pool": "a", "reject": {}}), "routing_conflict"),
    ] {
        assert_eq!(refused(json!([route])), of("routes[0]", code), "{route}");
    }
    let strip = refused(json!([{"match": "default", "pool": "a", "strip_realm": true}]));
    assert_eq!(strip, of("routes[0].strip_realm", "routing_nothing_to_strip"));
}

#[test]
fn realms_that_no_name_can_have() {
    for realm in
        ["", ".", "*.", "a..b", "a.*.b", "**", "a_b.org", "-a.org", "a-.org", "a b.org", "a@b.org"]
    {
        let refusal = condition(json!({"realm": realm}));
        assert_eq!(refusal, of("routes[0].match.realm", "routing_bad_realm"), "{realm}");
    }
    for realm in ["", "a\\b", "\\"] {
        let refusal = condition(json!({"prefix_realm": realm}));
        assert_eq!(refusal, of("routes[0].match.prefix_realm", "routing_bad_realm"), "{realm}");
    }
    let long = condition(json!({"realm": "a".repeat(254)}));
    assert_eq!(long, of("routes[0].match.realm", "routing_too_large"));
    for realm in ["*", "a b"] {
        let config = json!({"decorated_realms": ["a.example", realm], "routes": []});
        let error = load(&config).unwrap_err();
        assert_eq!(
            (error.path.as_str(), error.code()),
            ("decorated_realms[1]", "routing_bad_realm")
        );
    }
}

#[test]
fn regular_expressions_out_of_bounds() {
    for regex in ["(", "a)|(b", "a{1000}{1000}", "(?x)a # comment", "\\p{Greek}"] {
        let refusal = condition(json!({"realm_regex": regex}));
        assert_eq!(refusal, of("routes[0].match.realm_regex", "routing_bad_regex"), "{regex}");
        let refusal = condition(json!({"attribute": {"name": "client", "regex": regex}}));
        assert_eq!(refusal, of("routes[0].match.attribute.regex", "routing_bad_regex"), "{regex}");
    }
    let long = condition(json!({"realm_regex": "a".repeat(MAX_REGEX_OCTETS + 1)}));
    assert_eq!(long, of("routes[0].match.realm_regex", "routing_too_large"));
}

#[test]
fn attributes_and_numbers_that_cannot_be_met() {
    let unknown = condition(json!({"attribute": {"name": "Colour", "equals": "red"}}));
    assert_eq!(unknown, of("routes[0].match.attribute.name", "routing_unknown_attribute"));
    for tests in [json!({"name": "client"}), json!({"name": "client", "equals": "a", "regex": "a"})]
    {
        let refusal = condition(json!({"attribute": tests}));
        assert_eq!(refusal, of("routes[0].match.attribute", "routing_one_test"));
    }
    for prefix in ["", "+49", "4 9", "123456789012345678901234567890123"] {
        let refusal = condition(json!({"numbered": {"prefix": prefix}}));
        assert_eq!(
            refusal,
            of("routes[0].match.numbered.prefix", "routing_bad_number"),
            "{prefix}"
        );
    }
}

#[test]
fn delimiters_that_occur_in_every_name() {
    for delimiter in ["", "@", ".", "a", "!", "\\\\", "é"] {
        let config = json!({"nai": {"prefix_delimiters": ["/", delimiter]}, "routes": []});
        let error = load(&config).unwrap_err();
        assert_eq!(error.path, "nai.prefix_delimiters[1]", "{delimiter}");
        assert_eq!(error.code(), "routing_bad_delimiter");
    }
}

#[test]
fn more_routes_than_the_limits() {
    let routes = |count: usize, condition: fn(usize) -> Value| -> Value {
        (0..count).map(|at| json!({"match": condition(at), "pool": "a"})).collect()
    };
    let regex: fn(usize) -> Value = |at| json!({"realm_regex": format!("a{at}")});
    assert!(load(&json!({"routes": routes(MAX_LINEAR_ROUTES, regex)})).is_ok());
    assert_eq!(refused(routes(MAX_LINEAR_ROUTES + 1, regex)), of("routes", "routing_too_large"));
    let realm: fn(usize) -> Value = |at| json!({"realm": format!("a{at}.example")});
    assert!(load(&json!({"routes": routes(MAX_ROUTES, realm)})).is_ok());
    assert_eq!(refused(routes(MAX_ROUTES + 1, realm)), of("routes", "routing_too_large"));
}

#[test]
fn fields_that_do_not_exist() {
    for config in [
        json!({"routes": [], "route": []}),
        json!({"routes": [{"match": "default", "pool": "a", "colour": "red"}]}),
        json!({"routes": [{"match": {"realms": "a"}, "pool": "a"}]}),
        json!({"routes": [{"match": {"numbered": {"prefix": "1", "colour": "red"}}, "pool": "a"}]}),
        json!({"routes": [], "nai": {"checks": {"also": ["colour"]}}}),
        json!({"routes": [], "nai": {"check": {}}}),
    ] {
        assert!(serde_json::from_value::<RoutingConfig>(config.clone()).is_err(), "{config}");
    }
}
