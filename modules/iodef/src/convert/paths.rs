//! XPaths of many elements, in document order.

use std::collections::BTreeMap;

use crate::document::{Document, NameId, NodeId};

/// What elements with the same step have in common: the name as written, or the expanded name where
/// they go by that.
type Like<'d> = (&'d str, Option<NameId>);

/// An element on the way down.
struct Met<'d> {
    node: NodeId,
    number: usize,
    /// How many of each step have been met in it.
    inside: BTreeMap<Like<'d>, usize>,
}

/// XPaths as [`Document::xpath`] writes them, without counting siblings again for each.
pub(super) struct Paths<'d> {
    document: &'d Document,
    around: Vec<Met<'d>>,
}

impl<'d> Paths<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let root = Met { node: document.root(), number: 1, inside: BTreeMap::new() };
        Self { document, around: vec![root] }
    }

    /// Goes on to an element. Its parent has been entered, and so have all elements of the same step
    /// that stand before it there.
    pub(super) fn enter(&mut self, node: NodeId) {
        let document = self.document;
        while self.around.pop_if(|met| document.subtree_end(met.node) <= node).is_some() {}
        let Some(parent) = self.around.last_mut() else { return };
        let written = document.qualified_name(node);
        let is_foreign = document.namespace(node) != document.namespace(document.root());
        let like = if is_foreign && written.contains(':') {
            (written, None)
        } else {
            ("", Some(document.name_id(node)))
        };
        let number = parent.inside.entry(like).or_default();
        *number = number.saturating_add(1);
        let number = *number;
        self.around.push(Met { node, number, inside: BTreeMap::new() });
    }

    /// The XPath of the element that was entered last.
    pub(super) fn last(&self) -> String {
        let mut path = String::new();
        for (depth, met) in self.around.iter().enumerate() {
            path.push('/');
            path.push_str(&self.document.step(met.node));
            if depth > 0 {
                path.push_str(&format!("[{}]", met.number));
            }
        }
        path
    }
}
