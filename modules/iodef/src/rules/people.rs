//! Contacts, links, money, counters, languages and references (RFC 7970 sections 2.10 to 2.13, 3.11,
//! 3.12, 3.18.3 and 6; RFC 7495).

use super::{Element, Findings, content, id};
use crate::registry::{CURRENCY, LANGUAGE, REGION, SPEC_INDEX};
use crate::value::{contact, email, enumeration, language, number, trim, uri};

const ENUM: &str = "urn:ietf:params:xml:ns:iodef-enum-1.0";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// EmailTo and EmailFrom.
pub(super) fn email(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::EMAIL_ADDRESS, email::address);
}

/// TelephoneNumber: E.164, and better with the code of the country.
pub(super) fn phone(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::PHONE, contact::phone);
    let text = element.text();
    let found = trim(&text);
    if contact::phone(found).is_ok() && !found.starts_with('+') {
        findings.at_text(id::PHONE_NATIONAL, element, &[("found", found)]);
    }
}

/// PAddress: lines between dollar signs.
pub(super) fn postal_address(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let found = trim(&text);
    // That it is empty is another rule.
    if let (false, Err(problem)) = (found.is_empty(), contact::postal_address(found)) {
        let place = (element.node, element.text_span());
        content::problem(findings, id::POSTAL_LINES, place, (found, problem), &[]);
    }
}

/// URL: RFC 3986.
pub(super) fn url(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::URL, uri::absolute);
}

/// MonetaryImpact: a currency of ISO 4217.
pub(super) fn currency(element: &Element<'_>, findings: &mut Findings) {
    match element.attribute("currency").map(trim) {
        None => findings.at_attribute(id::CURRENCY_MISSING, element, "currency", &[]),
        Some(found) if !element.surroundings.registry.lists(CURRENCY, found) => {
            findings.at_attribute(id::CURRENCY, element, "currency", &[("found", found)]);
        }
        Some(_) => {}
    }
}

/// Counter: with a duration it is a rate; a count is none.
pub(super) fn counter(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let found = trim(&text);
    let is_count = number::float(found).is_err()
        || (found != "NaN" && !found.ends_with("INF") && !found.starts_with('-'));
    if !is_count {
        findings.at_text(id::COUNTER_VALUE, element, &[("found", found)]);
    }
    match (element.attribute("type"), element.attribute("duration")) {
        (Some(kind @ ("count" | "counter")), Some(duration)) => {
            let args = [("type", kind), ("duration", duration)];
            findings.at_attribute(id::COUNTER_DURATION, element, "duration", &args);
        }
        (Some("rate"), None) => findings.at_attribute(id::COUNTER_RATE, element, "type", &[]),
        _ => {}
    }
}

/// Every element: xml:lang is a language tag of registered subtags.
pub(super) fn language(element: &Element<'_>, findings: &mut Findings) {
    let Some(read) = element.attribute_ns(XML, "lang") else { return };
    let found = trim(&read.value);
    // An empty tag undoes what is around (XML 1.0 section 2.12).
    if found.is_empty() {
        return;
    }
    let place = (element.node, read.value_span.clone());
    let tag = match language::tag(found) {
        Ok(tag) => tag,
        Err(problem) => {
            return content::problem(findings, id::LANGUAGE_TAG, place, (found, problem), &[]);
        }
    };
    let registry = element.surroundings.registry;
    let is_unknown =
        |list, subtag: &str, lists: &str| subtag.len() == 2 && !registry.lists(list, lists);
    let region = tag.region.unwrap_or("");
    for (list, subtag, written) in [
        (LANGUAGE, tag.primary, tag.primary.to_ascii_lowercase()),
        (REGION, region, region.to_ascii_uppercase()),
    ] {
        if is_unknown(list, subtag, &written) {
            let (node, span) = place.clone();
            let args = [("found", found), ("subtag", subtag)];
            findings.report(id::LANGUAGE_UNREGISTERED, node, span, &args);
        }
    }
}

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
    let is_id = |node: &crate::document::NodeId| {
        document.namespace(*node) == ENUM && document.local_name(*node) == "ID"
    };
    let Some(node) = document.elements(element.node).find(is_id) else { return };
    let text = document.text_of(node);
    let found = trim(&text);
    if let Err(problem) = enumeration::cve(found) {
        let span = document.span(node);
        content::problem(findings, id::REFERENCE_CVE, (element.node, span), (found, problem), &[]);
    }
}
