//! Statuses, metrics and access log of a real Envoy.

use host_tests::mint::{Mint, now};
use host_tests::{Connection, Curl};
use serde_json::json;

use crate::stage::Stage;

#[test]
fn each_outcome_has_its_status_metric_and_response_code_details() {
    let stage = Stage::with(|config| {
        config
            .route("/denied", json!({ "deny": ["*"] }))
            .route("/broken", json!({ "mode": "sometimes" }))
            .route("/off", json!({ "mode": "off" }))
    });
    let header = || Mint::new().fresh_header();
    let replayed = header();
    for (path, authorization, status, metric, details) in [
        ("/a", "", 401, "challenged.no_token", "spnego_no_token"),
        ("/b", "Basic YTpi", 401, "rejected.not_negotiate", "spnego_not_negotiate"),
        ("/c", "Negotiate TlRMTVNTUAABAAAA", 401, "rejected.raw_ntlm", "spnego_raw_ntlm"),
        ("/denied", &header(), 403, "forbidden.principal_denied", "spnego_principal_denied"),
        (
            "/broken",
            &header(),
            503,
            "unavailable.route_misconfigured",
            "spnego_route_misconfigured",
        ),
        ("/d", &replayed, 200, "accepted", "via_upstream"),
        ("/e", &replayed, 401, "rejected.replay", "spnego_replay"),
        ("/off", "", 200, "", "via_upstream"),
    ] {
        let headers = [("authorization", authorization.as_bytes())];
        let sent = if authorization.is_empty() { &[][..] } else { &headers };
        let reply = stage.connect().get(path, sent).unwrap();
        assert_eq!(reply.status(), status, "{path}: {}", stage.envoy.log());
        if !metric.is_empty() {
            let name = format!("wasmcustom.spnego.{metric}");
            stage.envoy.wait_for_stat(&name, 1).unwrap();
        }
        let line = format!("access {status} {details} HTTP/1.1 {path}\n");
        stage.envoy.wait_for_log(&line).unwrap();
        let challenges = reply.values("www-authenticate").len();
        assert_eq!(challenges, usize::from(path != "/off" && path != "/broken"), "{path}");
    }
}

#[test]
fn the_mutual_token_is_on_the_final_response_once_whatever_its_status() {
    let mut stage = Stage::with(|config| config.route("/denied", json!({ "deny": ["*"] })));
    let mut connection = stage.connect();
    for (path, status) in [
        ("/?status=200", 200),
        ("/?status=302", 302),
        ("/?status=404", 404),
        ("/?status=500", 500),
        ("/denied", 403),
    ] {
        let credential = stage.mint.ticket("alice", now());
        let mut client = stage.mint.negotiation(&credential, now());
        let reply = connection.authorized(path, client.next(None)).unwrap();
        assert_eq!(reply.status(), status);
        let challenges = reply.values("www-authenticate");
        assert_eq!(challenges.len(), 1, "{status}");
        assert_eq!(client.next(Some(challenges[0])), "");
        assert!(client.is_complete(), "{status}");
    }
}

#[test]
fn the_token_goes_after_success_and_other_schemes_pass_where_nothing_is_required() {
    let mut stage = Stage::with(|config| config.route("/optional", json!({ "mode": "optional" })));
    let header = stage.mint.fresh_header();
    let mut connection = stage.connect();
    let reply = connection.authorized("/", header).unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.seen("authorization"), None);
    for other in ["Basic YTpi", "Bearer abc"] {
        let reply = connection.authorized("/optional", other).unwrap();
        assert_eq!(reply.status(), 200);
        assert_eq!(reply.seen("authorization").as_deref(), Some(other));
        assert_eq!(connection.authorized("/", other).unwrap().status(), 401);
    }
}

#[test]
fn a_single_leg_is_accepted_over_http_2() {
    let mut stage = Stage::new();
    let header = format!("authorization: {}", stage.mint.fresh_header());
    let curl = || Curl::new().arg("--http2-prior-knowledge");
    let reply = curl().header(&header).get(&stage.envoy.url("/h2")).unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some("alice@MINT.TEST"));
    stage.envoy.wait_for_log("access 200 via_upstream HTTP/2 /h2\n").unwrap();
}

#[test]
fn several_legs_are_refused_over_http_2_by_name() {
    let mut stage = Stage::new();
    let credential = stage.mint.ticket("alice", now());
    let mut client = stage.mint.ntlm_first(&credential, now());
    let header = format!("authorization: {}", client.next(None));
    let curl = Curl::new().arg("--http2-prior-knowledge").header(&header);
    let reply = curl.get(&stage.envoy.url("/h2")).unwrap();
    assert_eq!(reply.status(), 401);
    assert_eq!(reply.values("www-authenticate"), ["Negotiate"]);
    stage.envoy.wait_for_log("access 401 spnego_multi_leg_over_http2 HTTP/2 /h2\n").unwrap();
}

#[test]
fn several_legs_on_one_connection_end_with_a_verified_mechanism_list() {
    let mut stage = Stage::new();
    let credential = stage.mint.ticket("alice", now());
    let mut client = stage.mint.ntlm_first(&credential, now());
    let mut connection = stage.connect();
    let mut reply = connection.authorized("/", client.next(None)).unwrap();
    assert_eq!(reply.status(), 401);
    assert_eq!(connection.get("/unrelated", &[]).unwrap().status(), 401);
    for _ in 0..3 {
        if reply.status() == 200 {
            break;
        }
        let challenge = reply.values("www-authenticate")[0].to_owned();
        reply = connection.authorized("/", client.next(Some(&challenge))).unwrap();
    }
    assert_eq!(reply.status(), 200, "{}", stage.envoy.log());
    assert_eq!(reply.seen("x-auth-protection").as_deref(), Some("verified"));
    assert!(client.is_complete());
    assert_eq!(connection.get("/", &[]).unwrap().status(), 401);
}

#[test]
fn several_legs_on_two_connections_are_refused() {
    let mut stage = Stage::new();
    let credential = stage.mint.ticket("alice", now());
    let mut client = stage.mint.ntlm_first(&credential, now());
    let mut first = stage.connect();
    let reply = first.authorized("/", client.next(None)).unwrap();
    let next = client.next(Some(reply.values("www-authenticate")[0]));
    let mut second = Connection::open(stage.envoy.ports().listener).unwrap();
    assert_eq!(second.authorized("/", next).unwrap().status(), 401);
    stage.envoy.wait_for_stat("wasmcustom.spnego.rejected.not_a_first_token", 1).unwrap();
}
