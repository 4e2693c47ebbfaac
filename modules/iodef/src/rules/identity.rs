//! Names of teams and numbers of incidents (RFC 7970 section 3.4 to 3.6).

use super::element::{children, children_named};
use super::{Element, Facts, Findings, What, id};
use crate::document::{Document, NodeId};
use crate::order::sort;
use crate::value::{domain, trim};

/// A team that names itself is named by its domain (RFC 7970 section 3.1, 3.4, 3.29.1).
pub(super) fn team(element: &Element<'_>, findings: &mut Findings) {
    let (attribute, rule) = match element.name {
        "IODEF-Document" => ("private-enum-name", id::PRIVATE_ENUM_NAME_FQDN),
        "IndicatorID" => ("name", id::INDICATORID_NAME_FQDN),
        _ => ("name", id::INCIDENTID_NAME_FQDN),
    };
    if let Some(name) = element.attribute(attribute)
        && domain::fully_qualified(name).is_err()
    {
        findings.at_attribute(rule, element, attribute, &[("name", name)]);
    }
}

/// An incident has a number (RFC 7970 section 3.4).
pub(super) fn number(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let trimmed = trim(&text);
    if trimmed.is_empty() {
        findings.at_text(id::INCIDENTID_EMPTY, element, &[]);
    } else if trimmed.len() != text.len() {
        findings.at_text(id::INCIDENTID_SPACE, element, &[("id", trimmed)]);
    }
}

/// Identifiers that say nothing.
pub(super) fn identifier(element: &Element<'_>, findings: &mut Findings) {
    if trim(&element.text()).is_empty() {
        findings.at_text(id::ID_EMPTY, element, &[("class", element.name)]);
    }
}

/// Texts for people that say nothing.
pub(super) fn text(element: &Element<'_>, findings: &mut Findings) {
    if trim(&element.text()).is_empty() && element.document.elements(element.node).next().is_none()
    {
        findings.at_text(id::TEXT_EMPTY, element, &[("class", element.name)]);
    }
}

/// What an incident says of others (RFC 7970 section 3.5 and 3.6).
pub(super) fn others(element: &Element<'_>, findings: &mut Findings) {
    let document = element.document;
    let Some(own) = element.child("IncidentID") else { return };
    let own_name = name(document, own);
    let own_text = document.text_of(own);
    for (child, class) in children(document, element.node) {
        match class {
            "AlternativeID" => {
                for other in children_named(document, child, "IncidentID") {
                    if name(document, other) == own_name {
                        let span = document.start_tag_span(other);
                        let args = [("name", own_name.as_str())];
                        findings.report(id::ALTERNATIVEID_OWN, other, span, &args);
                    }
                }
            }
            "RelatedActivity" => {
                for other in children_named(document, child, "IncidentID") {
                    if name(document, other) == own_name
                        && trim(&document.text_of(other)) == trim(&own_text)
                    {
                        let span = document.start_tag_span(other);
                        let args = [("id", trim(&own_text))];
                        findings.report(id::RELATEDACTIVITY_SELF, other, span, &args);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Domain names do not differ by case.
fn name(document: &Document, node: NodeId) -> String {
    document.attribute(node, "name").unwrap_or_default().to_ascii_lowercase()
}

/// A number is not given to two incidents of a document (RFC 7970 section 3.4).
pub(super) fn reused(facts: &Facts<'_>, findings: &mut Findings) {
    let mut seen: Vec<(&str, NodeId)> = facts
        .all
        .iter()
        .filter_map(|fact| match &fact.what {
            What::IncidentNumber(key) => Some((key.as_str(), fact.node)),
            _ => None,
        })
        .collect();
    sort(&mut seen, Ord::cmp);
    for pair in seen.windows(2) {
        if let [first, second] = pair
            && first.0 == second.0
        {
            let text = facts.document.text_of(second.1);
            let args = [("id", trim(&text))];
            findings.report(
                id::INCIDENTID_REUSED,
                second.1,
                facts.document.start_tag_span(second.1),
                &args,
            );
        }
    }
}
