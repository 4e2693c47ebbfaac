//! What the tests of all conversions need.

use std::collections::BTreeSet;

use iodef::diagnostic::Severity;
use iodef::document::{Document, Limits, NodeKind};
use iodef::validation::{Options, validate};

pub fn parse(text: &str) -> Document {
    let document = Document::parse(text.as_bytes(), &Limits::default());
    document.unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What is not valid for all receivers.
pub fn errors(document: &Document) -> Vec<String> {
    let report = validate(document, &Options::default());
    let errors = report.diagnostics.iter().filter(|each| each.severity == Severity::Error);
    errors.map(|each| format!("{} at {}: {:?}", each.rule, each.xpath, each.args)).collect()
}

/// A document of version 2 with these incidents, each on a line.
pub fn report(incidents: &[String]) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<IODEF-Document version=\"2.00\" xml:lang=\"en\" xmlns=\"urn:ietf:params:xml:ns:iodef-2.0\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"urn:ietf:params:xml:ns:iodef-2.0 urn:ietf:params:xml:schema:iodef-2.0\">\n  {}\n</IODEF-Document>\n",
        incidents.join("\n  ")
    )
}

/// A small incident; `rest` goes behind the contact, but descriptions before it.
pub fn incident(id: &str, rest: &str) -> String {
    let mut split = 0;
    while rest[split..].starts_with("<Description>") {
        split += rest[split..].find("</Description>").unwrap() + "</Description>".len();
    }
    let (descriptions, rest) = rest.split_at(split);
    format!(
        "<Incident purpose=\"reporting\" restriction=\"private\">\n    \
         <IncidentID name=\"csirt.example.org\">{id}</IncidentID>\n    \
         <GenerationTime>2020-01-01T00:00:00Z</GenerationTime>{descriptions}\n    \
         <Contact role=\"creator\" type=\"organization\"><ContactName>Team</ContactName></Contact>{rest}\n  \
         </Incident>"
    )
}

/// Every text and every attribute value, without the white space around it.
pub fn texts(document: &Document) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for node in document.descendants(document.root()) {
        if matches!(document.kind(node), NodeKind::Text | NodeKind::CData) {
            texts.insert(document.value(node).trim().to_owned());
        }
        for attribute in document.attributes(node) {
            texts.insert(attribute.value().trim().to_owned());
        }
    }
    texts.remove("");
    texts
}
