//! Ways through the tree. All are loops over indexes: depth costs no stack.

use super::Document;
use super::node::{NodeId, NodeKind, narrow};

/// The children of a node, in order.
#[derive(Debug, Clone)]
pub struct Children<'d> {
    document: &'d Document,
    next: NodeId,
    end: NodeId,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let node = self.next;
        self.next = self.document.subtree_end(node);
        Some(node)
    }
}

/// The element children of a node, in order.
#[derive(Debug, Clone)]
pub struct Elements<'d>(Children<'d>);

impl Iterator for Elements<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let Children { document, next, end } = &mut self.0;
        while *next < *end {
            let node = *next;
            let found = document.node(node)?;
            *next = NodeId(node.0.saturating_add(found.size.max(1)));
            if found.kind == NodeKind::Element {
                return Some(node);
            }
        }
        None
    }
}

/// A node and everything under it, in document order.
#[derive(Debug, Clone)]
pub struct Descendants {
    next: u32,
    end: u32,
}

impl Iterator for Descendants {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let node = NodeId(self.next);
        self.next = self.next.saturating_add(1);
        Some(node)
    }
}

impl Document {
    /// The document node.
    #[must_use]
    pub fn document_node(&self) -> NodeId {
        NodeId::DOCUMENT
    }

    /// The document element.
    #[must_use]
    pub fn root(&self) -> NodeId {
        self.root
    }

    /// How many nodes there are.
    #[must_use]
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The parent of every node but the document node.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        let found = self.node(node)?;
        (found.kind != NodeKind::Document).then_some(NodeId(found.parent))
    }

    /// The node itself, its parent and so on to the document node.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        core::iter::successors(Some(node), |node| self.parent(*node))
    }

    /// The first index after the node and everything under it.
    #[must_use]
    pub fn subtree_end(&self, node: NodeId) -> NodeId {
        let size = self.node(node).map_or(u32::MAX, |node| node.size.max(1));
        NodeId(node.0.saturating_add(size).min(narrow(self.nodes.len())))
    }

    /// The index after the node, which is that of its first child if it has one.
    pub(crate) fn next_in_order(&self, node: NodeId) -> NodeId {
        NodeId(node.0.saturating_add(1))
    }

    /// The children of a node, in order.
    #[must_use]
    pub fn children(&self, node: NodeId) -> Children<'_> {
        let end = self.subtree_end(node);
        Children { document: self, next: NodeId(node.0.saturating_add(1)), end }
    }

    /// The element children of a node, in order.
    #[must_use]
    pub fn elements(&self, node: NodeId) -> Elements<'_> {
        Elements(self.children(node))
    }

    /// The node and everything under it, in document order.
    #[must_use]
    pub fn descendants(&self, node: NodeId) -> Descendants {
        Descendants { next: node.0, end: self.subtree_end(node).0 }
    }
}
