//! RFC 7542 section 3, Routing inside of AAA Systems.

use serde_json::json;

use crate::support::{access, load, outcome, route, table};

#[test]
fn ascii_realms_match_in_either_case() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "Example.ORG"}, "pool": "a"},
        {"match": {"realm_regex": "wlan\\.mnc[0-9]{3}\\.mcc[0-9]{3}\\.3gppnetwork\\.Org"}, "pool": "b"},
        {"match": {"prefix_realm": "Corp"}, "pool": "c"},
    ]}));
    assert_eq!(route(&table, "fred@eXAMPLE.oRG").unwrap().pool, "a");
    assert_eq!(route(&table, "fred@WLAN.mnc015.MCC234.3gppnetwork.org").unwrap().pool, "b");
    assert_eq!(route(&table, "CORP\\fred").unwrap().pool, "c");
}

#[test]
fn other_letters_match_as_they_were_received() {
    let table = table(&json!({"routes": [{"match": {"realm": "école.example"}, "pool": "a"}]}));
    assert_eq!(outcome(&access(&table, "fred@École.example")), "no_route");
    assert_eq!(outcome(&access(&table, "fred@e\u{301}cole.example")), "no_route");
    assert_eq!(outcome(&access(&table, "fred@xn--cole-9oa.example")), "no_route");
    assert_eq!(outcome(&access(&table, "fred@école.EXAMPLE")), "a");
}

#[test]
fn the_identifier_is_forwarded_unchanged() {
    let table = table(&json!({"routes": [{"match": {"realm": ".example.org"}, "pool": "a"}]}));
    assert_eq!(route(&table, "Fred@Example.ORG").unwrap().user_name, None);
    assert_eq!(route(&table, "home.example!fred@example.org").unwrap().user_name, None);
}

#[test]
fn a_request_may_be_routed_by_a_part_of_its_realm() {
    let table = table(&json!({"routes": [{"match": {"realm": ".example.com"}, "pool": "a"}]}));
    assert_eq!(route(&table, "fred@sales.example.com").unwrap().pool, "a");
    assert_eq!(outcome(&access(&table, "fred@salesexample.com")), "no_route");
}

#[test]
fn no_part_of_a_single_label_may_be_routed_by() {
    for realm in [".com", "*.com"] {
        let error =
            load(&json!({"routes": [{"match": {"realm": realm}, "pool": "a"}]})).unwrap_err();
        assert_eq!(
            (error.path.as_str(), error.code()),
            ("routes[0].match.realm", "routing_single_label")
        );
    }
}
