//! What RFC 3067 demands of a format and RFC 7970 leaves open.

use super::element::children;
use super::{Element, Facts, Findings, What, id};
use crate::document::{Document, NodeId};
use crate::value::trim;

/// The classes of type ExtensionType (RFC 7970 section 2.16).
pub(super) const EXTENSIONS: [&str; 7] = [
    "AdditionalData",
    "ApplicationHeaderField",
    "EmailHeaderField",
    "FileProperties",
    "FuzzyHashValue",
    "RecordItem",
    "RelatedDNS",
];

/// How the name of an AdditionalData begins that says why a rule is not kept, such as
/// `3067-6.6-waiver`.
const WAIVER: (&str, &str) = ("3067-", "-waiver");

/// Adds waivers, and extensions that say neither meaning nor format.
pub(super) fn collect(element: &Element<'_>, add: &mut impl FnMut(What)) {
    // The classes of that type must have a dtype, and few others have one.
    if element.attribute("dtype").is_none() || EXTENSIONS.binary_search(&element.name).is_err() {
        return;
    }
    if let Some(rule) = waived(element.document, element.node) {
        add(What::Waiver(rule));
    } else if ["meaning", "formatid"]
        .iter()
        .all(|name| element.attribute(name).is_none_or(|value| value.trim().is_empty()))
    {
        add(What::Unexplained);
    }
}

/// The rule that an AdditionalData waives with a reason.
fn waived(document: &Document, node: NodeId) -> Option<String> {
    let name = document.attribute(node, "name")?;
    name.strip_prefix(WAIVER.0)?.strip_suffix(WAIVER.1)?;
    if document.local_name(node) != "AdditionalData" || trim(&document.text_of(node)).is_empty() {
        return None;
    }
    name.strip_suffix(WAIVER.1).map(str::to_owned)
}

/// What an incident says of itself.
pub(super) fn incident(element: &Element<'_>, findings: &mut Findings) {
    let document = element.document;
    // RFC 3067 section 6.1: the default permission is written.
    if element.attribute("restriction").is_none() {
        findings.at_tag(id::RFC3067_6_1, element, &[]);
    }
    let waives = |rule: &str| {
        element
            .children_named("AdditionalData")
            .any(|data| waived(document, data).as_deref() == Some(rule))
    };
    let is_creator =
        |contact: &NodeId| document.attribute(*contact, "role").as_deref() == Some("creator");
    let mut creators = element.children_named("Contact").filter(is_creator);
    if !creators.any(|creator| is_reachable(document, creator)) && !waives("3067-6.8") {
        findings.at_tag(id::RFC3067_6_8, element, &[]);
    }
    let has = |wanted: &[&str]| is_told(document, element.node, wanted);
    if !has(&["Assessment"]) && !waives("3067-6.9") {
        findings.at_tag(id::RFC3067_6_9, element, &[]);
    }
    let is_handed_on = element.surroundings.received
        || element.has_child("AlternativeID")
        || element.has_child("RelatedActivity");
    if is_handed_on && !element.has_child("History") && !waives("3067-6.11") {
        findings.at_tag(id::RFC3067_6_11, element, &[]);
    }
    if !has(&["DetectTime", "StartTime", "ReportTime"]) && !waives("3067-6.12") {
        findings.at_tag(id::RFC3067_6_12, element, &[]);
    }
}

/// Whether a contact, or one within it, can be written to or called.
fn is_reachable(document: &Document, contact: NodeId) -> bool {
    let mut open = vec![contact];
    while let Some(node) = open.pop() {
        for (child, class) in children(document, node) {
            match class {
                "Email" | "Telephone" | "PostalAddress" => return true,
                "Contact" => open.push(child),
                _ => {}
            }
        }
    }
    false
}

/// Whether one of the classes is a child of the incident or of its events.
fn is_told(document: &Document, incident: NodeId, wanted: &[&str]) -> bool {
    let mut open = vec![incident];
    while let Some(node) = open.pop() {
        for (child, class) in children(document, node) {
            if wanted.contains(&class) {
                return true;
            }
            if class == "EventData" {
                open.push(child);
            }
        }
    }
    false
}

/// RFC 3067 section 6.6: attacker and victim, at least by an address.
pub(super) fn parties(facts: &Facts<'_>, findings: &mut Findings) {
    let document = facts.document;
    let mut rest = facts.all.iter().peekable();
    while let Some(fact) = rest.next() {
        if fact.what != What::Incident {
            continue;
        }
        let end = document.subtree_end(fact.node);
        let (mut has_source, mut has_target, mut is_waived) = (false, false, false);
        while let Some(below) = rest.next_if(|below| below.node < end) {
            match &below.what {
                What::Addressed { source: true } => has_source = true,
                What::Addressed { source: false } => has_target = true,
                What::Waiver(rule) => {
                    is_waived |=
                        rule == "3067-6.6" && document.parent(below.node) == Some(fact.node);
                }
                _ => {}
            }
        }
        let missing = match (has_source, has_target) {
            _ if is_waived => continue,
            (true, true) => continue,
            (false, true) => "source",
            (true, false) => "target",
            (false, false) => "source, target",
        };
        let span = document.start_tag_span(fact.node);
        findings.report(id::RFC3067_6_6, fact.node, span, &[("missing", missing)]);
    }
}

/// RFC 3067 section 6.19: how an extension is to be read.
pub(super) fn extensions(facts: &Facts<'_>, findings: &mut Findings) {
    let document = facts.document;
    if facts.all.iter().any(|fact| fact.what == What::PrivateName) {
        return;
    }
    for fact in facts.all.iter().filter(|fact| fact.what == What::Unexplained) {
        let span = document.start_tag_span(fact.node);
        let args = [("class", document.local_name(fact.node))];
        findings.report(id::RFC3067_6_19, fact.node, span, &args);
    }
    if let Some(fact) = facts.all.iter().find(|fact| fact.what == What::PrivateValue) {
        let root = document.root();
        let args = [("class", document.local_name(fact.node))];
        findings.report(id::PRIVATE_ENUM_NAME_MISSING, root, document.start_tag_span(root), &args);
    }
}

#[cfg(test)]
mod tests {
    use super::EXTENSIONS;

    #[test]
    fn classes_are_in_order() {
        assert!(EXTENSIONS.is_sorted());
    }
}
