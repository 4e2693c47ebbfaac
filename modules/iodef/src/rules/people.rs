//! Contacts, links, money and counters (RFC 7970 sections 2.10 to 2.13, 3.12.4 and 3.18.3).

use super::{Element, Findings, content, id};
use crate::registry::CURRENCY;
use crate::value::{contact, email, number, trim, uri};

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
