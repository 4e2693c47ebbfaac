//! Identifiers and references within a document (RFC 7970 section 2.14, 3.3.2, 3.29).

use super::{Fact, Facts, Findings, What, id};
use crate::document::{Document, NodeId};
use crate::order::sort;

/// An identifier and where it is.
struct Known<'f> {
    id: &'f str,
    node: NodeId,
    is_indicator: bool,
}

/// Identifiers in their order, for searching.
struct Index<'f>(Vec<Known<'f>>);

impl<'f> Index<'f> {
    fn new(facts: &'f [Fact]) -> Self {
        let known = facts.iter().filter_map(|fact| {
            let (id, is_indicator) = match &fact.what {
                What::Observable(id) => (id, false),
                What::Indicator(id) => (id, true),
                _ => return None,
            };
            Some(Known { id, node: fact.node, is_indicator })
        });
        let mut all: Vec<Known<'f>> = known.collect();
        sort(&mut all, |one, other| {
            let key = |known: &Known<'f>| (known.id, known.is_indicator, known.node);
            key(one).cmp(&key(other))
        });
        Self(all)
    }

    /// The first indicator or observable with an identifier.
    fn get(&self, id: &str, is_indicator: bool) -> Option<&Known<'f>> {
        let wanted = (id, is_indicator);
        let start = self.0.partition_point(|known| (known.id, known.is_indicator) < wanted);
        self.0.get(start).filter(|known| (known.id, known.is_indicator) == wanted)
    }

    /// What a reference leads to: what it wants, or else what is there.
    fn target(&self, id: &str, wants_indicator: bool) -> Option<&Known<'f>> {
        self.get(id, wants_indicator).or_else(|| self.get(id, !wants_indicator))
    }

    /// All but the first of those with the same identifier.
    fn repeated(&self) -> impl Iterator<Item = (&'f str, NodeId, bool)> {
        let mut all: Vec<_> =
            self.0.iter().map(|known| (known.id, known.node, known.is_indicator)).collect();
        sort(&mut all, Ord::cmp);
        let mut before = "";
        all.into_iter().filter(move |known| std::mem::replace(&mut before, known.0) == known.0)
    }
}

/// Identifiers that are there twice, references that lead nowhere or astray, and circles.
pub(super) fn check(facts: &Facts<'_>, findings: &mut Findings) {
    let document = facts.document;
    let index = Index::new(facts.all);
    for (id, node, is_indicator) in index.repeated().filter(|known| !known.0.is_empty()) {
        let span = place(document, node, "observable-id", is_indicator);
        findings.report(id::ID_DUPLICATE, node, span, &[("id", id)]);
    }
    for fact in facts.all {
        let (to, wants_indicator) = match &fact.what {
            What::ObservableReference(to) => (to, false),
            What::IndicatorReference(to) => (to, true),
            What::ExternalReference(to) => {
                if index.get(to, true).is_some() {
                    let span = place(document, fact.node, "euid-ref", false);
                    findings.report(id::EUID_REF_LOCAL, fact.node, span, &[("id", to)]);
                }
                continue;
            }
            _ => continue,
        };
        let rule = match index.target(to, wants_indicator) {
            None => id::UID_REF_DANGLING,
            Some(known) if known.is_indicator == wants_indicator => continue,
            Some(_) if wants_indicator => id::INDICATORREFERENCE_TO_OBSERVABLE,
            Some(_) => id::OBSERVABLEREFERENCE_TO_INDICATOR,
        };
        findings.report(
            rule,
            fact.node,
            place(document, fact.node, "uid-ref", false),
            &[("id", to)],
        );
    }
    circles(facts, &index, findings);
}

/// The value of an attribute, or else the tag; the content, where the identifier is text.
fn place(
    document: &Document,
    node: NodeId,
    attribute: &str,
    is_text: bool,
) -> std::ops::Range<usize> {
    let span = if is_text {
        document.content_span(node)
    } else {
        document
            .attributes(node)
            .find(|read| read.namespace.is_empty() && read.local == attribute)
            .map(|read| read.value_span)
    };
    span.unwrap_or_else(|| document.start_tag_span(node))
}

/// References of something that an identifier names to something that this is part of.
///
/// What an identifier names contains what is named below it, and refers to what the references in
/// it name; a circle of both never ends.
fn circles(facts: &Facts<'_>, index: &Index<'_>, findings: &mut Findings) {
    let document = facts.document;
    let mut named: Vec<NodeId> =
        index.0.iter().map(|known| holder(document, known.node, known.is_indicator)).collect();
    sort(&mut named, Ord::cmp);
    named.dedup();
    let number = |node: NodeId| named.binary_search(&node).ok();
    let mut edges: Vec<Vec<usize>> = vec![Vec::new(); named.len()];
    // From the outermost to the innermost that the walk is in.
    let mut open: Vec<usize> = Vec::new();
    let mut next = 0_usize;
    // The reference, what it names, where it is and where it leads.
    let mut references: Vec<(NodeId, &str, usize, usize)> = Vec::new();
    let close = |open: &mut Vec<usize>, node: NodeId| {
        while open
            .last()
            .and_then(|inner| named.get(*inner))
            .is_some_and(|inner| document.subtree_end(*inner) <= node)
        {
            open.pop();
        }
    };
    for fact in facts.all {
        let (to, wants_indicator) = match &fact.what {
            What::ObservableReference(to) => (to, false),
            What::IndicatorReference(to) => (to, true),
            _ => continue,
        };
        while let Some(node) = named.get(next).copied().filter(|node| *node <= fact.node) {
            close(&mut open, node);
            if let Some(outer) = open.last().and_then(|outer| edges.get_mut(*outer)) {
                outer.push(next);
            }
            open.push(next);
            next = next.saturating_add(1);
        }
        close(&mut open, fact.node);
        let target = index
            .target(to, wants_indicator)
            .and_then(|known| number(holder(document, known.node, known.is_indicator)));
        let Some((source, target)) = open.last().copied().zip(target) else { continue };
        references.push((fact.node, to, source, target));
        if let Some(from) = edges.get_mut(source) {
            from.push(target);
        }
    }
    let component = super::components::of(&edges);
    for (node, to, source, target) in references {
        if component.get(target) == component.get(source) {
            let span = place(document, node, "uid-ref", false);
            findings.report(id::REFERENCE_CIRCLE, node, span, &[("id", to)]);
        }
    }
}

/// What an identifier names: the element with an observable-id, the Indicator of an IndicatorID.
fn holder(document: &Document, node: NodeId, is_indicator: bool) -> NodeId {
    if !is_indicator {
        return node;
    }
    document
        .ancestors(node)
        .skip(1)
        .take(2)
        .find(|ancestor| document.local_name(*ancestor) == "Indicator")
        .unwrap_or(node)
}
