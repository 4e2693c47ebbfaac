//! What the form shows at which level. Mandatory is what the schemas and the text require;
//! recommended is what RFC 3067 section 6 asks of a report and what receivers act upon.

use serde::{Deserialize, Serialize};

/// How much of a class the form shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// What must be there.
    Mandatory,
    /// What a good report says.
    Recommended,
    /// Everything.
    All,
}

/// Per class the recommended members, and attributes with `@`.
const RECOMMENDED: &[(&str, &str)] = &[
    ("IODEF-Document", "Incident @lang"),
    (
        "Incident",
        "DetectTime StartTime EndTime ReportTime Description Discovery Assessment Method EventData IndicatorData History @status @restriction",
    ),
    ("AdditionalData", "@name @meaning"),
    ("Address", "@category"),
    ("Assessment", "SystemImpact BusinessImpact IncidentCategory Confidence @occurrence"),
    ("BulkObservable", "BulkObservableList"),
    ("BusinessImpact", "Description @severity @type"),
    ("Campaign", "CampaignID URL Description"),
    ("Contact", "ContactName Email Telephone"),
    ("Discovery", "Description @source"),
    ("DomainData", "Name @system-status @domain-status"),
    ("EmailData", "EmailFrom EmailSubject EmailBody"),
    ("EventData", "Description DetectTime StartTime EndTime Flow Method Expectation Record"),
    ("Expectation", "Description EndTime @action @severity"),
    ("File", "FileName FileSize HashData"),
    ("Flow", "System"),
    ("Hash", "DigestMethod DigestValue"),
    ("HashData", "Hash"),
    ("HistoryItem", "Description IncidentID Contact"),
    ("Indicator", "Description StartTime EndTime"),
    ("Method", "Reference Description"),
    ("MonetaryImpact", "@currency @severity"),
    ("Node", "DomainData Address Location"),
    ("Observable", "Address DomainData FileData EmailData BulkObservable"),
    ("RecordData", "DateTime Description RecordItem URL FileData"),
    ("RecordItem", "@name @meaning"),
    ("Reference", "ReferenceName URL Description"),
    ("RegistryHandle", "@registry"),
    ("RelatedActivity", "IncidentID URL Description"),
    ("Service", "ServiceName Port Portlist @ip-protocol"),
    ("ServiceName", "IANAService"),
    ("System", "Node Service OperatingSystem Description @category"),
    ("SystemImpact", "Description @severity @completion"),
    ("ThreatActor", "ThreatActorID URL Description"),
];

/// Attributes that RFC 7970 requires in its text where the schemas leave them optional.
const REQUIRED_BY_TEXT: &[(&str, &str)] = &[
    ("DomainData", "system-status"),
    ("DomainData", "domain-status"),
    ("RegistryHandle", "registry"),
];

/// Classes whose text usually has several lines.
const MULTILINE: &[&str] = &[
    "AdditionalData",
    "ApplicationHeaderField",
    "BulkObservableList",
    "Description",
    "DetectionConfiguration",
    "EmailBody",
    "EmailHeaders",
    "EmailMessage",
    "PAddress",
    "RawData",
    "RecordItem",
    "X509Certificate",
];

/// The level of a member.
pub fn of_member(class: &str, member: &str, required: bool) -> Level {
    level(class, member, required)
}

/// The level of an attribute.
pub fn of_attribute(class: &str, attribute: &str, required: bool) -> Level {
    let required = required || REQUIRED_BY_TEXT.contains(&(class, attribute));
    level(class, &format!("@{attribute}"), required)
}

/// Whether a field of several lines suits the text of a class.
pub fn is_multiline(class: &str) -> bool {
    MULTILINE.contains(&class)
}

fn level(class: &str, wanted: &str, required: bool) -> Level {
    if required {
        return Level::Mandatory;
    }
    let listed = RECOMMENDED.iter().find(|(name, _)| *name == class);
    let recommended =
        listed.is_some_and(|(_, members)| members.split(' ').any(|member| member == wanted));
    if recommended { Level::Recommended } else { Level::All }
}

#[cfg(test)]
mod tests {
    use iodef::structure::{Class, IODEF_2, Schema};

    use super::*;

    #[test]
    fn every_recommended_name_is_one_of_the_schema() {
        for (name, members) in RECOMMENDED {
            let class = Class::global(Schema::Text, IODEF_2, name).unwrap();
            for member in members.split(' ') {
                let known = match member.strip_prefix('@') {
                    Some(attribute) => class.attribute(attribute).is_some(),
                    None => class.members().any(|known| known.name() == member),
                };
                assert!(known, "{name} has no {member}");
            }
        }
    }
}
