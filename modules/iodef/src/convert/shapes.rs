//! Which parts of documents are the same: numbers for subtrees, equal where what they say is equal.
//!
//! Prefixes, the order of attributes, quotes, references and white space between the elements of a
//! class do not count; comments and processing instructions count where they are asked for.

use super::tree::is_space;
use crate::document::{Document, NodeId, NodeKind};
use crate::order::{self, sort};
use crate::structure::{Class, Schema};

/// The numbers given so far, over any number of documents.
#[derive(Debug, Default)]
pub(crate) struct Shapes {
    /// By what a subtree says, written so that it can be one thing only: no text has U+0001 to U+0003.
    known: order::Numbers,
    notes: bool,
}

/// The numbers of the nodes of one document. White space that does not count has none.
#[derive(Debug)]
pub(crate) struct Numbers(Vec<Option<u32>>);

impl Numbers {
    pub(crate) fn of(&self, node: NodeId) -> Option<u32> {
        self.0.get(node.index()).copied().flatten()
    }
}

impl Shapes {
    /// Numbers for which comments and processing instructions do not count.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Numbers for which they do.
    pub(crate) fn with_notes() -> Self {
        Self { notes: true, ..Self::default() }
    }

    /// Numbers all subtrees of a document, each by one look-up.
    pub(crate) fn number(&mut self, document: &Document) -> Numbers {
        let count = document.node_count();
        let mut numbers: Vec<Option<u32>> = vec![None; count];
        let loose = loose_nodes(document);
        for index in (0..count).rev() {
            let node = NodeId::from_index(index);
            let text = || document.value(node).into_owned();
            let shape = match document.kind(node) {
                NodeKind::Text | NodeKind::CData => {
                    let text = text();
                    let between = loose.get(index).copied().unwrap_or_default();
                    if between && text.chars().all(is_space) {
                        continue;
                    }
                    format!("T{text}")
                }
                NodeKind::Comment | NodeKind::ProcessingInstruction if self.notes => {
                    format!("N{}", document.slice(document.span(node)))
                }
                NodeKind::Comment | NodeKind::ProcessingInstruction => continue,
                NodeKind::Element => {
                    let mut shape = format!("E{}\u{3}", header(document, node));
                    for child in document.children(node) {
                        if let Some(number) = numbers.get(child.index()).copied().flatten() {
                            shape.push_str(&format!("{number} "));
                        }
                    }
                    shape
                }
                NodeKind::Document => continue,
            };
            let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
            let number = *self.known.entry(shape.into()).or_insert(next);
            if let Some(slot) = numbers.get_mut(index) {
                *slot = Some(number);
            }
        }
        Numbers(numbers)
    }
}

/// The name and the attributes of an element, in one order.
fn header(document: &Document, node: NodeId) -> String {
    let mut attributes: Vec<String> = document
        .attributes(node)
        .map(|attribute| {
            format!("{}\u{1}{}\u{1}{}", attribute.namespace, attribute.local, attribute.value())
        })
        .collect();
    sort(&mut attributes, Ord::cmp);
    let name = format!("{}\u{1}{}", document.namespace(node), document.local_name(node));
    format!("{name}\u{2}{}", attributes.join("\u{2}"))
}

/// The nodes that stand between the elements of a class, where white space says nothing.
fn loose_nodes(document: &Document) -> Vec<bool> {
    let mut loose = vec![false; document.node_count()];
    let mut markup_end = 0;
    for node in document.descendants(document.root()) {
        if !document.is_element(node) || node.index() < markup_end {
            continue;
        }
        let local = document.local_name(node);
        let class = [Schema::Text, Schema::V1]
            .into_iter()
            .find_map(|schema| Class::global(schema, document.namespace(node), local));
        if class.is_some_and(|class| class.any() || class.mixed()) {
            markup_end = document.subtree_end(node).index();
            continue;
        }
        if class.is_some_and(|class| class.text().is_some()) {
            continue;
        }
        for child in document.children(node) {
            if let Some(slot) = loose.get_mut(child.index()) {
                *slot = true;
            }
        }
    }
    loose
}
