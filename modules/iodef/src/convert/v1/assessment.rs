//! Impact and confidence (RFC 7970 section 3.12).

use super::Upgrade;
use crate::convert::report::Loss;
use crate::convert::tree::{Content, Element, trimmed};
use crate::document::{NodeId, NodeKind};

/// The members of Assessment in their order; the impacts may stand in any order among themselves.
pub(super) const ORDER: [&str; 5] = [
    "IncidentCategory",
    "SystemImpact|BusinessImpact|TimeImpact|MonetaryImpact",
    "Counter",
    "Confidence",
    "AdditionalData",
];

/// Type of an impact in RFC 5070 section 3.10.1, and the type of SystemImpact (RFC 7970 section
/// 3.12.1) that says the same. The other types have none and stay as they are in `ext-type`.
const SYSTEM_IMPACTS: [(&str, &str); 6] = [
    ("admin", "takeover-system"),
    ("dos", "availability-service"),
    ("file", "integrity-data"),
    ("info-leak", "breach-proprietary"),
    ("policy", "policy"),
    ("unknown", "unknown"),
];

impl Upgrade<'_> {
    /// Impact becomes SystemImpact, with its type as IncidentCategory (RFC 7970 section 4.4);
    /// extortion is an impact on the business as well.
    pub(super) fn impact(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        let kind = document.attribute(node, "type").unwrap_or("unknown".into());
        let kind = trimmed(&kind).to_owned();
        self.notes(node, out);
        let description = self.impact_description(node);
        let extended = document.attribute(node, "ext-type").unwrap_or_default();
        let mut system = Element::new("SystemImpact");
        let mut shown = Vec::new();
        for attribute in document.attributes(node) {
            match attribute.local {
                "severity" | "completion" if attribute.namespace.is_empty() => {
                    system.set(attribute.local, attribute.value());
                }
                "type" | "ext-type" | "lang" if attribute.namespace.is_empty() => {}
                _ => self.lost_attribute(node, &attribute),
            }
        }
        match SYSTEM_IMPACTS.iter().find(|(old, _)| *old == kind) {
            Some((_, new)) => system.set("type", *new),
            None => {
                system.set("type", "ext-value");
                system.set("ext-type", if kind == "ext-value" { &*extended } else { &kind });
            }
        }
        shown.push("SystemImpact");
        let category = if kind == "ext-value" { extended.into_owned() } else { kind.clone() };
        if category != "unknown" && !category.is_empty() {
            self.category(&category, out);
            shown.push("IncidentCategory");
        }
        let severity = system.attribute("severity").map(str::to_owned);
        system.content.extend(description.clone());
        out.push(system);
        if kind == "extortion" {
            let mut business = Element::new("BusinessImpact");
            if let Some(severity) = severity {
                business.set("severity", severity);
            }
            business.set("type", "extortion");
            out.push(business);
            shown.push("BusinessImpact");
        }
        let path = || document.xpath(node);
        self.report.note(Loss::Restructured, path, &format!("type {category}"), shown.join(", "));
    }

    fn impact_description(&self, node: NodeId) -> Option<Content> {
        let text = self.document.text_of(node);
        if trimmed(&text).is_empty() {
            return None;
        }
        let mut description = Element::with_text("Description", text);
        self.language(node, &mut description);
        Some(Content::Element(description))
    }

    /// One IncidentCategory for each type that occurs.
    fn category(&self, category: &str, out: &mut Element) {
        let known = out.elements().any(|child| {
            child.name == "IncidentCategory"
                && matches!(child.content.as_slice(), [Content::Text(text)] if text == category)
        });
        if !known {
            out.push(Element::with_text("IncidentCategory", category));
        }
    }

    /// Version 2 has no text in Confidence unless the rating is numeric (RFC 7970 section 3.12.5).
    pub(super) fn confidence(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        let mut confidence = Element::new("Confidence");
        self.attributes(node, &mut confidence);
        self.notes(node, out);
        let text = document.text_of(node);
        let text = trimmed(&text);
        if confidence.attribute("rating") == Some("numeric") {
            confidence.push_text(text);
        } else if !text.is_empty() {
            self.carry(node, "Confidence", Loss::Text, text);
        }
        out.push(confidence);
    }

    /// The type of version 1 is the unit of version 2 (RFC 7970 section 4.4). A counter with a
    /// duration is a rate, which is an average in version 2; any other is a count, which has no
    /// name that all schemas of version 2 know.
    pub(super) fn counter(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        let mut counter = Element::new("Counter");
        let rate = document.attribute(node, "duration").is_some();
        if rate {
            counter.set("type", "average");
        } else {
            counter.set("type", "ext-value");
            counter.set("ext-type", "count");
        }
        for attribute in document.attributes(node) {
            match attribute.local {
                _ if !attribute.namespace.is_empty() => self.lost_attribute(node, &attribute),
                "type" => counter.set("unit", attribute.value()),
                "ext-type" => counter.set("ext-unit", attribute.value()),
                "meaning" | "duration" | "ext-duration" => {
                    counter.set(attribute.local, attribute.value());
                }
                _ => self.lost_attribute(node, &attribute),
            }
        }
        for child in document.children(node) {
            match document.kind(child) {
                NodeKind::Text | NodeKind::CData => counter.push_text(document.value(child)),
                NodeKind::Comment | NodeKind::ProcessingInstruction => {
                    let markup = document.slice(document.span(child));
                    counter.content.push(Content::Markup(markup.to_owned()));
                }
                NodeKind::Element => self.carry_element(child),
                NodeKind::Document => {}
            }
        }
        self.precision(node);
        out.push(counter);
    }

    /// Counters were of double precision and are of single precision now.
    fn precision(&mut self, node: NodeId) {
        let text = self.document.text_of(node);
        let value = trimmed(&text);
        let (double, single) = (value.parse::<f64>(), value.parse::<f32>());
        if let (Ok(double), Ok(single)) = (double, single)
            && double.is_finite()
            && single.to_string() != double.to_string()
        {
            let path = || self.document.xpath(node);
            self.report.note(Loss::Number, path, value, "the same text, which a reader may round");
        }
    }
}
