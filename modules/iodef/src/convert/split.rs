//! One document per incident.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::report::{Loss, Report};
use super::tree::{IODEF_2, trimmed};
use crate::document::{Document, NodeId};

/// A document with one of the incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its text.
    pub text: String,
    /// References to what stands in another part.
    pub report: Report,
}

/// The pieces of a document around its incidents. All octets of the document are in exactly one.
pub(crate) struct Pieces {
    /// Up to the content of the document element.
    pub(crate) head: Range<usize>,
    /// Each incident, with what stands before it.
    pub(crate) incidents: Vec<(Range<usize>, NodeId)>,
    /// From the last incident to the end of the content.
    pub(crate) tail: Range<usize>,
    /// From the end tag of the document element.
    pub(crate) end: Range<usize>,
}

/// The pieces; `None` for a document element without content.
pub(crate) fn pieces(document: &Document) -> Option<Pieces> {
    let root = document.root();
    let content = document.content_span(root)?;
    let mut at = content.start;
    let mut incidents = Vec::new();
    for incident in incidents_of(document) {
        let span = document.span(incident);
        incidents.push((at..span.start, incident));
        at = span.end;
    }
    let end = content.end..document.text().len();
    Some(Pieces { head: 0..content.start, incidents, tail: at..content.end, end })
}

/// The incidents of a document.
pub(crate) fn incidents_of(document: &Document) -> impl Iterator<Item = NodeId> {
    document.elements(document.root()).filter(|node| is(document, *node, "Incident"))
}

/// Whether an element is of this class of version 2.
pub(crate) fn is(document: &Document, node: NodeId, class: &str) -> bool {
    document.namespace(node) == IODEF_2 && document.local_name(node) == class
}

/// Splits a document into one per incident, each with all that is not an incident.
///
/// [`merge`](super::merge) of the parts is the document again, octet by octet. A reference to
/// something that is in another part is reported: the part by itself is not valid.
#[must_use]
pub fn split(document: &Document) -> Vec<Part> {
    let Some(pieces) = pieces(document) else { return Vec::new() };
    let mut parts = Vec::new();
    for (lead, incident) in &pieces.incidents {
        let spans = [
            pieces.head.clone(),
            lead.clone(),
            document.span(*incident),
            pieces.tail.clone(),
            pieces.end.clone(),
        ];
        let text = spans.map(|span| document.slice(span)).concat();
        parts.push(Part { text, report: dangling(document, *incident) });
    }
    parts
}

/// References out of an incident.
fn dangling(document: &Document, incident: NodeId) -> Report {
    let mut report = Report::default();
    let shared = document.elements(document.root()).filter(|node| !is(document, *node, "Incident"));
    let mut known: BTreeSet<String> = BTreeSet::new();
    for node in shared.chain([incident]).flat_map(|node| document.descendants(node)) {
        known.extend(identifier(document, node));
    }
    for node in document.descendants(incident) {
        let Some(target) = reference(document, node) else { continue };
        if !known.contains(&target) {
            let path = || format!("{}/@uid-ref", document.xpath(node));
            report.note(Loss::Reference, path, &target, "");
        }
    }
    report
}

/// The identifier that an element of IODEF gives, of the type ID (RFC 7970 section 2.14).
pub(crate) fn identifier(document: &Document, node: NodeId) -> Option<String> {
    if !document.is_element(node) || document.namespace(node) != IODEF_2 {
        return None;
    }
    if document.local_name(node) == "IndicatorID" && defines(document, node) {
        return Some(trimmed(&document.text_of(node)).to_owned());
    }
    document.attribute(node, "observable-id").map(|id| trimmed(&id).to_owned())
}

/// An IndicatorID names an indicator where it is a child of one; elsewhere it names another. All of
/// them are of the type ID, so that all must differ.
pub(crate) fn defines(document: &Document, node: NodeId) -> bool {
    document.parent(node).is_some_and(|parent| is(document, parent, "Indicator"))
}

/// What an element of IODEF refers to in the same document.
pub(crate) fn reference(document: &Document, node: NodeId) -> Option<String> {
    let refers = document.is_element(node)
        && (is(document, node, "ObservableReference") || is(document, node, "IndicatorReference"));
    let target = document.attribute(node, "uid-ref").filter(|_| refers)?;
    Some(trimmed(&target).to_owned())
}
