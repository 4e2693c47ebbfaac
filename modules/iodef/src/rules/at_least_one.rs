//! Classes of which at least one child has to be there, though the schemas let all be absent.

use super::{Element, Findings, RuleId, id};

/// A class, the children of which one is needed, and the rule.
const NEEDED: [(&str, &[&str], RuleId); 3] = [
    (
        "Contact",
        &[
            "ContactName",
            "ContactTitle",
            "Description",
            "RegistryHandle",
            "PostalAddress",
            "Email",
            "Telephone",
            "Timezone",
            "Contact",
            "AdditionalData",
        ],
        id::CONTACT_EMPTY,
    ),
    (
        "RelatedActivity",
        &["IncidentID", "URL", "ThreatActor", "Campaign", "Description", "AdditionalData"],
        id::RELATEDACTIVITY_EMPTY,
    ),
    (
        "ThreatActor",
        &["ThreatActorID", "URL", "Description", "AdditionalData"],
        id::THREATACTOR_EMPTY,
    ),
];

/// Reports a class without any of the children that its section asks for.
pub(super) fn check(element: &Element<'_>, findings: &mut Findings) {
    for (class, needed, rule) in NEEDED {
        if class == element.name && !element.children().any(|child| needed.contains(&child.1)) {
            findings.at_tag(rule, element, &[("class", class), ("children", &needed.join(", "))]);
        }
    }
}
