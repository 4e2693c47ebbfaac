//! Which class an element has where it stands.

use super::super::Schema;
use super::super::class::{Class, any_class};
use super::super::tables::NONE;
use super::Names;
use super::attributes;
use crate::document::{Document, NodeId};

/// The classes of the elements around the one that was last checked, outermost first.
#[derive(Debug, Default)]
pub(super) struct Context {
    open: Vec<(NodeId, NodeId, Class)>,
}

impl Context {
    /// The declared class of an element. `None` for a document element that is none of the schema.
    pub fn class(
        &mut self,
        document: &Document,
        node: NodeId,
        schema: Schema,
        names: &Names,
    ) -> Option<Class> {
        let parent = document.parent(node).unwrap_or_else(|| document.document_node());
        while self.open.last().is_some_and(|(_, end, _)| *end <= node) {
            self.open.pop();
        }
        if self.open.last().is_none_or(|(open, _, _)| *open != parent) {
            self.restart(document, parent, schema, names);
        }
        match self.open.last() {
            Some((_, _, class)) => Some(child_class(*class, names.of(document, node))),
            None => {
                let root = schema.root()?;
                (names.of(document, node) == Some(root.name)).then_some(root)
            }
        }
    }

    /// Goes into an element that was found to be of this class.
    pub fn enter(&mut self, document: &Document, node: NodeId, class: Class) {
        self.open.push((node, document.subtree_end(node), class));
    }

    /// Finds the classes of an element and of those around it.
    fn restart(&mut self, document: &Document, node: NodeId, schema: Schema, names: &Names) {
        self.open.clear();
        let mut path: Vec<NodeId> =
            document.ancestors(node).filter(|node| document.is_element(*node)).collect();
        path.reverse();
        for node in path {
            let declared = match self.open.last() {
                Some((_, _, class)) => child_class(*class, names.of(document, node)),
                None => schema
                    .root()
                    .filter(|root| names.of(document, node) == Some(root.name))
                    .unwrap_or_else(|| any_class(schema)),
            };
            let class = attributes::effective(document, node, declared, schema);
            self.enter(document, node, class);
        }
    }
}

/// The class of an element in another one: as a member, as a global element, as anything.
pub(super) fn child_class(parent: Class, name: Option<u16>) -> Class {
    let Some(name) = name.filter(|name| *name != NONE) else { return any_class(parent.schema) };
    parent
        .member_class(name)
        .or_else(|| Class::of_name(parent.schema, name))
        .unwrap_or_else(|| any_class(parent.schema))
}
