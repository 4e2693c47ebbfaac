//! Extensions and references to software by their data type (RFC 7970 sections 2.15 and 2.16).

use super::{Element, Findings, content, id};
use crate::value::{dtype, software, trim};

/// An element of ExtensionType: its content is of its dtype.
pub(super) fn extension(element: &Element<'_>, findings: &mut Findings) {
    // A schema demands that it is there.
    let Some(dtype) = element.attribute("dtype") else { return };
    typed(element, findings, dtype);
}

/// SoftwareReference: a dtype for `custom`, and names in the form of their specification.
pub(super) fn software(element: &Element<'_>, findings: &mut Findings) {
    let dtype = element.attribute("dtype");
    match element.attribute("spec-name") {
        Some("custom") => match dtype {
            Some(dtype) => typed(element, findings, dtype),
            None => findings.at_attribute(id::SOFTWARE_DTYPE_MISSING, element, "dtype", &[]),
        },
        // An entry of a dictionary or a tag may also be there as XML.
        Some("cpe") if !has_elements(element) => {
            content::text(element, findings, id::SOFTWARE_CPE, software::cpe);
        }
        Some("swid") if !has_elements(element) => {
            content::text(element, findings, id::SOFTWARE_SWID, software::swid);
        }
        _ => {}
    }
}

fn typed(element: &Element<'_>, findings: &mut Findings, dtype: &str) {
    let text = element.text();
    let more = [("class", element.name), ("dtype", dtype)];
    match (dtype, has_elements(element)) {
        ("xml", false) => findings.at_text(id::EXTENSION_XML, element, &more),
        ("xml" | "ext-value", _) => {}
        (_, true) => findings.at_tag(id::EXTENSION_ELEMENTS, element, &more),
        (_, false) => {
            if let Err(problem) = dtype::content(dtype, &text) {
                let place = (element.node, element.text_span());
                content::problem(
                    findings,
                    id::EXTENSION_DTYPE,
                    place,
                    (trim(&text), problem),
                    &more,
                );
            }
        }
    }
}

fn has_elements(element: &Element<'_>) -> bool {
    element.document.elements(element.node).next().is_some()
}
