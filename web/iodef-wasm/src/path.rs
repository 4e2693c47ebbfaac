//! Paths: indexes among element children from the document element, joined by slashes.

use iodef::document::{Document, NodeId};

/// The element at a path as the interface writes it.
pub fn node_at(document: &Document, path: &str) -> Option<NodeId> {
    document.node_at(&indexes(path)?)
}

/// The indexes of a path.
pub fn indexes(path: &str) -> Option<Vec<u32>> {
    if path.is_empty() {
        return Some(Vec::new());
    }
    path.split('/').map(|index| index.parse().ok()).collect()
}

/// The path of an element.
pub fn path_of(document: &Document, node: NodeId) -> String {
    joined(&document.path_of(node))
}

/// A path as the interface writes it.
pub fn joined(indexes: &[u32]) -> String {
    let parts: Vec<String> = indexes.iter().map(u32::to_string).collect();
    parts.join("/")
}

/// The path of a child.
pub fn child(parent: &str, index: usize) -> String {
    if parent.is_empty() { index.to_string() } else { format!("{parent}/{index}") }
}
