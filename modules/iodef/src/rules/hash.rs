//! Hashes, files and patterns in records (RFC 7970 sections 3.22.2, 3.23.1, 3.25.1, 3.26).

use super::element::children_named;
use super::{Element, Findings, content, id};
use crate::document::{Document, NodeId};
use crate::registry::MEDIA_TYPE;
use crate::value::{digest, encoding, ere, media_type, number, trim, windows, xpath};

const DS: &str = "http://www.w3.org/2000/09/xmldsig#";

/// HashData: what its scope demands.
pub(super) fn scope(element: &Element<'_>, findings: &mut Findings) {
    let Some(scope) = element.attribute("scope") else { return };
    let args = [("scope", scope)];
    match scope {
        "file-pe-section" | "file-pe-resource" | "file-pdf-object" => {
            target(element, findings, scope);
        }
        "file-pe-iat" => {
            let hashes =
                element.children().filter(|(_, name)| matches!(*name, "Hash" | "FuzzyHash"));
            for (hash, _) in hashes {
                if children_named(element.document, hash, "Application").next().is_none() {
                    let span = element.document.start_tag_span(hash);
                    findings.report(id::HASH_APPLICATION_MISSING, hash, span, &args);
                }
            }
        }
        _ => {}
    }
    let is_of_mail = scope.starts_with("email-");
    let is_misplaced = match element.parent_name() {
        Some("EmailData") => scope.starts_with("file-"),
        Some("File") => is_of_mail,
        _ => false,
    };
    if is_misplaced {
        findings.at_attribute(id::HASH_SCOPE_PLACE, element, "scope", &args);
    }
}

/// HashTargetID: a section or resource by its number from 1, an object by its offset.
fn target(element: &Element<'_>, findings: &mut Findings, scope: &str) {
    let Some(target) = element.child("HashTargetID") else {
        findings.at_tag(id::HASH_TARGET_MISSING, element, &[("scope", scope)]);
        return;
    };
    let least = u64::from(scope != "file-pdf-object");
    let text = element.document.text_of(target);
    let found = trim(&text);
    if let Err(problem) = number::integer_between(found, least, u64::MAX) {
        let span = element.document.span(target);
        let more = [("scope", scope)];
        content::problem(findings, id::HASH_TARGET_NUMBER, (target, span), (found, problem), &more);
    }
}

/// Hash: a digest as long as its algorithm makes it.
pub(super) fn digest(element: &Element<'_>, findings: &mut Findings) {
    let Some(algorithm) = algorithm(element.document, element.node) else { return };
    let algorithm = algorithm.as_str();
    if digest::length(algorithm).is_none() {
        findings.at_tag(id::DIGEST_ALGORITHM, element, &[("found", algorithm)]);
    }
    // The Hash of a BulkObservableFormat is a format: its value is of no object.
    if element.parent_name() == Some("BulkObservableFormat") {
        return;
    }
    let Some(value) = signature_child(element.document, element.node, "DigestValue") else {
        return;
    };
    let text = element.document.text_of(value);
    let found = trim(&text);
    if let Err(problem) = digest::value(algorithm, found) {
        let span = element.document.span(value);
        let more = [("algorithm", algorithm)];
        content::problem(
            findings,
            id::DIGEST_LENGTH,
            (element.node, span),
            (found, problem),
            &more,
        );
    }
}

/// The algorithm of a Hash.
pub(super) fn algorithm(document: &Document, hash: NodeId) -> Option<String> {
    let method = signature_child(document, hash, "DigestMethod")?;
    document.attribute(method, "Algorithm").map(|uri| trim(&uri).to_owned())
}

fn signature_child(document: &Document, node: NodeId, name: &str) -> Option<NodeId> {
    let is_it =
        |child: &NodeId| document.namespace(*child) == DS && document.local_name(*child) == name;
    document.elements(node).find(is_it)
}

/// RecordPattern: a pattern that its type can read.
pub(super) fn pattern(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    // White space is part of a regular expression.
    let (found, rule, result) = match element.attribute("type") {
        Some("regex") => (text.as_ref(), id::PATTERN_REGEX, ere::ere(&text)),
        Some("xpath") => (trim(&text), id::PATTERN_XPATH, xpath::xpath(trim(&text))),
        Some("binary") => {
            let octets = encoding::hex_length(trim(&text)).map(|_| ());
            (trim(&text), id::PATTERN_BINARY, octets)
        }
        _ => return,
    };
    if let Err(problem) = result {
        let place = (element.node, element.text_span());
        content::problem(findings, rule, place, (found, problem), &[]);
    }
}

/// RecordPattern: offset and instance are counts.
pub(super) fn counts(element: &Element<'_>, findings: &mut Findings) {
    for (name, least) in [("offset", 0), ("instance", 1)] {
        content::attribute(element, findings, id::PATTERN_COUNT, name, |value| {
            content::only_range(number::integer_between(value, least, u64::MAX))
        });
    }
}

/// FileType: a media type, of a registered top-level type.
pub(super) fn file_type(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let found = trim(&text);
    let place = (element.node, element.text_span());
    match media_type::media_type(found) {
        Err(problem) => content::problem(findings, id::FILETYPE, place, (found, problem), &[]),
        Ok((top_level, _)) => {
            let top_level = top_level.to_ascii_lowercase();
            if !element.surroundings.registry.lists(MEDIA_TYPE, &top_level) {
                findings.at_text(id::FILETYPE_UNREGISTERED, element, &[("found", &top_level)]);
            }
        }
    }
}

/// FileSize: not negative.
pub(super) fn file_size(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::FILESIZE, |text| {
        content::only_range(number::integer_between(text, 0, u64::MAX))
    });
}

/// KeyName: a key of the Windows registry.
pub(super) fn key_name(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::KEYNAME, windows::registry_key);
}
