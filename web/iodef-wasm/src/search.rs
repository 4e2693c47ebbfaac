//! Search in texts, attribute values and names of elements.

use iodef::document::{Document, NodeId, NodeKind};
use serde::Serialize;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::path::path_of;
use crate::summary::shortened;
use crate::utf16::Offsets;

#[wasm_bindgen]
extern "C" {
    type Text;

    /// A text of JavaScript.
    #[wasm_bindgen(js_name = String)]
    fn text_of(text: &str) -> Text;

    #[wasm_bindgen(method, js_name = toLowerCase)]
    fn lower(this: &Text) -> String;
}

/// In lower case. The tables of letters beyond ASCII are those of JavaScript: ours would add a
/// twentieth to the module.
fn lower_case(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text_of(text).lower() }
}

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

/// Whether a text stands in another. What is searched for is short; the search of the standard library
/// is for what is long, and larger.
pub fn contains(text: &str, wanted: &str) -> bool {
    position(text, wanted).is_some()
}

/// Where a text stands in another for the first time.
pub fn position(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes().windows(wanted.len().max(1)).position(|window| window == wanted.as_bytes())
}

/// The first places, in document order; case does not matter.
pub fn find(document: &Document, offsets: &Offsets, query: &str, limit: usize) -> Vec<Hit> {
    let wanted = lower_case(query);
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
                if contains(&lower_case(document.local_name(node)), &wanted) {
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
                    if contains(&lower_case(&value), &wanted) {
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
                if contains(&lower_case(&value), &wanted) {
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
