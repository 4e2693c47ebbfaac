//! Levels, and documents made fit for an audience.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

#[path = "restriction/generated.rs"]
mod generated;
#[path = "restriction/levels.rs"]
mod levels;
#[path = "restriction/marking.rs"]
mod marking;
#[path = "restriction/merged.rs"]
mod merged;
#[path = "restriction/redaction.rs"]
mod redaction;

use iodef::document::{Document, Limits, NodeId};

/// A document of the default namespace with this content.
fn document(content: &str) -> Document {
    parse(&format!(
        "<IODEF-Document version=\"2.00\" xml:lang=\"en\" \
         xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\">{content}</IODEF-Document>"
    ))
}

fn parse(text: &str) -> Document {
    Document::parse(text.as_bytes(), &Limits::default()).unwrap_or_else(|e| panic!("{e} in {text}"))
}

/// The only element with this local name.
fn find(document: &Document, name: &str) -> NodeId {
    let mut found =
        document.descendants(document.root()).filter(|node| document.local_name(*node) == name);
    let node = found.next().expect(name);
    assert_eq!(found.next(), None, "{name}");
    node
}
