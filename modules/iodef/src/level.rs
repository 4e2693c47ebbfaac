//! How much a member of a class matters, for forms. Mandatory is what the schemas and the text
//! require; recommended is what RFC 3067 section 6 asks of a report and what receivers act upon.

use serde::{Deserialize, Serialize};

use crate::structure::{AttributeDecl, Class, Member};

/// How much of a class a form shows.
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
    ("SystemImpact", "Description @type @severity @completion"),
    ("ThreatActor", "ThreatActorID URL Description"),
];

/// Attributes that RFC 7970 requires in its text where the schemas leave them optional.
const REQUIRED_BY_TEXT: &[(&str, &str)] = &[
    ("DomainData", "system-status"),
    ("DomainData", "domain-status"),
    ("RegistryHandle", "registry"),
];

/// The level of a member of a class.
#[must_use]
pub fn of_member(class: Class, member: Member) -> Level {
    level(class.name(), member.name(), member.min() > 0)
}

/// The level of an attribute of a class.
#[must_use]
pub fn of_attribute(class: Class, attribute: AttributeDecl) -> Level {
    let (class, name) = (class.name(), attribute.name());
    let required = attribute.required() || REQUIRED_BY_TEXT.contains(&(class, name));
    level(class, &format!("@{name}"), required)
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
    use super::*;
    use crate::structure::{IODEF_2, Schema};

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
