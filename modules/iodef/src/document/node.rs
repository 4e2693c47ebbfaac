//! The nodes of the tree: spans over the text, in document order.

use super::names::NameId;

/// A node: an index in document order, valid until the next [`splice`](super::Document::splice).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct NodeId(pub(super) u32);

impl NodeId {
    /// The document node.
    pub const DOCUMENT: Self = Self(0);

    /// Index in document order.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The node with this index in document order, if the document has so many.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        Self(narrow(index))
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// The document itself.
    Document,
    /// An element.
    Element,
    /// A run of text with its references.
    Text,
    /// A CDATA section.
    CData,
    /// A comment.
    Comment,
    /// A processing instruction.
    ProcessingInstruction,
}

/// A span of the text, and where its subtree ends. Limits keep all offsets and indexes within 32
/// bits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node {
    pub(super) start: u32,
    /// After the start tag; equal to `end` when the element is one empty-element tag.
    pub(super) tag_end: u32,
    pub(super) end: u32,
    pub(super) parent: u32,
    /// Nodes of the subtree with this one.
    pub(super) size: u32,
    /// Name of an element.
    pub(super) name: NameId,
    pub(super) kind: NodeKind,
    /// Whether the start tag declares a namespace.
    pub(super) declares: bool,
}

/// The first element, which is the document element: a document without one is not well-formed.
pub(super) fn root(nodes: &[Node]) -> NodeId {
    let root = nodes.iter().position(|node| node.kind == NodeKind::Element);
    root.map_or(NodeId::DOCUMENT, NodeId::from_index)
}

/// Offsets and indexes as nodes hold them.
pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The name of nodes that have none.
pub(super) const NO_NAME: NameId = NameId(u32::MAX);
