//! What rules about the content of elements share.

use std::ops::Range;

use super::{Element, Findings, RuleId};
use crate::diagnostic::MAX_ARGUMENT_CHARS;
use crate::document::NodeId;
use crate::value::{Problem, trim};

/// A text is not what it should be: reports the rule with `found`, the reason and its figures.
pub(super) fn problem(
    findings: &mut Findings,
    rule: RuleId,
    (node, span): (NodeId, Range<usize>),
    (found, problem): (&str, Problem),
    more: &[(&'static str, &str)],
) {
    let figures = problem.figures();
    let found = in_one_line(found);
    let mut args = vec![("found", found.as_str()), ("reason", problem.code())];
    args.extend(figures.iter().map(|(name, value)| (*name, value.as_str())));
    args.extend(more);
    findings.report(rule, node, span, &args);
}

/// The text of an element without white space around it has to pass a check.
pub(super) fn text<T>(
    element: &Element<'_>,
    findings: &mut Findings,
    rule: RuleId,
    check: impl FnOnce(&str) -> Result<T, Problem>,
) {
    let text = element.text();
    let found = trim(&text);
    if let Err(reason) = check(found) {
        let place = (element.node, element.text_span());
        problem(findings, rule, place, (found, reason), &[("class", element.name)]);
    }
}

/// The value of an attribute, where it is there, has to pass a check.
pub(super) fn attribute<T>(
    element: &Element<'_>,
    findings: &mut Findings,
    rule: RuleId,
    name: &'static str,
    check: impl FnOnce(&str) -> Result<T, Problem>,
) {
    let Some(found) = element.attribute(name).map(trim) else { return };
    if let Err(reason) = check(found) {
        let place = (element.node, element.attribute_span(name));
        problem(findings, rule, place, (found, reason), &[("class", element.name)]);
    }
}

/// Only what a datatype of the schemas lets through: a number that is none is their finding.
pub(super) fn only_range<T>(result: Result<T, Problem>) -> Result<(), Problem> {
    match result {
        Err(problem @ (Problem::Range { .. } | Problem::Reversed)) => Err(problem),
        _ => Ok(()),
    }
}

/// The beginning of a text, as much as a diagnostic shows, without line breaks.
fn in_one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > MAX_ARGUMENT_CHARS.saturating_mul(4) {
            break;
        }
    }
    line
}
