//! What is refused when it is loaded.

use radius::filter::{Config, Filter};
use serde_json::{Value, json};

use crate::support::load;

fn path(routing: Value, policy: Value) -> String {
    let error = load(&routing, &policy).unwrap_err();
    assert!(error.to_string().starts_with(&error.path), "{error}");
    error.path
}

#[test]
fn an_error_names_its_path_below_the_root() {
    let nothing = json!({"routes": []});
    let unknown_pool = json!({"routes": [{"match": "default", "pool": "nowhere"}]});
    assert_eq!(path(unknown_pool, json!({})), "routing.routes[0].pool");
    let rule = json!([{"name": "rule", "match": "always", "actions": [{"pool": "nowhere"}]}]);
    assert_eq!(
        path(nothing.clone(), json!({"requests": rule})),
        "policy.requests[0].actions[0].pool"
    );
    let rule = json!([{"name": "rule", "match": "always", "actions": [{"remove": ["Class"]}]}]);
    assert_eq!(path(nothing, json!({"replies": rule})), "policy.replies[0].actions[0].remove[0]");
}

#[test]
fn routes_may_name_the_client_and_attributes_that_are_not_hidden() {
    let attribute = |name: &str| {
        let condition = json!({"attribute": {"name": name, "equals": "x"}});
        load(&json!({"routes": [{"match": condition, "pool": "home"}]}), &json!({}))
    };
    for name in ["client", "client_tag", "nas-identifier", "Cisco-AVPair", "26.9.1"] {
        assert!(attribute(name).is_ok(), "{name}");
    }
    for name in
        ["Client", "User-Password", "Tunnel-Password", "No-Such-Attribute", "Vendor-Specific"]
    {
        assert!(attribute(name).is_err(), "{name}");
    }
}

#[test]
fn a_pool_has_a_name_that_a_log_can_show() {
    for (name, accepted) in
        [("a", true), ("A-z_0.9", true), ("", false), ("a b", false), ("a\0b", false), ("ä", false)]
    {
        let config = json!({"pools": {name: {}}});
        let config: Config = serde_json::from_value(config).unwrap();
        assert_eq!(Filter::new(&config, [0; 8]).is_ok(), accepted, "{name:?}");
    }
    let longest: Config = serde_json::from_value(json!({"pools": {"a".repeat(65): {}}})).unwrap();
    assert_eq!(Filter::new(&longest, [0; 8]).unwrap_err().path, "pools");
}

#[test]
fn unknown_fields_are_refused() {
    for config in [
        json!({"pools": {}, "extra": 1}),
        json!({"pools": {"home": {"address": "192.0.2.1"}}}),
        json!({"routing": {"routes": []}}),
    ] {
        assert!(serde_json::from_value::<Config>(config.clone()).is_err(), "{config}");
    }
}
