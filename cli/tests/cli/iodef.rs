//! `edgewarden iodef`.

use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;

use super::run::{run, run_with_input};

pub const DOCUMENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<IODEF-Document version="2.00" xml:lang="en" xmlns="urn:ietf:params:xml:ns:iodef-2.0"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="urn:ietf:params:xml:ns:iodef-2.0 iodef-2.0.xsd">
  <Incident purpose="reporting" restriction="green">
    <IncidentID name="csirt.example.com">189493</IncidentID>
    <GenerationTime>2015-10-02T11:18:00-05:00</GenerationTime>
    <Contact type="organization" role="creator">
      <Email><EmailTo>contact@csirt.example.com</EmailTo></Email>
    </Contact>
    <EventData restriction="green">
      <Flow>
        <System category="source" restriction="red"><Node><Address category="ipv4-addr">192.0.2.200</Address></Node></System>
        <System category="target"><Node><Address category="ipv4-addr">192.0.2.201</Address></Node></System>
      </Flow>
    </EventData>
  </Incident>
</IODEF-Document>
"#;

/// Files that are removed when the test ends.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn write(&self, name: &str, content: &str) -> String {
        let path: PathBuf = self.0.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn invalid() -> String {
    DOCUMENT.replace("role=\"creator\"", "role=\"ringleader\"")
}

#[test]
fn a_valid_document_has_status_0_and_a_last_line_that_says_so() {
    let file = Files::new();
    let path = file.write("report.xml", DOCUMENT);
    let run = run(&["iodef", "validate", &path]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""), "{}", run.output);
    assert!(run.last_line().starts_with(&format!("{path}: valid under common: 0 errors, ")));
}

#[test]
fn a_finding_has_its_place_severity_rule_and_message() {
    let run = run_with_input(&["iodef", "validate"], invalid().as_bytes());
    assert_eq!(run.status, 1, "{}", run.output);
    let line = run.output.lines().find(|line| line.contains("xsd-enumeration")).expect(&run.output);
    assert!(line.starts_with("standard input:8:"), "{line}");
    assert!(line.contains(": error xsd-enumeration ") && line.contains("ringleader"), "{line}");
}

#[test]
fn the_json_has_the_same_and_the_message() {
    let run = run_with_input(&["iodef", "validate", "--json", "-"], invalid().as_bytes());
    assert_eq!(run.status, 1);
    let json = run.json();
    let document = &json["documents"][0];
    assert_eq!(
        [&document["file"], &document["format"], &document["profile"], &document["valid"]],
        [&json!("standard input"), &json!("xml2"), &json!("common"), &json!(false)]
    );
    let diagnostics = document["diagnostics"].as_array().unwrap();
    let found = diagnostics.iter().find(|it| it["rule"] == "xsd-enumeration").unwrap();
    assert_eq!(found["line"], 8);
    assert_eq!(found["xpath"], "/IODEF-Document/Incident[1]/Contact[1]");
    assert_eq!(found["path"], json!([0, 2]));
    assert!(found["message"].as_str().unwrap().contains("ringleader"));
    let help = super::run::run(&["iodef", "validate", "--help"]).output;
    for key in document.as_object().unwrap().keys().chain(found.as_object().unwrap().keys()) {
        assert!(help.contains(&format!("\"{key}\"")), "{key}");
    }
}

#[test]
fn what_is_not_well_formed_has_status_2_its_place_and_does_not_hide_the_others() {
    let files = Files::new();
    let broken = files.write("broken.xml", "<a>\n  <b></a>");
    let good = files.write("good.xml", DOCUMENT);
    let run = run(&["iodef", "validate", &broken, &good]);
    assert_eq!(run.status, 2);
    assert!(run.output.starts_with(&format!("{broken}:2:6: error end_tag ")), "{}", run.output);
    assert!(run.output.contains(&format!("{good}: valid")));
    let json = super::run::run(&["iodef", "validate", "--json", &broken]).json();
    assert_eq!(json["documents"][0]["error"]["code"], "end_tag");
    assert_eq!(json["documents"][0]["error"]["line"], 2);
}

#[test]
fn a_doctype_is_refused() {
    let run = run_with_input(&["iodef", "validate"], b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>");
    assert_eq!(run.status, 2);
    assert!(run.output.contains("error doctype"), "{}", run.output);
}

#[test]
fn the_profile_decides() {
    let common = run_with_input(&["iodef", "validate"], DOCUMENT.as_bytes());
    let strict =
        run_with_input(&["iodef", "validate", "--profile", "strict3067"], DOCUMENT.as_bytes());
    assert_eq!((common.status, strict.status), (0, 1), "{}", strict.output);
    assert!(strict.last_line().contains("not valid under strict3067"));
}

#[test]
fn a_registered_value_needs_no_new_build() {
    let files = Files::new();
    let registry = files.write("more.toml", "[Contact-role]\nringleader = \"Leads the ring.\"\n");
    let run = run_with_input(&["iodef", "validate", "--registry", &registry], invalid().as_bytes());
    assert!(!run.output.contains("xsd-enumeration"), "{}", run.output);
    let wrong = files.write("wrong.toml", "[No-such]\na = \"b\"\n");
    let run = run_with_input(&["iodef", "validate", "--registry", &wrong], invalid().as_bytes());
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("wrong.toml") && run.errors.contains("No-such"), "{}", run.errors);
}

#[test]
fn version_1_is_checked_against_its_own_schema() {
    let v1 = r#"<IODEF-Document version="1.00" lang="en" xmlns="urn:ietf:params:xml:ns:iodef-1.0">
        <Incident purpose="reporting"><IncidentID name="a.example">1</IncidentID>
        <ReportTime>2001-09-13T23:19:24+00:00</ReportTime>
        <Assessment><Impact completion="failed" type="admin"/></Assessment>
        <Contact role="creator" type="organization"><ContactName>a</ContactName></Contact>
        </Incident></IODEF-Document>"#;
    let run = run_with_input(&["iodef", "validate"], v1.as_bytes());
    assert_eq!(run.status, 0, "{}", run.output);
    assert!(run.last_line().contains("valid under rfc5070"));
    let run = run_with_input(&["iodef", "validate"], v1.replace("admin", "nimda").as_bytes());
    assert_eq!(run.status, 1, "{}", run.output);
}

#[test]
fn a_redacted_document_has_what_the_audience_may_see_and_the_report_the_rest() {
    let run = run_with_input(&["iodef", "redact", "--to", "tlp:green"], DOCUMENT.as_bytes());
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(!run.output.contains("192.0.2.200") && run.output.contains("192.0.2.201"));
    assert!(run.errors.contains("/System[1] (red) left out: above the level"), "{}", run.errors);
    assert!(run.errors.contains("left out 1 element, 0 comments"), "{}", run.errors);
    let again = run_with_input(&["iodef", "validate"], run.output.as_bytes());
    assert_eq!(again.status, 0, "{}", again.output);

    let json =
        run_with_input(&["iodef", "redact", "--to", "partner", "--json"], DOCUMENT.as_bytes());
    assert_eq!(json.errors, "");
    let json = json.json();
    assert_eq!(json["text"].as_str(), Some(run.output.as_str()));
    assert_eq!(json["report"]["removed"][0]["reason"], "above_level");
    assert_eq!(json["report"]["removed"][0]["level"]["token"], "red");
}

#[test]
fn an_audience_for_whom_nothing_is_left_has_status_1() {
    let run = run_with_input(&["iodef", "redact", "--to", "public"], DOCUMENT.as_bytes());
    assert_eq!((run.status, run.output.as_str()), (1, ""));
    assert!(run.errors.contains("nothing_left"), "{}", run.errors);
}

#[test]
fn a_token_is_taken_for_a_level_and_for_no_other() {
    let closed = DOCUMENT.replace("<EventData restriction=\"green\">", "<EventData>");
    let mapped = ["iodef", "redact", "--to", "green", "--map", "default=partner"];
    let run = run_with_input(&mapped, closed.as_bytes());
    assert!(run.output.contains("EventData"), "{}", run.errors);
    let run = run_with_input(&["iodef", "redact", "--to", "green"], closed.as_bytes());
    assert!(!run.output.contains("EventData"));
    assert!(run.errors.contains("EventData[1] (default) left out"), "{}", run.errors);
    for map in ["red=public", "internal=public", "default=nobody", "default"] {
        let run = run_with_input(&["iodef", "redact", "--to", "green", "--map", map], b"");
        assert_eq!(run.status, 2, "{map}");
    }
}
