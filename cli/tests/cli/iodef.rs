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
fn a_file_that_is_missing_does_not_hide_the_others() {
    let files = Files::new();
    let (first, last) = (files.write("1.xml", DOCUMENT), files.write("3.xml", DOCUMENT));
    let missing = first.replace("1.xml", "2.xml");
    let json = run(&["iodef", "validate", "--json", &first, &missing, &last]);
    assert_eq!(json.status, 2, "{json:?}");
    let documents = json.json()["documents"].as_array().unwrap().clone();
    assert_eq!(documents.len(), 3);
    assert_eq!((&documents[0]["valid"], &documents[2]["valid"]), (&true.into(), &true.into()));
    assert_eq!(documents[1]["file"], missing.as_str());
    assert_eq!(documents[1]["error"]["code"], "not_read");
    let text = run(&["iodef", "validate", &first, &missing, &last]);
    assert_eq!(text.status, 2, "{text:?}");
    assert!(text.output.contains(&format!("{missing}: error ")), "{}", text.output);
    assert!(text.last_line().starts_with(&format!("{last}: valid")), "{}", text.output);
}

/// As many as a report lists, and as many more.
const LISTED: usize = iodef::convert::MAX_LOSSY;

#[test]
fn losses_that_are_not_listed_are_counted() {
    let files = Files::new();
    let strays = "<x:stray xmlns:x=\"urn:x\"/>".repeat(LISTED + 5);
    let old = files.write("old.xml", &V1.replace("</Incident>", &format!("{strays}</Incident>")));
    let converted = run(&["iodef", "convert", &old]);
    let most = |errors: &str| {
        errors.lines().find_map(|line| {
            line.strip_prefix(&format!("{old}: "))?.strip_suffix(" more")?.parse::<usize>().ok()
        })
    };
    assert!(most(&converted.errors).unwrap() >= 5, "{}", converted.errors.lines().last().unwrap());
    let json = run(&["iodef", "convert", "--json", &old]).json();
    assert!(json["report"]["omitted"].as_u64().unwrap() >= 5);
    let folder = files.0.path().to_str().unwrap().to_owned();
    for arguments in [
        vec!["iodef", "merge", &old, &old],
        vec!["iodef", "redact", "--to", "red", &old],
        vec!["iodef", "split", "--into", &folder, &old],
    ] {
        let errors = run(&arguments).errors;
        assert!(most(&errors).unwrap() >= 5, "{arguments:?} {:?}", errors.lines().last());
    }
}

#[test]
fn rows_that_do_not_fit_are_counted() {
    let lines = "a\n".repeat(iodef::convert::MAX_ROWS + 3);
    let bulk = format!(
        "<IndicatorData><Indicator><IndicatorID name=\"a.example\" version=\"1\">i</IndicatorID><Observable>\
         <BulkObservable type=\"user-name\"><BulkObservableList>{lines}</BulkObservableList></BulkObservable>\
         </Observable></Indicator></IndicatorData></Incident>"
    );
    let long = DOCUMENT.replace("</Incident>", &bulk);
    let csv = run_with_input(&["iodef", "convert", "--to", "csv"], long.as_bytes());
    assert_eq!(csv.status, 1, "{:?}", csv.errors);
    assert!(csv.errors.ends_with(" more\n"), "{:?}", csv.errors);
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

const V1: &str = r#"<IODEF-Document version="1.00" lang="en" xmlns="urn:ietf:params:xml:ns:iodef-1.0">
  <Incident purpose="reporting" restriction="public"><IncidentID name="a.example">1</IncidentID>
  <ReportTime>2001-09-13T23:19:24+00:00</ReportTime>
  <Assessment><Impact completion="failed" type="admin"/></Assessment>
  <Contact role="creator" type="organization"><ContactName>a</ContactName></Contact>
  </Incident></IODEF-Document>"#;

#[test]
fn version_1_becomes_version_2_and_each_loss_is_told() {
    let converted = run_with_input(&["iodef", "convert"], V1.as_bytes());
    assert_eq!(converted.status, 1, "{}", converted.errors);
    assert!(
        converted.output.contains("iodef-2.0") && converted.errors.contains("standard input: /")
    );
    let checked = run_with_input(&["iodef", "validate"], converted.output.as_bytes());
    assert_eq!(checked.status, 0, "{}", checked.output);
    let json = run_with_input(&["iodef", "convert", "--json"], V1.as_bytes()).json();
    assert!(!json["report"]["steps"].as_array().unwrap().is_empty());
}

#[test]
fn xml_becomes_json_and_json_xml() {
    let json = run_with_input(&["iodef", "convert", "--to", "json"], DOCUMENT.as_bytes());
    assert_eq!(json.json()["Incident"][0]["IncidentID"]["id"], "189493", "{}", json.errors);
    let xml = run_with_input(&["iodef", "convert"], json.output.as_bytes());
    assert!(xml.output.contains("<IncidentID") && xml.output.contains("192.0.2.201"), "{xml:?}");
    let checked = run_with_input(&["iodef", "validate", "--json"], json.output.as_bytes()).json();
    assert_eq!(checked["documents"][0]["format"], "json");
    assert_eq!(checked["documents"][0]["valid"], true, "{checked}");
    let text = run_with_input(&["iodef", "validate"], json.output.as_bytes());
    assert!(text.last_line().starts_with("standard input: valid under common"), "{}", text.output);
    let broken = run_with_input(&["iodef", "validate"], b"{\"version\": ");
    assert_eq!(broken.status, 2, "{}", broken.output);
}

#[test]
fn indicators_become_a_table() {
    let csv = run_with_input(&["iodef", "convert", "--to", "csv"], DOCUMENT.as_bytes());
    assert!(csv.output.starts_with("incident,indicator,type,value,"), "{}", csv.output);
    assert!(csv.output.contains("192.0.2.201"), "{}", csv.output);
}

#[test]
fn documents_are_split_and_merged_again() {
    let files = Files::new();
    let second = DOCUMENT.replace("189493", "189494");
    let (_, incident) = second.split_once("  <Incident ").unwrap();
    let two = DOCUMENT.replace("</IODEF-Document>", &format!("  <Incident {incident}"));
    let both = files.write("both.xml", &two);
    let folder = files.0.path().to_str().unwrap().to_owned();
    let split = run(&["iodef", "split", "--into", &folder, &both]);
    assert_eq!(split.status, 0, "{}", split.errors);
    let parts: Vec<&str> = split.output.lines().collect();
    assert_eq!(parts.len(), 2);
    let again = run(&["iodef", "split", "--into", &folder, &both]);
    assert_eq!(again.status, 2, "nothing is overwritten");
    let merged = run(&["iodef", "merge", parts[0], parts[1]]);
    assert_eq!(merged.status, 0, "{}", merged.errors);
    assert!(merged.output.contains("189493") && merged.output.contains("189494"));
    let listed = run(&["iodef", "split", "--json", &both]).json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
}

#[test]
fn a_contradiction_is_told_and_the_first_is_kept() {
    let files = Files::new();
    let first = files.write("first.xml", DOCUMENT);
    let other = files.write("other.xml", &DOCUMENT.replace("T11:18:00", "T11:19:00"));
    let merged = run(&["iodef", "merge", &first, &other]);
    assert_eq!(merged.status, 1, "{}", merged.errors);
    assert!(merged.output.contains("T11:18:00") && !merged.output.contains("T11:19:00"));
    assert!(merged.errors.contains("GenerationTime"), "{}", merged.errors);
    let json = run(&["iodef", "merge", "--json", &first, &other]).json();
    assert_eq!(json["conflicts"].as_array().unwrap().len(), 1);
}

#[test]
fn figures_say_nothing_about_anybody() {
    let files = Files::new();
    let (first, other) = (files.write("1.xml", DOCUMENT), files.write("2.xml", V1));
    let counted = run(&["iodef", "stats", &first, &other]);
    assert_eq!(counted.status, 0, "{}", counted.errors);
    assert!(
        counted.output.contains("documents: 2\nskipped: 0\nincidents: 2\n"),
        "{}",
        counted.output
    );
    assert!(counted.output.contains("purposes\n  reporting: 2\n"), "{}", counted.output);
    for name in ["example", "192.0.2", "189493"] {
        assert!(!counted.output.contains(name), "{name}");
    }
    let json = run(&["iodef", "stats", "--json", &first, &other]).json();
    assert_eq!(json["incidents"], 2);
    let foreign = run_with_input(&["iodef", "stats"], b"<a/>");
    assert_eq!(foreign.status, 1, "{}", foreign.output);
}

#[test]
fn what_a_conversion_changed_is_told_beside_json_too() {
    let run = run_with_input(&["iodef", "redact", "--to", "public", "--json"], V1.as_bytes());
    assert_eq!(run.status, 0, "{}", run.errors);
    assert!(run.json()["text"].as_str().unwrap().contains("SystemImpact"), "{}", run.output);
    assert!(run.errors.contains("SystemImpact"), "{}", run.errors);
}

#[test]
fn what_is_not_iodef_is_not_converted() {
    for target in ["xml", "json", "csv"] {
        let run = run_with_input(&["iodef", "convert", "--to", target], b"<foo/>");
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{target}: {}", run.errors);
        assert!(run.errors.contains("IODEF-Document"), "{}", run.errors);
    }
}

#[test]
fn a_value_that_could_steer_a_terminal_is_escaped() {
    let spoiled =
        DOCUMENT.replace("role=\"creator\"", "role=\"x&#10;report.xml: valid &#x9b;31m\"");
    let run = run_with_input(&["iodef", "validate"], spoiled.as_bytes());
    assert_eq!(run.status, 1, "{}", run.output);
    assert!(run.output.contains("“x report.xml: valid"), "{}", run.output);
    let steers = |c: char| c.is_control() && c != '\n';
    assert!(!run.output.contains("\nreport.xml") && !run.output.contains(steers), "{}", run.output);
}

#[test]
fn a_report_in_an_encoding_before_unicode_is_decoded() {
    let text = V1.replace(">a<", ">Müller<");
    let declared = |name: &str| {
        let text = format!("<?xml version=\"1.0\" encoding=\"{name}\"?>{text}");
        text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<_>>()
    };
    let run = run_with_input(&["iodef", "convert", "--to", "xml"], &declared("ISO-8859-1"));
    assert!(run.output.contains(">Müller<") && run.output.contains("UTF-8"), "{}", run.errors);
    let run = run_with_input(&["iodef", "validate"], &declared("iso-8859-1"));
    assert_eq!(run.status, 0, "{}", run.output);
    for name in ["UTF-7", "Shift_JIS"] {
        let run = run_with_input(&["iodef", "validate"], &declared(name));
        assert_eq!(run.status, 2, "{}", run.output);
        assert!(run.output.contains("unsupported_encoding"), "{}", run.output);
    }
}
