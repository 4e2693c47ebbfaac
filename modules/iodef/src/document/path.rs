//! How nodes are named outside: XPath for people, paths of indexes for programs.

use std::borrow::Cow;

use super::Document;
use super::node::{NodeId, NodeKind};

impl Document {
    /// The XPath of a node: `/IODEF-Document/Incident[2]/Contact[1]`. Elements of the namespace of
    /// the document element go by their local name, others by their prefix, or as `Q{uri}name` when
    /// they have none.
    #[must_use]
    pub fn xpath(&self, node: NodeId) -> String {
        let mut chain: Vec<NodeId> = self.ancestors(node).collect();
        chain.pop();
        let mut path = String::new();
        for node in chain.into_iter().rev() {
            path.push('/');
            path.push_str(&self.step(node));
            if node != self.root() {
                path.push_str(&format!("[{}]", self.place_among_like(node)));
            }
        }
        if path.is_empty() { "/".to_owned() } else { path }
    }

    /// The node that [`Self::xpath`] gave this XPath for.
    #[must_use]
    pub fn resolve(&self, xpath: &str) -> Option<NodeId> {
        if xpath == "/" {
            return Some(NodeId::DOCUMENT);
        }
        let mut node = NodeId::DOCUMENT;
        let mut rest = xpath;
        while !rest.is_empty() {
            let (step, index, tail) = split_step(rest.strip_prefix('/')?)?;
            node = self.children(node).filter(|child| self.step(*child) == step).nth(index)?;
            rest = tail;
        }
        (node != NodeId::DOCUMENT).then_some(node)
    }

    /// How the node is called in its step.
    pub(crate) fn step(&self, node: NodeId) -> Cow<'_, str> {
        match self.kind(node) {
            NodeKind::Document => Cow::Borrowed(""),
            NodeKind::Text | NodeKind::CData => Cow::Borrowed("text()"),
            NodeKind::Comment => Cow::Borrowed("comment()"),
            NodeKind::ProcessingInstruction => Cow::Borrowed("processing-instruction()"),
            NodeKind::Element => {
                let name = self.qualified_name(node);
                if self.namespace(node) == self.namespace(self.root()) {
                    Cow::Borrowed(self.local_name(node))
                } else if name.contains(':') {
                    Cow::Borrowed(name)
                } else {
                    Cow::Owned(format!("Q{{{}}}{name}", self.namespace(node)))
                }
            }
        }
    }

    fn place_among_like(&self, node: NodeId) -> usize {
        let Some(parent) = self.parent(node) else { return 1 };
        let name = self.name_id(node);
        let namespace = self.namespace(self.root());
        let plain = |node: NodeId| self.is_element(node) && self.namespace(node) == namespace;
        let siblings = self.children(parent).take_while(|sibling| *sibling <= node);
        if plain(node) {
            return siblings.filter(|sibling| self.name_id(*sibling) == name).count();
        }
        let written = self.qualified_name(node);
        // As their steps say, but without a look at long namespace names.
        let like = |sibling: &NodeId| match written {
            "" => !self.is_element(*sibling) && self.step(*sibling) == self.step(node),
            _ => {
                self.qualified_name(*sibling) == written
                    && (self.name_id(*sibling) == name || written.contains(':') && !plain(*sibling))
            }
        };
        siblings.filter(like).count()
    }

    /// The element at a path of indexes among element children, from the document element: nothing
    /// is the document element itself.
    #[must_use]
    pub fn node_at(&self, path: &[u32]) -> Option<NodeId> {
        path.iter().try_fold(self.root(), |node, index| self.elements(node).nth(*index as usize))
    }

    /// The path of an element, or of the element that the node stands in: see [`Self::node_at`].
    #[must_use]
    pub fn path_of(&self, node: NodeId) -> Vec<u32> {
        let root = self.root();
        let mut path: Vec<u32> = self
            .ancestors(node)
            .filter(|node| self.is_element(*node) && *node != root)
            .filter_map(|node| {
                let before = self.elements(self.parent(node)?).take_while(|other| *other < node);
                u32::try_from(before.count()).ok()
            })
            .collect();
        path.reverse();
        path
    }

    /// The innermost node that the octet at this offset belongs to.
    #[must_use]
    pub fn node_at_offset(&self, offset: usize) -> NodeId {
        let mut node = NodeId::DOCUMENT;
        while let Some(child) = self.child_at(node, offset) {
            node = child;
        }
        node
    }

    fn child_at(&self, node: NodeId, offset: usize) -> Option<NodeId> {
        self.children(node)
            .take_while(|child| self.span(*child).start <= offset)
            .find(|child| self.span(*child).contains(&offset))
    }
}

/// The first step, its index from 0, and the rest.
fn split_step(path: &str) -> Option<(&str, usize, &str)> {
    // Slashes and brackets may stand in the namespace name of Q{...}.
    let name_from = if path.starts_with("Q{") { path.find('}')? } else { 0 };
    let after = path.get(name_from..)?;
    let end = after.find(['/', '[']).map_or(path.len(), |end| end.saturating_add(name_from));
    let (step, rest) = path.split_at_checked(end)?;
    match rest.strip_prefix('[') {
        Some(index) => {
            let (index, rest) = index.split_once(']')?;
            Some((step, index.parse::<usize>().ok()?.checked_sub(1)?, rest))
        }
        None => Some((step, 0, rest)),
    }
}
