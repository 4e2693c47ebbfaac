//! One document per incident.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::fault::ConvertFault;
use super::report::{Loss, Report};
use super::tree::{DS, IODEF_2, trimmed};
use crate::Error;
use crate::document::{Document, NodeId};

/// The most octets of all parts of one document together.
pub const MAX_PARTS_BYTES: usize = 512 << 20;

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
/// [`merge`](super::merge()) of the parts is the document again, octet by octet. A reference to
/// something that is in another part is reported: the part by itself is not valid. So is a
/// signature, which does not fit a part.
///
/// # Errors
/// [`ConvertFault::TooLarge`] if the parts together exceed [`MAX_PARTS_BYTES`],
/// [`ConvertFault::Nothing`] if there is no incident.
pub fn split(document: &Document) -> Result<Vec<Part>, Error> {
    super::check_root(document, IODEF_2)?;
    let nothing = ConvertFault::Nothing { what: "Incident" };
    let pieces = pieces(document).filter(|pieces| !pieces.incidents.is_empty()).ok_or(nothing)?;
    let around = [&pieces.head, &pieces.tail, &pieces.end].map(ExactSizeIterator::len);
    let around = around.into_iter().fold(0, usize::saturating_add);
    let total = around.saturating_mul(pieces.incidents.len()).saturating_add(document.text().len());
    if total > MAX_PARTS_BYTES {
        let what = "octets in all parts together";
        return Err(ConvertFault::TooLarge { what, limit: MAX_PARTS_BYTES }.into());
    }
    let shared = Shared::of(document);
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
        let mut report = shared.dangling(document, *incident);
        if pieces.incidents.len() > 1 {
            shared.signatures(document, *incident, &mut report);
        }
        parts.push(Part { text, report });
    }
    Ok(parts)
}

/// What all parts of a document have.
struct Shared {
    identifiers: BTreeSet<String>,
    signatures: Vec<NodeId>,
}

impl Shared {
    fn of(document: &Document) -> Self {
        let outside =
            document.elements(document.root()).filter(|node| !is(document, *node, "Incident"));
        let nodes: Vec<NodeId> = outside.flat_map(|node| document.descendants(node)).collect();
        let identifiers = nodes.iter().filter_map(|node| identifier(document, *node)).collect();
        let signatures = nodes.into_iter().filter(|node| is_signature(document, *node)).collect();
        Self { identifiers, signatures }
    }

    /// References out of an incident.
    fn dangling(&self, document: &Document, incident: NodeId) -> Report {
        let mut report = Report::default();
        let own = document.descendants(incident).filter_map(|node| identifier(document, node));
        let own: BTreeSet<String> = own.collect();
        for node in document.descendants(incident) {
            let Some(target) = reference(document, node) else { continue };
            if !own.contains(&target) && !self.identifiers.contains(&target) {
                let path = || format!("{}/@uid-ref", document.xpath(node));
                report.note(Loss::Reference, path, &target, "");
            }
        }
        report
    }

    fn signatures(&self, document: &Document, incident: NodeId, report: &mut Report) {
        let own = document.descendants(incident).filter(|node| is_signature(document, *node));
        for node in own.chain(self.signatures.iter().copied()) {
            report.note(Loss::Signature, || document.xpath(node), "", "as it was");
        }
    }
}

/// A signature of a document: not one of a mail or file, which SignatureData holds.
fn is_signature(document: &Document, node: NodeId) -> bool {
    document.is_element(node)
        && document.namespace(node) == DS
        && document.local_name(node) == "Signature"
        && !document.parent(node).is_some_and(|parent| is(document, parent, "SignatureData"))
}

/// Signatures of documents, which cover more or less than what is left.
pub(crate) fn note_signatures(
    document: &Document,
    stays: impl Fn(NodeId) -> bool,
    report: &mut Report,
) {
    for node in document.descendants(document.root()) {
        if is_signature(document, node) && stays(node) {
            report.note(Loss::Signature, || document.xpath(node), "", "as it was");
        }
    }
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
