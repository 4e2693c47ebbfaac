//! The document element and the XML declaration in front of it.

use super::element::children_named;
use super::strict::EXTENSIONS;
use super::{Element, Findings, id};
use crate::document::Origin;
use crate::structure::{IODEF_2, XML, XSI};

/// RFC 7970 section 3.1 and 6: attributes that the schemas let be absent.
pub(super) fn attributes(element: &Element<'_>, findings: &mut Findings) {
    if element.attribute("version").is_none() {
        findings.at_tag(id::VERSION_MISSING, element, &[]);
    }
    if element.attribute("private-enum-id").is_some()
        && element.attribute("private-enum-name").is_none()
    {
        findings.at_attribute(id::PRIVATE_ENUM_ID_ALONE, element, "private-enum-id", &[]);
    }
    if element.attribute_ns(XML, "lang").is_none() {
        let document = element.document;
        let mut incidents = children_named(document, element.node, "Incident").peekable();
        let each_says = incidents.peek().is_some()
            && incidents.all(|incident| document.attribute_ns(incident, XML, "lang").is_some());
        if !each_says {
            findings.at_tag(id::LANGUAGE_MISSING, element, &[]);
        }
    }
}

/// RFC 7970 section 4.2: the reference to the schema.
pub(super) fn schema_location(element: &Element<'_>, findings: &mut Findings) {
    let Some(location) = element.attribute_ns(XSI, "schemaLocation") else {
        findings.at_tag(id::SCHEMA_LOCATION_MISSING, element, &[]);
        return;
    };
    let mut items = location.value.split_whitespace();
    let mut names_iodef = false;
    let mut is_paired = true;
    while let Some(namespace) = items.next() {
        names_iodef |= namespace == IODEF_2;
        is_paired &= items.next().is_some();
    }
    if !(is_paired && names_iodef) {
        let span = location.value_span.clone();
        findings.report(id::SCHEMA_LOCATION_PAIRS, element.node, span, &[("namespace", IODEF_2)]);
    }
}

/// RFC 7970 section 4.1: the declaration names the version and the encoding.
pub(super) fn declaration(element: &Element<'_>, findings: &mut Findings) {
    let Some(declaration) = element.document.declaration() else {
        findings.at_tag(id::DECLARATION_MISSING, element, &[]);
        return;
    };
    let span = declaration.span.clone();
    let is_unicode =
        |name: &str| ["UTF-8", "UTF-16"].iter().any(|known| known.eq_ignore_ascii_case(name));
    match &declaration.encoding {
        None => findings.report(id::ENCODING_MISSING, element.node, span, &[]),
        Some(name) if element.document.origin() == Origin::Decoded || !is_unicode(name) => {
            findings.report(id::ENCODING_OTHER, element.node, span, &[]);
        }
        Some(_) => {}
    }
}

/// RFC 7970 section 4.4: version 1 is another format.
pub(super) fn version1(element: &Element<'_>, findings: &mut Findings) {
    findings.at_tag(id::VERSION_1, element, &[]);
}

/// RFC 7970 section 5.2 (4): an element of the format that the format does not know, where a schema
/// accepts any: in extensions. Elsewhere, structure refuses it.
pub(super) fn unknown(element: &Element<'_>, findings: &mut Findings) {
    let is_free = match element.parent_name() {
        Some(parent) => parent == "SoftwareReference" || EXTENSIONS.binary_search(&parent).is_ok(),
        None => element.node != element.document.root(),
    };
    if is_free {
        findings.at_tag(id::UNKNOWN_ELEMENT, element, &[("name", element.name)]);
    }
}
