//! Bodies and what becomes of them.

use std::time::Duration;

use iodef::document::{Document, Limits};
use iodef::filter::{
    Charset, Config, Content, Filter, Format, MAX_ANSWER_BYTES, Policy, Refusal, Verdict,
};
use iodef::restriction::Rank;
use iodef::signature::{Certificate, PrivateKey, Signer, jws, sign_enveloped};
use serde_json::{Value, json};

const NOW: Duration = Duration::from_secs(1_900_000_000);

const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<IODEF-Document version="2.00" xml:lang="en" xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:ietf:params:xml:ns:iodef-2.0 iodef-2.0.xsd">
  <Incident purpose="reporting" restriction="green">
    <IncidentID name="csirt.example.com">189493</IncidentID>
    <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>
    <Contact type="organization" role="creator">
      <Email><EmailTo>contact@csirt.example.com</EmailTo></Email>
    </Contact>
  </Incident>
</IODEF-Document>
"#;

fn judge(config: Value, format: Format, body: &[u8]) -> Verdict {
    judge_at(config, format, body, NOW)
}

fn judge_at(config: Value, format: Format, body: &[u8], now: Duration) -> Verdict {
    let config: Config = serde_json::from_value(config).unwrap();
    let filter = Filter::new(config).unwrap();
    filter.judge(format.into(), body, &Policy::of_plugin(filter.config()), now)
}

fn xml(config: Value, body: &str) -> Verdict {
    judge(config, Format::Xml, body.as_bytes())
}

fn refused(verdict: Verdict) -> (Refusal, Value) {
    match verdict {
        Verdict::Refuse { refusal, answer } => {
            assert!(answer.len() <= MAX_ANSWER_BYTES, "{}", answer.len());
            let answer: Value = serde_json::from_str(&answer).unwrap();
            assert_eq!(answer["code"], refusal.code());
            (refusal, answer)
        }
        Verdict::Pass { summary, .. } => panic!("passed: {summary}"),
    }
}

fn passed(verdict: Verdict) -> (String, Option<Refusal>) {
    match verdict {
        Verdict::Pass { summary, despite } => (summary, despite),
        Verdict::Refuse { answer, .. } => panic!("{answer}"),
    }
}

fn report_in_json() -> Value {
    json!({"version": "2.0", "lang": "en", "Incident": [{
        "purpose": "reporting", "restriction": "green",
        "IncidentID": {"id": "189493", "name": "csirt.example.com"},
        "GenerationTime": "2015-10-02T11:18:00-05:00",
        "Contact": [{"type": "organization", "role": "creator",
            "Email": [{"EmailTo": "contact@csirt.example.com"}]}]
    }]})
}

fn invalid() -> String {
    REPORT.replace("role=\"creator\"", "role=\"ringleader\"")
}

#[test]
fn a_fit_report_goes_on_with_a_summary() {
    let (summary, despite) = passed(xml(json!({}), REPORT));
    assert!(summary.starts_with("valid; profile=common; errors=0; warnings="), "{summary}");
    assert!(summary.ends_with("; restriction=partner"), "{summary}");
    assert_eq!(despite, None);
}

#[test]
fn an_invalid_one_is_answered_with_its_diagnostics() {
    let (refusal, answer) = refused(xml(json!({}), &invalid()));
    assert_eq!((refusal.status(), refusal.code()), (422, "invalid"));
    let diagnostics = answer["diagnostics"].as_array().unwrap();
    let found = diagnostics.iter().find(|it| it["rule"] == "xsd-enumeration").unwrap();
    assert_eq!((&found["line"], &found["severity"]), (&json!(8), &json!("error")));
    assert!(found["message"].as_str().unwrap().contains("ringleader"));
    assert_eq!(answer["errors"], 1);
    assert!(!refusal.to_string().contains("ringleader"), "what is logged has no content");
}

#[test]
fn an_invalid_one_goes_on_where_that_is_wanted() {
    let (summary, despite) = passed(xml(json!({"on_invalid": "pass"}), &invalid()));
    assert!(summary.starts_with("invalid; profile=common; errors=1; "), "{summary}");
    assert_eq!(despite.unwrap().code(), "invalid");
    let (summary, despite) = passed(xml(json!({"on_invalid": "pass"}), "<a></b>"));
    assert_eq!(summary, "malformed; code=end_tag");
    assert_eq!(despite.unwrap().code(), "malformed");
}

#[test]
fn the_profile_decides() {
    assert!(matches!(xml(json!({"profile": "common"}), REPORT), Verdict::Pass { .. }));
    let (refusal, answer) = refused(xml(json!({"profile": "strict3067"}), REPORT));
    assert_eq!(refusal.code(), "invalid");
    assert_eq!(answer["profile"], "strict3067");
}

#[test]
fn what_is_not_well_formed_is_refused_with_its_place() {
    let (refusal, answer) = refused(xml(json!({}), "<a>\n  <b></a>"));
    assert_eq!(refusal.to_string(), "not well-formed at line 2, column 6: end_tag");
    assert_eq!((&answer["line"], &answer["column"]), (&json!(2), &json!(6)));
    assert_eq!(answer["error"], "end_tag");
}

#[test]
fn json_is_checked_as_what_it_stands_for() {
    let report = report_in_json();
    let (summary, _) = passed(judge(json!({}), Format::Json, report.to_string().as_bytes()));
    assert!(summary.starts_with("valid; "), "{summary}");
    let mut wrong = report;
    wrong["Incident"][0]["purpose"] = json!("gossip");
    let (refusal, _) = refused(judge(json!({}), Format::Json, wrong.to_string().as_bytes()));
    assert!(matches!(refusal.code(), "invalid" | "malformed"), "{refusal}");
    for body in [&b"{"[..], b"[]", b"{\"version\": 1}", b"\xff", b"null"] {
        let (refusal, _) = refused(judge(json!({}), Format::Json, body));
        assert_eq!(refusal.code(), "malformed", "{body:?}");
    }
}

#[test]
fn what_is_above_the_highest_restriction_is_refused_whatever_else_holds() {
    let red = REPORT.replace("<Contact ", "<Contact restriction=\"red\" ");
    for on_invalid in ["refuse", "pass"] {
        let config = json!({"highest_restriction": "amber", "on_invalid": on_invalid});
        let (refusal, _) = refused(xml(config.clone(), &red));
        let expected = Refusal::TooRestricted { found: Rank::Private, highest: Rank::NeedToKnow };
        assert_eq!(refusal, expected);
        assert!(matches!(xml(config.clone(), REPORT), Verdict::Pass { .. }));
        assert_eq!(refused(xml(config, "<a>")).0.code(), "malformed", "nobody knows what it holds");
    }
    let strict = REPORT.replace("\"green\"", "\"ext-value\" ext-restriction=\"club\"");
    let mapped =
        json!({"highest_restriction": "amber", "restriction_mapping": {"club": "partner"}});
    assert!(matches!(xml(mapped, &strict), Verdict::Pass { .. }));
    assert_eq!(
        refused(xml(json!({"highest_restriction": "amber"}), &strict)).0.code(),
        "too_restricted"
    );
}

#[test]
fn lengths_are_bounded() {
    assert_eq!(refused(xml(json!({}), "")).0, Refusal::NoBody);
    let config = json!({"max_bytes": 1024});
    assert_eq!(refused(xml(config.clone(), &"<".repeat(1025))).0, Refusal::TooLarge);
    assert_eq!(refused(xml(config, &"<".repeat(1024))).0.code(), "malformed");
}

#[test]
fn an_answer_is_bounded_whatever_is_wrong() {
    let name = "n".repeat(900);
    let contacts =
        format!("<Contact role=\"{name}\" {name}=\"{name}\"><{name}/></Contact>").repeat(200);
    let report = REPORT.replace("<Contact ", &format!("{contacts}<Contact "));
    let config = json!({"max_diagnostics": 200});
    let (_, answer) = refused(xml(config, &report));
    let listed = answer["diagnostics"].as_array().unwrap().len();
    let total: u64 =
        ["errors", "warnings", "infos"].iter().map(|it| answer[it].as_u64().unwrap()).sum();
    assert!(listed > 0 && answer["cut"].as_u64().unwrap() + listed as u64 == total, "{listed}");
}

#[test]
fn bombs_and_deep_nesting_are_errors_like_others() {
    let deep = "<a>".repeat(2000);
    let bomb =
        "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    for (body, code) in [(deep.as_str(), "too_large"), (bomb, "doctype")] {
        let (refusal, answer) = refused(xml(json!({}), body));
        assert_eq!((refusal.code(), &answer["error"]), ("malformed", &json!(code)));
    }
}

#[test]
fn registered_values_come_with_the_configuration() {
    let config = json!({"registry": {"Contact-role": {"ringleader": "Leads the ring."}}});
    assert!(matches!(xml(config, &invalid()), Verdict::Pass { .. }));
}

const KEY: &[u8] = include_bytes!("../signature/keys/p256.key.pem");
const CERTIFICATE: &str = include_str!("../signature/keys/p256.cert.pem");
const OTHER_CERTIFICATE: &str = include_str!("../signature/keys/p384.cert.pem");

fn with_signer<T>(at: &str, sign: impl FnOnce(&Signer<'_>) -> T) -> T {
    let key = PrivateKey::from_pkcs8(KEY, None).unwrap();
    let certificate = Certificate::read(CERTIFICATE.as_bytes()).unwrap();
    sign(&Signer { key: &key, certificate: Some(&certificate), signed_at: at })
}

fn signed(report: &str, at: &str) -> String {
    let document = Document::from_text(report.to_owned(), &Limits::default()).unwrap();
    with_signer(at, |signer| sign_enveloped(&document, signer).unwrap())
}

/// A JWS in its flattened and in its compact serialisation.
fn signed_json(report: &str, at: &str) -> [String; 2] {
    let flattened = with_signer(at, |signer| jws::sign(report, signer).unwrap());
    let parts: Value = serde_json::from_str(&flattened).unwrap();
    let compact = ["protected", "payload", "signature"].map(|part| parts[part].as_str().unwrap());
    [flattened, compact.join(".")]
}

fn signing(certificate: &str) -> Value {
    json!({"require_signature": true, "trusted_certificates": [certificate],
           "highest_restriction": "partner", "on_invalid": "pass"})
}

#[test]
fn a_signature_of_a_known_key_over_the_whole_is_required_where_that_is_wanted() {
    let report = signed(REPORT, "2030-03-02T10:30:00+01:00");
    let (summary, despite) = passed(xml(signing(CERTIFICATE), &report));
    assert!(summary.ends_with("restriction=partner"), "{summary}");
    assert!(despite.is_none(), "{despite:?}");
    let code = |certificate: &str, report: &str| {
        let (refusal, _) = refused(xml(signing(certificate), report));
        assert_eq!(refusal.status(), 422);
        refusal.code()
    };
    assert_eq!(code(CERTIFICATE, REPORT), "unsigned");
    assert_eq!(code(OTHER_CERTIFICATE, &report), "signature_untrusted");
    assert_eq!(code(CERTIFICATE, &report.replace("189493", "189494")), "signature_invalid");
    let expired = signed(REPORT, "2001-03-02T10:30:00+01:00");
    assert_eq!(code(CERTIFICATE, &expired), "signature_time");
    assert_eq!(code(CERTIFICATE, "<a>"), "malformed");
}

#[test]
fn a_certificate_with_a_domain_signs_for_that_domain_only() {
    let of = |domain: &str| {
        json!({"require_signature": true,
               "trusted_certificates": [{"certificate": CERTIFICATE, "domain": domain}]})
    };
    let report = signed(REPORT, IN_TIME);
    let [_, compact] = signed_json(&report_in_json().to_string(), IN_TIME);
    let judged = |domain: &str| {
        [xml(of(domain), &report), judge(of(domain), Format::Jws, compact.as_bytes())]
    };
    for verdict in judged("csirt.example.com").into_iter().chain(judged("example.com")) {
        assert!(passed(verdict).1.is_none());
    }
    for domain in ["cert.example.net", "irt.example.com", "t.example.com", ""] {
        for verdict in judged(domain) {
            assert_eq!(refused(verdict).0.code(), "signature_domain", "{domain}");
        }
    }
}

#[test]
fn a_signature_of_the_future_or_of_an_expired_certificate_is_refused() {
    let later = |days: u64| NOW.saturating_add(Duration::from_secs(days * 86_400));
    let judged = |at: &str, now: Duration| {
        judge_at(signing(CERTIFICATE), Format::Xml, signed(REPORT, at).as_bytes(), now)
    };
    assert!(passed(judged(IN_TIME, later(1))).1.is_none());
    assert_eq!(refused(judged(IN_TIME, later(200 * 365))).0.code(), "signature_time");
    assert_eq!(refused(judged("2031-03-02T10:30:00+01:00", NOW)).0.code(), "signature_time");
}

const IN_TIME: &str = "2030-03-02T10:30:00+01:00";

fn jose(certificate: &str, body: &str) -> Verdict {
    judge(signing(certificate), Format::Jws, body.as_bytes())
}

#[test]
fn a_jws_of_a_known_key_is_a_signed_report_in_either_serialisation() {
    let [flattened, compact] = signed_json(&report_in_json().to_string(), IN_TIME);
    let as_json = judge(signing(CERTIFICATE), Format::Json, flattened.as_bytes());
    for verdict in [jose(CERTIFICATE, &flattened), jose(CERTIFICATE, &compact), as_json] {
        let (summary, despite) = passed(verdict);
        assert!(summary.starts_with("valid; ") && summary.ends_with("restriction=partner"));
        assert!(despite.is_none(), "{despite:?}");
    }
}

#[test]
fn each_fault_of_a_jws_is_refused_whatever_else_holds() {
    let [flattened, compact] = signed_json(&report_in_json().to_string(), IN_TIME);
    let code = |certificate: &str, body: &str| refused(jose(certificate, body)).0.code();
    assert_eq!(code(OTHER_CERTIFICATE, &compact), "signature_untrusted");
    assert_eq!(code(OTHER_CERTIFICATE, &flattened), "signature_untrusted");
    let [late, _] = signed_json(&report_in_json().to_string(), "2001-03-02T10:30:00+01:00");
    assert_eq!(code(CERTIFICATE, &late), "signature_time");

    let mut other = report_in_json();
    other["Incident"][0]["IncidentID"]["id"] = json!("189494");
    let [_, of_other] = signed_json(&other.to_string(), IN_TIME);
    let parts = |jws: &str| jws.split('.').map(str::to_owned).collect::<Vec<_>>();
    let (ours, theirs) = (parts(&compact), parts(&of_other));
    let mixed = format!("{}.{}.{}", ours[0], theirs[1], ours[2]);
    assert_eq!(code(CERTIFICATE, &mixed), "signature_invalid");
    // RFC 7515 appendix A.5: an unsecured JWS.
    let none = format!("eyJhbGciOiJub25lIn0.{}.", ours[1]);
    assert_eq!(code(CERTIFICATE, &none), "signature_invalid");

    let mut with_report: Value = serde_json::from_str(&flattened).unwrap();
    with_report["Incident"] = other["Incident"].clone();
    for body in [
        with_report.to_string(),
        json!({"payload": ours[1], "signatures": []}).to_string(),
        compact.replacen('.', "", 1),
        format!("{compact}.{}", ours[2]),
        report_in_json().to_string(),
        String::from("{"),
    ] {
        assert_eq!(code(CERTIFICATE, &body), "malformed", "{body:.60}");
    }
    let [_, of_xml] = signed_json(REPORT, IN_TIME);
    assert_eq!(code(CERTIFICATE, &of_xml), "malformed");
}

#[test]
fn the_payload_of_a_jws_is_judged_like_a_report() {
    let mut wrong = report_in_json();
    wrong["Incident"][0]["restriction"] = json!("red");
    let [_, compact] = signed_json(&wrong.to_string(), IN_TIME);
    assert_eq!(refused(jose(CERTIFICATE, &compact)).0.code(), "too_restricted");
    wrong["Incident"][0]["Contact"][0]["role"] = json!("ringleader");
    let [_, compact] = signed_json(&wrong.to_string(), IN_TIME);
    let (_, answer) = refused(judge(json!({}), Format::Jws, compact.as_bytes()));
    assert_eq!((&answer["code"], &answer["errors"]), (&json!("invalid"), &json!(1)));
}

#[test]
fn json_without_a_jws_is_refused_as_unsigned_and_told_what_to_do() {
    let body = report_in_json().to_string();
    let (refusal, answer) = refused(judge(signing(CERTIFICATE), Format::Json, body.as_bytes()));
    assert_eq!((refusal.status(), refusal.code()), (422, "unsigned"));
    assert!(answer["message"].as_str().unwrap().contains("JWS"), "{answer}");
    let (_, answer) = refused(xml(signing(CERTIFICATE), REPORT));
    assert!(answer["message"].as_str().unwrap().contains("XML signature"), "{answer}");
}

#[test]
fn without_require_signature_a_jws_is_read_for_its_payload() {
    let [flattened, compact] = signed_json(&report_in_json().to_string(), IN_TIME);
    for (format, body) in
        [(Format::Jws, &compact), (Format::Jws, &flattened), (Format::Json, &flattened)]
    {
        let (summary, _) = passed(judge(json!({}), format, body.as_bytes()));
        assert!(summary.starts_with("valid; "), "{summary}");
    }
}

#[test]
fn a_charset_that_is_not_that_of_the_body_is_refused() {
    let wide: Vec<u8> =
        REPORT.replace("UTF-8", "UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [&[0xff, 0xfe], wide.as_slice()].concat();
    let filter = Filter::new(Config::default()).unwrap();
    let policy = Policy::of_plugin(filter.config());
    for (charset, body, fits) in [
        (Charset::Utf8, REPORT.as_bytes(), true),
        (Charset::Utf16, REPORT.as_bytes(), false),
        (Charset::Utf8, &wide, false),
        (Charset::Utf16, &wide, true),
        (Charset::Utf16LittleEndian, &wide, true),
        (Charset::Utf16BigEndian, &wide, false),
    ] {
        let content = Content { format: Format::Xml, charset: Some(charset) };
        let verdict = filter.judge(content, body, &policy, NOW);
        match verdict {
            Verdict::Pass { .. } => assert!(fits, "{charset:?}"),
            Verdict::Refuse { refusal, .. } => {
                assert!(!fits && refusal == Refusal::Charset, "{charset:?}: {refusal}");
            }
        }
    }
}

#[test]
fn octets_are_counted_as_they_come() {
    let text = format!("<!-- {} -->", "事".repeat(2000));
    let report =
        REPORT.replace("UTF-8", "UTF-16").replace("<Incident ", &format!("{text}<Incident "));
    let wide: Vec<u8> = report.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [&[0xff, 0xfe], wide.as_slice()].concat();
    assert!(report.len() > wide.len());
    let bound = json!({"max_bytes": wide.len()});
    passed(judge(bound, Format::Xml, &wide));
}

/// What stands beside a signature, or says how restricted it is, counts like everything else.
#[test]
fn nothing_hides_behind_a_signature() {
    let config = || json!({"highest_restriction": "partner"});
    let signed = signed(REPORT, "2027-03-02T10:30:00+01:00");
    passed(xml(config(), &signed));
    let data = signed.find("<AdditionalData ").unwrap();
    let (before, rest) = signed.split_at(data);
    let with = |part: &str| format!("{before}{part}{rest}");
    let hidden = "<AdditionalData dtype=\"xml\" restriction=\"private\" \
        xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:KeyName>k</ds:KeyName>\
        <s xmlns=\"urn:s\">top secret</s></AdditionalData>";
    assert_eq!(refused(xml(config(), &with(hidden))).0.code(), "too_restricted");
    let restricted =
        rest.replacen("<AdditionalData ", "<AdditionalData restriction=\"private\" ", 1);
    let restricted = format!("{before}{restricted}");
    assert_eq!(refused(xml(config(), &restricted)).0.code(), "too_restricted");
    let inside = rest.replacen(
        "</ds:Signature>",
        "<ds:Object><s xmlns=\"urn:s\">x</s></ds:Object></ds:Signature>",
        1,
    );
    assert_ne!(inside, rest);
    assert_eq!(refused(xml(config(), &format!("{before}{inside}"))).0.code(), "too_restricted");
}
