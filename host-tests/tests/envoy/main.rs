//! The built modules in a real Envoy.

mod crash;
mod headers;
mod hostile;
mod http2;
mod identity;
mod redirect;
mod replay;
mod stage;
mod statuses;

use std::path::PathBuf;

use host_tests::mint::Mint;
use host_tests::{
    Curl, Envoy, EnvoyPorts, Upstream, project_root, shipped_spnego_config, validate,
};

fn shipped() -> (Envoy, Upstream) {
    let upstream = Upstream::start().unwrap();
    let ports = EnvoyPorts::free(upstream.port()).unwrap();
    let config = shipped_spnego_config(ports).unwrap();
    let keytab = Mint::new().keytab();
    (Envoy::start(&config, ports, 1, &[("SPNEGO_KEYTAB", &keytab)]).unwrap(), upstream)
}

fn spnego_config(name: &str) -> PathBuf {
    project_root().join("envoy-config/spnego").join(name)
}

#[test]
fn envoy_accepts_the_shipped_configuration() {
    let keytab = Mint::new().keytab();
    let output = validate(&spnego_config("envoy.yaml"), &[("SPNEGO_KEYTAB", &keytab)]).unwrap();
    assert!(output.status.success(), "{}", output.stderr);
}

#[test]
fn envoy_refuses_every_bad_configuration_for_the_reason_in_its_first_line() {
    let keytab = Mint::new().keytab();
    let mut files = 0;
    for file in std::fs::read_dir(spnego_config("bad-configs")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let reason = text.lines().next().unwrap().strip_prefix("# refused: ").unwrap();
        let output = validate(&path, &[("SPNEGO_KEYTAB", &keytab)]).unwrap();
        assert!(!output.status.success(), "{} was accepted", path.display());
        assert!(output.stderr.contains(reason), "{}: {}", path.display(), output.stderr);
        files += 1;
    }
    assert!(files >= 15, "bad-configs has {files} files");
}

#[test]
fn a_request_without_a_token_is_challenged_and_counted() {
    let (envoy, upstream) = shipped();
    let reply = Curl::new().get(&envoy.url("/")).unwrap();
    assert_eq!(reply.status(), 401);
    assert_eq!(reply.values("www-authenticate"), ["Negotiate"]);
    assert_eq!(upstream.requests(), 0);
    assert_eq!(envoy.stat("wasmcustom.spnego.challenged.no_token").unwrap(), 1);
}

#[test]
fn a_route_with_mode_off_passes_and_still_strips_identity_headers() {
    let (envoy, _upstream) = shipped();
    let curl = Curl::new()
        .header("X-Auth-Principal: root@EVIL.TEST")
        .header("x_auth_principal: root@EVIL.TEST")
        .header("X-Kept: yes");
    let reply = curl.get(&envoy.url("/public")).unwrap();
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.seen("x-kept").as_deref(), Some("yes"));
    assert!(!reply.body.contains("EVIL"), "{}", reply.body);
}

#[test]
fn every_route_of_the_shipped_configuration_can_be_read_by_the_filter() {
    let (envoy, _upstream) = shipped();
    for path in ["/", "/anonymous", "/audit", "/admin"] {
        assert_eq!(Curl::new().get(&envoy.url(path)).unwrap().status(), 401, "{path}");
    }
    assert!(!envoy.log().contains("route metadata"), "{}", envoy.log());
}

#[test]
fn a_preflight_request_passes_stripped() {
    let (envoy, _upstream) = shipped();
    let curl = Curl::new().arg("-X").arg("OPTIONS");
    let curl = curl.header("origin: https://app.test").header("access-control-request-method: PUT");
    let reply = curl.header("x_auth_principal: root@EVIL.TEST").get(&envoy.url("/")).unwrap();
    assert_eq!(reply.status(), 200);
    assert!(!reply.body.contains("EVIL"), "{}", reply.body);
}
