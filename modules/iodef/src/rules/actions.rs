//! What was done or is asked for (RFC 7970 section 3.2, 3.13.1, 3.15).

use super::element::children;
use super::{Element, Findings, id};
use crate::document::{Document, NodeId};

/// Expectation and HistoryItem: what an action needs beside its name.
pub(super) fn action(element: &Element<'_>, findings: &mut Findings) {
    // Expectation has a default, HistoryItem has not.
    let default = if element.name == "Expectation" { "other" } else { "" };
    match element.attribute("action").unwrap_or(default) {
        "defined-coa" if !element.has_child("DefinedCOA") => {
            let args = [("class", element.name)];
            findings.at_attribute(id::DEFINED_COA_MISSING, element, "action", &args);
        }
        "other" if !element.has_child("Description") => {
            let args = [("class", element.name)];
            findings.at_attribute(id::ACTION_OTHER_UNDESCRIBED, element, "action", &args);
        }
        _ => {}
    }
}

/// Incident: purpose `other` is said in an Expectation (RFC 7970 section 3.2).
pub(super) fn purpose(element: &Element<'_>, findings: &mut Findings) {
    if element.attribute("purpose") == Some("other") && !expects(element.document, element.node) {
        findings.at_attribute(id::PURPOSE_OTHER_UNEXPECTED, element, "purpose", &[]);
    }
}

/// Whether an Expectation is in the events of an incident, or in those below them.
fn expects(document: &Document, incident: NodeId) -> bool {
    let mut open = vec![incident];
    while let Some(node) = open.pop() {
        for (child, class) in children(document, node) {
            match class {
                "Expectation" => return true,
                "EventData" => open.push(child),
                _ => {}
            }
        }
    }
    false
}

/// EventData and Expectation: two defaults for restriction that contradict each other.
///
/// RFC 7970 section 3.3.1 lets it be that of the nearest ancestor and says that only Incident has a
/// default; sections 3.14 and 3.15 give these two the default `default`. The stricter one counts.
pub(super) fn restriction(element: &Element<'_>, findings: &mut Findings) {
    if element.attribute("restriction").is_none() {
        findings.at_tag(id::RESTRICTION_DEFAULTS, element, &[("class", element.name)]);
    }
}
