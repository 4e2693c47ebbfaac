//! References inside a document, and those whose target has gone.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::document::{Document, NodeId, NodeKind};
use crate::structure::IODEF_2;

/// What names something, or refers to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'d> {
    /// An `observable-id` or the text of an IndicatorID, to which a `uid-ref` refers: both are xs:ID.
    Id(Cow<'d, str>),
    /// The `name` and text of an IncidentID or an IndicatorID, which also refer by being repeated.
    Named(&'static str, Cow<'d, str>, Cow<'d, str>),
}

/// The identifiers of a document and the elements that refer to them.
pub(super) struct References<'d> {
    identifiers: Vec<(Key<'d>, NodeId)>,
    referrers: Vec<(Key<'d>, NodeId)>,
}

impl<'d> References<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let mut references = Self { identifiers: Vec::new(), referrers: Vec::new() };
        for node in document.descendants(document.root()) {
            if document.kind(node) == NodeKind::Element && document.namespace(node) == IODEF_2 {
                references.add(document, node);
            }
        }
        references
    }

    fn add(&mut self, document: &'d Document, node: NodeId) {
        if let Some(id) = document.attribute(node, "observable-id") {
            self.identifiers.push((Key::Id(trimmed(id)), node));
        }
        let parent = document.parent(node).map_or("", |parent| document.local_name(parent));
        match (document.local_name(node), parent) {
            ("ObservableReference" | "IndicatorReference", _) => {
                if let Some(id) = document.attribute(node, "uid-ref") {
                    self.referrers.push((Key::Id(trimmed(id)), node));
                }
            }
            ("IncidentID", "Incident") => {
                self.identifiers.push((named(document, "IncidentID", node), node));
            }
            ("IndicatorID", parent) => {
                // Wherever it stands, its text is an xs:ID.
                self.identifiers.push((Key::Id(trimmed(document.text_of(node))), node));
                let of_name =
                    if parent == "Indicator" { &mut self.identifiers } else { &mut self.referrers };
                of_name.push((named(document, "IndicatorID", node), node));
            }
            ("IncidentID", _) => self.referrers.push((named(document, "IncidentID", node), node)),
            _ => {}
        }
    }

    /// The elements that stay and refer to what does not; with `all`, every one that refers to
    /// anything inside the document.
    pub(super) fn dangling(&self, is_gone: impl Fn(NodeId) -> bool, all: bool) -> Vec<NodeId> {
        let there: BTreeSet<&Key<'_>> = self
            .identifiers
            .iter()
            .filter(|(_, node)| !is_gone(*node))
            .map(|(key, _)| key)
            .collect();
        let gone: BTreeSet<&Key<'_>> = self
            .identifiers
            .iter()
            .filter(|(key, node)| all || (is_gone(*node) && !there.contains(key)))
            .map(|(key, _)| key)
            .collect();
        let dangling =
            self.referrers.iter().filter(|(key, node)| gone.contains(key) && !is_gone(*node));
        dangling.map(|(_, node)| *node).collect()
    }
}

fn named<'d>(document: &'d Document, class: &'static str, node: NodeId) -> Key<'d> {
    let name = document.attribute(node, "name").unwrap_or_default();
    Key::Named(class, trimmed(name), trimmed(document.text_of(node)))
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
