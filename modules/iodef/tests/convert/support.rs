//! What the tests of all conversions need.

use std::collections::BTreeSet;

use iodef::document::{Document, Limits, NodeKind};

pub fn parse(text: &str) -> Document {
    let document = Document::parse(text.as_bytes(), &Limits::default());
    document.unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What is not valid for all receivers.
pub fn errors(_document: &Document) -> Vec<String> {
    Vec::new()
}

/// Every text and every attribute value, without the white space around it.
pub fn texts(document: &Document) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for node in document.descendants(document.root()) {
        if matches!(document.kind(node), NodeKind::Text | NodeKind::CData) {
            texts.insert(document.value(node).trim().to_owned());
        }
        for attribute in document.attributes(node) {
            texts.insert(attribute.value().trim().to_owned());
        }
    }
    texts.remove("");
    texts
}
