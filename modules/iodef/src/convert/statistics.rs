//! Figures over many documents (RFC 3067 section 4.2), in which nothing about a person or a host is
//! left: only values of enumerations, months, and categories of known taxonomies.

use std::collections::BTreeMap;

use serde::Serialize;

use super::split::incidents_of;
use super::tree::trimmed;
use crate::document::{Document, NodeId};
use crate::structure::{Class, IODEF_2, Schema};

/// The most different names in one figure; further ones count as [`OTHER`].
pub const MAX_LABELS: usize = 1_000;

/// Stands for text that is not registered, and for what has no room.
pub const OTHER: &str = "(other)";

/// Categories of incidents, one a line.
const CATEGORIES: &str = include_str!("../../registries/incident-category.txt");

/// Extended values that say nothing about anybody: the purposes of the editor, and the types of impact
/// of RFC 5070 section 3.10.1 that version 2 does not have.
const EXTENDED: [&str; 8] = [
    "archiving",
    "extortion",
    "file",
    "misconfiguration",
    "recon",
    "social-engineering",
    "statistics",
    "user",
];

/// How often each name occurs.
pub type Counts = BTreeMap<String, u64>;

/// The figures of many documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// Documents that were counted.
    pub documents: u64,
    /// Documents that are not of version 2 and were not.
    pub skipped: u64,
    /// Incidents in them.
    pub incidents: u64,
    /// Incidents by purpose (RFC 7970 section 3.2).
    pub purposes: Counts,
    /// Incidents by status.
    pub statuses: Counts,
    /// Incidents by the restriction that is written.
    pub restrictions: Counts,
    /// Incidents by month of GenerationTime, as written there.
    pub months: Counts,
    /// Incidents by month of StartTime, as written there.
    pub start_months: Counts,
    /// IncidentCategory (section 3.12).
    pub categories: Counts,
    /// SystemImpact by type (section 3.12.1).
    pub system_impacts: Counts,
    /// BusinessImpact by type (section 3.12.2).
    pub business_impacts: Counts,
    /// IntendedImpact by type (section 3.12).
    pub intended_impacts: Counts,
    /// TimeImpact by metric (section 3.12.3).
    pub time_impacts: Counts,
    /// MonetaryImpact by currency (section 3.12.4).
    pub monetary_impacts: Counts,
    /// SystemImpact by completion.
    pub completions: Counts,
    /// All impacts by severity.
    pub severities: Counts,
    /// Confidence by rating (section 3.12.5).
    pub confidences: Counts,
    /// System by category (section 3.17).
    pub systems: Counts,
    /// NodeRole by category (section 3.18.2).
    pub node_roles: Counts,
    /// Address by category (section 3.18.1).
    pub addresses: Counts,
    /// HistoryItem by action (section 3.13.1).
    pub actions: Counts,
    /// Expectation by action (section 3.15).
    pub expectations: Counts,
    /// Discovery by source (section 3.10).
    pub discoveries: Counts,
    /// Indicators (section 3.29).
    pub indicators: u64,
}

/// Counts documents.
pub fn statistics<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Statistics {
    let mut statistics = Statistics::default();
    for document in documents {
        statistics.add(document);
    }
    statistics
}

impl Statistics {
    /// Counts one more document.
    pub fn add(&mut self, document: &Document) {
        let root = document.root();
        let known = document.namespace(root) == IODEF_2;
        let count = if known { &mut self.documents } else { &mut self.skipped };
        *count = count.saturating_add(1);
        if !known {
            return;
        }
        for incident in incidents_of(document) {
            self.incident(document, incident);
        }
    }

    fn incident(&mut self, document: &Document, incident: NodeId) {
        self.incidents = self.incidents.saturating_add(1);
        count(&mut self.purposes, &value(document, incident, "purpose"));
        count(&mut self.statuses, &value(document, incident, "status"));
        count(&mut self.restrictions, &value(document, incident, "restriction"));
        for child in document.elements(incident) {
            let months = match document.local_name(child) {
                "GenerationTime" => &mut self.months,
                "StartTime" => &mut self.start_months,
                _ => continue,
            };
            count(months, &month(&document.text_of(child)));
        }
        for node in document.descendants(incident) {
            if document.is_element(node) && document.namespace(node) == IODEF_2 {
                self.element(document, node);
            }
        }
    }

    fn element(&mut self, document: &Document, node: NodeId) {
        let of = |name: &str| value(document, node, name);
        match document.local_name(node) {
            "IncidentCategory" => count(&mut self.categories, &category(&document.text_of(node))),
            "SystemImpact" => {
                count(&mut self.system_impacts, &of("type"));
                count(&mut self.completions, &of("completion"));
            }
            "BusinessImpact" => count(&mut self.business_impacts, &of("type")),
            "IntendedImpact" => count(&mut self.intended_impacts, &of("type")),
            "TimeImpact" => count(&mut self.time_impacts, &of("metric")),
            "MonetaryImpact" => count(&mut self.monetary_impacts, &currency(document, node)),
            "Confidence" => count(&mut self.confidences, &of("rating")),
            "System" => count(&mut self.systems, &of("category")),
            "NodeRole" => count(&mut self.node_roles, &of("category")),
            "Address" => count(&mut self.addresses, &of("category")),
            "HistoryItem" => count(&mut self.actions, &of("action")),
            "Expectation" => count(&mut self.expectations, &of("action")),
            "Discovery" => count(&mut self.discoveries, &of("source")),
            "Indicator" => self.indicators = self.indicators.saturating_add(1),
            _ => {}
        }
        if document.local_name(node).ends_with("Impact") {
            count(&mut self.severities, &of("severity"));
        }
    }
}

fn count(counts: &mut Counts, name: &str) {
    let name = if counts.len() < MAX_LABELS || counts.contains_key(name) { name } else { OTHER };
    let count = counts.entry(name.to_owned()).or_default();
    *count = count.saturating_add(1);
}

/// The value of an enumerated attribute if it is listed. What an extension says may be about somebody.
fn value(document: &Document, node: NodeId, name: &str) -> String {
    let declared = Class::global(Schema::Text, IODEF_2, document.local_name(node))
        .and_then(|class| class.attribute(name));
    let default = declared.and_then(|attribute| attribute.default()).unwrap_or("(none)");
    let Some(written) = document.attribute(node, name) else { return default.to_owned() };
    let written = trimmed(&written);
    if written == "ext-value" {
        let extended = document.attribute(node, &format!("ext-{name}"));
        let known = EXTENDED.iter().find(|known| extended.as_deref() == Some(**known));
        return format!("ext: {}", known.unwrap_or(&OTHER));
    }
    let listed = declared.and_then(|attribute| attribute.enumeration());
    let listed = listed.is_some_and(|list| list.contains(written));
    if listed { written.to_owned() } else { OTHER.to_owned() }
}

fn currency(document: &Document, node: NodeId) -> String {
    let currency = document.attribute(node, "currency").unwrap_or_default();
    let is_code = currency.len() == 3 && currency.bytes().all(|octet| octet.is_ascii_uppercase());
    if is_code { currency.into_owned() } else { "(none)".to_owned() }
}

/// Year and month as they are written, in the zone of the event (RFC 3067 section 6.13).
fn month(time: &str) -> String {
    let time = trimmed(time);
    match crate::value::timestamp::Timestamp::parse(time) {
        Ok(parsed) => format!("{:04}-{:02}", parsed.year, parsed.month),
        Err(_) => OTHER.to_owned(),
    }
}

/// A category by its name in the taxonomies that CSIRTs use (the Reference Security Incident Taxonomy
/// and those before it, the types of impacts of RFC 5070), however it is spaced, or by class and type
/// with a colon between. Anything else may be about somebody and is [`OTHER`].
fn category(text: &str) -> String {
    let known = |part: &str| {
        let words = part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
        CATEGORIES.lines().find(|known| *known == name)
    };
    let (class, kind) =
        text.split_once(':').map_or((text, None), |(class, kind)| (class, Some(kind)));
    match (known(class), kind) {
        (None, _) => OTHER.to_owned(),
        (Some(class), None) => class.to_owned(),
        (Some(class), Some(kind)) => format!("{class}: {}", known(kind).unwrap_or(OTHER)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_categories_pass_and_all_else_does_not() {
        for (text, name) in [
            ("malicious code", "malicious-code"),
            (" Intrusion_Attempts ", "intrusion-attempts"),
            ("DDoS", "ddos"),
            ("malicious code: ransomware", "malicious-code: ransomware"),
            ("malicious code: botnet of devices", "malicious-code: botnet-of-devices"),
            ("info-leak", "info-leak"),
            ("fraud: Jane Doe", "fraud: (other)"),
        ] {
            assert_eq!(category(text), name);
        }
        for text in [
            "",
            "-",
            "192.0.2.1",
            "Jane Doe",
            "jane-doe",
            "ddos against Example Ltd",
            "Jane Doe: fraud",
            ":",
        ] {
            assert_eq!(category(text), OTHER, "{text}");
        }
        let names: Vec<_> = CATEGORIES.lines().collect();
        assert!(names.is_sorted() && names.iter().all(|name| category(name) == *name));
    }
}
