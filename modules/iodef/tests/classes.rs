//! The description of classes against RFC 7970 and the differences of its schemas.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use iodef::structure::{Base, Class, IODEF_1, IODEF_2, IODEF_ENUM, Schema};

fn class(schema: Schema, name: &str) -> Class {
    Class::global(schema, IODEF_2, name).unwrap()
}

/// The content model in one line: members with their occurrence, attributes with `!` when required.
fn grammar(class: Class) -> String {
    let occurrence = |min, max| match (min, max) {
        (0, Some(1)) => "?",
        (0, None) => "*",
        (1, None) => "+",
        _ => "",
    };
    let members = class
        .members()
        .map(|member| format!("{}{}", member.name(), occurrence(member.min(), member.max())));
    let attributes = class.attributes().map(|attribute| {
        format!("@{}{}", attribute.name(), if attribute.required() { "!" } else { "" })
    });
    members.chain(attributes).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_incident_has_the_members_of_section_3_2() {
    for schema in [Schema::Text, Schema::A, Schema::B, Schema::Common] {
        assert_eq!(
            grammar(class(schema, "Incident")),
            "IncidentID AlternativeID? RelatedActivity* DetectTime? StartTime? EndTime? \
             RecoveryTime? ReportTime? GenerationTime Description* Discovery* Assessment* Method* \
             Contact+ EventData* IndicatorData? History? AdditionalData* @purpose! @ext-purpose \
             @status @ext-status @lang @restriction @ext-restriction @observable-id"
        );
    }
}

#[test]
fn the_common_part_is_what_all_accept() {
    let common = |name| grammar(class(Schema::Common, name));
    assert_eq!(common("Key"), "KeyName @registryaction @ext-registryaction @observable-id");
    assert_eq!(common("AlternativeIndicatorID"), "IndicatorID+ @restriction @ext-restriction");
    assert!(common("ThreatActor").starts_with("ThreatActorID* URL+ Description*"));
    let values = |schema, name: &str, attribute| -> Vec<&str> {
        let attribute = class(schema, name).attribute(attribute).unwrap();
        attribute.enumeration().unwrap().values().collect()
    };
    assert_eq!(values(Schema::Common, "Counter", "type"), ["average", "ext-value"]);
    assert!(values(Schema::A, "Contact", "role").contains(&"vendor-services"));
    assert!(values(Schema::B, "Contact", "role").contains(&"vendor-support"));
    assert!(
        !values(Schema::Common, "Contact", "role").iter().any(|role| role.starts_with("vendor-"))
    );
}

#[test]
fn no_confidence_is_common_to_both_schemas() {
    let text = |schema| class(schema, "Confidence").text().map(|text| text.base());
    assert_eq!(text(Schema::A), None);
    assert_eq!(text(Schema::B), Some(Base::Float));
    assert_eq!(text(Schema::Text), Some(Base::RealOrEmpty));
    assert_eq!(text(Schema::Common), Some(Base::Nothing));
}

#[test]
fn choices_say_whether_one_is_needed() {
    let required = |class: Class| -> Vec<bool> {
        class.choices().iter().map(|choice| choice.required).collect()
    };
    assert_eq!(required(class(Schema::A, "Assessment")), [true]);
    assert_eq!(required(class(Schema::A, "Node")), [false]);
    assert_eq!(required(class(Schema::B, "Node")), [true]);
    assert_eq!(required(class(Schema::Common, "Node")), [true]);
    assert_eq!(required(class(Schema::A, "Observable")), [false]);
}

#[test]
fn attributes_know_their_default_and_extension() {
    let purpose = class(Schema::Common, "Incident").attribute("purpose").unwrap();
    assert_eq!(purpose.extension(), Some("ext-purpose"));
    assert_eq!(purpose.enumeration().unwrap().name(), "incident-purpose-type");
    let restriction = class(Schema::Common, "Incident").attribute("restriction").unwrap();
    assert_eq!(restriction.default(), Some("private"));
    let version = Schema::Common.root().unwrap().attribute("version").unwrap();
    assert_eq!(version.fixed(), Some("2.00"));
    let version = Schema::V1.root().unwrap().attribute("version").unwrap();
    assert_eq!(version.fixed(), Some("1.00"));
}

#[test]
fn members_of_other_namespaces_have_classes() {
    let reference = class(Schema::Common, "Reference");
    let name = reference.member(IODEF_ENUM, "ReferenceName").unwrap().class().unwrap();
    assert_eq!(grammar(name), "ID @specIndex!");
    assert_eq!(
        name.members().next().unwrap().class().unwrap().text().unwrap().base(),
        Base::NcName
    );
    assert!(reference.member(IODEF_1, "ReferenceName").is_none());
}

#[test]
fn a_local_declaration_differs_from_the_global_one() {
    let bulk = class(Schema::A, "BulkObservable");
    let list = bulk.member(IODEF_2, "BulkObservableList").unwrap().class().unwrap();
    assert!(list.any() && list.mixed() && list.text().is_none());
    assert_eq!(class(Schema::A, "BulkObservableList").text().unwrap().base(), Base::String);
}
