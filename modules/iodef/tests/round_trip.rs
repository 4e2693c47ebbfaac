//! Open, edit one field, save: only its octets change, over every document of the corpus.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

mod corpus;

use iodef::document::{Document, Limits};
use iodef::editor::{Command, Editor, Path};
use iodef::structure::Schema;

/// The ways in which the same document can be written.
fn spellings(text: &str) -> [String; 4] {
    let quotes = if text.contains('\'') { text.to_owned() } else { text.replace('"', "'") };
    [
        text.to_owned(),
        format!("\u{FEFF}{}", text.replace('\n', "\r\n")),
        format!(
            "<?xml version='1.0'?><!-- a -->\t{}<!-- b --><?c d?>\r",
            without_declaration(&quotes)
        ),
        text.replace("><", "><!-- between -->\r<"),
    ]
}

fn without_declaration(text: &str) -> &str {
    match text.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").unwrap().1,
        None => text,
    }
}

#[test]
fn one_field_is_edited_and_only_its_octets_change() {
    let mut cases = corpus::version_2();
    cases.extend(corpus::cases(Schema::V1));
    assert!(cases.len() > 1_000, "{} documents", cases.len());
    let mut edits = 0;
    for (number, case) in cases.iter().enumerate() {
        for text in spellings(&case.text) {
            let document = Document::parse(text.as_bytes(), &Limits::default())
                .unwrap_or_else(|error| panic!("{}: {error}\n{text}", case.name));
            assert_eq!(document.to_bytes(), text.as_bytes());
            edits += edit_text(&document, number, &case.name);
            edits += edit_attribute(&document, number, &case.name);
        }
    }
    assert!(edits > cases.len(), "{edits} edits");
    println!("{edits} edits of {} documents", cases.len());
}

/// Edits the text of one element that holds nothing but text.
fn edit_text(document: &Document, number: usize, name: &str) -> usize {
    let leaves: Vec<_> = document
        .descendants(document.root())
        .filter(|node| document.is_element(*node) && document.children(*node).count() <= 1)
        .filter(|node| {
            document.elements(*node).next().is_none() && !document.text_of(*node).is_empty()
        })
        .filter(|node| !document.slice(document.span(*node)).contains("<!"))
        .collect();
    let Some(node) = leaves.get(number % leaves.len().max(1)).copied() else { return 0 };
    let command =
        Command::SetText { path: Path::of(document, node), text: "a < b & \u{E9}".to_owned() };
    let content = document.content_span(node).unwrap();
    let expected = [
        document.slice(0..content.start),
        "a &lt; b &amp; \u{E9}",
        document.slice(content.end..document.text().len()),
    ];
    edit(document, &command, &expected.concat(), name);
    1
}

/// Edits the value of one attribute.
fn edit_attribute(document: &Document, number: usize, name: &str) -> usize {
    let elements = document.descendants(document.root()).filter(|node| document.is_element(*node));
    let attributes: Vec<_> = elements
        .flat_map(|node| document.attributes(node).map(move |attribute| (node, attribute)))
        .filter(|(_, attribute)| attribute.raw != "new")
        .collect();
    let Some((node, attribute)) = attributes.get(number % attributes.len().max(1)) else {
        return 0;
    };
    let command = Command::SetAttribute {
        path: Path::of(document, *node),
        name: attribute.qualified_name().into_owned(),
        value: Some("new".to_owned()),
    };
    let expected = [
        document.slice(0..attribute.value_span.start),
        "new",
        document.slice(attribute.value_span.end..document.text().len()),
    ];
    edit(document, &command, &expected.concat(), name);
    1
}

fn edit(document: &Document, command: &Command, expected: &str, name: &str) {
    let mut editor = Editor::new(document.clone(), Schema::Common);
    let refused = |error| panic!("{name}: {command:?}: {error}");
    let applied = editor.apply(command, &mut |_, _, _| {}).unwrap_or_else(refused);
    assert_eq!(applied.splices.len(), 1, "{name}: {command:?}");
    assert_eq!(editor.document().to_bytes(), expected.as_bytes(), "{name}: {command:?}");
    editor.undo(&mut |_, _, _| {}).unwrap();
    assert_eq!(editor.document().to_bytes(), document.to_bytes(), "{name}");
}
