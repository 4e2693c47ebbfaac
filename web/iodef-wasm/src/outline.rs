//! The document as a tree of elements, to a depth.

use iodef::document::{Document, NodeId};
use serde::Serialize;

use crate::marks::Marks;
use crate::path::child;
use crate::summary::{self, Summary};

/// An element of the outline.
#[derive(Debug, Serialize)]
pub struct OutlineNode {
    path: String,
    class: String,
    summary: Summary,
    children: usize,
    errors: usize,
    warnings: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Vec<OutlineNode>>,
}

/// The outline of an element, to a depth, with so many elements of each at most.
pub fn of(
    document: &Document,
    marks: &Marks<'_>,
    node: NodeId,
    path: String,
    (depth, limit): (u32, usize),
) -> OutlineNode {
    let (errors, warnings) = marks.counts(document, node);
    let items = depth.checked_sub(1).map(|depth| {
        let elements = document.elements(node).enumerate().take(limit);
        elements
            .map(|(index, element)| {
                of(document, marks, element, child(&path, index), (depth, limit))
            })
            .collect()
    });
    OutlineNode {
        class: document.local_name(node).to_owned(),
        summary: if path.is_empty() { Summary::default() } else { summary::of(document, node) },
        children: document.elements(node).count(),
        errors,
        warnings,
        items,
        path,
    }
}
