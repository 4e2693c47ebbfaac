//! XML to JSON and back, over every document of the corpus.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

mod corpus;

use std::collections::BTreeMap;

use iodef::convert::{Loss, Report, json};
use iodef::document::{Document, Limits, NodeId, NodeKind};
use iodef::registry::Registry;
use iodef::structure::{self, Base, Class, IODEF_2, Schema, XMLDSIG, XSI};

fn parse(text: &str) -> Document {
    Document::parse(text.as_bytes(), &Limits::default())
        .unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Classes that JSON does not have.
const WRAPPERS: [&str; 5] =
    ["Flow", "Record", "IndicatorData", "ApplicationHeader", "SignatureData"];

/// A leaf: the classes on the way to it, and its value.
type Leaf = (String, String);

/// Every attribute and every text with its way, and where each stands in the document.
fn leaves(document: &Document) -> BTreeMap<Leaf, Vec<NodeId>> {
    let mut leaves: BTreeMap<Leaf, Vec<NodeId>> = BTreeMap::new();
    let mut add = |way: String, value: String, node: NodeId| {
        leaves.entry((way, value)).or_default().push(node);
    };
    let mut inside_markup = 0;
    for node in document.descendants(document.root()) {
        if node.index() < inside_markup || !document.is_element(node) {
            continue;
        }
        let way = way(document, node);
        for attribute in document.attributes(node).filter(|a| a.namespace != XSI) {
            let value = attribute.value().trim().to_owned();
            add(format!("{way}/@{}", attribute.qualified_name()), value, node);
        }
        let class = structure::class_of(document, node, Schema::Text);
        let markup = class.is_some_and(|class| class.any()) || document.namespace(node) == XMLDSIG;
        if markup {
            inside_markup = document.subtree_end(node).index();
            let content: String = document
                .descendants(node)
                .filter(|n| matches!(document.kind(*n), NodeKind::Text | NodeKind::CData))
                .map(|n| document.value(n).into_owned())
                .collect();
            add(way.clone(), content.trim().to_owned(), node);
            for inner in document.descendants(node).skip(1).filter(|n| document.is_element(*n)) {
                add(format!("{way}/{}", document.local_name(inner)), String::new(), node);
            }
        } else if document.elements(node).next().is_none() {
            let text = document.text_of(node);
            let exact =
                class.is_none_or(|class| class.text().is_some_and(|t| t.base() == Base::String));
            add(way, if exact { text.into_owned() } else { text.trim().to_owned() }, node);
        }
    }
    leaves
}

fn way(document: &Document, node: NodeId) -> String {
    let mut names: Vec<&str> = document
        .ancestors(node)
        .filter(|node| document.is_element(*node))
        .map(|node| document.local_name(node))
        .filter(|name| !WRAPPERS.contains(name))
        .collect();
    names.reverse();
    // An operand may become an expression of its own.
    names.dedup_by(|a, b| a == b && *a == "IndicatorExpression");
    names.join("/").replace("KeyValue", "Value")
}

/// The leaves of `from` that `to` has not, without those that the report names.
fn missing(from: &Document, to: &Document, report: &Report) -> Vec<String> {
    let kept = leaves(to);
    let mut missing = Vec::new();
    for ((way, value), places) in leaves(from) {
        let found = kept.get(&(way.clone(), value.clone())).map_or(0, Vec::len);
        if found >= places.len() {
            continue;
        }
        let places: Vec<String> = places.iter().map(|node| from.xpath(*node)).collect();
        let reported = |place: &String| {
            let attribute = way.rsplit('/').next().filter(|last| last.starts_with('@'));
            report.steps.iter().any(|step| {
                let exact = attribute.map(|name| format!("{place}/{name}"));
                exact.as_ref() == Some(&step.xpath)
                    || (matches!(
                        step.what,
                        Loss::Element | Loss::Number | Loss::Restructured | Loss::Spelling
                    ) && (place.starts_with(&step.xpath)))
            })
        };
        let unreported = places.iter().filter(|place| !reported(place)).count();
        if found < unreported {
            missing.push(format!("{way} = {value:?} at {places:?}"));
        }
    }
    missing
}

fn accepted(document: &Document, schema: Schema) -> bool {
    let mut errors = 0;
    structure::check(document, schema, &Registry::default(), &mut |_| errors += 1);
    errors == 0
}

/// The documents of version 2 in the corpus that at least one schema accepts.
fn documents() -> impl Iterator<Item = (String, Document)> {
    corpus::version_2().into_iter().filter_map(|case| {
        let document = Document::parse(case.text.as_bytes(), &Limits::default()).ok()?;
        let root = document.root();
        let report = (document.namespace(root), document.local_name(root));
        let valid = || [Schema::A, Schema::B].into_iter().any(|schema| accepted(&document, schema));
        (report == (IODEF_2, "IODEF-Document") && valid()).then(|| (case.name, document))
    })
}

#[test]
fn no_leaf_that_json_can_hold_is_lost_on_the_way_there_and_back() {
    let (mut checked, mut failures) = (0, Vec::new());
    for (name, document) in documents() {
        let there = json::export(&document).unwrap();
        let back = json::import(&there.text)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{}\n{}", document.text(), there.text));
        let lost = missing(&document, &parse(&back.text), &there.report);
        // A report that is cut does not name every step.
        if !lost.is_empty() && there.report.omitted == 0 {
            failures.push(format!("{name}: {lost:#?}\n{}", there.text));
        }
        checked += 1;
    }
    assert!(checked > 2_000, "{checked}");
    let shown = failures.iter().take(5).cloned().collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{} of {checked}:\n{shown}", failures.len());
    println!("{checked} documents");
}

/// The oracle: PyPI `jsonschema`. What the report says JSON cannot hold may be missed there.
#[cfg(feature = "peers")]
#[test]
fn every_document_is_valid_under_the_schema_of_rfc_8727() {
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};

    const VALIDATOR: &str = "
import json, sys, jsonschema
validator = jsonschema.Draft4Validator(json.load(open(sys.argv[1])))
for line in sys.stdin:
    name, text = json.loads(line)
    error = next(validator.iter_errors(json.loads(text)), None)
    if error is not None:
        path = [step for step in error.absolute_path if isinstance(step, str)]
        print(name, path, error.message[:300])
";
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = std::env::var_os("EDGEWARDEN_PYTHON")
        .map_or(directory.join("../../.tools/python-clients/bin/python"), PathBuf::from);
    let mut validator = Command::new(python)
        .args(["-c", VALIDATOR])
        .arg(directory.join("schemas/iodef-json-rfc8727.schema.json"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the Python that `make setup` installs, or EDGEWARDEN_PYTHON");
    let mut input = validator.stdin.take().unwrap();
    let mut checked = 0;
    let writer = std::thread::spawn(move || {
        for (name, document) in documents() {
            let json = json::export(&document).unwrap();
            // JSON has no place for a number that is none, nor for a choice that was not made.
            if json
                .report
                .steps
                .iter()
                .any(|step| step.what == Loss::Number && step.kept_as.is_empty())
            {
                continue;
            }
            let line = serde_json::to_string(&(name, json.text)).unwrap();
            writeln!(input, "{line}").unwrap();
            checked += 1;
        }
        checked
    });
    let output = validator.wait_with_output().unwrap();
    let checked = writer.join().unwrap();
    assert!(output.status.success());
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(checked > 2_000, "{checked}");
    let stricter = |line: &&str| {
        STRICTER.iter().any(|(place, says)| line.contains(place) && line.contains(says))
    };
    let (known, unknown): (Vec<&str>, Vec<&str>) = found.lines().partition(stricter);
    let shown = unknown.iter().take(20).copied().collect::<Vec<_>>().join("\n");
    assert!(unknown.is_empty(), "{} of {checked}:\n{shown}", unknown.len());
    for (place, says) in STRICTER {
        let fires = known.iter().any(|line| line.contains(place) && line.contains(says));
        assert!(fires, "{place} {says} is not needed");
    }
    println!("{checked} documents, {} of them refused by what only JSON requires", known.len());
}

/// What the JSON Schema requires and the XML schemas do not, so that no conversion can mend it: at
/// least one member, exactly one of two, and identifiers of ASCII. Place, and message.
#[cfg(feature = "peers")]
const STRICTER: [(&str, &str); 7] = [
    ("'Node'] ", "is not valid under any of the given schemas"),
    ("'Observable'] ", "is not valid under any of the given schemas"),
    ("'DetectionPattern'] ", "valid under"),
    ("'BulkObservableFormat'] ", "valid under"),
    ("'IndicatorReference'] ", "valid under"),
    ("'observable-id'] ", "does not match"),
    ("'ReferenceName', 'ID'] ", "does not match"),
];
