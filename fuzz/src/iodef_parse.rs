//! A document that is read holds together, and its canonical form is one that reads as the same.

use iodef::canonical::Canonical;
use iodef::document::{Document, Limits, NodeId, NodeKind};

/// Nodes whose paths are looked up: each look-up walks among siblings.
const MAX_PATHS: usize = 64;

/// Reads `data`.
pub fn check(data: &[u8]) {
    let limits = Limits { max_depth: 200, ..Limits::default() };
    let document = match Document::parse(data, &limits) {
        Ok(document) => document,
        Err(error) => {
            if let Some(place) = error.place() {
                assert!(place.line > 0 && place.column > 0, "{place:?}");
            }
            assert!(!error.to_string().is_empty() && !error.code().is_empty());
            return;
        }
    };
    holds_together(&document);
    let again = Document::parse(&document.to_bytes(), &limits).expect("what was read reads again");
    assert_eq!(again.text(), document.text());
    let form = Canonical { comments: true, ..Canonical::inclusive() };
    let canonical = form.write(&document, NodeId::DOCUMENT);
    let reread =
        Document::parse(canonical.as_bytes(), &limits).expect("a canonical form is well-formed");
    assert_eq!(form.write(&reread, NodeId::DOCUMENT), canonical);
    let elements = |document: &Document| -> Vec<(String, String, String)> {
        let all = document.descendants(document.root()).filter(|node| document.is_element(*node));
        all.map(|node| {
            let name = document.local_name(node).to_owned();
            (document.namespace(node).to_owned(), name, document.text_of(node).into_owned())
        })
        .collect()
    };
    assert_eq!(elements(&document), elements(&reread));
    let exclusive = Canonical::exclusive().write(&document, document.root());
    let reread =
        Document::parse(exclusive.as_bytes(), &limits).expect("an exclusive form is well-formed");
    assert_eq!(Canonical::exclusive().write(&reread, reread.root()), exclusive);
}

/// Spans are in order and inside those of the parent; every node is found again.
pub fn holds_together(document: &Document) {
    let mut end_of_sibling = 0;
    for node in document.descendants(NodeId::DOCUMENT) {
        let span = document.span(node);
        assert!(document.text().get(span.clone()).is_some(), "{node:?}");
        if let Some(parent) = document.parent(node) {
            assert!(parent < node && document.subtree_end(node) <= document.subtree_end(parent));
            let inside = match document.content_span(parent) {
                Some(content) => content,
                None => document.span(NodeId::DOCUMENT),
            };
            assert!(inside.start <= span.start && span.end <= inside.end, "{node:?}");
            assert!(document.kind(node) == NodeKind::Element || span.start >= end_of_sibling);
        }
        end_of_sibling = document.start_tag_span(node).end.min(span.end);
        for attribute in document.attributes(node) {
            assert_eq!(document.slice(attribute.value_span.clone()), attribute.raw);
            assert!(!attribute.value().contains(['\r', '<']) || attribute.raw.contains('&'));
        }
    }
    for node in document.descendants(NodeId::DOCUMENT).take(MAX_PATHS) {
        assert_eq!(document.resolve(&document.xpath(node)), Some(node), "{}", document.xpath(node));
        if document.is_element(node) {
            assert_eq!(document.node_at(&document.path_of(node)), Some(node));
        }
    }
}
