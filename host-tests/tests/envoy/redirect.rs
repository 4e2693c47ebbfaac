//! Internal redirects: Envoy follows a 302 of the upstream itself, and the request comes through
//! the filter a second time.

use host_tests::mint::now;
use kerberos::asn1::{flags, ticket_flag};
use serde_json::json;

use crate::stage::Stage;

fn redirected_to(stage: &Stage, path: &str) -> String {
    format!("/redirect?status=302&location={}", stage.envoy.url(path))
}

fn stage() -> Stage {
    Stage::with(|config| {
        config
            .redirecting_route("/redirect")
            .set("anonymous", json!({ "unauthenticated": true }))
            .route("/audit", json!({ "audit": true }))
            .route("/off", json!({ "mode": "off" }))
    })
}

#[test]
fn the_second_pass_keeps_the_identity_and_the_final_response_has_the_mutual_token() {
    let mut stage = stage();
    let credential = stage.mint.ticket("alice", now());
    let mut client = stage.mint.negotiation(&credential, now());
    let path = redirected_to(&stage, "/target");
    let reply = stage.connect().authorized(&path, client.next(None)).unwrap();
    assert_eq!(reply.status(), 200, "{}", stage.envoy.log());
    assert_eq!(stage.upstream.requests(), 2);
    assert!(reply.body.starts_with("GET /target "), "{}", reply.body);
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some("alice@MINT.TEST"));
    assert_eq!(reply.seen("authorization"), None);
    let challenges = reply.values("www-authenticate");
    assert_eq!(challenges.len(), 1);
    client.next(Some(challenges[0]));
    assert!(client.is_complete());
    assert_eq!(stage.envoy.stat("wasmcustom.spnego.rejected.replay").unwrap(), 0);
}

#[test]
fn an_audited_target_refuses_an_anonymous_client_that_the_first_route_admits() {
    let mut stage = stage();
    let mut part = stage.mint.part("WELLKNOWN/ANONYMOUS@WELLKNOWN:ANONYMOUS", now());
    part.flags = flags(&[ticket_flag::ANONYMOUS, ticket_flag::TRANSITED_POLICY_CHECKED]);
    let credential = stage.mint.seal(&part);
    let mut to = |target: &str| {
        let header = stage.mint.header(&credential, now());
        stage.connect().authorized(&redirected_to(&stage, target), header).unwrap()
    };
    assert_eq!(to("/target").status(), 200);
    let refused = to("/audit");
    assert_eq!(refused.status(), 403);
    assert_eq!(refused.values("www-authenticate").len(), 1);
    let open = to("/off");
    assert_eq!(open.status(), 200);
    assert_eq!(open.seen("x-auth-anonymous"), None);
}

#[test]
fn a_pass_that_a_client_shows_is_refused() {
    let mut stage = stage();
    let header = stage.mint.fresh_header();
    let mut connection = stage.connect();
    // An upstream that echoes its request gives the pass away.
    let reply = connection.authorized("/", header).unwrap();
    let pass = reply.seen("x-edgewarden-pass").unwrap();
    let shown = [("x-edgewarden-pass", pass.as_bytes())];
    assert_eq!(stage.connect().get("/", &shown).unwrap().status(), 401);
    assert_eq!(connection.get("/", &shown).unwrap().status(), 401);
    let forged = [("x-edgewarden-pass", &b"0".repeat(32)[..])];
    assert_eq!(connection.get("/", &forged).unwrap().status(), 401);
    stage.envoy.wait_for_stat("wasmcustom.spnego.accepted", 1).unwrap();
}
