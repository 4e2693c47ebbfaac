//! The way back of CoA- and Disconnect-Requests.

use std::net::IpAddr;
use std::time::Duration;

use gateway::coa::{Change, CoaRefusal, ErrorCause, RealmPaths, nak, way_back};
use gateway::config::Resolved;
use radius::attribute::Attributes;
use radius::packet::Code;

use crate::fixture::{CLIENTS, NOW, Place, minimal};

const CONFIG: &str = r#"
[[clients]]
name = "home"
networks = ["192.0.2.0/28"]
secret = "a secret of 16 octets"
coa = true

[[clients]]
name = "authorized"
networks = ["198.51.100.1"]
secret = "a secret of 16 octets"
coa = true
coa_realms = [".partner.example"]

[[clients]]
name = "nas"
networks = ["203.0.113.0/24"]
secret = "a secret of 16 octets"

[[servers]]
name = "home-1"
transport = "udp"
address = "192.0.2.1"
authentication_port = 1812
secret = "a secret of 16 octets"

[[servers]]
name = "home-2"
transport = "udp"
address = "::ffff:192.0.2.2"
accounting_port = 1813
secret = "a secret of 16 octets"

[[servers]]
name = "visited"
transport = "udp"
address = "203.0.113.1"
coa_port = 3799
secret = "a secret of 16 octets"

[[pools]]
name = "home"
servers = [{ server = "home-1" }, { server = "home-2" }]

[[pools]]
name = "visited"
servers = [{ server = "visited" }]

[[pools]]
name = "campus"
servers = [{ server = "visited" }]

[[coa]]
operator_names = ["1visited.example", "1*.visited.example"]
pool = "visited"

[[coa]]
operator_names = ["1campus.visited.example"]
pool = "campus"
"#;

fn resolved() -> Resolved {
    let without = minimal().replace(CLIENTS, "");
    Place::new().resolve(&format!("{without}{CONFIG}")).unwrap()
}

fn attributes(list: &[(u8, &[u8])]) -> Attributes {
    let mut attributes = Attributes::new();
    list.iter().for_each(|(number, value)| attributes.push(*number, value).unwrap());
    attributes
}

fn request(user_name: &str, operator: &str) -> Attributes {
    attributes(&[(1, user_name.as_bytes()), (126, operator.as_bytes())])
}

/// Asks for the way of a request from an address.
fn ask(
    resolved: &Resolved,
    paths: &RealmPaths,
    address: &str,
    request: &Attributes,
    now: Duration,
) -> Result<String, CoaRefusal> {
    let address: IpAddr = address.parse().unwrap();
    let client = resolved.client(0, address, None, now).unwrap();
    way_back(resolved, paths, Change { client, address, request }, now).map(ToOwned::to_owned)
}

/// Users of home.example have been accepted by the pool `home`.
fn paths() -> RealmPaths {
    let paths = RealmPaths::new([3; 16]);
    paths.accepted(&[&attributes(&[(1, b"alice@Home.example")])], "home", NOW);
    paths
}

#[test]
fn the_realm_of_the_operator_tells_the_way() {
    let (resolved, paths) = (resolved(), paths());
    for (operator, pool) in [
        ("1visited.example", Ok("visited")),
        ("1VISITED.example", Ok("visited")),
        ("1deep.below.visited.example", Ok("visited")),
        ("1campus.visited.example", Ok("campus")),
        ("1elsewhere.example", Err(CoaRefusal::NoRoute)),
        ("1", Err(CoaRefusal::NoRoute)),
        ("", Err(CoaRefusal::NoRoute)),
        ("0visited.example", Err(CoaRefusal::NoRoute)),
        ("1x@visited.example", Err(CoaRefusal::NoRoute)),
    ] {
        let found = ask(&resolved, &paths, "192.0.2.1", &request("a@home.example", operator), NOW);
        assert_eq!(found, pool.map(str::to_owned), "{operator}");
    }
}

#[test]
fn the_user_name_never_tells_the_way() {
    let (resolved, paths) = (resolved(), paths());
    paths.accepted(&[&attributes(&[(1, b"b@visited.example")])], "home", NOW);
    let without = attributes(&[(1, b"b@visited.example")]);
    let refused = ask(&resolved, &paths, "192.0.2.1", &without, NOW).unwrap_err();
    assert_eq!(refused, CoaRefusal::NoOperatorName);
}

#[test]
fn further_operator_names_are_invalid_attributes() {
    let (resolved, paths) = (resolved(), paths());
    let mut request = request("a@home.example", "1visited.example");
    request.push(126, b"1campus.visited.example").unwrap();
    assert_eq!(ask(&resolved, &paths, "192.0.2.1", &request, NOW).unwrap(), "visited");
}

#[test]
fn only_who_accepts_a_realm_may_change_its_sessions() {
    let (resolved, paths) = (resolved(), paths());
    let of_home = request("a@home.example", "1visited.example");
    assert!(ask(&resolved, &paths, "192.0.2.1", &of_home, NOW).is_ok());
    assert!(ask(&resolved, &paths, "192.0.2.2", &of_home, NOW).is_ok(), "another of the pool");
    for (address, user_name, refusal) in [
        ("192.0.2.3", "a@home.example", CoaRefusal::ReversePath),
        ("192.0.2.1", "a@other.example", CoaRefusal::ReversePath),
        ("192.0.2.1", "a", CoaRefusal::ReversePath),
        ("198.51.100.1", "a@home.example", CoaRefusal::ReversePath),
        ("203.0.113.1", "a@home.example", CoaRefusal::ClientNotAllowed),
    ] {
        let request = request(user_name, "1visited.example");
        let found = ask(&resolved, &paths, address, &request, NOW);
        assert_eq!(found, Err(refusal), "{address} {user_name}");
    }
    let nobody = attributes(&[(126, b"1visited.example")]);
    assert_eq!(ask(&resolved, &paths, "192.0.2.1", &nobody, NOW), Err(CoaRefusal::NoUserName));
}

#[test]
fn a_path_is_forgotten_when_nobody_comes_by_it() {
    let (resolved, paths) = (resolved(), paths());
    let request = request("a@home.example", "1visited.example");
    let later = NOW + Duration::from_secs(8 * 86_400);
    assert_eq!(ask(&resolved, &paths, "192.0.2.1", &request, later), Err(CoaRefusal::ReversePath));
}

#[test]
fn an_operator_authorizes_realms_explicitly() {
    let (resolved, paths) = (resolved(), RealmPaths::new([3; 16]));
    for (user_name, is_allowed) in
        [("a@x.partner.example", true), ("a@partner.example", true), ("a@other.example", false)]
    {
        let request = request(user_name, "1visited.example");
        let found = ask(&resolved, &paths, "198.51.100.1", &request, NOW);
        assert_eq!(found.is_ok(), is_allowed, "{user_name}");
    }
}

#[test]
fn home_may_use_any_name_that_it_knows() {
    let (resolved, paths) = (resolved(), RealmPaths::new([3; 16]));
    let (sent, forwarded) = (attributes(&[(1, b"a@home.example")]), attributes(&[(1, b"a")]));
    paths.accepted(&[&sent, &forwarded, &Attributes::new()], "home", NOW);
    for user_name in ["a@home.example", "a"] {
        let request = request(user_name, "1visited.example");
        assert!(ask(&resolved, &paths, "192.0.2.1", &request, NOW).is_ok(), "{user_name}");
    }
}

#[test]
fn a_nak_carries_the_cause_and_the_proxy_states() {
    let request = attributes(&[(33, b"one"), (1, b"a"), (33, b"two")]);
    let cause = ErrorCause::NOT_ROUTABLE;
    let (code, answer) = nak(Code::DISCONNECT_REQUEST, &request, cause).unwrap();
    assert_eq!(code, Code::DISCONNECT_NAK);
    assert_eq!(answer, attributes(&[(33, b"one"), (33, b"two"), (101, &[0, 0, 1, 0xf6])]));
    assert_eq!(nak(Code::COA_REQUEST, &request, cause).unwrap().0, Code::COA_NAK);
    assert!(nak(Code::ACCESS_REQUEST, &request, cause).is_none());
}

#[test]
fn a_way_that_cannot_be_is_refused_with_its_name() {
    let with = |old: &str, new: &str| {
        let toml = format!("{}{}", minimal().replace(CLIENTS, ""), CONFIG.replace(old, new));
        Place::new().resolve(&toml).unwrap_err()
    };
    for (old, new, path, reason) in [
        ("1visited.example\",", "visited.example\",", "coa[0].operator_names[0]", "namespace"),
        ("1*.visited", "1*visited", "coa[0].operator_names[1]", "realm"),
        ("1campus.visited.example", "1visited.example", "coa[1].operator_names[0]", ""),
        (
            "coa_realms = [\".partner",
            "coa_realms = [\"..partner",
            "clients[1].coa_realms[0]",
            "no realm",
        ),
        ("coa = true\ncoa_realms", "coa_realms", "clients[1].coa_realms", "coa = true"),
    ] {
        let error = with(old, new);
        assert_eq!(error.path, path, "{error}");
        assert!(error.to_string().contains(reason), "{error}");
    }
}
