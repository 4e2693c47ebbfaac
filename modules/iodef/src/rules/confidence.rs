//! Confidence, of which text and schemas say three different things (RFC 7970 section 3.12.5).

use super::{Element, Findings, id};
use crate::value::trim;

/// The text wants a number for `numeric` and nothing else otherwise; schema A wants nothing ever and
/// schema B a number always, which is structure.
pub(super) fn check(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let has_number = !trim(&text).is_empty();
    let rating = element.attribute("rating").unwrap_or_default();
    match (rating == "numeric", has_number) {
        (true, false) => findings.at_tag(id::CONFIDENCE_NUMBER_MISSING, element, &[]),
        (false, true) => {
            let args = [("rating", rating), ("value", trim(&text))];
            findings.at_text(id::CONFIDENCE_NUMBER_UNEXPECTED, element, &args);
        }
        _ => {}
    }
}
