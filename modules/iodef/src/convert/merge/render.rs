//! The text of parts of several documents, in one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::convert::fragment;
use crate::convert::report::{Loss, Report};
use crate::convert::split::{defines, identifier, is};
use crate::convert::tree::trimmed;
use crate::document::{Attribute, Document, NodeId};
use crate::restriction::Stated;

/// The most octets of white space that are repeated before everything that is added to an element.
const MAX_SPACE: usize = 256;

/// An instant: whether there is none, seconds, and the digits of the fraction.
pub(super) type Moment = (bool, i64, String);

/// Something that is added to a document.
#[derive(Debug, Clone)]
pub(super) struct Insertion {
    /// Offset in the document that it is added to.
    pub(super) at: usize,
    /// The order among what is added at one offset: the place in the class, and the time.
    pub(super) order: (usize, Moment),
    /// Text before it, or all of it.
    pub(super) lead: String,
    /// The document that it is of.
    pub(super) document: usize,
    /// The element of that document.
    pub(super) node: Option<NodeId>,
    /// Attributes that the element gets.
    pub(super) tag: String,
}

pub(super) struct Output<'d> {
    documents: &'d [Document],
    first: usize,
    /// For each document, by offset.
    insertions: Vec<Vec<Insertion>>,
    /// For each document the identifiers that change.
    renamed: Vec<BTreeMap<String, String>>,
    /// The restrictions that change.
    raised: BTreeMap<(usize, NodeId), Stated>,
    pub(super) report: Report,
}

impl<'d> Output<'d> {
    pub(super) fn new(
        documents: &'d [Document],
        first: usize,
        mut insertions: Vec<Vec<Insertion>>,
        raised: BTreeMap<(usize, NodeId), Stated>,
    ) -> Self {
        for list in &mut insertions {
            list.sort_by(|a, b| (a.at, &a.order).cmp(&(b.at, &b.order)));
        }
        let renamed = vec![BTreeMap::new(); documents.len()];
        Self { documents, first, insertions, renamed, raised, report: Report::default() }
    }

    /// Finds new identifiers for those that more than one document gives.
    pub(super) fn rename(&mut self, first: usize, taken: &[(usize, NodeId)]) {
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut all: Vec<(usize, NodeId, String)> = Vec::new();
        for (index, node) in taken {
            let Some(document) = self.documents.get(*index) else { continue };
            for below in document.descendants(*node) {
                if let Some(id) = typed_identifier(document, below) {
                    all.push((*index, below, id));
                }
            }
        }
        // A new identifier must not be one that comes later.
        let given: BTreeSet<String> = all.iter().map(|(_, _, id)| id.clone()).collect();
        for (index, node, id) in all {
            if used.insert(id.clone()) || index == first {
                continue;
            }
            let Some(document) = self.documents.get(index) else { continue };
            let path = || format!("{index}: {}", document.xpath(node));
            if identifier(document, node).is_none() {
                self.report.note(Loss::Identifier, path, &id, "the same, which stands twice now");
                continue;
            }
            let Some(renamed) = self.renamed.get_mut(index) else { continue };
            let new =
                renamed.entry(id.clone()).or_insert_with(|| fresh(&id, index, &given, &mut used));
            self.report.note(Loss::Identifier, path, &id, new.clone());
        }
    }

    /// The text of an element, with what is added to it and an attribute in its tag.
    pub(super) fn element(&self, index: usize, node: NodeId, added: &str, text: &mut String) {
        let Some(document) = self.documents.get(index) else { return };
        let span = document.span(node);
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        let mut tag = added.to_owned();
        if index != self.first {
            let base = self.documents.get(self.first);
            let known = base.map(|base| base.namespaces_in_scope(base.root())).unwrap_or_default();
            tag.push_str(&fragment::declarations(document, node, &known));
        }
        if !tag.is_empty() {
            let at =
                span.start.saturating_add(document.qualified_name(node).len()).saturating_add(1);
            edits.push((at..at, tag));
        }
        if let Some(renamed) = self.renamed.get(index).filter(|renamed| !renamed.is_empty()) {
            renames(document, node, renamed, &mut edits);
        }
        let inside = (index, node)..(index, document.subtree_end(node));
        for ((_, raised), stated) in self.raised.range(inside) {
            restricts(document, *raised, stated, &mut edits);
        }
        let insertions = self.insertions.get(index).map(Vec::as_slice).unwrap_or_default();
        let from = insertions.partition_point(|insertion| insertion.at < span.start);
        for insertion in insertions.iter().skip(from).take_while(|each| each.at <= span.end) {
            let mut inserted = insertion.lead.clone();
            if let Some(other) = insertion.node {
                self.element(insertion.document, other, &insertion.tag, &mut inserted);
            }
            edits.push((insertion.at..insertion.at, inserted));
        }
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut at = span.start;
        for (range, replacement) in edits {
            text.push_str(document.slice(at..range.start));
            text.push_str(&replacement);
            at = range.end;
        }
        text.push_str(document.slice(at..span.end));
    }
}

/// The edits that give an element another restriction.
fn restricts(
    document: &Document,
    node: NodeId,
    stated: &Stated,
    edits: &mut Vec<(Range<usize>, String)>,
) {
    let old = |attribute: &Attribute<'_>| {
        attribute.namespace.is_empty()
            && matches!(attribute.local, "restriction" | "ext-restriction")
    };
    for attribute in document.attributes(node).filter(old) {
        // With the white space before it.
        let Range { start, end } = attribute.span;
        edits.push((start.saturating_sub(1)..end, String::new()));
    }
    let name_end = document.qualified_name(node).len().saturating_add(1);
    let at = document.span(node).start.saturating_add(name_end);
    edits.push((at..at, stated.markup()));
}

/// The edits that change identifiers and the references to them.
fn renames(
    document: &Document,
    node: NodeId,
    renamed: &BTreeMap<String, String>,
    edits: &mut Vec<(Range<usize>, String)>,
) {
    for below in document.descendants(node).filter(|below| document.is_element(*below)) {
        for attribute in document.attributes(below) {
            let value = attribute.value();
            let refers = attribute.namespace.is_empty()
                && matches!(attribute.local, "observable-id" | "uid-ref");
            if let Some(new) = renamed.get(trimmed(&value)).filter(|_| refers) {
                edits.push((attribute.value_span.clone(), new.clone()));
            }
        }
        if is(document, below, "IndicatorID")
            && defines(document, below)
            && let Some(new) = renamed.get(trimmed(&document.text_of(below)))
            && let Some(content) = document.content_span(below)
        {
            edits.push((content, new.clone()));
        }
    }
}

/// Whatever has the type ID: an IndicatorID has it even where it only names another indicator.
fn typed_identifier(document: &Document, node: NodeId) -> Option<String> {
    if document.is_element(node) && is(document, node, "IndicatorID") {
        return Some(trimmed(&document.text_of(node)).to_owned());
    }
    identifier(document, node)
}

/// An identifier that nothing has.
fn fresh(id: &str, index: usize, given: &BTreeSet<String>, used: &mut BTreeSet<String>) -> String {
    let mut new = format!("{id}-{index}");
    let mut count: usize = 1;
    while given.contains(&new) || used.contains(&new) {
        count = count.saturating_add(1);
        new = format!("{id}-{index}-{count}");
    }
    used.insert(new.clone());
    new
}

/// Where something goes into an element, and the white space that goes before it there.
pub(super) fn place(
    document: &Document,
    parent: NodeId,
    after: Option<NodeId>,
) -> Option<(usize, &str)> {
    let content = document.content_span(parent)?;
    let first = document.elements(parent).next()?;
    let space = super::indentation(document, first);
    let space = if space.len() > MAX_SPACE { "\n" } else { space };
    let at = after.map_or(content.start, |after| document.span(after).end);
    Some((at, space))
}
