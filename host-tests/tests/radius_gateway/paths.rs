//! Accounting takes the realm path of authentication (RFC 2607 section 5.2).

use std::time::{Duration, Instant};

use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, SECRET, Service};
use radius::packet::Code;
use serde_json::{Value, json};

use crate::stage::{LIMIT, nas_at, timed};

const ACCESS: Code = Code::ACCESS_REQUEST;
const ACCOUNTING: Code = Code::ACCOUNTING_REQUEST;

fn gateway(homes: &[(&str, &Home)], routing: Value, policy: Value) -> Gateway {
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .routing(routing)
        .policy(policy);
    let config = homes.iter().fold(config, |config, (name, home)| config.home(name, home));
    Gateway::start(&config).unwrap()
}

fn session(gateway: &Gateway, name: &str) {
    let user = [("User-Name", name), ("User-Password", "pw")];
    assert_eq!(nas_at(gateway, 1, "auth").access(&user).unwrap().code(), Code::ACCESS_ACCEPT);
    let start = [("User-Name", name), ("Acct-Status-Type", "Start"), ("Acct-Session-Id", name)];
    nas_at(gateway, 1, "acct").accounting(&start).unwrap();
}

/// A home has authenticated so many users and has got the accounting of as many.
fn assert_has(home: &Home, count: usize) {
    home.wait_for(ACCOUNTING, count, LIMIT).unwrap();
    assert_eq!((home.requests(ACCESS).len(), home.requests(ACCOUNTING).len()), (count, count));
}

#[test]
fn r8_accounting_of_a_realm_goes_to_the_pool_of_its_authentication() {
    let (east, west) = (Home::good().unwrap(), Home::good().unwrap());
    let routing = json!({
        "routes": [
            { "match": { "realm": ".east.example" }, "pool": "east", "strip_realm": true },
            { "match": { "realm_regex": "w[aeiou]st\\.example" }, "pool": "west" },
            { "match": { "prefix_realm": "WEST" }, "pool": "west" },
        ],
    });
    let gateway = gateway(&[("east", &east), ("west", &west)], routing, json!({}));
    for name in ["a@east.example", "b@deep.east.example", "c@EAST.example"] {
        session(&gateway, name);
    }
    for name in ["a@west.example", "WEST\\x5cb"] {
        session(&gateway, name);
    }
    assert_has(&east, 3);
    assert_has(&west, 2);
}

#[test]
fn r8_accounting_has_a_pool_of_its_own_where_the_route_says_so() {
    let (auth, acct) = (Home::good().unwrap(), Home::good().unwrap());
    let routing = json!({ "routes": [
        { "match": "default", "access_pool": "auth", "accounting_pool": "acct" },
    ] });
    let gateway = gateway(&[("auth", &auth), ("acct", &acct)], routing, json!({}));
    session(&gateway, "a@east.example");
    acct.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert_eq!((auth.requests(ACCESS).len(), auth.requests(ACCOUNTING).len()), (1, 0));
    assert_eq!(acct.requests(ACCESS).len(), 0);
}

#[test]
fn r8_a_pool_that_policy_has_chosen_is_that_of_accounting_too() {
    let (east, west) = (Home::good().unwrap(), Home::good().unwrap());
    let routing = json!({ "routes": [{ "match": "default", "pool": "east" }] });
    let policy = json!({ "requests": [{
        "name": "vip",
        "match": { "attribute": { "name": "User-Name", "glob": "vip-*" } },
        "actions": [{ "pool": "west" }],
    }] });
    let gateway = gateway(&[("east", &east), ("west", &west)], routing, policy);
    session(&gateway, "vip-1@east.example");
    session(&gateway, "alice@east.example");
    assert_has(&west, 1);
    assert_has(&east, 1);
}

#[test]
fn r8_accounting_stays_on_the_path_after_a_failover() {
    let (first, second) = (Home::good().unwrap(), Home::good().unwrap());
    let other = Home::good().unwrap();
    first.set_alive(false);
    let ports = |home: &Home| (home.port(Service::Authentication), home.port(Service::Accounting));
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .home("other", &other)
        .udp_server("first", ports(&first), SECRET, "")
        .udp_server("second", ports(&second), SECRET, "")
        .pool("pair", &["first", "second"])
        .routing(json!({ "routes": [{ "match": { "realm": "example.org" }, "pool": "pair" }] }));
    let gateway = Gateway::start(&config).unwrap();
    session(&gateway, "alice@example.org");
    second.wait_for(ACCOUNTING, 1, LIMIT).unwrap();
    assert_eq!(second.requests(ACCESS).len(), 1);
    assert_eq!(other.count(), 0);
    // Home is the same realm by whichever of its servers, also when the first is back.
    first.set_alive(true);
    first.decide(|request| Answer::good(request.code()));
    session(&gateway, "bob@example.org");
    let of_bob = |home: &Home| {
        let records = home.requests(ACCOUNTING);
        records.iter().any(|it| it.text("Acct-Session-Id").as_deref() == Some("bob@example.org"))
    };
    let deadline = Instant::now() + LIMIT;
    while !of_bob(&first) && !of_bob(&second) {
        assert!(Instant::now() < deadline, "the record is lost");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(other.count(), 0);
}
