//! What an element that is kept has in it, in the forms that joining asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::is;
use super::render::Moment;
use crate::convert::split::identifier;
use crate::convert::tree::trimmed;
use crate::document::{Document, NodeId, NodeKind};
use crate::value::timestamp::Timestamp;

/// The children of an element.
pub(super) struct Members<'d> {
    by_name: BTreeMap<&'d str, Vec<NodeId>>,
    /// What two equal elements share.
    numbers: BTreeSet<Option<u32>>,
    /// By the name of the element and what makes it the same thing.
    named: BTreeMap<(&'d str, String), NodeId>,
    /// Comments and instructions, as markup.
    notes: BTreeSet<&'d str>,
    /// For each HistoryItem the latest time up to it.
    latest: Vec<Moment>,
}

impl<'d> Members<'d> {
    pub(super) fn of(
        document: &'d Document,
        element: NodeId,
        number: impl Fn(NodeId) -> Option<u32>,
    ) -> Self {
        let mut members = Self {
            by_name: BTreeMap::new(),
            numbers: BTreeSet::new(),
            named: BTreeMap::new(),
            notes: BTreeSet::new(),
            latest: Vec::new(),
        };
        for child in document.children(element) {
            if document.is_element(child) {
                members.add(document, child, number(child));
            } else if is_note(document, child) {
                members.notes.insert(document.slice(document.span(child)));
            }
        }
        members
    }

    fn add(&mut self, document: &'d Document, child: NodeId, number: Option<u32>) {
        let name = document.local_name(child);
        self.by_name.entry(name).or_default().push(child);
        self.numbers.insert(number);
        if let Some(thing) = name_of(document, child) {
            self.named.insert((name, thing), child);
        }
        if name == "HistoryItem" {
            let at = time(document, child);
            let latest = self.latest.last().filter(|latest| **latest > at).cloned();
            self.latest.push(latest.unwrap_or(at));
        }
    }

    /// In document order.
    pub(super) fn of_name(&self, name: &str) -> &[NodeId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether one of them is equal to what has this number.
    pub(super) fn has(&self, number: Option<u32>) -> bool {
        self.numbers.contains(&number)
    }

    pub(super) fn has_note(&self, markup: &str) -> bool {
        self.notes.contains(markup)
    }

    /// The one that is the same thing as an element of another document.
    pub(super) fn named_as(&self, other: &Document, node: NodeId) -> Option<NodeId> {
        let key = (other.local_name(node), name_of(other, node)?);
        self.named.get(&key).copied()
    }

    /// The HistoryItem behind which one of this time goes: that before the first later one.
    pub(super) fn item_before(&self, at: &Moment) -> Option<NodeId> {
        let earlier = self.latest.partition_point(|latest| latest <= at);
        self.of_name("HistoryItem").get(earlier.checked_sub(1)?).copied()
    }
}

/// Whether a node is a comment or a processing instruction.
pub(super) fn is_note(document: &Document, node: NodeId) -> bool {
    matches!(document.kind(node), NodeKind::Comment | NodeKind::ProcessingInstruction)
}

/// What makes elements of a list the same thing.
fn name_of(document: &Document, node: NodeId) -> Option<String> {
    if is(document, node, "Indicator") {
        let id = document.elements(node).find(|child| is(document, *child, "IndicatorID"))?;
        let attribute = |name: &str| document.attribute(id, name).unwrap_or_default().into_owned();
        let text = trimmed(&document.text_of(id)).to_owned();
        // Another version is the same indicator (RFC 7970 section 3.29.1).
        return Some(format!("{text} {}", attribute("name").to_ascii_lowercase()));
    }
    identifier(document, node)
}

pub(super) fn time(document: &Document, item: NodeId) -> Moment {
    let time = document.elements(item).find(|child| is(document, *child, "DateTime"));
    moment(trimmed(&time.map(|time| document.text_of(time)).unwrap_or_default()))
}

/// What orders times: what is no time comes last.
fn moment(text: &str) -> Moment {
    match Timestamp::parse(text) {
        Ok(time) => (false, time.unix_seconds(), time.fraction.trim_end_matches('0').to_owned()),
        Err(_) => (true, 0, String::new()),
    }
}
