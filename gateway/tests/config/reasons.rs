//! The README explains every event and every reason that the code can name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const README: &str = include_str!("../../README.md");

/// Where reasons are named in one `match` each, below the root of the project.
const CODES: [&str; 5] = [
    "modules/radius/src/error.rs",
    "modules/radius/src/transaction/error.rs",
    "modules/radius/src/transaction/proxy_state.rs",
    "modules/radius/src/monitor/refusal.rs",
    "gateway/src/delivery/submit.rs",
];

/// Reasons of configurations, which are errors with a path.
const OF_CONFIGURATIONS: [&str; 4] =
    ["unknown_attribute", "attribute_tag", "attribute_value", "secret_empty"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The first cells of the table behind a heading.
fn explained(heading: &str) -> BTreeSet<&'static str> {
    let (_, section) = README.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2)).collect()
}

/// The texts between `before` and the next quote in a source.
fn quoted<'s>(source: &'s str, before: &str) -> Vec<&'s str> {
    source.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn sources(directory: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(path).unwrap();
            found.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

#[test]
fn every_event_is_explained_and_no_other_is() {
    let mut all = Vec::new();
    sources(&root().join("gateway/src"), &mut all);
    let counted = |call: &'static str| all.iter().flat_map(move |source| quoted(source, call));
    let events: BTreeSet<&str> = counted(".count(\"").chain(counted(".count( \"")).collect();
    assert_eq!(events, explained("What it counts"));
}

#[test]
fn every_reason_is_explained() {
    let reasons = explained("Reasons");
    for file in CODES {
        let source = std::fs::read_to_string(root().join(file)).unwrap();
        for code in quoted(&source, "=> \"") {
            let is_plain = code.bytes().all(|octet| octet.is_ascii_lowercase() || octet == b'_');
            if is_plain && !OF_CONFIGURATIONS.contains(&code) {
                assert!(reasons.contains(code), "{code} of {file}");
            }
        }
    }
    let mut all = Vec::new();
    sources(&root().join("gateway/src/worker"), &mut all);
    for call in [".refuse(id, \"", ".not_stored(id, \""] {
        for code in all.iter().flat_map(|source| quoted(source, call)) {
            assert!(reasons.contains(code), "{code}");
        }
    }
}
