//! The words for the names of the format, `locales/en/terms.ftl`: each name has one, each word has
//! a name.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

use std::collections::{BTreeMap, BTreeSet};

use iodef::level::{self, Level};
use iodef::registry;
use iodef::structure::{Class, Enumeration, IODEF_2, IODEF_ENUM, Schema};

const ENGLISH: &str = include_str!("../locales/en/terms.ftl");

/// The schemas of RFC 7970, all of whose names have a word.
const VERSION_2: [Schema; 3] = [Schema::Text, Schema::A, Schema::B];

/// Attributes whose enumeration is that of another one (`web/src/ui/terms.ts`).
const RENAMED: [(&str, &str); 3] = [
    ("Counter-type", "counter-unit-type"),
    ("Impact-completion", "systemimpact-completion-type"),
    ("IntendedImpact-type", "businessimpact-type-type"),
];

/// The attributes of each message, and "" for its own text.
type Messages = BTreeMap<&'static str, BTreeMap<&'static str, &'static str>>;

fn english() -> Messages {
    let mut messages = Messages::new();
    let mut current = "";
    for line in ENGLISH.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, text) = line.split_once(" = ").unwrap_or_else(|| panic!("{line}"));
        let attribute = match name.strip_prefix("    .") {
            Some(attribute) => attribute,
            None => {
                current = name;
                ""
            }
        };
        assert!(!text.trim().is_empty(), "{line}");
        assert!(matches!(attribute, "" | "help" | "section"), "{line}");
        let twice = messages.entry(current).or_default().insert(attribute, text);
        assert_eq!(twice, None, "{line}");
    }
    messages
}

/// The classes that a document of a schema can have.
fn classes(schema: Schema) -> Vec<Class> {
    let mut found = vec![schema.root().unwrap()];
    let mut next = 0;
    while let Some(class) = found.get(next).copied() {
        next += 1;
        for member in class.members().filter_map(|member| member.class()) {
            if !found.contains(&member) {
                found.push(member);
            }
        }
    }
    found
}

fn class_ids(class: Class) -> Vec<String> {
    vec![format!("class-{}", class.name())]
}

fn attribute_ids(class: Class, name: &str) -> Vec<String> {
    vec![format!("attr-{}-{name}", class.name()), format!("attr-{name}")]
}

fn value_ids(enumeration: &str, value: &str) -> Vec<String> {
    let own = format!("{}-type", enumeration.to_lowercase());
    let renamed = RENAMED.iter().filter(|(old, _)| *old == enumeration).map(|(_, new)| *new);
    [enumeration, &own]
        .into_iter()
        .chain(renamed)
        .map(|name| format!("value-{name}-{value}"))
        .chain([format!("value-{value}")])
        .collect()
}

/// Every enumeration of a class: of its text and its attributes.
fn enumerations(class: Class) -> impl Iterator<Item = Enumeration> {
    let of_text = class.text().and_then(|text| text.enumeration());
    of_text.into_iter().chain(class.attributes().filter_map(|attribute| attribute.enumeration()))
}

/// Every list of identifiers under which the editor looks for a word.
fn wanted(schema: Schema) -> BTreeSet<Vec<String>> {
    let mut wanted = BTreeSet::new();
    for class in classes(schema) {
        wanted.insert(class_ids(class));
        wanted.extend(class.attributes().map(|attribute| attribute_ids(class, attribute.name())));
        for enumeration in enumerations(class) {
            wanted.extend(enumeration.values().map(|value| value_ids(enumeration.name(), value)));
        }
    }
    wanted
}

#[test]
fn every_name_of_the_format_has_a_word() {
    let messages = english();
    let missing: Vec<_> = VERSION_2
        .into_iter()
        .flat_map(wanted)
        .filter(|ids| !ids.iter().any(|id| messages.contains_key(id.as_str())))
        .collect();
    assert_eq!(missing, Vec::<Vec<String>>::new());
}

#[test]
fn what_is_mandatory_or_recommended_is_defined() {
    let messages = english();
    let mut wanted = BTreeSet::from([vec!["class-IODEF-Document".to_owned()]]);
    for class in VERSION_2.into_iter().flat_map(classes) {
        if ![IODEF_2, IODEF_ENUM].contains(&class.namespace()) {
            continue;
        }
        for member in class.members().filter(|each| level::of_member(class, *each) != Level::All) {
            wanted.extend(member.class().map(class_ids));
        }
        for attribute in class.attributes() {
            if level::of_attribute(class, attribute) != Level::All {
                wanted.insert(attribute_ids(class, attribute.name()));
            }
        }
    }
    let undefined: Vec<_> = wanted
        .iter()
        .filter(|ids| {
            let message = ids.iter().find_map(|id| messages.get(id.as_str()));
            !message.is_some_and(|message| {
                message.contains_key("help") && message.contains_key("section")
            })
        })
        .collect();
    assert_eq!(undefined, Vec::<&Vec<String>>::new());
    assert!(wanted.len() > 100, "{}", wanted.len());
}

#[test]
fn every_registry_of_rfc_7970_is_among_the_enumerations() {
    let registries: BTreeSet<_> = classes(Schema::Text)
        .into_iter()
        .flat_map(enumerations)
        .filter_map(|enumeration| registry::registry_of(enumeration.name()))
        .collect();
    assert_eq!(registries.len(), 34);
}

/// Reports know classes and attributes only, and look for a value by their names.
#[test]
fn a_value_has_the_same_word_where_its_enumeration_is_not_known() {
    let messages = english();
    let found = |ids: Vec<String>| ids.into_iter().find(|id| messages.contains_key(id.as_str()));
    for class in VERSION_2.into_iter().flat_map(classes) {
        for attribute in class.attributes() {
            let Some(enumeration) = attribute.enumeration() else { continue };
            let place = format!("{}-{}", class.name(), attribute.name());
            for value in enumeration.values() {
                let by_place = found(value_ids(&place, value))
                    .or_else(|| found(value_ids(attribute.name(), value)));
                assert_eq!(by_place, found(value_ids(enumeration.name(), value)), "{place}");
            }
        }
    }
}

#[test]
fn every_word_has_a_name() {
    let messages = english();
    let mut used = BTreeSet::new();
    for ids in VERSION_2.into_iter().chain([Schema::V1]).flat_map(wanted) {
        // The first is shown: what stands behind it is shown for another name, or never.
        used.extend(ids.into_iter().find(|id| messages.contains_key(id.as_str())));
    }
    let unused: Vec<_> = messages.keys().filter(|id| !used.contains(**id)).collect();
    assert_eq!(unused, Vec::<&&str>::new());
}

#[test]
fn a_section_is_one_that_defines_the_format() {
    for (id, message) in english() {
        let Some(section) = message.get("section") else { continue };
        let parts: Vec<u8> = section.split('.').map(|part| part.parse().unwrap()).collect();
        let is_of_the_format =
            matches!(parts[..], [2, 1..=16] | [2, 15, 1] | [3, 1..=29] | [3, 3..=29, 1..=8] | [6]);
        assert!(is_of_the_format, "{id}: {section}");
        assert!(id.starts_with("class-") || id.starts_with("attr-"), "{id}");
        assert!(message.contains_key("help"), "{id}");
    }
}
