//! Two incidents with the same IncidentID as one.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::Merge;
use super::members::{Members, is_note, time};
use super::render::{Insertion, Moment, place};
use crate::convert::report::Loss;
use crate::convert::tree::IODEF_2;
use crate::document::{Document, NodeId};
use crate::restriction::{Bound, carries, says_itself};
use crate::structure::{Class, Schema};

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
        let ours = self.members(kept);
        self.attributes(document, kept, node);
        self.notes(document, &ours, node);
        let order: Vec<&str> = class.members().map(|member| member.name()).collect();
        let mut theirs: BTreeMap<usize, Vec<NodeId>> = BTreeMap::new();
        for child in document.elements(node) {
            let rank = order.iter().position(|name| *name == document.local_name(child));
            theirs.entry(rank.unwrap_or(usize::MAX)).or_default().push(child);
        }
        for (rank, children) in theirs {
            let name = order.get(rank).copied().unwrap_or_default();
            let single = class.members().nth(rank).is_some_and(|member| member.max() == Some(1));
            // Where an element of this name goes: behind the last one that may stand before it.
            let earlier = order.iter().take(rank.saturating_add(1)).rev();
            let before = earlier.filter_map(|name| ours.of_name(name).last().copied()).next();
            if single {
                self.single(
                    document,
                    kept,
                    before,
                    ours.of_name(name).first().copied(),
                    &children,
                    rank,
                );
            } else if name == "HistoryItem" {
                self.history(document, kept, &ours, children, rank);
            } else {
                self.repeated(document, kept, before, &ours, &children, rank);
            }
        }
    }

    /// Read once, however many incidents are joined to the one that is kept.
    fn members(&mut self, kept: NodeId) -> Rc<Members<'d>> {
        if let Some(known) = self.merge.members.get(&(self.kept.0, kept)) {
            return Rc::clone(known);
        }
        let number = |node| self.number(self.kept.0, node);
        let members = Rc::new(Members::of(self.base, kept, number));
        self.merge.members.insert((self.kept.0, kept), Rc::clone(&members));
        members
    }

    fn single(
        &mut self,
        document: &'d Document,
        parent: NodeId,
        before: Option<NodeId>,
        ours: Option<NodeId>,
        theirs: &[NodeId],
        rank: usize,
    ) {
        for node in theirs {
            match ours {
                None => self.first_single(document, parent, before, *node, rank),
                Some(kept) if self.is_same(kept, *node) => {}
                Some(kept) => self.element(document, kept, *node),
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
        ours: &Members<'d>,
        theirs: &[NodeId],
        rank: usize,
    ) {
        let mut seen: BTreeSet<Option<u32>> = BTreeSet::new();
        for node in theirs {
            let number = self.number(self.other, *node);
            if ours.has(number) || !seen.insert(number) {
                continue;
            }
            match ours.named_as(document, *node) {
                Some(kept) => self.element(document, kept, *node),
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
        ours: &Members<'d>,
        mut theirs: Vec<NodeId>,
        rank: usize,
    ) {
        theirs.retain(|node| !ours.has(self.number(self.other, *node)));
        theirs.sort_by_cached_key(|node| time(document, *node));
        for node in theirs {
            let at = time(document, node);
            self.insert(document, parent, ours.item_before(&at), node, (rank, at));
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
    fn notes(&mut self, document: &'d Document, ours: &Members<'d>, node: NodeId) {
        for child in document.children(node).filter(|child| is_note(document, *child)) {
            let markup = document.slice(document.span(child));
            let path = || format!("{}: {}", self.other, document.xpath(child));
            if !ours.has_note(markup) {
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
    let mut notes: Vec<NodeId> = leaves.filter(|leaf| is_note(document, *leaf)).collect();
    notes.reverse();
    notes
}
