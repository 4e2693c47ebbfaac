//! RFC 2865 section 2.3, Proxy: named and numbered realms.

use radius::routing::Kind;
use serde_json::json;

use crate::support::{decide, outcome, table};

#[test]
fn a_numbered_realm_is_the_longest_beginning_of_the_number() {
    let table = table(&json!({"routes": [
        {"match": {"numbered": {"prefix": "49"}}, "pool": "a"},
        {"match": {"numbered": {"prefix": "4930"}}, "pool": "b"},
        {"match": {"numbered": {"prefix": "4930", "attribute": "NAS-Identifier"}}, "pool": "c"},
        {"match": {"numbered": {"prefix": "493", "attribute": "NAS-Identifier"}}, "pool": "d"},
        {"match": {"realm": "*"}, "pool": "e"},
    ]}));
    let pool = |attributes: &[(&str, &str)]| {
        outcome(&decide(&table, Kind::Access, Some("fred@example.org"), attributes))
    };
    assert_eq!(pool(&[("Called-Station-Id", "+49 (89) 123-456")]), "a");
    assert_eq!(pool(&[("Called-Station-Id", "4930123456")]), "b");
    assert_eq!(pool(&[("Called-Station-Id", "4930"), ("NAS-Identifier", "49301")]), "b");
    assert_eq!(pool(&[("Called-Station-Id", "49"), ("NAS-Identifier", "4931")]), "d");
    assert_eq!(pool(&[("Called-Station-Id", "00-10-49-30-40-50:eduroam")]), "e");
    assert_eq!(pool(&[("Called-Station-Id", "004930")]), "e");
}

#[test]
fn a_route_may_be_chosen_by_any_attribute() {
    let table = table(&json!({"routes": [
        {"match": {"attribute": {"name": "called-station-id", "ends_with": ":eduroam"}}, "pool": "a"},
        {"match": {"attribute": {"name": "NAS-IP-Address", "equals": "192.0.2.7"}}, "pool": "b"},
        {"match": {"attribute": {"name": "Operator-Name", "starts_with": "1"}}, "pool": "c"},
        {"match": {"attribute": {"name": "client", "regex": "ap-[0-9]+"}}, "pool": "d"},
        {"match": "default", "pool": "e"},
    ]}));
    let pool = |attributes: &[(&str, &str)]| {
        outcome(&decide(&table, Kind::Access, Some("fred"), attributes))
    };
    assert_eq!(pool(&[("Called-Station-Id", "00-10-A4-23-19-C0:eduroam")]), "a");
    assert_eq!(pool(&[("NAS-IP-Address", "192.0.2.7")]), "b");
    assert_eq!(pool(&[("NAS-IP-Address", "192.0.2.70")]), "e");
    assert_eq!(pool(&[("Operator-Name", "4ISP"), ("Operator-Name", "1example.org")]), "c");
    assert_eq!(pool(&[("client", "ap-17")]), "d");
    // The whole value must meet the expression.
    assert_eq!(pool(&[("client", "map-17")]), "e");
    assert_eq!(pool(&[("client", "ap-17\n")]), "e");
    assert_eq!(pool(&[]), "e");
}
