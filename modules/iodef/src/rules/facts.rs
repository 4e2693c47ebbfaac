//! What rules of the whole document need to know of single elements.

use super::Element;
use super::element::children_named;
use super::strict;
use crate::document::{Document, NodeId};
use crate::structure::XML;
use crate::value::trim;

/// One thing that matters to the whole document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    pub node: NodeId,
    pub what: What,
}

/// What an element contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// An observable-id.
    Observable(String),
    /// The identifier in an IndicatorID.
    Indicator(String),
    /// A reference to an observable of this document.
    ObservableReference(String),
    /// A reference to an indicator of this document.
    IndicatorReference(String),
    /// A reference to an indicator of another document.
    ExternalReference(String),
    /// The team and number of an incident of the document, as one key.
    IncidentNumber(String),
    /// An incident of the document.
    Incident,
    /// A system in a flow whose address is told: a source, or else a target.
    Addressed { source: bool },
    /// A reason why an incident does without what a rule demands.
    Waiver(String),
    /// An extension that does not say what it means.
    Unexplained,
    /// A private value of an enumeration.
    PrivateValue,
    /// The document says whose private values it has.
    PrivateName,
    /// The language of what is below.
    Language(String),
}

/// The facts of a document in document order.
pub(crate) struct Facts<'f> {
    pub document: &'f Document,
    pub all: &'f [Fact],
}

/// Adds what an element contributes.
pub(crate) fn collect(element: &Element<'_>, facts: &mut Vec<Fact>) {
    let mut add = |what| facts.push(Fact { node: element.node, what });
    let mut is_private = false;
    for attribute in element.attributes().iter().filter(|read| read.namespace.is_empty()) {
        match attribute.local {
            "observable-id" => add(What::Observable(trim(&attribute.value).to_owned())),
            "private-enum-name" => add(What::PrivateName),
            // RFC 7203 section 4.5: a specification that is named in full.
            "ext-SpecID" => {}
            name => is_private |= name.starts_with("ext-"),
        }
    }
    if is_private {
        add(What::PrivateValue);
    }
    // Texts have their own, and nothing below.
    if let Some(language) = element.attribute_ns(XML, "lang")
        && element.document.elements(element.node).next().is_some()
    {
        add(What::Language(language.value.to_ascii_lowercase()));
    }
    let reference = |attribute| element.attribute(attribute).map(|value| trim(value).to_owned());
    match element.name {
        "IndicatorID" => add(What::Indicator(trim(&element.text()).to_owned())),
        "ObservableReference" => {
            if let Some(to) = reference("uid-ref") {
                add(What::ObservableReference(to));
            }
        }
        "IndicatorReference" => {
            if let Some(to) = reference("uid-ref") {
                add(What::IndicatorReference(to));
            }
            if let Some(to) = reference("euid-ref") {
                add(What::ExternalReference(to));
            }
        }
        "Incident" if element.parent_name() == Some("IODEF-Document") => {
            add(What::Incident);
            if let Some(number) = element.child("IncidentID") {
                add(What::IncidentNumber(key(element.document, number)));
            }
        }
        "System" if element.parent_name() == Some("Flow") => {
            let category = element.attribute("category");
            if let Some("source" | "target") = category
                && is_addressed(element)
            {
                add(What::Addressed { source: category == Some("source") });
            }
        }
        _ => strict::collect(element, &mut add),
    }
}

/// Team, instance and number; a team's name does not differ by case.
fn key(document: &Document, number: NodeId) -> String {
    let attribute = |name| document.attribute(number, name).unwrap_or_default();
    format!(
        "{}\n{}\n{}",
        attribute("name").to_ascii_lowercase(),
        attribute("instance"),
        trim(&document.text_of(number))
    )
}

fn is_addressed(system: &Element<'_>) -> bool {
    let document = system.document;
    system.children_named("Node").any(|node| {
        children_named(document, node, "Address").next().is_some()
            || children_named(document, node, "DomainData").next().is_some()
    })
}
