//! What a reader should know though nothing is wrong.

use super::{Element, Findings, id};
use crate::value::trim;

/// Content that must not be run or opened by itself (RFC 7970 section 9.1).
pub(super) fn executable(element: &Element<'_>, findings: &mut Findings) {
    let may_be_code = match element.name {
        "DetectionConfiguration" | "EmailBody" | "EmailMessage" | "RecordPattern" => true,
        _ => matches!(element.attribute("dtype"), Some("file" | "xml" | "ext-value")),
    };
    let document = element.document;
    let is_empty =
        || document.elements(element.node).next().is_none() && trim(&element.text()).is_empty();
    if may_be_code && !is_empty() {
        findings.at_tag(id::EXECUTABLE_CONTENT, element, &[("class", element.name)]);
    }
}
