//! What changed between two documents, for a hand-over.
//!
//! Prefixes, the order of attributes, quotes and white space between the elements of a class are no
//! change; comments and processing instructions are.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use super::report::shortened;
use super::shapes::{Numbers, Shapes};
use super::split::identifier;
use super::tree::trimmed;
use crate::document::{Document, NodeId, NodeKind};
use crate::order;

/// The most differences that are listed; further ones are only counted.
pub const MAX_DIFFERENCES: usize = 2_000;

/// All differences, in the order of the second document, and what was removed where it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Differences {
    /// The first [`MAX_DIFFERENCES`] of them.
    pub list: Vec<Difference>,
    /// How many further ones there are.
    pub omitted: usize,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What kind of difference.
    pub kind: Change,
    /// Where it was; empty for what was added.
    pub before_xpath: String,
    /// Where it is; empty for what was removed.
    pub after_xpath: String,
    /// The value or markup that it was, shortened.
    pub before: String,
    /// The value or markup that it is, shortened.
    pub after: String,
}

/// Kinds of differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Only the second document has it.
    Added,
    /// Only the first document has it.
    Removed,
    /// Both have it, with different values.
    Changed,
    /// Both have it, in another order among its neighbours.
    Moved,
}

/// Compares two documents. The time is linear but for the sorting of neighbours.
#[must_use]
pub fn compare(before: &Document, after: &Document) -> Differences {
    let mut shapes = Shapes::with_notes();
    let numbers = (shapes.number(before), shapes.number(after));
    let mut compare = Compare { before, after, numbers, found: Differences::default() };
    compare.children(before.document_node(), after.document_node());
    compare.found
}

struct Compare<'d> {
    before: &'d Document,
    after: &'d Document,
    numbers: (Numbers, Numbers),
    found: Differences,
}

/// What pairs a child, of all that have it.
type Key = dyn Fn(&Document, (NodeId, u32)) -> Option<String>;

/// A node on both sides, or on one.
type Pair = (Option<NodeId>, Option<NodeId>);

impl Compare<'_> {
    fn note(&mut self, kind: Change, (before, after): Pair, values: (&str, &str)) {
        let path = |document: &Document, node: Option<NodeId>| {
            node.map(|node| document.xpath(node)).unwrap_or_default()
        };
        let paths = (before, after);
        let find = |compare: &Self| (path(compare.before, paths.0), path(compare.after, paths.1));
        self.push(kind, find, values);
    }

    fn push(
        &mut self,
        kind: Change,
        paths: impl FnOnce(&Self) -> (String, String),
        (before, after): (&str, &str),
    ) {
        if self.found.list.len() >= MAX_DIFFERENCES {
            self.found.omitted = self.found.omitted.saturating_add(1);
            return;
        }
        let (before_xpath, after_xpath) = paths(self);
        let (before, after) = (shortened(before), shortened(after));
        self.found.list.push(Difference { kind, before_xpath, after_xpath, before, after });
    }

    fn element(&mut self, before: NodeId, after: NodeId) {
        self.attributes(before, after);
        let has_elements = |document: &Document, node| document.elements(node).next().is_some();
        if has_elements(self.before, before) || has_elements(self.after, after) {
            return self.children(before, after);
        }
        let (old, new) = (self.before.text_of(before), self.after.text_of(after));
        if old != new {
            let (old, new) = (old.into_owned(), new.into_owned());
            return self.note(Change::Changed, (Some(before), Some(after)), (&old, &new));
        }
        self.children(before, after);
    }

    fn attributes(&mut self, before: NodeId, after: NodeId) {
        let read = |document: &Document, node| -> BTreeMap<(String, String), (String, String)> {
            let attributes = document.attributes(node);
            attributes
                .map(|each| {
                    let key = (each.namespace.to_string(), each.local.to_owned());
                    (key, (each.qualified_name().into_owned(), each.value().into_owned()))
                })
                .collect()
        };
        let (old, new) = (read(self.before, before), read(self.after, after));
        let at =
            |document: &Document, node, name: &str| format!("{}/@{name}", document.xpath(node));
        for (key, (name, value)) in &new {
            let path = |compare: &Self| at(compare.after, after, name);
            match old.get(key) {
                None => self.push(Change::Added, |c| (String::new(), path(c)), ("", value)),
                Some((old_name, old)) if old != value => self.push(
                    Change::Changed,
                    |c| (at(c.before, before, old_name), path(c)),
                    (old, value),
                ),
                Some(_) => {}
            }
        }
        for (_, (name, value)) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
            self.push(
                Change::Removed,
                |c| (at(c.before, before, name), String::new()),
                (value, ""),
            );
        }
    }

    /// Pairs the children of two nodes, and goes on with those that differ.
    fn children(&mut self, before: NodeId, after: NodeId) {
        let listed = |document: &Document, numbers: &Numbers, node: NodeId| -> Vec<(NodeId, u32)> {
            let children = document.children(node);
            let number = |child| Some((child, numbers.of(child)?));
            children.filter_map(number).collect()
        };
        let old = listed(self.before, &self.numbers.0, before);
        let new = listed(self.after, &self.numbers.1, after);
        let pairs = self.pair(&old, &new);
        let moved = moved(&pairs);
        for (place, (node, number)) in new.iter().enumerate() {
            let partner = pairs.get(place).copied().flatten().and_then(|at| old.get(at));
            let Some((old_node, old_number)) = partner else {
                let markup = self.after.slice(self.after.span(*node)).to_owned();
                self.note(Change::Added, (None, Some(*node)), ("", &markup));
                continue;
            };
            if moved.get(place) == Some(&true) {
                let markup = self.after.slice(self.after.span(*node)).to_owned();
                self.note(Change::Moved, (Some(*old_node), Some(*node)), (&markup, &markup));
            }
            if old_number == number {
                continue;
            }
            if self.after.is_element(*node) && self.before.is_element(*old_node) {
                self.element(*old_node, *node);
            } else {
                let value =
                    |document: &Document, node| document.slice(document.span(node)).to_owned();
                let (a, b) = (value(self.before, *old_node), value(self.after, *node));
                self.note(Change::Changed, (Some(*old_node), Some(*node)), (&a, &b));
            }
        }
        let mut paired = vec![false; old.len()];
        for place in pairs.into_iter().flatten() {
            if let Some(paired) = paired.get_mut(place) {
                *paired = true;
            }
        }
        for ((node, _), paired) in old.iter().zip(paired) {
            if !paired {
                let markup = self.before.slice(self.before.span(*node)).to_owned();
                self.note(Change::Removed, (Some(*node), None), (&markup, ""));
            }
        }
    }

    /// For each new child the place of the old one: first what is the same, then what names the same
    /// thing, then what is of the same name, in order.
    fn pair(&self, old: &[(NodeId, u32)], new: &[(NodeId, u32)]) -> Vec<Option<usize>> {
        let mut pairs: Vec<Option<usize>> = vec![None; new.len()];
        let mut free = vec![true; old.len()];
        let keys: [&Key; 3] = [
            &|_, (_, number)| Some(number.to_string()),
            &|document, (node, _)| name_of(document, node),
            &|document, (node, _)| Some(kind_of(document, node)),
        ];
        for key in keys {
            let mut known = order::Numbers::new();
            let mut waiting: Vec<VecDeque<usize>> = Vec::new();
            for (place, child) in old.iter().enumerate() {
                if free.get(place) == Some(&true)
                    && let Some(key) = key(self.before, *child)
                {
                    let next = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
                    let number = *known.entry(key.into()).or_insert(next);
                    if number == next {
                        waiting.push(VecDeque::new());
                    }
                    if let Some(places) = waiting.get_mut(number as usize) {
                        places.push_back(place);
                    }
                }
            }
            for (child, pair) in new.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
                let found = key(self.after, *child)
                    .and_then(|key| known.get(key.as_str()))
                    .and_then(|number| waiting.get_mut(*number as usize))
                    .and_then(VecDeque::pop_front);
                if let Some(slot) = found.and_then(|place| free.get_mut(place)) {
                    *slot = false;
                    *pair = found;
                }
            }
        }
        pairs
    }
}

/// What an element names, by an identifier that is likely to stay.
fn name_of(document: &Document, node: NodeId) -> Option<String> {
    if let Some(id) = identifier(document, node) {
        return Some(id);
    }
    let child =
        |name: &str| document.elements(node).find(|child| document.local_name(*child) == name);
    let text = |node: NodeId| trimmed(&document.text_of(node)).to_owned();
    match document.local_name(node) {
        "Incident" => child("IncidentID").map(text),
        "Indicator" => child("IndicatorID").map(text),
        "HistoryItem" => child("DateTime").map(text),
        _ => None,
    }
}

fn kind_of(document: &Document, node: NodeId) -> String {
    match document.kind(node) {
        NodeKind::Element => {
            format!("{{{}}}{}", document.namespace(node), document.local_name(node))
        }
        NodeKind::Text | NodeKind::CData => "text".to_owned(),
        NodeKind::Comment => "comment".to_owned(),
        NodeKind::ProcessingInstruction => "instruction".to_owned(),
        NodeKind::Document => String::new(),
    }
}

/// Which of the new children stand in another order than the old ones: those outside of a longest
/// run of pairs that kept their order.
fn moved(pairs: &[Option<usize>]) -> Vec<bool> {
    let mut moved = vec![false; pairs.len()];
    // Of each length the run that ends with the smallest old place, and what came before each.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; pairs.len()];
    for (place, pair) in pairs.iter().enumerate() {
        let Some(pair) = *pair else { continue };
        let length = ends.partition_point(|(end, _)| *end < pair);
        let before = length.checked_sub(1).and_then(|at| ends.get(at)).map(|(_, place)| *place);
        if let Some(slot) = previous.get_mut(place) {
            *slot = before;
        }
        match ends.get_mut(length) {
            Some(end) => *end = (pair, place),
            None => ends.push((pair, place)),
        }
        if let Some(slot) = moved.get_mut(place) {
            *slot = true;
        }
    }
    let mut at = ends.last().map(|(_, place)| *place);
    while let Some(place) = at {
        if let Some(slot) = moved.get_mut(place) {
            *slot = false;
        }
        at = previous.get(place).copied().flatten();
    }
    moved
}
