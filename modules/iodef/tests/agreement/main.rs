//! Our verdict on every document of the corpus against those of `xmlschema` and libxml2.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

#[path = "../corpus/mod.rs"]
mod corpus;
#[path = "../rule_documents/mod.rs"]
mod rule_documents;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use iodef::document::{Document, Limits};
use iodef::registry::Registry;
use iodef::structure::{Schema, check};
use serde::Deserialize;

use corpus::Case;

/// Disagreements that are shown.
const SHOWN: usize = 300;

/// The file of a schema.
fn file(schema: Schema) -> &'static str {
    match schema {
        Schema::A => "iodef-2.0.xsd",
        Schema::B => "iodef-2.0-corrected.xsd",
        Schema::V1 => "iodef-1.0.xsd",
        other => panic!("{other:?} is in no file"),
    }
}

/// The first diagnostic.
fn ours(text: &str, schema: Schema) -> Option<String> {
    let document = Document::from_text(text.to_owned(), &Limits::default()).unwrap();
    let mut first = None;
    check(&document, schema, &Registry::default(), &mut |diagnostic| {
        first.get_or_insert_with(|| format!("{} {:?}", diagnostic.rule, diagnostic.args));
    });
    first
}

/// Faults of the validators, each with how many documents show it.
#[derive(Deserialize)]
struct Faults {
    fault: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    class: String,
    validator: String,
    /// What it does where we do the other: "accepts" or "refuses".
    verdict: String,
    /// A part of the document's name, or of the first error: ours if it accepts, its own otherwise.
    says: String,
    reason: String,
    count: usize,
}

fn python() -> PathBuf {
    let clients =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/python-clients/bin/python");
    std::env::var_os("EDGEWARDEN_PYTHON").map_or(clients, PathBuf::from)
}

/// The verdicts of both validators on each case, and what they miss in the corpus.
#[expect(clippy::type_complexity, reason = "a table by case and schema")]
fn theirs(
    cases: &[(Case, Vec<Schema>)],
) -> (Vec<BTreeMap<String, [Option<String>; 2]>>, BTreeMap<String, Vec<String>>) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut process = Command::new(python())
        .arg(directory.join("tests/agreement/validators.py"))
        .arg(directory.join("schemas"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("the validators cannot be started ({error}); run `make setup`")
        });
    let mut input = process.stdin.take().unwrap();
    let lines: Vec<String> = cases
        .iter()
        .map(|(case, schemas)| {
            let files: Vec<&str> = schemas.iter().map(|schema| file(*schema)).collect();
            serde_json::json!({"schemas": files, "text": case.text}).to_string()
        })
        .collect();
    let writer = std::thread::spawn(move || {
        for line in lines {
            writeln!(input, "{line}").unwrap();
        }
    });
    let mut answers: Vec<String> =
        BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap).collect();
    writer.join().unwrap();
    assert!(process.wait().unwrap().success());
    #[derive(Deserialize)]
    struct Coverage {
        coverage: BTreeMap<String, Vec<String>>,
    }
    let coverage: Coverage = serde_json::from_str(&answers.pop().unwrap()).unwrap();
    (
        answers.iter().map(|answer| serde_json::from_str(answer).unwrap()).collect(),
        coverage.coverage,
    )
}

/// The documents of the rules of meaning: what the schemas say of them is compared too.
fn of_rules() -> impl Iterator<Item = Case> {
    rule_documents::rows().into_iter().flat_map(|row| {
        [("failing", &row.failing), ("passing", &row.passing)].map(|(what, edits)| Case {
            name: format!("rule {}, {what}", row.id),
            schema: Schema::B,
            text: rule_documents::edited(&row.id, edits),
        })
    })
}

#[test]
fn verdicts_agree_with_xmlschema_and_libxml2() {
    let mut cases: Vec<(Case, Vec<Schema>)> =
        corpus::version_2().into_iter().map(|case| (case, vec![Schema::A, Schema::B])).collect();
    cases.extend(of_rules().map(|case| (case, vec![Schema::A, Schema::B])));
    let version_2 = cases.len();
    cases.extend(corpus::cases(Schema::V1).into_iter().map(|case| (case, vec![Schema::V1])));
    let (answers, missing) = theirs(&cases);
    let faults = include_str!("faults.toml");
    let faults: Faults = toml::from_str(faults).unwrap();
    let mut counts = vec![0; faults.fault.len()];
    let mut disagreements = Vec::new();
    let mut verdicts = [0_usize; 2];
    for ((case, schemas), answer) in cases.iter().zip(&answers) {
        for schema in schemas {
            let own = ours(&case.text, *schema);
            verdicts[usize::from(own.is_some())] += 1;
            let [first, second] = &answer[file(*schema)];
            for (validator, other) in [("xmlschema", first), ("libxml2", second)] {
                if own.is_some() == other.is_some() {
                    continue;
                }
                let (verdict, says) = match (&own, other) {
                    (Some(own), _) => ("accepts", own),
                    (None, other) => ("refuses", other.as_ref().unwrap()),
                };
                let known = faults.fault.iter().position(|fault| {
                    fault.validator == validator
                        && fault.verdict == verdict
                        && format!("{}: {says}", case.name).contains(&fault.says)
                });
                match known {
                    Some(known) => counts[known] += 1,
                    None => disagreements.push(format!(
                        "{validator} {verdict} under {}: {}\n    {says}",
                        schema.name(),
                        case.name,
                    )),
                }
            }
        }
    }
    println!(
        "{version_2} documents of version 2, {} of version 1; {} accepted, {} refused",
        cases.len() - version_2,
        verdicts[0],
        verdicts[1]
    );
    for (fault, count) in faults.fault.iter().zip(&counts) {
        println!(
            "{:>5} {} {}: {} ({})",
            count, fault.validator, fault.verdict, fault.class, fault.reason
        );
    }
    assert!(version_2 >= 2_000, "{version_2} documents");
    let shown = disagreements.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    assert!(disagreements.is_empty(), "{} disagreements:\n{shown}", disagreements.len());
    for (schema, missing) in missing {
        assert_eq!(missing, [""; 0], "{schema}");
    }
    for (fault, count) in faults.fault.iter().zip(counts) {
        assert_eq!(fault.count, count, "{} of {}", fault.class, fault.validator);
    }
}
