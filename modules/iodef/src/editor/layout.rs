//! Indentation and line ends, taken from what stands around.

use crate::document::{Document, NodeId};

/// One step of indentation where a document shows none.
const UNIT: &str = "  ";

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// How lines end in this document.
pub(super) fn line_end(document: &Document) -> &'static str {
    let text = document.text();
    let first = text.find('\n').and_then(|at| text.get(..at));
    if first.is_some_and(|before| before.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// The line end and the indentation right before a node, if it begins a line.
pub(super) fn before(document: &Document, node: NodeId) -> Option<&str> {
    let start = document.span(node).start;
    let written = document.slice(0..start);
    let indent = written.trim_end_matches([' ', '\t']).len();
    let line = written.get(..indent)?;
    let end = if line.ends_with("\r\n") { 2 } else { usize::from(line.ends_with(['\n', '\r'])) };
    (end > 0).then(|| document.slice(indent.saturating_sub(end)..start))
}

/// How children of an element that has none yet begin their lines, and its end tag its own;
/// nothing in a document without lines.
pub(super) struct Lines {
    pub(super) child: String,
    pub(super) end: String,
}

impl Lines {
    pub(super) fn of(document: &Document, node: NodeId) -> Option<Self> {
        let own = before(document, node);
        if own.is_none() && (node != document.root() || !document.text().contains('\n')) {
            return None;
        }
        let end = match own {
            Some(own) => own.to_owned(),
            None => line_end(document).to_owned(),
        };
        Some(Self { child: format!("{end}{}", unit(document)), end })
    }

    /// The same one level deeper.
    pub(super) fn deeper(&self, document: &Document) -> Self {
        Self { child: format!("{}{}", self.child, unit(document)), end: self.child.clone() }
    }
}

/// One step of indentation: what the first child of the document element has more than its parent.
fn unit(document: &Document) -> &str {
    let root = document.root();
    let indent = |node| before(document, node).map(|line| line.trim_start_matches(['\r', '\n']));
    let outer = indent(root).unwrap_or("");
    document
        .elements(root)
        .next()
        .and_then(indent)
        .and_then(|inner| inner.strip_prefix(outer))
        .filter(|unit| !unit.is_empty())
        .unwrap_or(UNIT)
}

/// Whether there is nothing but white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}
