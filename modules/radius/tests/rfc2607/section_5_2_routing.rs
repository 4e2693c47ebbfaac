//! RFC 2607 section 5.2, Accounting behavior: the realm path.

use radius::routing::Kind;
use serde_json::json;

use crate::support::{access, accounting, decide, load, outcome, route, table};

#[test]
fn r8_accounting_takes_the_route_of_authentication() {
    let table = table(&json!({
        "decorated_realms": ["transit.example"],
        "routes": [
            {"match": {"realm": ".example.org"}, "access_pool": "home", "accounting_pool": "home-accounting", "strip_realm": true},
            {"match": {"realm": "*"}, "pool": "a"},
        ],
    }));
    for name in ["fred@example.org", "fred@x.example.org", "x.example.org!fred@transit.example"] {
        let authentication = route(&table, name).unwrap();
        let session = crate::support::forwarded(accounting(&table, name)).unwrap();
        assert_eq!((authentication.pool, session.pool), ("home", "home-accounting"));
        assert_eq!(authentication.accounting_pool, session.pool);
        assert_eq!(authentication.path, session.path);
        assert_eq!(authentication.user_name.unwrap(), b"fred");
        assert_eq!(session.user_name.unwrap(), b"fred");
    }
}

#[test]
fn r8_no_route_may_look_at_what_accounting_does_not_carry() {
    let config = json!({"routes": [
        {"match": {"attribute": {"name": "EAP-Message", "regex": ".*"}}, "pool": "a"},
    ]});
    let error = load(&config).unwrap_err();
    assert_eq!(error.path, "routes[0].match.attribute.name");
    assert_eq!(error.code(), "routing_not_in_accounting");
}

#[test]
fn r9_accounting_is_not_refused_for_its_user_name() {
    let table = table(&json!({
        "nai": {"checks": {"preset": "eduroam"}},
        "routes": [{"match": "default", "pool": "a"}],
    }));
    assert_eq!(outcome(&access(&table, "fred@@example.org")), "nai_multiple_at");
    assert_eq!(outcome(&accounting(&table, "fred@@example.org")), "a");
}

#[test]
fn r9_accounting_without_a_user_name_takes_the_default_route() {
    let table = table(&json!({"routes": [
        {"match": "no_realm", "pool": "a"},
        {"match": "default", "pool": "b"},
    ]}));
    assert_eq!(outcome(&decide(&table, Kind::Accounting, None, &[])), "b");
    assert_eq!(outcome(&accounting(&table, "fred")), "a");
}

#[test]
fn r9_accounting_of_a_rejected_realm_goes_to_its_accounting_pool_or_stays_unanswered() {
    let table = table(&json!({"routes": [
        {"match": {"realm": "a.example"}, "reject": {"reply_message": "not here"}, "accounting_pool": "a"},
        {"match": {"realm": "b.example"}, "reject": {}},
    ]}));
    assert_eq!(outcome(&access(&table, "fred@a.example")), "route_rejects");
    assert_eq!(outcome(&accounting(&table, "fred@a.example")), "a");
    assert_eq!(outcome(&accounting(&table, "fred@b.example")), "route_rejects");
    assert_eq!(outcome(&accounting(&table, "fred@c.example")), "no_route");
}
