//! The diagnostics of a document by their elements.

use std::collections::BTreeMap;

use iodef::diagnostic::{Diagnostic, Severity};
use iodef::document::{Document, NodeId};
use iodef::validation::Located;
use serde::Serialize;

use crate::path::joined;
use crate::utf16::Offsets;

/// A diagnostic as the interface reads it.
#[derive(Debug, Serialize)]
pub struct Shown {
    rule: &'static str,
    severity: Severity,
    args: BTreeMap<&'static str, String>,
    xpath: String,
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    attribute: Option<String>,
    line: usize,
    column: usize,
    from: usize,
    to: usize,
    section: Option<&'static str>,
}

impl Shown {
    /// Finds the place of a diagnostic.
    pub fn new(document: &Document, offsets: &Offsets, diagnostic: &Diagnostic) -> Self {
        let located = Located::new(document, diagnostic);
        let text = document.text();
        let named = located.args.get("attribute").cloned();
        let pointed = document
            .attributes(diagnostic.node)
            .find(|attribute| attribute.span.contains(&diagnostic.span.start))
            .map(|attribute| attribute.local.to_owned());
        Self {
            rule: located.rule,
            severity: located.severity,
            path: joined(&located.path),
            xpath: located.xpath,
            attribute: pointed.or(named),
            line: located.line,
            column: located.column,
            from: offsets.units(text, located.start),
            to: offsets.units(text, located.end),
            section: located.section,
            args: located.args,
        }
    }
}

/// All diagnostics in document order, found by the place of their element.
pub struct Marks<'d>(Vec<&'d Diagnostic>);

impl<'d> Marks<'d> {
    /// Sorts them.
    pub fn new(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let mut all: Vec<&Diagnostic> = diagnostics.collect();
        all.sort_by_key(|diagnostic| diagnostic.node);
        Self(all)
    }

    /// Those of an element itself.
    pub fn of(&self, node: NodeId) -> &[&'d Diagnostic] {
        self.between(node, NodeId::from_index(node.index().saturating_add(1)))
    }

    /// Errors and warnings of an element and of what is in it.
    pub fn counts(&self, document: &Document, node: NodeId) -> (usize, usize) {
        let within = self.between(node, document.subtree_end(node));
        let count =
            |severity| within.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        (count(Severity::Error), count(Severity::Warning))
    }

    fn between(&self, from: NodeId, to: NodeId) -> &[&'d Diagnostic] {
        let start = self.0.partition_point(|diagnostic| diagnostic.node < from);
        let end = self.0.partition_point(|diagnostic| diagnostic.node < to);
        self.0.get(start..end).unwrap_or_default()
    }
}
