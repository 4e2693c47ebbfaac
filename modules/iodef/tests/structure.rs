//! Structural checks and insertion, by hand; the agreement test has thousands of documents.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::single_range_in_vec_init,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

mod cost;

use cost::linear;
use iodef::diagnostic::Diagnostic;
use iodef::document::{Document, Limits};
use iodef::registry::Registry;
use iodef::structure::{Schema, allowed_children, check, class_of};

/// A document around the content of its only incident.
fn document(incident: &str) -> Document {
    let text = format!(
        r#"<IODEF-Document xmlns="urn:ietf:params:xml:ns:iodef-2.0" version="2.00" xml:lang="en">{incident}</IODEF-Document>"#
    );
    Document::from_text(text, &Limits::default()).unwrap()
}

const START: &str = r#"<Incident purpose="reporting"><IncidentID name="csirt.example">1</IncidentID><GenerationTime>2026-01-01T00:00:00Z</GenerationTime>"#;
const END: &str = r#"<Contact role="creator" type="organization"><ContactName>A</ContactName></Contact></Incident>"#;

fn found(document: &Document, schema: Schema) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    check(document, schema, &Registry::default(), &mut |diagnostic| found.push(diagnostic));
    found
}

/// Rule and arguments of each diagnostic.
fn summary(incident: &str, schema: Schema) -> Vec<String> {
    let document = document(incident);
    found(&document, schema)
        .iter()
        .map(|diagnostic| {
            let args: Vec<String> =
                diagnostic.args.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{} {} [{}]", diagnostic.rule, document.xpath(diagnostic.node), args.join(", "))
        })
        .collect()
}

#[test]
fn the_smallest_document_is_valid_everywhere() {
    for schema in [Schema::Text, Schema::A, Schema::B, Schema::Common] {
        assert_eq!(summary(&format!("{START}{END}"), schema), [""; 0]);
    }
}

#[test]
fn a_missing_member_is_named() {
    assert_eq!(
        summary(
            &format!(r#"<Incident purpose="watch"><IncidentID name="a">1</IncidentID>{END}"#),
            Schema::A
        ),
        [
            "xsd-missing-element /IODEF-Document/Incident[1] [element=Incident, expected=GenerationTime]"
        ]
    );
}

#[test]
fn what_stands_too_late_is_named_with_what_may_follow() {
    let incident = format!(
        "{START}{}<StartTime>2026-01-01T00:00:00Z</StartTime></Incident>",
        END.strip_suffix("</Incident>").unwrap()
    );
    assert_eq!(
        summary(&incident, Schema::A),
        [
            "xsd-unexpected-element /IODEF-Document/Incident[1] [name=StartTime, element=Incident, expected=Contact EventData IndicatorData History AdditionalData]"
        ]
    );
}

#[test]
fn the_common_part_says_who_refuses() {
    let confidence = |text: &str| {
        format!(
            r#"{START}<Assessment><IncidentCategory>x</IncidentCategory><SystemImpact/><Confidence rating="numeric">{text}</Confidence></Assessment>{END}"#
        )
    };
    let refused_by = |text: &str| summary(&confidence(text), Schema::Common).join("|");
    assert!(refused_by("0.5").contains("refused_by=schema-a"), "{}", refused_by("0.5"));
    assert!(refused_by("").contains("refused_by=schema-b"), "{}", refused_by(""));
    assert!(
        refused_by("high").contains("refused_by=rfc7970 schema-a schema-b"),
        "{}",
        refused_by("high")
    );
}

#[test]
fn the_text_has_numbers_and_values_of_its_own() {
    let zero = |element: &str| {
        format!("{START}<Assessment><{element}>0</{element}></Assessment>{END}")
            .replace("<TimeImpact", "<TimeImpact metric=\"elapsed\"")
    };
    for incident in ["TimeImpact", "MonetaryImpact"].map(zero) {
        assert_eq!(summary(&incident, Schema::Text), [""; 0]);
        for schema in [Schema::A, Schema::B, Schema::Common] {
            let found = summary(&incident, schema).join("|");
            assert!(found.starts_with("xsd-datatype "), "{schema:?}: {found}");
        }
    }
    let json = format!("{START}{END}");
    let json =
        json.replace("</Contact>", "<AdditionalData dtype=\"json\">1</AdditionalData></Contact>");
    for (schema, accepts) in
        [(Schema::Text, false), (Schema::A, false), (Schema::B, true), (Schema::Common, false)]
    {
        let found = summary(&json, schema);
        assert_eq!(found.is_empty(), accepts, "{schema:?}: {found:?}");
    }
}

#[test]
fn a_registered_value_is_accepted_without_a_new_build() {
    let incident = format!("{START}{END}").replace("reporting", "exercise");
    assert_eq!(
        summary(&incident, Schema::A),
        [
            "xsd-enumeration /IODEF-Document/Incident[1] [name=purpose, element=Incident, value=exercise, type=incident-purpose-type]"
        ]
    );
    let registry = Registry::default()
        .with_additions(r#"{"Incident-purpose": {"exercise": "A report in an exercise."}}"#)
        .unwrap();
    let mut found = Vec::new();
    check(&document(&incident), Schema::A, &registry, &mut |diagnostic| found.push(diagnostic));
    assert_eq!(found, []);
}

#[test]
fn insertion_knows_the_gaps() {
    let document = document(&format!("{START}{END}"));
    let incident = document.elements(document.root()).next().unwrap();
    let allowed = allowed_children(&document, incident, Schema::Common);
    let last = |name: &str| {
        allowed
            .iter()
            .find(|allowed| allowed.member.name() == name)
            .and_then(|allowed| allowed.last())
    };
    assert_eq!(last("IncidentID"), None);
    assert_eq!(last("AlternativeID"), Some(1));
    assert_eq!(last("Description"), Some(2));
    assert_eq!(last("Contact"), Some(3));
    assert_eq!(last("History"), Some(3));
    let root = allowed_children(&document, document.root(), Schema::Common);
    assert_eq!(root.first().map(|allowed| allowed.gaps.clone()), Some(vec![0..2]));
}

#[test]
fn an_empty_element_takes_its_required_members_in_order() {
    let document = document("<Incident purpose='watch'><GenerationTime/></Incident>");
    let incident = document.elements(document.root()).next().unwrap();
    let allowed = allowed_children(&document, incident, Schema::Common);
    let gaps = |name: &str| {
        allowed
            .iter()
            .find(|allowed| allowed.member.name() == name)
            .map(|allowed| allowed.gaps.clone())
    };
    assert_eq!(gaps("IncidentID"), Some(vec![0..1]));
    assert_eq!(gaps("Contact"), Some(vec![1..2]));
}

#[test]
fn a_class_depends_on_where_its_element_stands() {
    let document = document(&format!(
        r#"{START}{}<AdditionalData dtype="xml"><BulkObservableList>x</BulkObservableList><a xmlns=""><Port>x</Port></a></AdditionalData></Incident>"#,
        END.strip_suffix("</Incident>").unwrap()
    ));
    let by_name = |name: &str| {
        let node =
            document.descendants(document.root()).find(|node| document.local_name(*node) == name);
        class_of(&document, node.unwrap(), Schema::A).map(|class| class.text().is_some())
    };
    assert_eq!(by_name("BulkObservableList"), Some(true));
    assert_eq!(by_name("a"), None);
    assert_eq!(by_name("AdditionalData"), Some(false));
}

#[test]
fn many_faults_of_one_element_are_explained_in_linear_time() {
    const UNKNOWN: usize = 200_000;
    let document = document(&format!("<Incident>{}</Incident>", "<a/>".repeat(UNKNOWN)));
    let found = linear(|| found(&document, Schema::Common));
    assert!(found.len() > UNKNOWN, "{}", found.len());
    let refused_by = |found: &Diagnostic| found.args.last().unwrap().clone();
    let all = ("refused_by", "rfc7970 schema-a schema-b".to_owned());
    assert!(found.iter().all(|found| refused_by(found) == all), "{:?}", found.last());
}
