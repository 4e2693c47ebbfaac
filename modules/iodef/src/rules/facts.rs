//! What rules of the whole document need to know of single elements.

use super::Element;
use crate::document::{Document, NodeId};

/// One thing that matters to the whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub node: NodeId,
    pub what: What,
}

/// What an element contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {}

/// The facts of a document in document order.
pub(crate) struct Facts<'f> {
    pub document: &'f Document,
    pub all: &'f [Fact],
}

/// Adds what an element contributes.
pub(crate) fn collect(_element: &Element<'_>, _facts: &mut Vec<Fact>) {}
