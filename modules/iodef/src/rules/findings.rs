//! Where checks put what they find.

use std::ops::Range;

use super::{Element, RuleId};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::NodeId;
use crate::profile::Profile;

/// What was found, under one profile.
pub(crate) struct Findings {
    profile: Profile,
    /// More than this are counted but not kept.
    limit: usize,
    pub kept: Vec<Kept>,
    pub counts: Counts,
    /// The element that is being checked.
    pub owner: NodeId,
}

/// A diagnostic and the element whose check found it: itself, or something around it. When that
/// element is checked again, the diagnostic is out of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub owner: NodeId,
    pub diagnostic: Diagnostic,
}

/// How many diagnostics there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

impl Counts {
    /// One more.
    pub fn add(&mut self, severity: Severity) {
        let count = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        *count = count.saturating_add(1);
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self {
            errors: self.errors.saturating_add(other.errors),
            warnings: self.warnings.saturating_add(other.warnings),
            infos: self.infos.saturating_add(other.infos),
        }
    }

    /// Diagnostics of any severity.
    pub fn total(self) -> usize {
        self.errors.saturating_add(self.warnings).saturating_add(self.infos)
    }
}

impl Findings {
    pub fn new(profile: Profile, limit: usize) -> Self {
        Self {
            profile,
            limit,
            kept: Vec::new(),
            counts: Counts::default(),
            owner: NodeId::DOCUMENT,
        }
    }

    /// What another engine found.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.counts.add(diagnostic.severity);
        if self.kept.len() < self.limit {
            self.kept.push(Kept { owner: self.owner, diagnostic });
        }
    }

    /// A rule is broken at `span` of `node`, unless it is off in this profile.
    pub fn report(
        &mut self,
        rule: RuleId,
        node: NodeId,
        span: Range<usize>,
        args: &[(&'static str, &str)],
    ) {
        let Some(rule) = rule.rule() else { return };
        let Some(severity) = rule.severity(self.profile) else { return };
        self.counts.add(severity);
        if self.kept.len() < self.limit {
            let diagnostic = Diagnostic::new(rule.id, severity, node, span, args);
            self.kept.push(Kept { owner: self.owner, diagnostic });
        }
    }

    /// An element breaks a rule.
    pub fn at_tag(&mut self, rule: RuleId, element: &Element<'_>, args: &[(&'static str, &str)]) {
        self.report(rule, element.node, element.tag_span(), args);
    }

    /// An attribute breaks a rule by its value, or by not being there.
    pub fn at_attribute(
        &mut self,
        rule: RuleId,
        element: &Element<'_>,
        attribute: &str,
        args: &[(&'static str, &str)],
    ) {
        self.report(rule, element.node, element.attribute_span(attribute), args);
    }

    /// The text of an element breaks a rule.
    pub fn at_text(&mut self, rule: RuleId, element: &Element<'_>, args: &[(&'static str, &str)]) {
        self.report(rule, element.node, element.text_span(), args);
    }
}
