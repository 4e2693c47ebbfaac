//! Edits of the text: only the smallest part of the tree that can hold an edit is read again.

use std::ops::Range;

use super::encoding::{self, BOM};
use super::node::{self, Node, NodeId, NodeKind, narrow};
use super::parse::{Parsed, Parser, Part};
use super::scope::{Declared, Scope};
use super::{Document, failed, read};
use crate::editor::EditFault;
use crate::error::Error;

/// What an edit did to text and nodes.
///
/// Nodes before `first` keep their index; `nodes_removed` nodes from `first` are gone,
/// `nodes_inserted` stand in their place, and later nodes are shifted by the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The octets that were replaced, in the text before.
    pub removed: Range<usize>,
    /// Octets that stand in their place.
    pub inserted: usize,
    /// The element whose content or attributes changed, or the document node.
    pub reparsed: NodeId,
    /// The first node that was replaced.
    pub first: NodeId,
    /// Nodes that are gone.
    pub nodes_removed: usize,
    /// Nodes that came.
    pub nodes_inserted: usize,
}

/// Children of an element that are read again together.
struct Run {
    parent: NodeId,
    /// The first of them, or the index where they would be.
    first: NodeId,
    /// The index after the last of them and all under it.
    end: NodeId,
    /// Where they are in the text.
    span: Range<usize>,
}

impl Document {
    /// Replaces a range of the text.
    ///
    /// # Errors
    /// When the text would not be well-formed any more, or a limit be passed; the document is
    /// unchanged then, and the place in the error is one in the text that was refused.
    pub fn splice(&mut self, range: Range<usize>, replacement: &str) -> Result<Change, Error> {
        if self.text.get(range.clone()).is_none() {
            return Err(EditFault::Range { start: range.start, end: range.end }.into());
        }
        let length = self.text.len().saturating_sub(range.len()).saturating_add(replacement.len());
        if length > self.limits.max_bytes {
            return Err(encoding::too_large(length, &self.limits));
        }
        let known = self.names.all().len();
        let change = match self.splice_tag(&range, replacement) {
            Some(change) => Some(change),
            None => self.splice_content(&range, replacement),
        };
        match change {
            Some(change) => Ok(change),
            None => {
                self.names.truncate(known);
                self.splice_whole(range, replacement)
            }
        }
    }

    /// Reads only a tag again, when its name and its declarations stay as they are.
    fn splice_tag(&mut self, range: &Range<usize>, replacement: &str) -> Option<Change> {
        let mut node = NodeId::DOCUMENT;
        loop {
            let covers = |child: &NodeId| {
                let span = self.span(*child);
                span.start < range.start && range.end < span.end
            };
            node = self
                .elements(node)
                .take_while(|child| self.span(*child).start <= range.start)
                .find(covers)?;
            if range.start < self.start_tag_span(node).end {
                break;
            }
        }
        let tag = self.start_tag_span(node);
        if range.end >= tag.end {
            return None;
        }
        let name = self.qualified_name(node).to_owned();
        let mut fragment = self.fragment(&tag, range, replacement);
        let length = fragment.len();
        if self.content_span(node).is_some() {
            fragment.push_str("</");
            fragment.push_str(&name);
            fragment.push('>');
        }
        let parent = self.parent(node)?;
        let Parsed { nodes, .. } = self.read_content(&fragment, parent, node, tag.start)?;
        let [read] = nodes[..] else { return None };
        let same_name =
            read.name == self.name_id(node) && super::attributes::Tag::new(&fragment).0 == name;
        let tag_end = (read.tag_end as usize).checked_sub(tag.start)?;
        let spans = read.end as usize == tag.start.saturating_add(fragment.len());
        if read.kind != NodeKind::Element || !same_name || tag_end != length || !spans {
            return None;
        }
        let new_declarations: Vec<(String, String)> = declarations(&fragment);
        let old_declarations = declarations(self.slice(tag.clone()));
        if new_declarations != old_declarations {
            return None;
        }
        // Later nodes and the ancestors move; the element itself ends later and has a longer tag.
        let run = Run {
            parent: node,
            first: NodeId(node.0.saturating_add(1)),
            end: NodeId(node.0.saturating_add(1)),
            span: tag.clone(),
        };
        let change = self.replace(&run, range.clone(), replacement, Vec::new());
        if let Some(found) = self.nodes.get_mut(node.index()) {
            found.tag_end = narrow(tag.start.saturating_add(length));
        }
        Some(Change { first: node, nodes_removed: 1, nodes_inserted: 1, ..change })
    }

    /// Reads children of an element again: of the innermost first, then of the elements around it,
    /// each time at least twice as much as before, so that the cost is that of one reading at most
    /// twice.
    fn splice_content(&mut self, range: &Range<usize>, replacement: &str) -> Option<Change> {
        let mut parent = self.innermost(range);
        let mut tried = 0_usize;
        while parent != NodeId::DOCUMENT {
            let run = self.run(parent, range);
            if run.span.len() >= tried.saturating_mul(2) {
                tried = run.span.len().max(1);
                let fragment = self.fragment(&run.span, range, replacement);
                let read = self.read_content(&fragment, parent, run.first, run.span.start);
                let removed = run.end.index().saturating_sub(run.first.index());
                let kept = self.nodes.len().saturating_sub(removed);
                if let Some(read) = read
                    && kept.saturating_add(read.nodes.len()) <= self.limits.max_nodes
                {
                    let Parsed { nodes, declared, .. } = read;
                    self.replace_declared(&run, nodes.len(), declared);
                    return Some(self.replace(&run, range.clone(), replacement, nodes));
                }
            }
            parent = self.parent(parent)?;
        }
        None
    }

    fn splice_whole(&mut self, range: Range<usize>, replacement: &str) -> Result<Change, Error> {
        let text = self.fragment(&(0..self.text.len()), &range, replacement);
        let known = self.names.all().len();
        match read(&text, &mut self.names, &self.limits) {
            Ok(Parsed { nodes, declared, declaration }) => {
                let nodes_removed = self.nodes.len();
                self.text = text;
                self.positions.follow(&self.text, &range, replacement.len());
                self.root = node::root(&nodes);
                self.nodes = nodes;
                self.declared = declared;
                self.declaration = declaration;
                Ok(Change {
                    removed: range,
                    inserted: replacement.len(),
                    reparsed: NodeId::DOCUMENT,
                    first: NodeId::DOCUMENT,
                    nodes_removed,
                    nodes_inserted: self.nodes.len(),
                })
            }
            Err(failure) => {
                self.names.truncate(known);
                Err(failed(&text, failure))
            }
        }
    }

    /// Part of the text after the edit, which happens inside it.
    fn fragment(&self, span: &Range<usize>, range: &Range<usize>, replacement: &str) -> String {
        let before = self.slice(span.start..range.start);
        let after = self.slice(range.end..span.end);
        let length = before.len().saturating_add(replacement.len()).saturating_add(after.len());
        let mut fragment = String::with_capacity(length);
        fragment.push_str(before);
        fragment.push_str(replacement);
        fragment.push_str(after);
        fragment
    }

    /// The innermost element whose content holds the range, or the document node.
    fn innermost(&self, range: &Range<usize>) -> NodeId {
        let holds = |child: &NodeId| {
            self.content_span(*child)
                .is_some_and(|content| content.start <= range.start && range.end <= content.end)
        };
        let mut node = NodeId::DOCUMENT;
        loop {
            let inner = self
                .elements(node)
                .take_while(|child| self.span(*child).start < range.start)
                .filter(|child| self.span(*child).end > range.end)
                .find(holds);
            match inner {
                Some(child) => node = child,
                None => return node,
            }
        }
    }

    /// The children of an element that an edit touches, with the texts that could grow together
    /// with what comes.
    fn run(&self, parent: NodeId, range: &Range<usize>) -> Run {
        let mut run = Run {
            parent,
            first: self.subtree_end(parent),
            end: self.subtree_end(parent),
            span: range.clone(),
        };
        let mut found = false;
        let is_text = |node: NodeId| self.kind(node) == NodeKind::Text;
        for child in self.children(parent) {
            let span = self.span(child);
            let overlaps = span.start < range.end && span.end > range.start;
            let joins = is_text(child) && span.end == range.start;
            if overlaps || joins {
                if !found {
                    run.first = child;
                    run.span.start = run.span.start.min(span.start);
                    found = true;
                }
                run.end = self.subtree_end(child);
                run.span.end = run.span.end.max(span.end);
            } else if span.start >= run.span.end {
                let joins = is_text(child);
                if !found {
                    run.first = child;
                    run.end = if joins { self.subtree_end(child) } else { child };
                } else if joins {
                    run.end = self.subtree_end(child);
                }
                if joins {
                    run.span.end = span.end;
                }
                break;
            }
        }
        // An element at the edge may become text: take the text before it too.
        if let Some(before) = self.sibling_before(run.parent, run.first)
            && is_text(before)
            && self.span(before).end == run.span.start
        {
            run.first = before;
            run.span.start = self.span(before).start;
        }
        run
    }

    fn sibling_before(&self, parent: NodeId, node: NodeId) -> Option<NodeId> {
        // Texts are leaves: the one before, if it is one, has the index before.
        let before = NodeId(node.0.checked_sub(1)?);
        (self.parent(before) == Some(parent)).then_some(before)
    }

    /// Reads content that is to stand under `parent`, with the indexes and offsets it will have.
    fn read_content(
        &mut self,
        fragment: &str,
        parent: NodeId,
        first: NodeId,
        base: usize,
    ) -> Option<Parsed> {
        if fragment.starts_with(BOM) {
            // The tokenizer would take it for a byte order mark.
            return None;
        }
        let known = self.names.all().len();
        let mut outer: Vec<NodeId> = self.ancestors(parent).collect();
        outer.pop();
        let depth = outer.len();
        let mut bindings = Vec::new();
        for ancestor in outer.into_iter().rev() {
            for (prefix, uri) in self.namespace_declarations(ancestor) {
                bindings.push((prefix.to_owned(), uri.into_owned()));
            }
        }
        let scope = Scope::of(bindings, &mut self.names);
        let part = Part::Content { parent: parent.0, depth };
        let mut parser = Parser::new(fragment, part, scope, &mut self.names, &self.limits);
        parser.base = base;
        parser.first = first.index();
        let parsed = parser.run();
        if parsed.is_err() {
            self.names.truncate(known);
        }
        parsed.ok()
    }

    /// Puts the declarations of what was read in the place of those of a run of children.
    fn replace_declared(&mut self, run: &Run, inserted: usize, declared: Vec<Declared>) {
        let from = self.declared.partition_point(|declared| declared.node < run.first.0);
        let to = self.declared.partition_point(|declared| declared.node < run.end.0);
        let removed = run.end.index().saturating_sub(run.first.index());
        for later in self.declared.iter_mut().skip(to) {
            later.node = shift(later.node, removed, inserted);
        }
        self.declared.splice(from..to, declared);
    }

    /// Puts the text and the nodes read from it in the place of a run of children.
    fn replace(
        &mut self,
        run: &Run,
        range: Range<usize>,
        replacement: &str,
        nodes: Vec<Node>,
    ) -> Change {
        let removed = run.end.index().saturating_sub(run.first.index());
        let inserted = nodes.len();
        let octets = |at: u32| shift(at, range.len(), replacement.len());
        let index = |at: u32| shift(at, removed, inserted);
        let around: Vec<NodeId> = self.ancestors(run.parent).collect();
        for ancestor in around {
            if let Some(node) = self.nodes.get_mut(ancestor.index()) {
                node.end = octets(node.end);
                node.size = index(node.size);
            }
        }
        for node in self.nodes.iter_mut().skip(run.end.index()) {
            node.start = octets(node.start);
            node.tag_end = octets(node.tag_end);
            node.end = octets(node.end);
            if node.parent >= run.end.0 {
                node.parent = index(node.parent);
            }
        }
        self.nodes.splice(run.first.index()..run.end.index(), nodes);
        self.text.replace_range(range.clone(), replacement);
        self.positions.follow(&self.text, &range, replacement.len());
        Change {
            removed: range,
            inserted: replacement.len(),
            reparsed: run.parent,
            first: run.first,
            nodes_removed: removed,
            nodes_inserted: inserted,
        }
    }
}

/// An offset or index after `removed` before it have made room for `inserted`.
fn shift(at: u32, removed: usize, inserted: usize) -> u32 {
    at.saturating_add(narrow(inserted)).saturating_sub(narrow(removed))
}

/// The namespace declarations of a tag, as written.
fn declarations(tag: &str) -> Vec<(String, String)> {
    let (_, mut tag) = super::attributes::Tag::new(tag);
    let mut found = Vec::new();
    while let Ok(Some(attribute)) = tag.read() {
        if let Some(prefix) = attribute.declares() {
            found.push((prefix.to_owned(), attribute.raw.to_owned()));
        }
    }
    found
}
