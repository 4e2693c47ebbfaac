//! An element of a document that a class looks at.

use std::borrow::Cow;
use std::fmt;

use crate::document::{Document, NodeId};

/// An element of a document.
#[derive(Clone, Copy)]
pub struct View<'d> {
    document: &'d Document,
    node: NodeId,
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.document.xpath(self.node))
    }
}

impl<'d> View<'d> {
    /// The element if it has this name.
    #[must_use]
    pub fn of(document: &'d Document, node: NodeId, namespace: &str, local: &str) -> Option<Self> {
        let is_it = document.is_element(node)
            && document.local_name(node) == local
            && document.namespace(node) == namespace;
        is_it.then_some(Self { document, node })
    }

    /// The element.
    #[must_use]
    pub fn node(self) -> NodeId {
        self.node
    }

    /// Its own character data.
    #[must_use]
    pub fn text(self) -> Cow<'d, str> {
        self.document.text_of(self.node)
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(self, namespace: &str, local: &str) -> Option<Cow<'d, str>> {
        self.document.attribute_ns(self.node, namespace, local)
    }

    /// The value of the attribute that extends another one; empty when it is missing.
    #[must_use]
    pub fn extension(self, attribute: &str) -> Cow<'d, str> {
        let extension = format!("ext-{attribute}");
        self.document.attribute(self.node, &extension).unwrap_or_default()
    }

    /// Its element children.
    pub fn members(self) -> impl Iterator<Item = (&'d Document, NodeId)> {
        self.document.elements(self.node).map(move |node| (self.document, node))
    }
}
