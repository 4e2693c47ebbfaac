//! Classes of which at least one child has to be there, though a schema lets all be absent.

use super::{Element, Findings, RuleId, id};

/// A class, the children of which one is needed, and the rule.
struct Needed(&'static str, &'static [&'static str], RuleId);

const SOFTWARE: &[&str] = &["SoftwareReference", "URL", "Description"];

const NEEDED: [Needed; 19] = [
    Needed("Application", SOFTWARE, id::SOFTWARE_EMPTY),
    Needed("AssociatedSoftware", SOFTWARE, id::SOFTWARE_EMPTY),
    Needed(
        "AttackPhase",
        &["AttackPhaseID", "URL", "Description", "AdditionalData"],
        id::ATTACKPHASE_EMPTY,
    ),
    Needed("BulkObservableFormat", &["Hash", "AdditionalData"], id::BULKOBSERVABLEFORMAT_EMPTY),
    Needed("Campaign", &["CampaignID", "URL", "Description", "AdditionalData"], id::CAMPAIGN_EMPTY),
    Needed(
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
    Needed(
        "DetectionPattern",
        &["Description", "DetectionConfiguration"],
        id::DETECTIONPATTERN_EMPTY,
    ),
    Needed(
        "EventData",
        &[
            "Description",
            "DetectTime",
            "StartTime",
            "EndTime",
            "RecoveryTime",
            "ReportTime",
            "Contact",
            "Discovery",
            "Assessment",
            "Method",
            "Flow",
            "Expectation",
            "Record",
            "EventData",
            "AdditionalData",
        ],
        id::EVENTDATA_EMPTY,
    ),
    Needed("HashData", &["Hash", "FuzzyHash"], id::HASHDATA_EMPTY),
    // The sci: classes of RFC 7203 count too; they are looked for below.
    Needed("Method", &["Reference", "Description", "AdditionalData"], id::METHOD_EMPTY),
    Needed("Node", &["DomainData", "Address"], id::NODE_EMPTY),
    Needed(
        "Observable",
        &[
            "System",
            "Address",
            "DomainData",
            "Service",
            "EmailData",
            "WindowsRegistryKeysModified",
            "FileData",
            "CertificateData",
            "RegistryHandle",
            "RecordData",
            "EventData",
            "Incident",
            "Expectation",
            "Reference",
            "Assessment",
            "DetectionPattern",
            "HistoryItem",
            "BulkObservable",
            "AdditionalData",
        ],
        id::OBSERVABLE_EMPTY,
    ),
    Needed("OperatingSystem", SOFTWARE, id::SOFTWARE_EMPTY),
    Needed(
        "RecordData",
        &[
            "RecordItem",
            "URL",
            "FileData",
            "WindowsRegistryKeysModified",
            "CertificateData",
            "AdditionalData",
        ],
        id::RECORDDATA_EMPTY,
    ),
    // `enum:ReferenceName` counts too.
    Needed("Reference", &["URL", "Description"], id::REFERENCE_EMPTY),
    Needed(
        "RelatedActivity",
        &["IncidentID", "URL", "ThreatActor", "Campaign", "Description", "AdditionalData"],
        id::RELATEDACTIVITY_EMPTY,
    ),
    Needed(
        "Service",
        &[
            "ServiceName",
            "Port",
            "Portlist",
            "ProtoType",
            "ProtoCode",
            "ProtoField",
            "ApplicationHeader",
            "EmailData",
            "Application",
        ],
        id::SERVICE_EMPTY,
    ),
    Needed("ServiceName", &["IANAService", "URL", "Description"], id::SERVICENAME_EMPTY),
    Needed(
        "ThreatActor",
        &["ThreatActorID", "URL", "Description", "AdditionalData"],
        id::THREATACTOR_EMPTY,
    ),
];

/// Reports a class without any of the children that its section asks for.
pub(super) fn check(element: &Element<'_>, findings: &mut Findings) {
    let Ok(index) = NEEDED.binary_search_by_key(&element.name, |needed| needed.0) else { return };
    let Some(Needed(class, needed, rule)) = NEEDED.get(index) else { return };
    let is_there = element.children().any(|child| needed.contains(&child.1));
    if !is_there && !has_foreign_child(element) {
        findings.at_tag(*rule, element, &[("class", class), ("children", &needed.join(", "))]);
    }
}

/// Method and Reference have children of RFC 7203 and RFC 7495.
fn has_foreign_child(element: &Element<'_>) -> bool {
    let namespace = match element.name {
        "Method" => "urn:ietf:params:xml:ns:iodef-sci-1.0",
        "Reference" => "urn:ietf:params:xml:ns:iodef-enum-1.0",
        _ => return false,
    };
    let document = element.document;
    document.elements(element.node).any(|child| document.namespace(child) == namespace)
}

#[cfg(test)]
mod tests {
    use super::NEEDED;

    #[test]
    fn classes_are_in_order() {
        assert!(NEEDED.is_sorted_by_key(|needed| needed.0));
    }
}
