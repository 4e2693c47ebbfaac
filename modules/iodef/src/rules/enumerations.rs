//! Entries of public enumerations (RFC 7495; RFC 7203 section 4.5).

use super::{Element, Findings, content, id};
use crate::document::NodeId;
use crate::registry::SPEC_INDEX;
use crate::value::{enumeration, number, trim};

const ENUM: &str = "urn:ietf:params:xml:ns:iodef-enum-1.0";

/// enum:ReferenceName: an enumeration of the registry of RFC 7495, and an identifier in its form.
pub(super) fn reference_name(element: &Element<'_>, findings: &mut Findings) {
    let Some(index) = element.attribute("specIndex").map(trim) else { return };
    // Another form of the same number is a matter of the schemas.
    if number::integer(index).is_err() {
        return;
    }
    if !element.surroundings.registry.lists(SPEC_INDEX, index) {
        findings.at_attribute(
            id::SPECINDEX_UNREGISTERED,
            element,
            "specIndex",
            &[("found", index)],
        );
    }
    if index != enumeration::CVE_SPEC_INDEX {
        return;
    }
    let document = element.document;
    let is_id =
        |node: &NodeId| document.namespace(*node) == ENUM && document.local_name(*node) == "ID";
    let Some(node) = document.elements(element.node).find(is_id) else { return };
    let text = document.text_of(node);
    let found = trim(&text);
    if let Err(problem) = enumeration::cve(found) {
        let span = document.span(node);
        content::problem(findings, id::REFERENCE_CVE, (element.node, span), (found, problem), &[]);
    }
}

/// A class of RFC 7203: a private specification has a name, and an entry is written as its
/// enumeration writes it.
pub(super) fn structured(element: &Element<'_>, findings: &mut Findings) {
    let is_private = element.attribute("SpecID") == Some("private");
    match element.attribute("ext-SpecID") {
        None if is_private => {
            let args = [("class", element.name)];
            findings.at_attribute(id::SCI_PRIVATE_NAME_MISSING, element, "SpecID", &args);
        }
        Some(found) if !is_private && element.attribute("SpecID").is_some() => {
            let args = [("class", element.name), ("found", found)];
            findings.at_attribute(id::SCI_PRIVATE_NAME_ALONE, element, "ext-SpecID", &args);
        }
        _ => {}
    }
    content::attribute(element, findings, id::SCI_CONTENTID, "ContentID", |found| {
        match (element.name, found.split('-').next()) {
            ("Vulnerability", Some("CVE")) => enumeration::cve(found),
            ("Weakness", Some("CWE")) => enumeration::cwe(found),
            ("AttackPattern", Some("CAPEC")) => enumeration::capec(found),
            _ => Ok(()),
        }
    });
}
