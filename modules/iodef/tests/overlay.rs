//! Each member, attribute and enumeration value of each class of each schema has its accessor.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use iodef::document::{Document, Limits, NodeId};
use iodef::overlay;
use iodef::structure::{Class, Member, Schema};

include!(concat!(env!("OUT_DIR"), "/overlay_calls.rs"));

/// What the accessor gives for an element of the class with these attributes and this content.
fn answer(class: Class, attributes: &str, content: &str, what: &str) -> Option<String> {
    let (name, namespace) = (class.name(), class.namespace());
    let text = format!("<{name} xmlns=\"{namespace}\" {attributes}>{content}</{name}>");
    let document = Document::from_text(text, &Limits::default()).unwrap();
    call(&document, document.root(), namespace, name, what)
}

/// Every class of a schema, those of local declarations too.
fn classes(schema: Schema) -> Vec<Class> {
    let mut all: Vec<Class> = Class::all(schema).collect();
    let mut next = 0;
    while let Some(class) = all.get(next).copied() {
        for member in class.members().filter_map(Member::class) {
            if !all.contains(&member) {
                all.push(member);
            }
        }
        next += 1;
    }
    all
}

#[test]
fn every_part_of_every_class_has_its_accessor() {
    let mut seen = BTreeSet::new();
    for class in Schema::ALL.into_iter().flat_map(classes) {
        for member in class.members() {
            let child = format!("<{} xmlns=\"{}\"/>", member.name(), member.namespace());
            let found = answer(class, "", &format!("<x xmlns=\"\"/>{child}"), member.name());
            assert_eq!(found.as_deref(), Some("3"), "{class:?} {member:?}");
            assert_eq!(answer(class, "", "<x xmlns=\"\"/>", member.name()), None);
            seen.insert((class.namespace(), class.name(), member.name()));
        }
        if class.text().is_some() {
            assert_eq!(answer(class, "", "a&amp;b", "text()").as_deref(), Some("a&b"));
        }
        for attribute in class.attributes() {
            let what = format!("@{}", attribute.name());
            let name = match attribute.namespace() {
                "" => attribute.name().to_owned(),
                _ => format!("xml:{}", attribute.name()),
            };
            assert_eq!(answer(class, "", "", &what), None, "{class:?} {what}");
            let given = answer(class, &format!("{name}='odd value'"), "", &what);
            let Some(enumeration) = attribute.enumeration() else {
                assert_eq!(given.as_deref(), Some("odd value"), "{class:?} {what}");
                continue;
            };
            assert_eq!(given.as_deref(), Some("Unregistered(\"odd value\")"), "{class:?} {what}");
            for value in enumeration.values() {
                let extension = format!("ext-{}='own'", attribute.name());
                let found =
                    answer(class, &format!("{name}='{value}' {extension}"), "", &what).unwrap();
                match value {
                    "ext-value" => assert_eq!(found, "ExtValue(\"own\")"),
                    _ => {
                        let plain = |text: &str| -> String {
                            text.chars()
                                .filter(char::is_ascii_alphanumeric)
                                .collect::<String>()
                                .to_lowercase()
                        };
                        assert_eq!(plain(&found), plain(value), "{class:?} {what}");
                    }
                }
            }
        }
    }
    assert!(seen.len() > 400, "{}", seen.len());
}
