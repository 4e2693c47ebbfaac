//! TLS channel bindings, tls-server-end-point of RFC 5929 section 4.

use host_tests::Curl;

use crate::certificate::Certificate;
use crate::chromium::{self, ALLOWED};
use crate::script::{Script, Transcript};
use crate::stage::{ALICE, Realm, Site};

/// requests-gssapi over TLS.
fn requests(realm: &Realm, site: &Site, served: &Certificate, bind: bool) -> Transcript {
    let script = Script::new("requests_gssapi_client.py", &realm.alice).arg(&site.url("/"));
    let script = script.arg("--authority").arg(served.chain.to_str().unwrap());
    if bind { script.arg("--channel-bindings") } else { script }.run()
}

#[test]
fn a_client_that_sends_the_bindings_of_the_served_certificate_is_admitted() {
    let realm = Realm::new();
    for digest in ["sha256", "sha384"] {
        let certificate = Certificate::new(digest);
        let settings = certificate.channel_binding("required");
        let site = Site::with_tls(&realm.keytab, &settings, &certificate);
        let transcript = requests(&realm, &site, &certificate, true);
        assert_eq!(transcript.values("status"), ["401", "200"], "{digest}");
        assert_eq!(transcript.seen("x-auth-principal"), Some(ALICE));
        assert_eq!(site.envoy.stat("wasmcustom.spnego.channel_bound").unwrap(), 1);
    }
}

#[test]
fn bindings_of_another_certificate_than_the_configured_one_are_refused() {
    let realm = Realm::new();
    let (served, configured) = (Certificate::new("sha256"), Certificate::new("sha256"));
    for mode in ["required", "when_supported"] {
        let settings = configured.channel_binding(mode);
        let site = Site::with_tls(&realm.keytab, &settings, &served);
        let transcript = requests(&realm, &site, &served, true);
        assert_eq!(transcript.values("status").last(), Some(&"401"), "{mode}");
        assert!(site.rejected("channel_binding_mismatch") >= 1, "{mode}");
        assert_eq!(site.upstream.requests(), 0, "{mode}");
    }
}

#[test]
fn a_client_that_sends_no_bindings_is_refused_where_they_are_required() {
    let realm = Realm::new();
    let certificate = Certificate::new("sha256");
    let settings = certificate.channel_binding("required");
    let site = Site::with_tls(&realm.keytab, &settings, &certificate);
    let transcript = requests(&realm, &site, &certificate, false);
    assert_eq!(transcript.values("status").last(), Some(&"401"));
    assert!(site.rejected("channel_binding_missing") >= 1);
    assert_eq!(site.upstream.requests(), 0);
}

#[test]
fn a_client_that_sends_no_bindings_is_admitted_where_they_are_compared_when_supported() {
    let realm = Realm::new();
    let certificate = Certificate::new("sha256");
    let settings = certificate.channel_binding("when_supported");
    let site = Site::with_tls(&realm.keytab, &settings, &certificate);
    let transcript = requests(&realm, &site, &certificate, false);
    assert_eq!(transcript.values("status"), ["401", "200"]);
    assert_eq!(site.envoy.stat("wasmcustom.spnego.channel_bound").unwrap(), 0);
}

#[test]
fn curl_of_debian_and_chromium_send_no_bindings_and_are_refused_where_they_are_required() {
    let realm = Realm::new();
    let certificate = Certificate::new("sha256");
    let settings = certificate.channel_binding("required");
    let site = Site::with_tls(&realm.keytab, &settings, &certificate);
    let authority = certificate.chain.to_str().unwrap();
    let curl = Curl::negotiate(&realm.alice).arg("--cacert").arg(authority);
    assert_eq!(curl.get(&site.url("/")).unwrap().status(), 401);
    assert_eq!(site.rejected("channel_binding_missing"), 1);
    let page = chromium::page(&site.url("/"), &realm.alice, &[ALLOWED]);
    assert!(!page.contains("x-auth-principal"), "{page}");
    assert!(site.rejected("channel_binding_missing") >= 2);
    assert_eq!(site.upstream.requests(), 0);
}
