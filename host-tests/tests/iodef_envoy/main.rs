//! The built IODEF module in a real Envoy.

use std::path::PathBuf;
use std::time::Duration;

use host_tests::iodef::{Endpoint, REPORT, REPORT_IN_JSON, invalid_report};
use host_tests::{Connection, Curl, Reply, project_root, validate};
use serde_json::{Value, json};

fn iodef_config(name: &str) -> PathBuf {
    project_root().join("envoy-config/iodef").join(name)
}

fn connect(endpoint: &Endpoint) -> Connection {
    Connection::open(endpoint.envoy.ports().listener).unwrap()
}

fn post(endpoint: &Endpoint, path: &str, body: &str) -> Reply {
    let headers = [("content-type", &b"application/xml"[..])];
    connect(endpoint).request("POST", path, &headers, body.as_bytes()).unwrap()
}

fn code(reply: &Reply) -> String {
    let answer: Value = serde_json::from_str(&reply.body).unwrap_or_default();
    answer["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn envoy_accepts_the_shipped_configuration() {
    let output = validate(&iodef_config("envoy.yaml"), &[]).unwrap();
    assert!(output.status.success(), "{}", output.stderr);
}

#[test]
fn envoy_refuses_every_bad_configuration_for_the_reason_in_its_first_line() {
    let mut files = 0;
    for file in std::fs::read_dir(iodef_config("bad-configs")).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let reason = text.lines().next().unwrap().strip_prefix("# refused: ").unwrap();
        let output = validate(&path, &[]).unwrap();
        assert!(!output.status.success(), "{} was accepted", path.display());
        assert!(output.stderr.contains(reason), "{}: {}", path.display(), output.stderr);
        files += 1;
    }
    assert!(files >= 12, "bad-configs has {files} files");
}

#[test]
fn a_fit_report_reaches_the_endpoint_with_the_filters_header_alone() {
    let endpoint = Endpoint::start().unwrap();
    let headers = [
        ("content-type", &b"text/xml"[..]),
        ("x-iodef-validation", b"valid; forged"),
        ("x_iodef_validation", b"valid; forged"),
    ];
    let reply = connect(&endpoint).request("POST", "/", &headers, REPORT.as_bytes()).unwrap();
    assert_eq!(reply.status(), 200, "{}", endpoint.envoy.log());
    assert!(!reply.body.contains("forged"), "{}", reply.body);
    let seen = reply.seen("x-iodef-validation").unwrap();
    assert!(seen.starts_with("valid; profile=common; errors=0; "), "{seen}");
    assert_eq!(endpoint.envoy.stat("wasmcustom.iodef.accepted").unwrap(), 1);
}

#[test]
fn one_in_json_reaches_it_too() {
    let endpoint = Endpoint::start().unwrap();
    let headers = [("content-type", &b"application/json"[..])];
    let mut connection = connect(&endpoint);
    let reply = connection.request("POST", "/", &headers, REPORT_IN_JSON.as_bytes()).unwrap();
    assert_eq!(reply.status(), 200, "{}", reply.body);
    let wrong = REPORT_IN_JSON.replace("creator", "ringleader");
    let reply = connection.request("POST", "/", &headers, wrong.as_bytes()).unwrap();
    assert_eq!(reply.status(), 422);
}

#[test]
fn a_signed_one_in_json_reaches_it_where_an_unsigned_one_does_not() {
    let certificate = include_str!("../../../modules/iodef/tests/signature/keys/p256.cert.pem");
    let signed = include_str!("../iodef_module/signed-report.json");
    let config = json!({"require_signature": true, "trusted_certificates": [certificate]});
    let endpoint = Endpoint::with_plugin(&config).unwrap();
    let send = |kind: &[u8], body: &str| {
        let headers = [("content-type", kind)];
        connect(&endpoint).request("POST", "/", &headers, body.as_bytes()).unwrap()
    };
    let reply = send(b"application/jose+json", signed);
    assert_eq!(reply.status(), 200, "{}", reply.body);
    assert!(reply.seen("x-iodef-validation").unwrap().starts_with("valid; "), "{}", reply.body);
    let reply = send(b"application/json", REPORT_IN_JSON);
    assert_eq!((reply.status(), code(&reply).as_str()), (422, "unsigned"));
    assert_eq!(endpoint.upstream.requests(), 1);
}

#[test]
fn an_invalid_one_is_answered_with_diagnostics_and_the_endpoint_sees_nothing() {
    let endpoint = Endpoint::start().unwrap();
    let reply = post(&endpoint, "/", &invalid_report());
    assert_eq!(reply.status(), 422);
    assert_eq!(reply.values("content-type"), ["application/json"]);
    let answer: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!((&answer["code"], &answer["errors"]), (&json!("invalid"), &json!(1)));
    let diagnostics = answer["diagnostics"].as_array().unwrap();
    let found = diagnostics.iter().find(|it| it["rule"] == "xsd-enumeration").unwrap();
    assert_eq!(found["line"], 8);
    assert_eq!(endpoint.upstream.requests(), 0);
    assert_eq!(endpoint.envoy.stat("wasmcustom.iodef.refused.invalid").unwrap(), 1);
    let log = endpoint.envoy.log();
    assert!(log.contains("iodef: 422 invalid: ") && !log.contains("ringleader"), "{log}");
}

#[test]
fn a_report_is_held_until_it_is_judged() {
    let endpoint = Endpoint::start().unwrap();
    let mut connection = connect(&endpoint);
    let (first, second) = REPORT.split_at(REPORT.len() / 2);
    let head = format!(
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/xml\r\ncontent-length: {}\r\n\r\n",
        REPORT.len()
    );
    connection.send(format!("{head}{first}").as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(endpoint.upstream.requests(), 0);
    connection.send(second.as_bytes()).unwrap();
    assert_eq!(connection.receive().unwrap().status(), 200);
    assert_eq!(endpoint.upstream.requests(), 1);
}

#[test]
fn chunks_and_trailers_are_judged() {
    let endpoint = Endpoint::start().unwrap();
    for (report, status) in [(REPORT.to_owned(), 200), (invalid_report(), 422)] {
        // The last one is forged.
        for trailers in ["", "x-trailer: yes\r\n", "x-iodef-validation: valid\r\n"] {
            let mut request = String::from(
                "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/xml\r\n\
                 transfer-encoding: chunked\r\n\r\n",
            );
            for piece in report.as_bytes().chunks(200) {
                let piece = String::from_utf8_lossy(piece);
                request.push_str(&format!("{:x}\r\n{piece}\r\n", piece.len()));
            }
            request.push_str(&format!("0\r\n{trailers}\r\n"));
            let mut connection = connect(&endpoint);
            connection.send(request.as_bytes()).unwrap();
            assert_eq!(connection.receive().unwrap().status(), status, "{trailers}");
        }
    }
    assert_eq!(endpoint.upstream.requests(), 3);
}

#[test]
fn what_is_no_report_by_its_headers_is_refused() {
    let endpoint = Endpoint::start().unwrap();
    let xml = ("content-type", &b"text/xml"[..]);
    for (headers, expected) in [
        (vec![], "no_content_type"),
        (vec![("content-type", &b"text/html"[..])], "content_type"),
        (vec![("content-type", &b"multipart/form-data; boundary=x"[..])], "content_type"),
        (vec![("content-type", &b"text/xml; charset=utf-7"[..])], "charset"),
        (vec![xml, ("content-encoding", &b"gzip"[..])], "content_encoding"),
        (vec![xml, ("content-encoding", &b"identity"[..])], "content_encoding"),
    ] {
        let reply = connect(&endpoint).request("POST", "/", &headers, REPORT.as_bytes()).unwrap();
        assert_eq!((reply.status(), code(&reply).as_str()), (415, expected));
    }
    // Envoy joins the lines of this header or hands them on; neither is one type.
    let reply = connect(&endpoint).request("POST", "/", &[xml, xml], REPORT.as_bytes()).unwrap();
    assert_eq!(reply.status(), 415);
    assert_eq!(endpoint.upstream.requests(), 0);
}

#[test]
fn a_body_up_to_the_limit_is_held_and_one_beyond_it_is_413() {
    let endpoint = Endpoint::start().unwrap();
    let comment = |length: usize| format!("{REPORT}<!--{}-->", " ".repeat(length));
    let room = (1 << 20) - comment(0).len();
    assert_eq!(post(&endpoint, "/", &comment(room)).status(), 200);
    let reply = post(&endpoint, "/", &comment(room + 1));
    assert_eq!((reply.status(), code(&reply).as_str()), (413, "too_large"));

    let mut chunked = String::from(
        "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: text/xml\r\n\
         transfer-encoding: chunked\r\n\r\n",
    );
    let body = comment(room + 100_000);
    chunked.push_str(&format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len()));
    let answer = endpoint.envoy.send_raw(chunked.as_bytes()).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 413 "), "{}", String::from_utf8_lossy(&answer));
    assert_eq!(endpoint.upstream.requests(), 1);
}

#[test]
fn a_request_without_a_body_passes_unless_it_should_have_one() {
    let endpoint = Endpoint::start().unwrap();
    let curl = Curl::new().header("x-iodef-validation: valid; forged");
    let reply = curl.get(&endpoint.envoy.url("/")).unwrap();
    assert_eq!(reply.status(), 200);
    assert!(!reply.body.contains("forged"), "{}", reply.body);
    let headers = [("content-type", &b"text/xml"[..]), ("content-length", b"0")];
    let reply = connect(&endpoint).request("POST", "/", &headers, b"").unwrap();
    assert_eq!((reply.status(), code(&reply).as_str()), (422, "no_body"));
}

#[test]
fn routes_have_their_own_settings() {
    let endpoint = Endpoint::start().unwrap();
    let reply = post(&endpoint, "/triage", &invalid_report());
    assert_eq!(reply.status(), 200);
    assert!(reply.seen("x-iodef-validation").unwrap().starts_with("invalid; "), "{}", reply.body);
    assert_eq!(post(&endpoint, "/partners", REPORT).status(), 200);
    let reply = post(&endpoint, "/partners", &REPORT.replace("green", "amber"));
    assert_eq!((reply.status(), code(&reply).as_str()), (422, "too_restricted"));
    let reply = post(&endpoint, "/other", "anything");
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.seen("x-iodef-validation"), None);
    assert!(!endpoint.envoy.log().contains("route metadata"), "{}", endpoint.envoy.log());
}

#[test]
fn http_2_is_the_same() {
    let endpoint = Endpoint::start().unwrap();
    for (report, status) in [(REPORT.to_owned(), 200), (invalid_report(), 422)] {
        let curl = Curl::new().arg("--http2-prior-knowledge").arg("--data-binary").arg(&report);
        let reply = curl.header("content-type: text/xml").get(&endpoint.envoy.url("/")).unwrap();
        assert_eq!(reply.status(), status, "{}", reply.body);
    }
}

#[test]
fn what_would_exhaust_a_careless_parser_is_refused_and_the_next_report_is_not() {
    let endpoint =
        Endpoint::with_plugin(&json!({"max_bytes": 1 << 20, "max_diagnostics": 200})).unwrap();
    for body in [
        "<a>".repeat(300_000),
        format!("<!DOCTYPE a [{}]><a>&z;</a>", "<!ENTITY z \"&z;&z;\">".repeat(1000)),
        REPORT
            .replace("<Contact ", &format!("{}<Contact ", "<Contact role=\"x\"/>".repeat(40_000))),
    ] {
        assert_eq!(post(&endpoint, "/", &body).status(), 422);
    }
    assert_eq!(post(&endpoint, "/", REPORT).status(), 200);
    assert_eq!(endpoint.envoy.stat("wasm.iodef.vm_reload_success").unwrap_or(0), 0);
}
