//! The built IODEF module under wasmtime.

#[path = "../support/mod.rs"]
#[allow(dead_code, reason = "other filters use the rest")]
mod support;

use std::sync::LazyLock;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use host_tests::iodef::{REPORT, REPORT_IN_JSON, invalid_report};
use host_tests::mint::hostile::Hostile;
use host_tests::module;
use serde_json::{Value, json};
use support::{Compiled, Exchange, Headers, Request, Shared, Vm};

const NOW: Duration = Duration::from_secs(1_800_000_000);

static IODEF: LazyLock<Compiled> =
    LazyLock::new(|| Compiled::new(&std::fs::read(module("iodef_filter")).unwrap()));

const CERTIFICATE: &str = include_str!("../../../modules/iodef/tests/signature/keys/p256.cert.pem");
const OTHER_CERTIFICATE: &str =
    include_str!("../../../modules/iodef/tests/signature/keys/p384.cert.pem");

/// The configuration for reports that are signed by the key of one certificate.
fn signing(certificate: &str) -> Value {
    json!({"require_signature": true, "trusted_certificates": [certificate]})
}

/// A VM and what its host counts.
struct Plugin {
    vm: Vm,
    shared: Shared,
}

impl Plugin {
    fn new(config: Value) -> Self {
        let shared = Shared::at(NOW);
        let vm = Vm::start(&IODEF, &shared, &config.to_string()).unwrap();
        Self { vm, shared }
    }

    fn exchange(&mut self, request: Request) -> Exchange {
        let response: Headers = vec![(b":status".to_vec(), b"200".to_vec())];
        self.vm.exchange(request, response)
    }

    fn refused(&mut self, request: Request, status: u16, code: &str) -> Value {
        let counter = format!("iodef.refused.{code}");
        let before = self.shared.store().metric(&counter);
        let exchange = self.exchange(request);
        assert!(!exchange.passed, "{code}");
        assert_eq!(exchange.details(), format!("iodef_{code}"));
        assert_eq!(exchange.status(), status.to_string().as_bytes());
        assert_eq!(self.shared.store().metric(&counter), before + 1);
        let answer: Value = serde_json::from_slice(&exchange.local.unwrap().body).unwrap();
        assert_eq!(answer["code"], code);
        answer
    }

    fn passed(&mut self, request: Request) -> Exchange {
        let exchange = self.exchange(request);
        assert!(exchange.passed, "{}: {}", exchange.details(), self.vm.log());
        exchange
    }
}

fn report(body: impl AsRef<[u8]>) -> Request {
    Request::post("/", body).header("content-type", "application/xml")
}

#[test]
fn a_fit_report_goes_on_with_what_the_filter_says_about_it() {
    let mut plugin = Plugin::new(json!({}));
    let request = report(REPORT)
        .header("x-iodef-validation", "valid; forged")
        .header("X_Iodef.Validation", "valid; forged");
    let exchange = plugin.passed(request);
    let seen = exchange.upstream("x-iodef-validation");
    assert_eq!(seen.len(), 1);
    assert!(seen[0].starts_with("valid; profile=common; errors=0; "), "{seen:?}");
    assert!(exchange.upstream("X_Iodef.Validation").is_empty());
    assert_eq!(plugin.shared.store().metric("iodef.accepted"), 1);
}

#[test]
fn a_report_in_json_goes_on_too() {
    let mut plugin = Plugin::new(json!({}));
    let request = Request::post("/", REPORT_IN_JSON).header("content-type", "application/json");
    plugin.passed(request);
    let request = Request::post("/", REPORT).header("content-type", "application/json");
    plugin.refused(request, 422, "malformed");
}

#[test]
fn a_body_may_come_in_pieces_and_end_with_trailers() {
    let mut plugin = Plugin::new(json!({}));
    for length in [1, 7, 4096] {
        plugin.passed(report(REPORT).cut(length));
        // The second one is forged.
        let trailers = [("x-trailer", "yes"), ("X-Iodef_Validation", "valid")];
        let passed = plugin.passed(report(REPORT).cut(length).with_trailers(&trailers));
        assert_eq!(passed.trailers, [(b"x-trailer".to_vec(), b"yes".to_vec())]);
        let invalid = report(invalid_report()).cut(length).with_trailers(&trailers);
        plugin.refused(invalid, 422, "invalid");
    }
}

#[test]
fn each_refusal_has_its_status_its_metric_and_its_answer() {
    let mut plugin = Plugin::new(json!({"max_bytes": 4096, "highest_restriction": "public"}));
    let bare = |body: &str| Request::post("/", body);
    plugin.refused(report(REPORT).header("content-encoding", "gzip"), 415, "content_encoding");
    plugin.refused(bare(REPORT), 415, "no_content_type");
    plugin.refused(report(REPORT).header("content-type", "text/xml"), 415, "several_content_types");
    plugin.refused(bare(REPORT).header("content-type", "text/plain"), 415, "content_type");
    let latin = bare(REPORT).header("content-type", "text/xml; charset=iso-8859-1");
    plugin.refused(latin, 415, "charset");
    plugin.refused(report("x".repeat(4097)), 413, "too_large");
    plugin.refused(report("x".repeat(9000)).cut(100), 413, "too_large");
    plugin.refused(report("x").header("content-length", "4097"), 413, "too_large");
}

#[test]
fn each_refusal_about_content_has_its_answer() {
    let mut plugin = Plugin::new(json!({"highest_restriction": "public"}));
    plugin.refused(report(""), 422, "no_body");
    let answer = plugin.refused(report("<a>\n<b></a>"), 422, "malformed");
    assert_eq!((&answer["line"], &answer["error"]), (&json!(2), &json!("end_tag")));
    plugin.refused(report(REPORT), 422, "too_restricted");
    let public = invalid_report().replace("green", "public");
    let answer = plugin.refused(report(public), 422, "invalid");
    assert!(answer["diagnostics"][0]["message"].is_string(), "{answer}");
    let log = plugin.vm.log();
    assert!(
        log.contains("iodef: 422 invalid: 1 error under common, first xsd-enumeration"),
        "{log}"
    );
    for content in ["ringleader", "189493", "csirt.example.com"] {
        assert!(!log.contains(content), "{content}");
    }
}

#[test]
fn what_is_not_valid_goes_on_where_that_is_wanted() {
    let mut plugin = Plugin::new(json!({"on_invalid": "pass", "summary_header": "x-found"}));
    let exchange = plugin.passed(report(invalid_report()).header("x-found", "valid"));
    let seen = exchange.upstream("x-found");
    assert!(seen.len() == 1 && seen[0].starts_with("invalid; "), "{seen:?}");
    assert_eq!(plugin.shared.store().metric("iodef.passed.invalid"), 1);
    let exchange = plugin.passed(report("<a>"));
    assert!(exchange.upstream("x-found")[0].starts_with("malformed; "));
}

#[test]
fn a_signature_of_a_known_key_is_required_where_that_is_wanted() {
    // Signed by the core with the key of this certificate; see the core's own tests.
    let signed = include_str!("signed-report.xml");
    let mut plugin = Plugin::new(signing(CERTIFICATE));
    plugin.passed(report(signed));
    plugin.refused(report(signed.replace("189493", "189494")), 422, "signature_invalid");
    plugin.refused(report(REPORT), 422, "unsigned");
    Plugin::new(signing(OTHER_CERTIFICATE)).refused(report(signed), 422, "signature_untrusted");
}

#[test]
fn a_report_in_json_is_signed_by_the_jws_around_it() {
    let flattened = include_str!("signed-report.json");
    let parts: Value = serde_json::from_str(flattened).unwrap();
    let [protected, payload, signature] =
        ["protected", "payload", "signature"].map(|part| parts[part].as_str().unwrap());
    let compact = format!("{protected}.{payload}.{signature}");
    let changed = URL_SAFE_NO_PAD.encode(REPORT_IN_JSON.replace("189493", "189494"));
    let of_type = |kind: &str, body: &str| Request::post("/", body).header("content-type", kind);
    let mut plugin = Plugin::new(signing(CERTIFICATE));
    for (kind, body) in [
        ("application/jose", compact.as_str()),
        ("application/jose+json", flattened),
        ("application/json", flattened),
    ] {
        plugin.passed(of_type(kind, body));
        let changed = body.replace(payload, &changed);
        plugin.refused(of_type(kind, &changed), 422, "signature_invalid");
    }
    let answer = plugin.refused(of_type("application/json", REPORT_IN_JSON), 422, "unsigned");
    assert!(answer["message"].as_str().unwrap().contains("JWS"), "{answer}");
    let mut other = Plugin::new(signing(OTHER_CERTIFICATE));
    other.refused(of_type("application/jose", &compact), 422, "signature_untrusted");
}

#[test]
fn a_request_without_a_body_passes_without_the_header() {
    let mut plugin = Plugin::new(json!({}));
    let exchange = plugin.passed(Request::get("/").header("x-iodef-validation", "valid; forged"));
    assert!(exchange.upstream("x-iodef-validation").is_empty());
    assert_eq!(plugin.shared.store().metric("iodef.unchecked"), 1);
}

#[test]
fn a_route_whose_settings_cannot_be_read_is_closed() {
    let path = "xds.route_metadata.filter_metadata.iodef";
    let mut plugin = Plugin::new(json!({}));
    // One pair is announced, and none follows.
    let exchange = plugin.exchange(report(REPORT).property(path, b"\x01\x00\x00\x00"));
    assert_eq!(exchange.status(), b"503");
    assert_eq!(exchange.details(), "iodef_route_misconfigured");
    assert_eq!(plugin.shared.store().metric("iodef.unavailable.route_misconfigured"), 1);
}

#[test]
fn a_refused_configuration_is_logged_with_its_json_path() {
    for (config, path) in [
        (r#"{"max_bytes": 1}"#, "$.max_bytes: "),
        (r#"{"registry": {"No-such": {}}}"#, "$.registry: "),
        (r#"{"restriction_mapping": {"red": "public"}}"#, "$.restriction_mapping"),
        ("[", "$: "),
    ] {
        let refused = Vm::start(&IODEF, &Shared::at(NOW), config).err().unwrap();
        assert!(refused.contains(&format!("iodef: configuration at {path}")), "{refused}");
    }
    assert!(Vm::start(&IODEF, &Shared::at(NOW), "").is_ok(), "without configuration");
}

#[test]
fn changed_and_random_bodies_are_refused_or_pass_and_the_module_goes_on() {
    let mut plugin = Plugin::new(json!({}));
    let mut hostile = Hostile::new(7);
    for round in 0..500 {
        let original = if round % 2 == 0 { REPORT } else { REPORT_IN_JSON };
        let kind = if round % 2 == 0 { "text/xml" } else { "application/json" };
        let body = hostile.value(original);
        let exchange = plugin.exchange(Request::post("/", body).header("content-type", kind));
        let status = exchange.status();
        assert!(status == b"422" || status == b"200", "{}", String::from_utf8_lossy(status));
    }
    plugin.passed(report(REPORT));
}

#[test]
fn what_would_exhaust_a_careless_parser_is_refused() {
    let mut plugin = Plugin::new(json!({}));
    let attributes: String = (0..10_000).map(|n| format!(" a{n}=\"\"")).collect();
    for body in [
        "<a>".repeat(300_000),
        format!("<a{attributes}/>"),
        format!("<!DOCTYPE a [{}]><a>&z;</a>", "<!ENTITY z \"&z;&z;\">".repeat(1000)),
        REPORT.replace("189493", &"<!---->".repeat(100_000)),
        "\u{feff}".repeat(1000),
    ] {
        let exchange = plugin.exchange(report(&body));
        assert!(matches!(exchange.status(), b"422" | b"200"), "{:.40}", body);
    }
    plugin.passed(report(REPORT));
}
