//! Search in texts, attribute values and names of elements.

use iodef::document::{Document, NodeId, NodeKind};
use serde::Serialize;

use crate::path::path_of;
use crate::summary::shortened;
use crate::utf16::Offsets;

/// A place where the searched text stands.
#[derive(Debug, Serialize)]
pub struct Hit {
    path: String,
    class: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    excerpt: String,
    from: usize,
    to: usize,
}

/// The first places, in document order; case does not matter.
pub fn find(document: &Document, offsets: &Offsets, query: &str, limit: usize) -> Vec<Hit> {
    let wanted = query.to_lowercase();
    let mut hits = Vec::new();
    if wanted.trim().is_empty() {
        return hits;
    }
    for node in document.descendants(document.document_node()) {
        if hits.len() >= limit {
            break;
        }
        match document.kind(node) {
            NodeKind::Element => {
                if document.local_name(node).to_lowercase().contains(&wanted) {
                    hits.push(hit(
                        document,
                        offsets,
                        node,
                        None,
                        document.local_name(node),
                        document.start_tag_span(node),
                    ));
                }
                for attribute in document.attributes(node) {
                    let value = attribute.value();
                    if value.to_lowercase().contains(&wanted) {
                        let span = attribute.value_span.clone();
                        hits.push(hit(
                            document,
                            offsets,
                            node,
                            Some(attribute.local),
                            &value,
                            span,
                        ));
                    }
                }
            }
            NodeKind::Text | NodeKind::CData | NodeKind::Comment => {
                let value = document.value(node);
                if value.to_lowercase().contains(&wanted) {
                    hits.push(hit(document, offsets, node, None, &value, document.span(node)));
                }
            }
            NodeKind::Document | NodeKind::ProcessingInstruction => {}
        }
    }
    hits
}

fn hit(
    document: &Document,
    offsets: &Offsets,
    node: NodeId,
    attribute: Option<&str>,
    value: &str,
    span: std::ops::Range<usize>,
) -> Hit {
    let element = if document.is_element(node) { Some(node) } else { document.parent(node) };
    let text = document.text();
    Hit {
        path: path_of(document, node),
        class: element.map(|element| document.local_name(element).to_owned()).unwrap_or_default(),
        attribute: attribute.map(ToOwned::to_owned),
        excerpt: shortened(value.trim()),
        from: offsets.units(text, span.start),
        to: offsets.units(text, span.end),
    }
}
