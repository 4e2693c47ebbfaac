//! Languages and translations (RFC 7970 section 2.4 and 6).

use super::element::children;
use super::{Element, Findings, content, id};
use crate::document::{Document, NodeId};
use crate::order::Numbers;
use crate::registry::{LANGUAGE, REGION};
use crate::structure::XML;
use crate::value::{language, trim};

/// The classes of MLStringType.
const TEXTS: [&str; 8] = [
    "Cause",
    "ContactName",
    "ContactTitle",
    "Description",
    "IncidentCategory",
    "Location",
    "MitigatingFactor",
    "PAddress",
];

/// Every element: xml:lang is a language tag of registered subtags.
pub(super) fn tag(element: &Element<'_>, findings: &mut Findings) {
    let Some(read) = element.attribute_ns(XML, "lang") else { return };
    let found = trim(&read.value);
    // An empty tag undoes what is around (XML 1.0 section 2.12).
    if found.is_empty() {
        return;
    }
    let place = (element.node, read.value_span.clone());
    let tag = match language::tag(found) {
        Ok(tag) => tag,
        Err(problem) => {
            return content::problem(findings, id::LANGUAGE_TAG, place, (found, problem), &[]);
        }
    };
    let region = tag.region.unwrap_or("");
    for (list, subtag, written) in [
        (LANGUAGE, tag.primary, tag.primary.to_ascii_lowercase()),
        (REGION, region, region.to_ascii_uppercase()),
    ] {
        // The lists hold the subtags of two letters.
        if subtag.len() == 2 && !element.surroundings.registry.lists(list, &written) {
            let (node, span) = place.clone();
            let args = [("found", found), ("subtag", subtag)];
            findings.report(id::LANGUAGE_UNREGISTERED, node, span, &args);
        }
    }
}

/// A class with texts: translations of each other differ in their language.
pub(super) fn translations(element: &Element<'_>, findings: &mut Findings) {
    let document = element.document;
    // The numbers mean nothing.
    let mut seen = Numbers::new();
    let texts = || children(document, element.node).filter(|(_, class)| TEXTS.contains(class));
    if texts().nth(1).is_none() {
        return;
    }
    for (node, class) in texts() {
        let Some(group) = document.attribute(node, "translation-id") else { continue };
        let language = language_of(document, node);
        // No text of XML has U+0000.
        let key = [class, &group, &language].join("\0");
        if seen.insert(key.into(), 0).is_some() {
            let args = [("class", class), ("id", &group), ("language", &language)];
            findings.report(id::TRANSLATION_REPEATED, node, document.start_tag_span(node), &args);
        }
    }
}

/// The language of an element: its own, or that of the nearest ancestor that has one.
fn language_of(document: &Document, node: NodeId) -> String {
    let mut around = Some(node);
    while let Some(node) = around {
        if let Some(language) = document.attribute_ns(node, XML, "lang") {
            return trim(&language).to_ascii_lowercase();
        }
        around = document.parent(node);
    }
    String::new()
}
