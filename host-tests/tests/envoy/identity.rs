//! Identity headers at a real upstream.

use host_tests::mint::{Mint, PacVector, now};
use kerberos::asn1::{flags, ticket_flag};
use serde_json::json;

use crate::stage::Stage;

/// Headers that a client could try to be somebody else with.
const FORGED: [(&str, &[u8]); 6] = [
    ("X-Auth-Principal", b"root@EVIL"),
    ("x_auth_principal", b"root@EVIL"),
    ("X-AUTH_Realm", b"EVIL"),
    ("x-auth-groups", b"EVIL"),
    ("x-auth-groups", b"EVIL, too"),
    ("X-Edgewarden-Pass", b"EVIL"),
];

#[test]
fn forged_identity_reaches_no_upstream_in_any_mode() {
    let mut stage = Stage::with(|config| {
        config
            .route("/off", json!({ "mode": "off" }))
            .route("/optional", json!({ "mode": "optional" }))
    });
    let mut connection = stage.connect();
    for (method, path) in [("GET", "/off"), ("GET", "/optional"), ("OPTIONS", "/"), ("GET", "/")] {
        let header = stage.mint.fresh_header();
        let mut headers = FORGED.to_vec();
        if method == "OPTIONS" {
            headers.push(("origin", b"https://app.test"));
            headers.push(("access-control-request-method", b"PUT"));
        } else if path == "/" {
            headers.push(("authorization", header.as_bytes()));
        }
        headers.push(("x-kept", b"yes"));
        let reply = connection.request(method, path, &headers, b"").unwrap();
        assert_eq!(reply.status(), 200, "{method} {path}");
        assert!(!reply.body.contains("EVIL"), "{method} {path}: {}", reply.body);
        assert_eq!(reply.seen("x-kept").as_deref(), Some("yes"));
        let own = (path == "/" && method == "GET").then(|| "alice@MINT.TEST".to_owned());
        assert_eq!(reply.seen("x-auth-principal"), own, "{method} {path}");
    }
}

#[test]
fn a_route_strips_the_realm_and_admits_and_names_anonymous_clients() {
    let mut stage = Stage::with(|config| {
        config
            .route("/short", json!({ "strip_realm": true }))
            .route("/members", json!({ "anonymous": { "realms": ["MINT.TEST"] } }))
    });
    let header = stage.mint.fresh_header();
    let reply = stage.connect().authorized("/short", header).unwrap();
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some("alice"));
    let mut part = stage.mint.part("WELLKNOWN/ANONYMOUS@MINT.TEST", now());
    part.flags = flags(&[ticket_flag::ANONYMOUS]);
    let credential = stage.mint.seal(&part);
    for (path, status) in [("/members", 200), ("/", 403)] {
        let header = stage.mint.header(&credential, now());
        let reply = stage.connect().authorized(path, header).unwrap();
        assert_eq!(reply.status(), status);
        if status == 200 {
            assert_eq!(reply.seen("x-auth-anonymous").as_deref(), Some("realm_member"));
            assert_eq!(reply.seen("x-auth-pseudonym").map(|value| value.len()), Some(32));
            assert_eq!(reply.seen("x-auth-local-name"), None);
        }
    }
}

#[test]
fn groups_of_a_pac_reach_the_upstream() {
    let vector = PacVector::load("samba-aes256-sha1.txt").unwrap();
    let mut stage = Stage::of(Mint::of_pac(&vector), 1, |config| config);
    let credential = stage.mint.ticket_with_pac(&vector, 0, now());
    let header = stage.mint.header(&credential, now());
    let reply = stage.connect().authorized("/", header).unwrap();
    assert_eq!(reply.status(), 200, "{}", stage.envoy.log());
    assert_eq!(reply.seen("x-auth-groups"), Some(vector.groups.join(",")));
}
