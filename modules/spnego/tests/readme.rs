//! The README of the filter says what the code does.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kerberos::replay::{BUCKETS, MAX_TAGS_PER_BUCKET};
use serde_json::{Value, json};
use spnego::access::{Config, Events, IdentityHeaders, PASS_HEADER, RouteSettings};

const README: &str = include_str!("../../../envoy-config/spnego/README.md");
const SCHEMA: &str = include_str!("../../../envoy-config/spnego/config.schema.json");
const ENVOY: &str = include_str!("../../../envoy-config/spnego/envoy.yaml");

const SHELL: &str = include_str!("../../spnego-filter/src/http.rs");
const GATE: &str = include_str!("../src/access/gate.rs");
const POLICY: &str = include_str!("../src/access/policy.rs");
const HEADER: &str = include_str!("../src/http.rs");
const NEGOTIATION_ERRORS: &str = include_str!("../src/error.rs");
const KERBEROS_ERRORS: &str = include_str!("../../kerberos/src/error.rs");
const ERROR_TOKEN: &str = include_str!("../../kerberos/src/acceptor/error_token.rs");

/// Where the filter's side of an exchange is written down.
const ACCEPTOR: [&str; 9] = [
    include_str!("../src/acceptor.rs"),
    include_str!("../src/kerberos.rs"),
    include_str!("../src/mechanisms.rs"),
    include_str!("../src/negotiation.rs"),
    include_str!("../src/token/mod.rs"),
    include_str!("../src/token/init.rs"),
    include_str!("../../kerberos/src/acceptor/mod.rs"),
    include_str!("../../kerberos/src/acceptor/request.rs"),
    include_str!("../../kerberos/src/acceptor/ticket.rs"),
];

/// Codes that only an initiator gives.
const INITIATOR_ONLY: [&str; 8] = [
    "accept_completed_early",
    "accept_incomplete_late",
    "mech_not_offered",
    "mutual_authentication",
    "neg_state_missing",
    "request_mic_missing",
    "step_input",
    "supported_mech_missing",
];

/// Codes of `set_neg_mechs`, which the filter does not call.
const SET_NEG_MECHS_ONLY: [&str; 3] = ["neg_mechs", "repeated_mechanism", "unknown_mechanism"];

/// Codes that a keytab or the store brings when the configuration is loaded, and whether a request
/// can bring them too.
const AT_LOAD: [(&str, bool); 6] = [
    ("key_length", true),
    ("malformed", true),
    ("no_permitted_key", false),
    ("no_usable_key", false),
    ("replay_cache_unavailable", true),
    ("unsupported_keytab_version", false),
];

#[test]
fn the_configuration_table_is_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut expected = BTreeMap::new();
    for (key, property) in schema["properties"].as_object().unwrap() {
        expected.insert(key.clone(), described(&schema, key, property));
        for (inner, property) in property["properties"].as_object().into_iter().flatten() {
            expected.insert(format!("{key}.{inner}"), described(&schema, inner, property));
        }
    }
    let rows = table("| Name | Type | Required | Default | Description |");
    let mut written = BTreeMap::new();
    for row in &rows {
        let [name, kind, required, default, description] = &row[..] else { panic!("{row:?}") };
        assert!(!description.is_empty(), "{name}");
        let cells = [kind, required, default].map(String::clone);
        assert!(written.insert(code_span(name), cells).is_none(), "{name} is there twice");
    }
    assert_eq!(written, expected);
}

/// Type, requirement and default of a property, as the table has them.
fn described(schema: &Value, key: &str, property: &Value) -> [String; 3] {
    let one_of = schema["oneOf"].as_array().unwrap();
    let required = match one_of.iter().any(|choice| choice["required"] == json!([key])) {
        true => "one of the two",
        false => "no",
    };
    let default = match property.get("default") {
        _ if property["type"] == "object" => "see below".to_owned(),
        Some(default) => format!("`{default}`"),
        None => "none".to_owned(),
    };
    [kind(schema, property), required.to_owned(), default]
}

fn kind(schema: &Value, property: &Value) -> String {
    if let Some(reference) = property["$ref"].as_str() {
        return match reference {
            "#/definitions/header" => "header name".to_owned(),
            "#/definitions/patterns" => {
                format!(
                    "list of patterns, at most {}",
                    schema["definitions"]["patterns"]["maxItems"]
                )
            }
            other => panic!("{other}"),
        };
    }
    if let Some(values) = property["enum"].as_array() {
        return format!("one of {}", code_spans(values));
    }
    match property["type"].as_str().unwrap() {
        "integer" => format!("integer, {} to {}", property["minimum"], property["maximum"]),
        "array" => match property["items"]["enum"].as_array() {
            Some(values) => format!("list of {}", code_spans(values)),
            None => format!("list of strings, at most {}", property["maxItems"]),
        },
        plain => plain.to_owned(),
    }
}

fn code_spans(values: &[Value]) -> String {
    let spans: Vec<_> = values.iter().map(|v| format!("`{}`", v.as_str().unwrap())).collect();
    spans.join(", ")
}

#[test]
fn the_table_of_route_settings_is_what_a_route_takes() {
    let error = serde_json::from_value::<RouteSettings>(json!({ "?": 0 })).unwrap_err().to_string();
    let (_, expected) = error.split_once("expected ").unwrap();
    let expected: BTreeSet<String> =
        expected.split('`').skip(1).step_by(2).map(String::from).collect();
    assert_eq!(names(&table("| Name | In place of |")), expected);
}

#[test]
fn the_header_table_has_the_default_names() {
    let headers = IdentityHeaders::default();
    let expected: BTreeMap<String, String> = [
        ("principal", headers.principal()),
        ("local_name", headers.local_name()),
        ("realm", headers.realm()),
        ("groups", headers.groups()),
        ("mechanism", headers.mechanism()),
        ("protection", headers.protection()),
        ("anonymous", headers.anonymous()),
        ("pseudonym", headers.pseudonym()),
    ]
    .into_iter()
    .map(|(key, name)| (key.to_owned(), name.to_owned()))
    .collect();
    let rows = table("| Key | Default name | Value | When |");
    let written: BTreeMap<String, String> =
        rows.iter().map(|row| (code_span(&row[0]), code_span(&row[1]))).collect();
    assert_eq!(written, expected);
    assert_eq!(rows.len(), expected.len());
    assert!(README.contains(&format!("`{PASS_HEADER}`")));
    for spelling in ["X_Auth_Principal", "x.auth.principal", "x-auth_principal"] {
        assert!(README.contains(&format!("`{spelling}`")) && headers.covers(spelling.as_bytes()));
    }
}

#[test]
fn every_reason_of_the_code_has_a_row_and_no_other_has() {
    let left_out = |code: &String| {
        INITIATOR_ONLY.contains(&code.as_str()) || SET_NEG_MECHS_ONLY.contains(&code.as_str())
    };
    let mut expected: BTreeSet<String> = variants()
        .into_keys()
        .chain(codes_of_gate())
        .chain(codes_of_shell())
        .filter(|code| !left_out(code))
        .collect();
    for (code, status, _, _) in reasons() {
        assert!(expected.remove(&code), "{code} ({status}) is not in the code, or there twice");
    }
    assert_eq!(expected, BTreeSet::new(), "reasons without a row");
}

#[test]
fn codes_that_are_left_out_cannot_come_from_the_filter() {
    let variants = variants();
    for code in INITIATOR_ONLY {
        let name = &variants[code];
        for source in ACCEPTOR {
            assert!(!source.contains(&format!("::{name}")), "{code} is in the acceptor");
        }
    }
    for code in SET_NEG_MECHS_ONLY {
        assert!(variants.contains_key(code), "{code} is not in the code");
    }
    assert!(!GATE.contains("set_neg_mechs") && !SHELL.contains("set_neg_mechs"));
}

#[test]
fn every_reason_has_its_status_a_meaning_and_something_to_do() {
    let forbidden = codes_of(POLICY);
    let line = GATE.lines().find(|line| line.contains("=> Decision::Unavailable")).unwrap();
    let mut unavailable: BTreeSet<String> =
        line.split('"').skip(1).step_by(2).map(String::from).collect();
    unavailable.extend(codes_of_shell());
    for (code, status, meaning, action) in reasons() {
        let of_request = match &code {
            code if unavailable.contains(code) => "503",
            code if forbidden.contains(code) => "403",
            _ => "401",
        };
        let expected = match AT_LOAD.iter().find(|(found, _)| *found == code) {
            Some((_, false)) => "load".to_owned(),
            Some((_, true)) => format!("{of_request}, load"),
            None => of_request.to_owned(),
        };
        assert_eq!(status, expected, "{code}");
        assert!(!meaning.is_empty() && !action.is_empty(), "{code}");
    }
}

#[test]
fn a_status_beside_a_reason_is_that_of_its_row() {
    let statuses: BTreeMap<String, String> =
        reasons().into_iter().map(|(code, status, _, _)| (code, status)).collect();
    let mut seen = 0;
    for status in ["401", "403", "503"] {
        for (_, rest) in
            README.match_indices(&format!("{status} `")).map(|(at, _)| README.split_at(at))
        {
            let code = rest.split('`').nth(1).unwrap();
            assert!(statuses[code].starts_with(status), "{status} {code}");
            seen += 1;
        }
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn the_reasons_that_bring_a_krb_error_are_listed() {
    let codes: BTreeMap<String, String> =
        variants().into_iter().map(|(code, variant)| (variant, code)).collect();
    let (_, body) = ERROR_TOKEN.split_once("fn code(").unwrap();
    let expected: BTreeSet<String> = body
        .split("Reason::")
        .skip(1)
        .map(|rest| codes[rest.split(|c: char| !c.is_alphanumeric()).next().unwrap()].clone())
        .collect();
    let (_, rest) = README.split_once("helps the client: for ").unwrap();
    let (list, _) = rest.split_once(". ").unwrap();
    let written: BTreeSet<String> = list.split('`').skip(1).step_by(2).map(String::from).collect();
    assert_eq!(written, expected);
}

#[test]
fn the_metrics_table_is_what_the_shell_counts() {
    let counted = SHELL.split("plugin.count(").skip(1).filter_map(|call| {
        let (arguments, _) = call.split_once(')')?;
        let (event, code) = arguments.split_once(", ")?;
        let event = event.strip_prefix('"')?.strip_suffix('"')?;
        Some(if code == "\"\"" { event.to_owned() } else { format!("{event}.<code>") })
    });
    let every = Events {
        ticket_remembered: true,
        delegated: true,
        admitted_after_loss: true,
        channel_bound: true,
    };
    let circumstances = every.names().map(str::to_owned);
    let expected: BTreeSet<String> =
        counted.chain(circumstances).map(|name| format!("spnego.{name}")).collect();
    assert_eq!(names(&table("| Metric | Counts |")), expected);
}

#[test]
fn every_json_is_a_configuration_or_the_settings_of_a_route() {
    let whole = blocks("json");
    assert!(!whole.is_empty());
    for json in &whole {
        assert_configuration(json);
    }
    let yaml = blocks("yaml").join("\n");
    let inside = |key: &str| -> Vec<String> {
        let opening = format!("{key}: {{");
        let values = yaml.split(&opening).skip(1).map(|rest| format!("{{{rest}"));
        values.map(|text| first_json(&text).to_string()).collect()
    };
    for key in ["pluginConfig", " config"] {
        let found = inside(key);
        assert_eq!(found.len(), 1, "{key}");
        assert_configuration(&found[0]);
    }
    let routes = inside("spnego");
    assert_eq!(routes.len(), 1);
    let settings: RouteSettings = serde_json::from_str(&routes[0]).unwrap();
    assert_ne!(settings, RouteSettings::default());
}

fn assert_configuration(json: &str) {
    let config: Config = serde_json::from_str(json).unwrap_or_else(|e| panic!("{e} in {json}"));
    config.check().unwrap_or_else(|conflict| panic!("{conflict:?} in {json}"));
}

fn first_json(text: &str) -> Value {
    serde_json::Deserializer::from_str(text).into_iter().next().unwrap().unwrap()
}

#[test]
fn every_link_and_every_path_leads_somewhere() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let anchors: BTreeSet<String> =
        README.lines().filter(|line| line.starts_with('#')).map(anchor).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for link in README.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        match link.strip_prefix('#') {
            Some(heading) => assert!(anchors.contains(heading), "#{heading}"),
            None => files.push(root.join("envoy-config/spnego").join(link)),
        }
    }
    let words = README.split(|c: char| c.is_whitespace() || c == '`');
    files
        .extend(words.filter(|word| word.starts_with("envoy-config/")).map(|word| root.join(word)));
    assert!(files.len() >= 4);
    for file in files {
        assert!(file.exists(), "{}", file.display());
    }
}

/// What a heading is linked by.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn every_example_request_has_the_route_that_it_is_about() {
    let mut routes = 0;
    for rest in README.split("//localhost:8080/").skip(1) {
        let path: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        if !path.is_empty() {
            assert!(ENVOY.contains(&format!("path_separated_prefix: /{path} }}")), "{path}");
            routes += 1;
        }
    }
    assert!(routes >= 5, "{routes}");
}

#[test]
fn the_bound_of_the_replay_cache_is_the_one_in_the_code() {
    let buckets = usize::from(BUCKETS);
    let bound = format!("{buckets} buckets of {MAX_TAGS_PER_BUCKET} entries of 20 octets: ");
    let (_, rest) = README.split_once(&bound).unwrap();
    let (entries, rest) = rest.split_once(" entries, ").unwrap();
    assert_eq!(entries.replace(',', ""), (buckets * MAX_TAGS_PER_BUCKET).to_string());
    let megabytes = (buckets * MAX_TAGS_PER_BUCKET * 20).div_ceil(1_000_000);
    assert!(rest.starts_with(&format!("{megabytes} MB")));
    assert!(
        ENVOY.contains("vm_id: edgewarden.spnego") && README.contains("`vm_id: edgewarden.spnego`")
    );
}

/// The rows of the one table below each line that is exactly `head`, cell by cell.
fn table(head: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut lines = README.lines();
    while lines.any(|line| line == head) {
        let body = lines.by_ref().skip(1).take_while(|line| line.starts_with('|'));
        rows.extend(body.map(|line| {
            let line = line.trim_matches('|');
            line.split('|').map(|cell| cell.trim().to_owned()).collect()
        }));
    }
    assert!(!rows.is_empty(), "no table {head}");
    rows
}

/// Code, status, meaning and action of every reason.
fn reasons() -> Vec<(String, String, String, String)> {
    let rows = table("| Code | Status | Meaning | What to do |").into_iter();
    rows.map(|row| {
        let [code, status, meaning, action] = <[String; 4]>::try_from(row).unwrap();
        (code_span(&code), status, meaning, action)
    })
    .collect()
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
    README
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("\n```").next().unwrap().to_owned())
        .collect()
}

/// Every code of the error types with the name of its variant.
fn variants() -> BTreeMap<String, String> {
    let sources = [KERBEROS_ERRORS, NEGOTIATION_ERRORS, HEADER, POLICY];
    let arms = sources.into_iter().flat_map(code_functions).flat_map(str::lines);
    let mut variants = BTreeMap::new();
    for arm in arms.filter(|line| line.contains(" => \"")) {
        let (variant, code) = arm.trim().split_once(" => ").unwrap();
        let name = variant.strip_prefix("Self::").unwrap();
        let name = name.split(|c: char| !c.is_alphanumeric()).next().unwrap();
        let code = code.trim_end_matches(',').trim_matches('"');
        let former = variants.insert(code.to_owned(), name.to_owned());
        assert_eq!(former, None, "{code} is the code of two variants");
    }
    variants
}

fn code_functions(source: &'static str) -> impl Iterator<Item = &'static str> {
    source.split("fn code(").skip(1).map(|rest| rest.split("\n    }\n").next().unwrap())
}

fn codes_of(source: &'static str) -> BTreeSet<String> {
    let arms = code_functions(source).flat_map(|body| body.split(" => \"").skip(1));
    arms.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn codes_of_gate() -> BTreeSet<String> {
    quoted_after(GATE, &["challenge(\"", "code: \""])
}

fn codes_of_shell() -> BTreeSet<String> {
    quoted_after(SHELL, &["respond(503, None, \"", "code: \""])
}

fn quoted_after(source: &str, openings: &[&str]) -> BTreeSet<String> {
    let found: BTreeSet<String> = openings
        .iter()
        .flat_map(|opening| source.split(opening).skip(1))
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert!(!found.is_empty());
    found
}
