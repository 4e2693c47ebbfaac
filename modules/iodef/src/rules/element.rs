//! One element as the checks see it.

use std::borrow::Cow;
use std::ops::Range;
use std::time::Duration;

use crate::document::{Document, NodeId};
use crate::registry::Registry;

/// An element whose attributes have been read once for all checks.
pub(crate) struct Element<'e> {
    pub document: &'e Document,
    pub node: NodeId,
    /// The local name.
    pub name: &'e str,
    pub surroundings: &'e Surroundings<'e>,
    attributes: &'e [Read<'e>],
}

/// What a check knows besides the document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Surroundings<'e> {
    /// Values that were registered after the schemas were written, and other lists.
    pub registry: &'e Registry,
    /// The time, since the Unix epoch.
    pub now: Option<Duration>,
    /// Whether the document came from another team and is handed on.
    pub received: bool,
}

/// An attribute with its value.
pub(crate) struct Read<'e> {
    pub prefix: &'e str,
    pub local: &'e str,
    pub namespace: Cow<'e, str>,
    pub value: Cow<'e, str>,
    pub span: Range<usize>,
    pub value_span: Range<usize>,
}

impl<'e> Read<'e> {
    /// Reads the attributes of an element, namespace declarations left out.
    pub fn all(document: &'e Document, node: NodeId, into: &mut Vec<Self>) {
        into.clear();
        for attribute in document.attributes(node) {
            into.push(Self {
                prefix: attribute.prefix,
                local: attribute.local,
                value: attribute.value(),
                namespace: attribute.namespace,
                span: attribute.span,
                value_span: attribute.value_span,
            });
        }
    }
}

impl<'e> Element<'e> {
    pub fn new(
        document: &'e Document,
        node: NodeId,
        surroundings: &'e Surroundings<'e>,
        attributes: &'e [Read<'e>],
    ) -> Self {
        Self { document, node, name: document.local_name(node), surroundings, attributes }
    }

    /// The attributes, those of other namespaces too.
    pub fn attributes(&self) -> &'e [Read<'e>] {
        self.attributes
    }

    /// The value of an attribute without a namespace.
    pub fn attribute(&self, local: &str) -> Option<&'e str> {
        self.find(local).map(|read| read.value.as_ref())
    }

    /// An attribute of a namespace.
    pub fn attribute_ns(&self, namespace: &str, local: &str) -> Option<&'e Read<'e>> {
        self.attributes.iter().find(|read| read.namespace == namespace && read.local == local)
    }

    /// Where a diagnostic about an attribute points: at its value, or else at the start tag.
    pub fn attribute_span(&self, local: &str) -> Range<usize> {
        self.find(local).map_or_else(|| self.tag_span(), |read| read.value_span.clone())
    }

    fn find(&self, local: &str) -> Option<&'e Read<'e>> {
        self.attributes.iter().find(|read| read.namespace.is_empty() && read.local == local)
    }

    /// Where a diagnostic about the element points.
    pub fn tag_span(&self) -> Range<usize> {
        self.document.start_tag_span(self.node)
    }

    /// The element's own character data.
    pub fn text(&self) -> Cow<'e, str> {
        self.document.text_of(self.node)
    }

    /// Where a diagnostic about the text points: at the content, or at the tag of an empty element.
    pub fn text_span(&self) -> Range<usize> {
        match self.document.content_span(self.node) {
            Some(span) if !span.is_empty() => span,
            _ => self.tag_span(),
        }
    }

    /// Child elements in the IODEF namespace.
    pub fn children(&self) -> impl Iterator<Item = (NodeId, &'e str)> + use<'e> {
        children(self.document, self.node)
    }

    /// Child elements of that name in the IODEF namespace.
    pub fn children_named(&self, name: &'e str) -> impl Iterator<Item = NodeId> + use<'e> {
        children_named(self.document, self.node, name)
    }

    /// The first child element of that name in the IODEF namespace.
    pub fn child(&self, name: &'e str) -> Option<NodeId> {
        self.children_named(name).next()
    }

    /// Whether there is a child element of that name in the IODEF namespace.
    pub fn has_child(&self, name: &'e str) -> bool {
        self.child(name).is_some()
    }

    /// The name of the parent, if it is in the IODEF namespace.
    pub fn parent_name(&self) -> Option<&'e str> {
        let parent = self.document.parent(self.node)?;
        self.document.is_iodef(parent).then(|| self.document.local_name(parent))
    }
}

/// Child elements in the IODEF namespace.
pub(crate) fn children(
    document: &Document,
    node: NodeId,
) -> impl Iterator<Item = (NodeId, &str)> + use<'_> {
    document
        .elements(node)
        .filter(|child| document.is_iodef(*child))
        .map(|child| (child, document.local_name(child)))
}

/// Child elements of that name in the IODEF namespace.
pub(crate) fn children_named<'e>(
    document: &'e Document,
    node: NodeId,
    name: &'e str,
) -> impl Iterator<Item = NodeId> + use<'e> {
    document
        .elements(node)
        .filter(move |child| document.is_iodef(*child) && document.local_name(*child) == name)
}
