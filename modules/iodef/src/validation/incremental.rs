//! Validation that follows the edits of a document.

use super::dispatch::Dispatch;
use super::engine::{Pass, merged, schema_of, whole};
use super::{Options, Report};
use crate::diagnostic::Diagnostic;
use crate::document::{Change, Document, NodeId};
use crate::order::sort;
use crate::rules::{Counts, Fact, Findings, Kept, What};
use crate::structure::{Checker, Schema};

/// The diagnostics of a document that is being edited.
///
/// After each edit, [`Self::apply`] checks the elements that were parsed again and their ancestors;
/// the rules of the whole document run again when what they build upon was touched. All
/// diagnostics are kept, so that the result is that of a whole validation.
#[derive(Debug)]
pub struct Validation {
    options: Options,
    dispatch: Dispatch,
    schema: Schema,
    checker: Checker,
    local: Vec<Kept>,
    global: Vec<Diagnostic>,
    facts: Vec<Fact>,
}

impl Validation {
    /// Checks a whole document.
    pub fn new(document: &Document, options: Options) -> Self {
        let schema = schema_of(document, options.profile);
        let mut validation = Self {
            options,
            dispatch: Dispatch::default(),
            schema,
            checker: Checker::new(schema),
            local: Vec::new(),
            global: Vec::new(),
            facts: Vec::new(),
        };
        validation.restart(document);
        validation
    }

    /// What the document is checked with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Checks the whole document again, with other options.
    pub fn set_options(&mut self, document: &Document, options: Options) {
        self.options = options;
        self.restart(document);
    }

    /// Checks what an edit can have affected. `document` is the one after the edit.
    pub fn apply(&mut self, document: &Document, change: &Change) {
        if schema_of(document, self.options.profile) != self.schema {
            self.restart(document);
            return;
        }
        let removed_end = index_after(change.first, change.nodes_removed);
        let inserted_end = index_after(change.first, change.nodes_inserted);
        let shift = Shift { change, removed_end, inserted_end };
        let mut kept = lineage(document, change.reparsed);
        kept.retain(|node| *node < change.first);
        // Checks of children look at the attributes of their parent.
        if is_tag_only(document, change) {
            kept.extend(document.elements(change.first));
        }
        let is_inside = |node: NodeId| node >= change.first && node < removed_end;
        let is_affected = |node: NodeId| is_inside(node) || kept.binary_search(&node).is_ok();

        let mut findings = Findings::new(self.options.profile, usize::MAX);
        let mut facts = Vec::new();
        self.dispatch.learn(document, self.options.profile);
        let inserted = (change.first.index()..inserted_end.index()).map(NodeId::from_index);
        let (above, below) = kept.split_at(kept.partition_point(|node| *node < change.first));
        self.checker.edited();
        self.pass(document).elements(
            above.iter().copied().chain(inserted).chain(below.iter().copied()),
            &mut findings,
            &mut facts,
        );
        let old: Vec<Fact> =
            self.facts.iter().filter(|fact| is_affected(fact.node)).cloned().collect();
        if is_tag_only(document, change) && languages(&old) != languages(&facts) {
            // What is below inherits it.
            self.restart(document);
            return;
        }
        self.local.retain(|kept| !is_affected(kept.owner));
        for kept in &mut self.local {
            kept.owner = shift.node(kept.owner);
            shift.diagnostic(&mut kept.diagnostic);
        }
        self.local = merge(std::mem::take(&mut self.local), findings.kept, |kept| kept.owner);

        let is_same = old == facts
            && !old.iter().any(|fact| is_inside(fact.node))
            && !self.global.iter().any(|diagnostic| is_inside(diagnostic.node));
        self.facts.retain(|fact| !is_affected(fact.node));
        for fact in &mut self.facts {
            fact.node = shift.node(fact.node);
        }
        self.facts = merge(std::mem::take(&mut self.facts), facts, |fact| fact.node);
        if is_same {
            for diagnostic in &mut self.global {
                shift.diagnostic(diagnostic);
            }
        } else {
            self.global = whole(document, &self.options, &self.facts).0;
        }
    }

    /// All diagnostics in document order.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        merged(&self.local, &self.global)
    }

    /// All diagnostics in the order of the elements that they speak of.
    pub fn by_element(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.diagnostics().collect();
        sort(&mut all, |one, other| one.node.cmp(&other.node));
        all
    }

    /// The report of a whole validation.
    pub fn report(&self, document: &Document) -> Report {
        let mut counts = Counts::default();
        for diagnostic in self.diagnostics() {
            counts.add(diagnostic.severity);
        }
        Report::new(document, &self.options, counts, self.diagnostics())
    }

    fn pass<'p>(&'p mut self, document: &'p Document) -> Pass<'p> {
        Pass {
            document,
            options: &self.options,
            dispatch: &self.dispatch,
            checker: &mut self.checker,
        }
    }

    fn restart(&mut self, document: &Document) {
        self.schema = schema_of(document, self.options.profile);
        self.checker = Checker::new(self.schema);
        self.dispatch = Dispatch::default();
        self.dispatch.learn(document, self.options.profile);
        let mut findings = Findings::new(self.options.profile, usize::MAX);
        let mut facts = Vec::new();
        self.pass(document).elements(
            document.descendants(document.root()),
            &mut findings,
            &mut facts,
        );
        self.facts = facts;
        self.local = findings.kept;
        self.global = whole(document, &self.options, &self.facts).0;
    }
}

/// How nodes and places behind an edit move.
struct Shift<'c> {
    change: &'c Change,
    removed_end: NodeId,
    inserted_end: NodeId,
}

impl Shift<'_> {
    fn node(&self, node: NodeId) -> NodeId {
        if node < self.removed_end {
            return node;
        }
        let after = node.index().saturating_sub(self.removed_end.index());
        index_after(self.inserted_end, after)
    }

    /// Moves a diagnostic of an element that the edit did not touch: the element is as a whole
    /// before or behind it, as is every place in it.
    fn diagnostic(&self, diagnostic: &mut Diagnostic) {
        if diagnostic.node < self.removed_end {
            return;
        }
        diagnostic.node = self.node(diagnostic.node);
        diagnostic.span = self.offset(diagnostic.span.start)..self.offset(diagnostic.span.end);
    }

    fn offset(&self, offset: usize) -> usize {
        let after = offset.saturating_sub(self.change.removed.end);
        self.change.removed.start.saturating_add(self.change.inserted).saturating_add(after)
    }
}

fn index_after(node: NodeId, count: usize) -> NodeId {
    NodeId::from_index(node.index().saturating_add(count))
}

/// Whether only the attributes of an element with children were edited.
fn is_tag_only(document: &Document, change: &Change) -> bool {
    change.first == change.reparsed
        && (change.nodes_removed, change.nodes_inserted) == (1, 1)
        && document.elements(change.first).next().is_some()
}

fn languages(facts: &[Fact]) -> Vec<&Fact> {
    facts.iter().filter(|fact| matches!(fact.what, What::Language(_))).collect()
}

/// From the document element down to the node itself; the declaration and whatever else stands
/// around the document element belongs to it.
fn lineage(document: &Document, node: NodeId) -> Vec<NodeId> {
    let node = if node == document.document_node() { document.root() } else { node };
    let mut found: Vec<NodeId> =
        document.ancestors(node).filter(|node| document.is_element(*node)).collect();
    found.reverse();
    found
}

/// Two lists in document order as one; no element is in both.
fn merge<T>(kept: Vec<T>, new: Vec<T>, node: impl Fn(&T) -> NodeId) -> Vec<T> {
    if new.is_empty() {
        return kept;
    }
    let mut all = Vec::with_capacity(kept.len().saturating_add(new.len()));
    let mut new = new.into_iter().peekable();
    for item in kept {
        while let Some(earlier) = new.next_if(|candidate| node(candidate) < node(&item)) {
            all.push(earlier);
        }
        all.push(item);
    }
    all.extend(new);
    all
}
