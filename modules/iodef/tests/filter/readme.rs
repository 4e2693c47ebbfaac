//! The README of the filter says what the code does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use iodef::document::Limits;
use iodef::filter::{Config, MAX_ANSWER_BYTES, MAX_BYTES_DEFAULT, RouteSettings};
use serde_json::Value;

const README: &str = include_str!("../../../../envoy-config/iodef/README.md");
const SCHEMA: &str = include_str!("../../../../envoy-config/iodef/config.schema.json");
const ENVOY: &str = include_str!("../../../../envoy-config/iodef/envoy.yaml");
const SHELL: &str = include_str!("../../../iodef-filter/src/http.rs");
const VERDICT: &str = include_str!("../../src/filter/verdict.rs");
const HEAD: &str = include_str!("../../src/filter/head.rs");

/// Not counted: there is no plugin then, and so no metric.
const NOT_COUNTED: &str = "not_configured";

#[test]
fn the_configuration_table_is_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let expected: BTreeMap<String, [String; 3]> = schema["properties"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, property)| (key.clone(), described(property)))
        .collect();
    let mut written = BTreeMap::new();
    for row in table("| Name | Type | Required | Default | Description |") {
        let [name, kind, required, default, description] = &row[..] else { panic!("{row:?}") };
        assert!(!description.is_empty(), "{name}");
        let cells = [kind, required, default].map(String::clone);
        assert!(written.insert(code_span(name), cells).is_none(), "{name} is there twice");
    }
    assert_eq!(written, expected);
}

fn described(property: &Value) -> [String; 3] {
    let kind = match (property["enum"].as_array(), property["type"].as_str()) {
        (Some(values), _) => {
            let values = values.iter().map(|value| format!("`{}`", value.as_str().unwrap()));
            format!("one of {}", values.collect::<Vec<_>>().join(", "))
        }
        (_, Some("integer")) => {
            format!("integer, {} to {}", property["minimum"], property["maximum"])
        }
        (_, Some("object")) => match property["maxProperties"].as_u64() {
            Some(most) => format!("object of strings, at most {most}"),
            None => "object of objects".to_owned(),
        },
        (_, Some("array")) => {
            let or_objects = if property["items"]["oneOf"].is_array() { " or objects" } else { "" };
            format!("list of strings{or_objects}, at most {}", property["maxItems"])
        }
        (_, Some(plain)) => plain.to_owned(),
        (_, None) => panic!("{property}"),
    };
    let default = property.get("default").map_or("none".to_owned(), |it| format!("`{it}`"));
    [kind, "no".to_owned(), default]
}

#[test]
fn the_table_of_route_settings_is_the_type() {
    let error = serde_json::from_str::<RouteSettings>(r#"{"?": 0}"#).unwrap_err().to_string();
    let (_, expected) = error.split_once("expected ").unwrap();
    let keys: BTreeSet<String> = expected.split('`').skip(1).step_by(2).map(String::from).collect();
    assert_eq!(names(&table("| Name | In place of |")), keys);
}

/// The codes of refusals and the statuses that the core gives them.
fn refusals() -> BTreeMap<String, String> {
    let variants: BTreeMap<&str, &str> = VERDICT
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Self::")?.split_once(" => \""))
        .map(|(variant, code)| (variant.split(' ').next().unwrap(), code.trim_end_matches("\",")))
        .collect();
    let (_, statuses) = VERDICT.split_once("pub fn status(").unwrap();
    let (statuses, _) = statuses.split_once("\n    }\n").unwrap();
    let mut codes = BTreeMap::new();
    for (variant, code) in variants {
        let (_, rest) = statuses.split_once(&format!("Self::{variant}")).expect(variant);
        let (_, status) = rest.split_once("=> ").unwrap();
        codes.insert(code.to_owned(), status.chars().take(3).collect());
    }
    codes
}

fn codes_of_shell() -> BTreeSet<String> {
    let calls = SHELL.split("self.unavailable(\"").skip(1);
    calls.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn every_reason_of_the_code_has_a_row_with_its_status_and_no_other_has() {
    let mut expected = refusals();
    assert!(expected.len() >= 10, "{expected:?}");
    expected.extend(codes_of_shell().into_iter().map(|code| (code, "503".to_owned())));
    let mut written = BTreeMap::new();
    for row in table("| Code | Status | Meaning | What to do |") {
        let [code, status, meaning, action] = &row[..] else { panic!("{row:?}") };
        assert!(!meaning.is_empty() && !action.is_empty(), "{code}");
        assert_eq!(meaning.contains("Not counted"), code_span(code) == NOT_COUNTED);
        assert!(written.insert(code_span(code), status.clone()).is_none(), "{code} twice");
    }
    assert_eq!(written, expected);
}

#[test]
fn the_metrics_table_is_what_the_shell_counts() {
    let counted = SHELL.split("plugin.count(\"").skip(1).map(|call| {
        let (event, rest) = call.split_once("\", ").unwrap();
        match rest.starts_with("\"\"") {
            true => format!("iodef.{event}"),
            false => format!("iodef.{event}.<code>"),
        }
    });
    assert_eq!(names(&table("| Metric | Counts |")), counted.collect());
}

#[test]
fn the_media_types_are_those_of_the_code() {
    let written: BTreeSet<String> = table("| Content-Type | Read as |")
        .iter()
        .flat_map(|row| row[0].split(", ").map(code_span).collect::<Vec<_>>())
        .collect();
    let read: BTreeSet<String> = HEAD
        .lines()
        .filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", Format::"))
        .map(|(name, _)| name.to_owned())
        .filter(|name| name.contains('/'))
        .collect();
    assert!(read.is_superset(&written) && written.len() == 7, "{written:?}");
}

#[test]
fn every_json_is_a_configuration_or_the_settings_of_a_route() {
    let blocks: Vec<&str> = README.split("\n```json\n").skip(1).collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let json = block.split("\n```").next().unwrap();
        serde_json::from_str::<Config>(json).unwrap_or_else(|error| panic!("{error} in {json}"));
    }
    let (_, route) = README.split_once("iodef: {").unwrap();
    let route = format!("{{{}", route.lines().next().unwrap());
    let settings: RouteSettings = serde_json::from_str(&route).unwrap();
    assert_ne!(settings, RouteSettings::default());
}

#[test]
fn the_limits_are_those_of_the_code() {
    assert!(README.contains(&format!("at most {MAX_ANSWER_BYTES} octets")));
    let limits = Limits::default();
    let depth = format!("{} elements inside each other", limits.max_depth);
    let attributes = format!("{} attributes of one element", limits.max_attributes);
    let limits_section = README.split("## Limits").nth(1).unwrap().replace('\n', " ");
    assert!(limits_section.contains(&depth) && limits_section.contains(&attributes));
    assert_eq!(limits.max_nodes, 4_000_000);
    assert!(limits_section.contains("4 million nodes"));
}

#[test]
fn the_shipped_configuration_holds_as_much_as_the_filter_takes() {
    for setting in ["per_connection_buffer_limit_bytes:", "\"max_bytes\":"] {
        assert!(ENVOY.contains(&format!("{setting} {MAX_BYTES_DEFAULT}")), "{setting}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let anchors: BTreeSet<String> =
        README.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../envoy-config/iodef");
    for link in README.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        match link.strip_prefix('#') {
            Some(heading) => assert!(anchors.contains(heading), "#{heading}"),
            None => assert!(folder.join(link).exists(), "{link}"),
        }
    }
}

/// What a heading is linked by.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The rows of the table below the line that is exactly `head`, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let mut lines = README.lines();
    assert!(lines.any(|line| line == head), "no table {head}");
    let body = lines.skip(1).take_while(|line| line.starts_with('|'));
    body.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

fn names(rows: &[Vec<String>]) -> BTreeSet<String> {
    rows.iter().map(|row| code_span(&row[0])).collect()
}

fn code_span(cell: &str) -> String {
    cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).expect(cell).to_owned()
}
