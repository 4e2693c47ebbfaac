//! Impact and confidence (RFC 7970 section 3.12).

use std::ops::RangeInclusive;

use super::Upgrade;
use crate::convert::report::Loss;
use crate::convert::tree::{Content, Element, trimmed};
use crate::document::{NodeId, NodeKind};
use crate::value::number;

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
        if !fits_single(value) {
            let path = || self.document.xpath(node);
            self.report.note(Loss::Number, path, value, "the same text, which a reader may round");
        }
    }
}

/// Significant digits that a float of 32 bits keeps, whatever they are.
const KEPT_DIGITS: usize = 6;
/// Whole numbers up to here are floats of 32 bits.
const WHOLE: u32 = 1 << 24;
/// Powers of ten for which that holds.
const POWERS: RangeInclusive<i64> = -37..=38;

/// Whether a value is certain to be the same number as a float of 32 bits; what is no number is.
fn fits_single(value: &str) -> bool {
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    if number::float(value).is_err() || matches!(unsigned, "INF" | "NaN") {
        return true;
    }
    if unsigned.parse::<u32>().is_ok_and(|whole| whole <= WHOLE) {
        return true;
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches('0');
    let digits = [whole, fraction].concat();
    let significant = digits.trim_matches('0');
    let zeros = digits.len().saturating_sub(digits.trim_start_matches('0').len());
    let places = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let power = exponent
        .parse()
        .unwrap_or(i64::MAX)
        .saturating_add(places(whole.len()))
        .saturating_sub(places(zeros));
    significant.is_empty() || (significant.len() <= KEPT_DIGITS && POWERS.contains(&power))
}

#[cfg(test)]
mod tests {
    use super::fits_single;

    #[test]
    fn what_fits_is_written_the_same_in_both_precisions() {
        let same = |text: &str| {
            let (double, single) = (text.parse::<f64>().unwrap(), text.parse::<f32>().unwrap());
            double.to_string() == single.to_string()
        };
        for text in
            ["0", "-0.0", "10000", "16777216", "-16777215", "1.5", "0.1", "1E3", "123456e30"]
        {
            assert!(fits_single(text) && same(text), "{text}");
        }
        for text in ["16777217", "0.1234567891", "123456789012", "1e39", "1.23456789e-5"] {
            assert!(!fits_single(text) && !same(text), "{text}");
        }
        assert!(
            fits_single("INF") && fits_single("many") && !fits_single("1e99999999999999999999")
        );
    }
}
