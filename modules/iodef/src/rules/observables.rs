//! Lists of observables (RFC 7970 section 3.29.3.1).

use super::element::children_named;
use super::hash::algorithm;
use super::{Element, Findings, content, id};
use crate::document::NodeId;
use crate::value::{Problem, address, digest, trim};

/// Lines of one list that are reported; a list of the wrong type would repeat itself.
const MAX_REPORTED_LINES: usize = 20;

/// BulkObservable: each line is of the type of the list.
pub(super) fn bulk(element: &Element<'_>, findings: &mut Findings) {
    let Some(kind) = element.attribute("type") else { return };
    let format = element.child("BulkObservableFormat");
    let hash = format.and_then(|format| children_named(element.document, format, "Hash").next());
    if kind == "file-hash" && hash.is_none() {
        findings.at_tag(id::BULK_HASH_FORMAT_MISSING, element, &[]);
    }
    let Some(list) = element.child("BulkObservableList") else { return };
    let algorithm = hash.and_then(|hash| algorithm(element.document, hash)).unwrap_or_default();
    let check = |line: &str| match kind {
        "file-hash" => digest::line(&algorithm, line),
        _ => address::observable(kind, line),
    };
    lines(element, list, findings, kind, check);
}

fn lines(
    element: &Element<'_>,
    list: NodeId,
    findings: &mut Findings,
    kind: &str,
    check: impl Fn(&str) -> Result<(), Problem>,
) {
    let document = element.document;
    let whole = document.content_span(list).unwrap_or_else(|| document.start_tag_span(list));
    let text = document.text_of(list);
    // Where a line is in the document can be told if nothing in the list is written otherwise.
    let is_plain = document.text().get(whole.clone()) == Some(text.as_ref());
    let (mut start, mut number, mut reported, mut is_empty) = (whole.start, 0_usize, 0_usize, true);
    for line in text.split('\n') {
        let end = start.saturating_add(line.len());
        let span = if is_plain { start..end } else { whole.clone() };
        start = end.saturating_add(1);
        number = number.saturating_add(1);
        let found = trim(line);
        if found.is_empty() {
            continue;
        }
        is_empty = false;
        let Err(problem) = check(found) else { continue };
        let line_number = number.to_string();
        let more = [("type", kind), ("line", line_number.as_str())];
        content::problem(findings, id::BULK_LINE, (list, span), (found, problem), &more);
        reported = reported.saturating_add(1);
        if reported == MAX_REPORTED_LINES {
            break;
        }
    }
    if is_empty {
        findings.report(id::BULK_EMPTY, list, whole, &[]);
    }
}
