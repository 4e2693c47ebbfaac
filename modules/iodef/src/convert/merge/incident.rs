//! Two incidents with the same IncidentID as one.

use std::collections::{BTreeMap, BTreeSet};

use super::render::{Insertion, Moment, place};
use super::{Merge, is};
use crate::convert::report::Loss;
use crate::convert::split::identifier;
use crate::convert::tree::{IODEF_2, trimmed};
use crate::document::{Document, NodeId, NodeKind};
use crate::restriction::{Bound, carries, says_itself};
use crate::structure::{Class, Schema};
use crate::value::timestamp::Timestamp;

/// Adds what the incident of another document has beyond the one that is kept.
pub(super) struct Join<'m, 'd> {
    merge: &'m mut Merge<'d>,
    base: &'d Document,
    /// The document and the incident that is kept.
    kept: (usize, NodeId),
    /// The other document.
    other: usize,
}

impl<'m, 'd> Join<'m, 'd> {
    pub(super) fn new(
        merge: &'m mut Merge<'d>,
        kept: (usize, NodeId),
        other: usize,
    ) -> Option<Self> {
        let base = merge.document(kept.0)?;
        Some(Self { merge, base, kept, other })
    }

    pub(super) fn incident(mut self, node: NodeId) {
        let Some(document) = self.merge.document(self.other) else { return };
        self.element(document, self.kept.1, node);
    }

    fn number(&self, index: usize, node: NodeId) -> Option<u32> {
        self.merge.numbers.get(index).and_then(|numbers| numbers.of(node))
    }

    /// Two elements that are the same thing and say different things about it.
    fn element(&mut self, document: &'d Document, kept: NodeId, node: NodeId) {
        let class = Class::global(Schema::Text, IODEF_2, document.local_name(node));
        let container = class.is_some_and(|class| !class.any() && class.text().is_none())
            && self.base.content_span(kept).is_some()
            && self.base.elements(kept).next().is_some();
        let Some(class) = class.filter(|_| container) else {
            let (ours, theirs) =
                (self.base.slice(self.base.span(kept)), document.slice(document.span(node)));
            let path = || self.base.xpath(kept);
            return self.merge.conflict(path, self.other, ours, theirs);
        };
        self.attributes(document, kept, node);
        self.notes(document, kept, node);
        let order: Vec<&str> = class.members().map(|member| member.name()).collect();
        let mut ours: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
        for child in self.base.elements(kept) {
            ours.entry(self.base.local_name(child)).or_default().push(child);
        }
        let mut theirs: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
        for child in document.elements(node) {
            let rank = order.iter().position(|name| *name == document.local_name(child));
            theirs.entry(rank.unwrap_or(usize::MAX)).or_default().push(child);
        }
        for (rank, children) in theirs {
            let name = order.get(rank).copied().unwrap_or_default();
            let single = class.members().nth(rank).is_some_and(|member| member.max() == Some(1));
            let same_name = ours.get(name).cloned().unwrap_or_default();
            // Where an element of this name goes: behind the last one that may stand before it.
            let earlier = order.iter().take(rank.saturating_add(1)).rev();
            let before = earlier.filter_map(|name| ours.get(name)?.last().copied()).next();
            if single {
                self.single(document, kept, before, &same_name, &children, rank);
            } else if name == "HistoryItem" {
                self.history(document, kept, &same_name, children, rank);
            } else {
                self.repeated(document, kept, before, &same_name, &children, rank);
            }
        }
    }

    fn single(
        &mut self,
        document: &'d Document,
        parent: NodeId,
        before: Option<NodeId>,
        ours: &[NodeId],
        theirs: &[NodeId],
        rank: usize,
    ) {
        for node in theirs {
            match ours.first() {
                None => self.first_single(document, parent, before, *node, rank),
                Some(kept) if self.is_same(*kept, *node) => {}
                Some(kept) => self.element(document, *kept, *node),
            }
        }
    }

    /// A member that may stand once, where the kept document has none: the first of the others that
    /// has one gives it.
    fn first_single(
        &mut self,
        document: &'d Document,
        parent: NodeId,
        before: Option<NodeId>,
        node: NodeId,
        rank: usize,
    ) {
        let place = (self.kept.0, parent, rank);
        let Some((index, given)) = self.merge.singles.get(&place).copied() else {
            self.merge.singles.insert(place, (self.other, node));
            return self.insert(document, parent, before, node, (rank, Moment::default()));
        };
        if self.number(index, given) != self.number(self.other, node) {
            let kept = self.merge.document(index).map_or("", |each| each.slice(each.span(given)));
            let path = || format!("{}/{}", self.base.xpath(parent), document.local_name(node));
            self.merge.conflict(path, self.other, kept, document.slice(document.span(node)));
        }
    }

    fn is_same(&self, kept: NodeId, node: NodeId) -> bool {
        self.number(self.kept.0, kept) == self.number(self.other, node)
    }

    /// Elements of a list: the same ones once, different ones that name the same thing as one.
    fn repeated(
        &mut self,
        document: &'d Document,
        parent: NodeId,
        before: Option<NodeId>,
        ours: &[NodeId],
        theirs: &[NodeId],
        rank: usize,
    ) {
        let mut known: BTreeSet<Option<u32>> =
            ours.iter().map(|node| self.number(self.kept.0, *node)).collect();
        let named: BTreeMap<String, NodeId> =
            ours.iter().filter_map(|node| Some((name_of(self.base, *node)?, *node))).collect();
        for node in theirs {
            if !known.insert(self.number(self.other, *node)) {
                continue;
            }
            match name_of(document, *node).and_then(|name| named.get(&name)) {
                Some(kept) => self.element(document, *kept, *node),
                None => self.insert(document, parent, before, *node, (rank, Moment::default())),
            }
        }
    }

    /// RFC 7970 section 3.13: a log of events. New items go where their time puts them; the old ones
    /// stay in the order that they have.
    fn history(
        &mut self,
        document: &'d Document,
        parent: NodeId,
        ours: &[NodeId],
        mut theirs: Vec<NodeId>,
        rank: usize,
    ) {
        let known: BTreeSet<Option<u32>> =
            ours.iter().map(|node| self.number(self.kept.0, *node)).collect();
        theirs.retain(|node| !known.contains(&self.number(self.other, *node)));
        theirs.sort_by_cached_key(|node| time(document, *node));
        let mut rest = ours.iter().copied().peekable();
        let mut before = None;
        for node in theirs {
            let at = time(document, node);
            while let Some(item) = rest.next_if(|item| time(self.base, *item) <= at) {
                before = Some(item);
            }
            self.insert(document, parent, before, node, (rank, at));
        }
    }

    fn insert(
        &mut self,
        document: &'d Document,
        parent: NodeId,
        before: Option<NodeId>,
        node: NodeId,
        order: (usize, Moment),
    ) {
        let number = self.number(self.other, node);
        if !self.merge.added.insert((self.kept.0, parent, number)) {
            return;
        }
        let Some((at, space)) = place(self.base, parent, before) else {
            let path = || self.base.xpath(parent);
            return self.merge.conflict(path, self.other, "", document.slice(document.span(node)));
        };
        let mut lead = space.to_owned();
        for note in notes_before(document, node) {
            lead.push_str(document.slice(document.span(note)));
            lead.push_str(space);
        }
        let tag = self.keep_restriction(document, parent, node);
        let insertion = Insertion { at, order, lead, document: self.other, node: Some(node), tag };
        if let Some(insertions) = self.merge.insertions.get_mut(self.kept.0) {
            insertions.push(insertion);
        }
    }

    /// What an element must say in its tag so that nobody reads it at its new place who could not
    /// read it where it comes from. Where it cannot say so, the class around it does.
    fn keep_restriction(&mut self, document: &'d Document, parent: NodeId, node: NodeId) -> String {
        if says_itself(document, node) {
            return String::new();
        }
        let from = document.parent(node).map(|parent| Bound::of(document, parent));
        let Some(from) = from.filter(|from| !Bound::of(self.base, parent).covers(from)) else {
            return String::new();
        };
        let path = || format!("{}: {}", self.other, document.xpath(node));
        if carries(document, node) {
            // With the default of its own class.
            let tag = Bound::of(document, node).stated().markup();
            self.merge.report.note(Loss::Restriction, path, "", tag.trim());
            return tag;
        }
        let Some(carrier) = self.base.ancestors(parent).find(|around| carries(self.base, *around))
        else {
            return String::new();
        };
        let raised = &mut self.merge.raised;
        let known = raised.get(&(self.kept.0, carrier)).cloned().map(Bound::from);
        let known = known.unwrap_or_else(|| Bound::of(self.base, carrier));
        if !known.covers(&from) {
            let stated = known.joined(&from);
            let kept = format!("{} {}", self.base.xpath(carrier), stated.markup().trim());
            self.merge.report.note(Loss::Restriction, path, "", kept);
            raised.insert((self.kept.0, carrier), stated);
        }
        String::new()
    }

    /// The other says by leaving it out that fewer may read (RFC 7970 section 3.3.1).
    fn unsaid_restriction(&mut self, document: &'d Document, kept: NodeId, node: NodeId) {
        let ours = self.base.attribute(kept, "restriction");
        if let Some(ours) = ours.filter(|_| !says_itself(document, node)) {
            let path = || format!("{}/@restriction", self.base.xpath(kept));
            self.merge.conflict(path, self.other, &ours, "");
        }
    }

    /// An attribute that only the other has is added, unless it is about who may read, or more may
    /// read the element that is kept.
    fn attributes(&mut self, document: &'d Document, kept: NodeId, node: NodeId) {
        let is_covered = Bound::of(self.base, kept).covers(&Bound::of(document, node));
        if !is_covered {
            self.unsaid_restriction(document, kept, node);
        }
        for theirs in document.attributes(node) {
            let ours = self
                .base
                .attributes(kept)
                .find(|ours| (&ours.namespace, ours.local) == (&theirs.namespace, theirs.local));
            let value = theirs.value();
            if ours.as_ref().is_some_and(|ours| ours.value() == value) {
                continue;
            }
            let addable = theirs.namespace.is_empty() && !theirs.local.ends_with("restriction");
            let new_id = theirs.local == "observable-id";
            if ours.is_some() || !addable || new_id || !is_covered {
                let ours = ours.map(|ours| ours.value().into_owned()).unwrap_or_default();
                let path = || format!("{}/@{}", self.base.xpath(kept), theirs.qualified_name());
                self.merge.conflict(path, self.other, &ours, &value);
                continue;
            }
            let end = self.base.qualified_name(kept).len().saturating_add(1);
            let at = self.base.span(kept).start.saturating_add(end);
            let lead = format!(" {}", document.slice(theirs.span.clone()));
            let order = Default::default();
            let tag = String::new();
            let insertion = Insertion { at, order, lead, document: self.other, node: None, tag };
            // Two documents may both have it.
            let place = (self.kept.0, at, theirs.local.to_owned());
            if let Some(known) = self.merge.attributes.get(&place) {
                if *known != insertion.lead {
                    let known = known.clone();
                    let path = || format!("{}/@{}", self.base.xpath(kept), theirs.local);
                    self.merge.conflict(path, self.other, known.trim(), &value);
                }
                continue;
            }
            self.merge.attributes.insert(place, insertion.lead.clone());
            if let Some(insertions) = self.merge.insertions.get_mut(self.kept.0) {
                insertions.push(insertion);
            }
        }
    }

    /// Comments between elements that are kept once have no place of their own.
    fn notes(&mut self, document: &'d Document, kept: NodeId, node: NodeId) {
        let known: BTreeSet<&str> =
            self.base.children(kept).map(|child| self.base.slice(self.base.span(child))).collect();
        for child in document.children(node) {
            let kind = document.kind(child);
            if !matches!(kind, NodeKind::Comment | NodeKind::ProcessingInstruction) {
                continue;
            }
            let markup = document.slice(document.span(child));
            let path = || format!("{}: {}", self.other, document.xpath(child));
            if !known.contains(markup) {
                let kept = "before the element that it stood before, if that was added";
                self.merge.report.note(Loss::Comment, path, markup, kept);
            }
        }
    }
}

/// Comments and instructions directly before an element.
fn notes_before(document: &Document, node: NodeId) -> Vec<NodeId> {
    let parent = document.parent(node);
    let before = (0..node.index()).rev().map(NodeId::from_index);
    // The last node of an element that stands before has another parent, or is that element.
    let leaves =
        before.take_while(|leaf| document.parent(*leaf) == parent && !document.is_element(*leaf));
    let is_note = |leaf: &NodeId| {
        matches!(document.kind(*leaf), NodeKind::Comment | NodeKind::ProcessingInstruction)
    };
    let mut notes: Vec<NodeId> = leaves.filter(is_note).collect();
    notes.reverse();
    notes
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

fn time(document: &Document, item: NodeId) -> Moment {
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
