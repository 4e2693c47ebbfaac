//! The diagnostics of a document by their elements.

use iodef::diagnostic::{Diagnostic, Severity};
use iodef::document::{Document, NodeId};
use iodef::rules::Rule;
use iodef::validation::Validation;
use serde::{Serialize, Serializer};

use crate::path::path_of;
use crate::utf16::Offsets;

/// A diagnostic as the interface reads it.
#[derive(Debug, Serialize)]
pub struct Shown {
    rule: &'static str,
    severity: Severity,
    #[serde(serialize_with = "named")]
    args: Vec<(&'static str, String)>,
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
        let text = document.text();
        let position = document.position(diagnostic.span.start);
        let named = diagnostic.args.iter().find(|(name, _)| *name == "attribute");
        let pointed = document
            .attributes(diagnostic.node)
            .find(|attribute| attribute.span.contains(&diagnostic.span.start))
            .map(|attribute| attribute.local.to_owned());
        Self {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            path: path_of(document, diagnostic.node),
            xpath: document.xpath(diagnostic.node),
            attribute: pointed.or_else(|| named.map(|(_, value)| value.clone())),
            line: position.line,
            column: position.column,
            from: offsets.units(text, diagnostic.span.start),
            to: offsets.units(text, diagnostic.span.end),
            section: Rule::named(diagnostic.rule).map(|rule| rule.section),
            args: diagnostic.args.clone(),
        }
    }
}

/// Arguments as an object.
fn named<S: Serializer>(args: &[(&'static str, String)], into: S) -> Result<S::Ok, S::Error> {
    into.collect_map(args.iter().map(|(name, value)| (name, value)))
}

/// All diagnostics in document order, found by the place of their element.
pub struct Marks<'d>(Vec<&'d Diagnostic>);

impl<'d> Marks<'d> {
    /// Those of a validation.
    pub fn new(validation: Option<&'d Validation>) -> Self {
        Self(validation.map(Validation::by_element).unwrap_or_default())
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
