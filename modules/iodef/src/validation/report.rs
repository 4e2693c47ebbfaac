//! The result of a validation as the command line, the filter and the browser show it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Options;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::Document;
use crate::profile::Profile;
use crate::rules::{Counts, Fix, Rule};

/// All diagnostics of a document, up to a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// What the document was checked against.
    pub profile: Profile,
    /// Whether there is no error.
    pub valid: bool,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How many notices there are.
    pub infos: usize,
    /// How many diagnostics are not listed below.
    pub cut: usize,
    /// In document order.
    pub diagnostics: Vec<Located>,
}

/// A diagnostic with its place in words and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where the rule is written; absent for structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<&'static str>,
    /// What kind of edit repairs it; absent for structure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// The element.
    pub xpath: String,
    /// The element, as indexes among element children from the document element.
    pub path: Vec<u32>,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// First octet of the place in the text.
    pub start: usize,
    /// Octet behind the place.
    pub end: usize,
    /// The values that the message names.
    pub args: BTreeMap<&'static str, String>,
}

impl Report {
    pub(super) fn new<'d>(
        document: &Document,
        options: &Options,
        counts: Counts,
        diagnostics: impl Iterator<Item = &'d Diagnostic>,
    ) -> Self {
        let diagnostics: Vec<Located> = diagnostics
            .take(options.max_diagnostics)
            .map(|diagnostic| Located::new(document, diagnostic))
            .collect();
        Self {
            profile: options.profile,
            valid: counts.errors == 0,
            errors: counts.errors,
            warnings: counts.warnings,
            infos: counts.infos,
            cut: counts.total().saturating_sub(diagnostics.len()),
            diagnostics,
        }
    }
}

impl Located {
    /// Finds the place of a diagnostic.
    pub fn new(document: &Document, diagnostic: &Diagnostic) -> Self {
        let position = document.position(diagnostic.span.start);
        let rule = Rule::named(diagnostic.rule);
        Self {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            section: rule.map(|rule| rule.section),
            fix: rule.map(|rule| rule.fix),
            xpath: document.xpath(diagnostic.node),
            path: document.path_of(diagnostic.node),
            line: position.line,
            column: position.column,
            start: diagnostic.span.start,
            end: diagnostic.span.end,
            args: diagnostic.args.iter().cloned().collect(),
        }
    }
}
