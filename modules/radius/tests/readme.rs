//! The README of the filter says what the code does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use radius::filter::Config;
use radius::filter::connection::Listener;
use serde_json::Value;

const README: &str = include_str!("../../../envoy-config/radius/README.md");
const SCHEMA: &str = include_str!("../../../envoy-config/radius/config.schema.json");
const ENVOY: &str = include_str!("../../../envoy-config/radius/envoy.yaml");

/// Where the filter says what it did.
const ENGINE: [&str; 4] = [
    include_str!("../src/filter/connection/mod.rs"),
    include_str!("../src/filter/connection/request.rs"),
    include_str!("../src/filter/connection/reply.rs"),
    include_str!("../src/filter/gateway.rs"),
];
const SHELL: &str = include_str!("../../radius-filter/src/root.rs");

/// Where codes have their names.
const CODES: [&str; 7] = [
    include_str!("../src/error.rs"),
    include_str!("../src/filter/verdict.rs"),
    include_str!("../src/monitor/refusal.rs"),
    include_str!("../src/nai/check.rs"),
    include_str!("../src/policy/outcome.rs"),
    include_str!("../src/routing/mod.rs"),
    include_str!("../src/transaction/proxy_state.rs"),
];

/// Codes that only a configuration brings, which is then refused with a text.
const AT_LOAD: [&str; 3] = ["attribute_tag", "secret_empty", "unknown_attribute"];

#[test]
fn the_configuration_table_is_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut expected = Vec::new();
    describe(&schema, "", &mut expected);
    let mut written = table("| Name | Type | Required | Default | Description |");
    written.sort();
    expected.sort();
    assert_eq!(written, expected);
}

/// The rows of an object's properties, with those of the objects in it.
fn describe(object: &Value, prefix: &str, rows: &mut Vec<Vec<String>>) {
    for (key, property) in object["properties"].as_object().unwrap() {
        let required = object["required"].as_array().into_iter().flatten();
        let is_required = required.into_iter().any(|required| required == key);
        let is_object = property.get("properties").is_some();
        let default = match property.get("default") {
            _ if is_object => "see below".to_owned(),
            Some(default) => format!("`{default}`"),
            None => "none".to_owned(),
        };
        rows.push(vec![
            format!("`{prefix}{key}`"),
            kind(property),
            if is_required { "yes" } else { "no" }.to_owned(),
            default,
            property["description"].as_str().unwrap().to_owned(),
        ]);
        if is_object {
            describe(property, &format!("{prefix}{key}."), rows);
        }
    }
}

fn kind(property: &Value) -> String {
    if let Some(values) = property["enum"].as_array() {
        let spans: Vec<_> = values.iter().map(|v| format!("`{}`", v.as_str().unwrap())).collect();
        return format!("one of {}", spans.join(", "));
    }
    match property["type"].as_str().unwrap() {
        "integer" => format!("integer, {} to {}", property["minimum"], property["maximum"]),
        "array" => {
            let items = &property["items"];
            let what = match items["$ref"].as_str() {
                Some(reference) => format!("{}s", reference.rsplit('/').next().unwrap()),
                None if items.get("enum").is_some() => "rules".to_owned(),
                None => "strings".to_owned(),
            };
            match property.get("maxItems") {
                Some(most) => format!("list of {what}, at most {most}"),
                None => format!("list of {what}"),
            }
        }
        plain => plain.to_owned(),
    }
}

#[test]
fn every_match_condition_and_action_has_a_row() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for (head, definition) in [
        ("| Match | Meaning |", "route_match"),
        ("| Condition | Meaning |", "condition"),
        ("| Action | Meaning |", "action"),
    ] {
        let definition = &schema["definitions"][definition];
        let forms = definition["oneOf"].as_array().cloned().unwrap_or(vec![definition.clone()]);
        let mut expected = BTreeSet::new();
        for form in &forms {
            expected
                .extend(form["properties"].as_object().into_iter().flat_map(|o| o.keys().cloned()));
            let texts = form["enum"].as_array().into_iter().flatten();
            expected.extend(texts.map(|text| text.as_str().unwrap().to_owned()));
        }
        assert_eq!(names(&table(head)), expected, "{head}");
    }
}

#[test]
fn every_reason_of_the_code_has_a_row_and_no_other_has() {
    let mut expected: BTreeSet<String> = CODES.into_iter().flat_map(codes).collect();
    expected.extend(ENGINE.into_iter().chain([SHELL]).flat_map(written_codes));
    expected.retain(|code| !AT_LOAD.contains(&code.as_str()));
    assert_eq!(reasons().into_keys().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_reason_has_outcomes_that_are_explained() {
    let outcomes = ["rejected", "challenged", "dropped", "closed", "noticed", "reply", "gateway"];
    for (code, outcome) in reasons() {
        for outcome in outcome.split(", ") {
            assert!(outcomes.contains(&outcome), "{code}: {outcome}");
        }
    }
    for outcome in outcomes {
        assert!(README.contains(&format!("`{outcome}`")), "{outcome}");
    }
}

/// What is written in a `code` function.
fn codes(source: &'static str) -> Vec<String> {
    let bodies =
        source.split("fn code(").skip(1).map(|rest| rest.split("\n    }\n").next().unwrap());
    bodies.flat_map(quoted).collect()
}

/// Codes that are written where they are given.
fn written_codes(source: &'static str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let warned = source.split("warn(").skip(1).filter_map(|call| {
        let arguments = call.split(");").next().unwrap();
        arguments.split(',').nth(1)?.trim().strip_prefix('"')?.split('"').next()
    });
    let reasons = source.split("reason: \"").skip(1).filter_map(|rest| rest.split('"').next());
    warned.chain(reasons).filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

fn quoted(text: &str) -> Vec<String> {
    let texts = text.split('"').skip(1).step_by(2);
    let is_code = |text: &&str| {
        text.bytes()
            .all(|octet| octet.is_ascii_lowercase() || octet.is_ascii_digit() || octet == b'_')
    };
    texts.filter(is_code).map(str::to_owned).collect()
}

#[test]
fn the_metrics_table_is_what_the_filter_counts() {
    let names_in = |source: &'static str| -> BTreeSet<String> {
        let source = source.split("#[cfg(test)]").next().unwrap();
        let calls =
            ["warn(", "count(", "name: "].into_iter().flat_map(|call| source.split(call).skip(1));
        let direct =
            calls.filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
        let chosen = source.split("=> Some(\"").skip(1).filter_map(|rest| rest.split('"').next());
        let either = source.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next());
        direct.chain(chosen).chain(either).map(str::to_owned).collect()
    };
    let counted: BTreeSet<String> = ENGINE.into_iter().chain([SHELL]).flat_map(names_in).collect();
    let rows = names(&table("| Metric | Counts |"));
    let written: BTreeSet<String> = rows
        .iter()
        .map(|name| name.strip_prefix("radius.").unwrap().trim_end_matches(".<code>").to_owned())
        .collect();
    assert_eq!(written, counted);
}

#[test]
fn every_json_is_a_configuration_and_so_is_that_of_the_shipped_file() {
    let samples = blocks("json");
    assert_eq!(samples.len(), 1);
    let (_, shipped) = ENVOY.split_once("value: |\n").unwrap();
    let shipped = serde_json::Deserializer::from_str(shipped).into_iter::<Value>().next();
    for text in samples.into_iter().chain([shipped.unwrap().unwrap().to_string()]) {
        let config: Config =
            serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e} in {text}"));
        Listener::new(&config, None, [0; 8], &mut ChaCha20Rng::seed_from_u64(1)).unwrap();
    }
}

#[test]
fn every_link_leads_somewhere_and_the_listener_is_the_shipped_one() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../envoy-config/radius");
    let links: Vec<PathBuf> = README
        .split("](")
        .skip(1)
        .map(|rest| directory.join(rest.split(')').next().unwrap()))
        .collect();
    assert!(links.len() >= 3);
    links.iter().for_each(|link| assert!(link.exists(), "{}", link.display()));
    for line in [
        "upstream_connect_mode: ON_DOWNSTREAM_DATA",
        "max_early_data_bytes: 65536",
        "cluster: chosen_by_the_filter",
        "vm_id: edgewarden.radius",
    ] {
        assert!(README.contains(line) && ENVOY.contains(line), "{line}");
    }
    for file in ["radsec.pem", "radsec.key", "ca.pem"] {
        assert!(README.contains(file) && ENVOY.contains(&format!("certificates/{file}")), "{file}");
    }
}

/// The rows of the tables below each line that is exactly `head`, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = README.lines();
    while lines.any(|line| line == head) {
        let body = lines.by_ref().skip(1).take_while(|line| line.starts_with('|'));
        rows.extend(body.map(|line| {
            let line = line.trim_matches('|');
            line.split(" | ").map(|cell| cell.trim().to_owned()).collect()
        }));
    }
    assert!(!rows.is_empty(), "no table {head}");
    rows
}

/// Code and outcomes of every reason.
fn reasons() -> BTreeMap<String, String> {
    let mut reasons = BTreeMap::new();
    for row in table("| Code | Outcome | Meaning | What to do |") {
        let [code, outcome, meaning, action] = <[String; 4]>::try_from(row).unwrap();
        assert!(!meaning.is_empty() && !action.is_empty(), "{code}");
        assert!(reasons.insert(code_span(&code), outcome).is_none(), "{code} is there twice");
    }
    reasons
}

fn names(rows: &[Vec<String>]) -> BTreeSet<String> {
    let names: BTreeSet<String> = rows.iter().map(|row| code_span(&row[0])).collect();
    assert_eq!(names.len(), rows.len(), "a row is there twice");
    names
}

fn code_span(cell: &str) -> String {
    cell.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).expect(cell).to_owned()
}

/// The fenced blocks of one language.
fn blocks(language: &str) -> Vec<String> {
    let fence = format!("\n```{language}\n");
    let blocks = README.split(&fence).skip(1);
    blocks.map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}
