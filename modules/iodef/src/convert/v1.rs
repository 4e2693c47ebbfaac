//! Version 1 (RFC 5070) to version 2 (RFC 7970): RFC 7970 section 4.4, and what its list leaves out.
//!
//! What version 2 has no class for goes into an AdditionalData of the nearest class that has one,
//! under a name that begins with [`CARRIED`]. Times and numbers keep the form they were written in.
//! Comments and processing instructions stay before the element that they stood before.

mod assessment;
mod contact;
mod system;

use std::borrow::Cow;

use super::fragment;
use super::report::{Converted, Loss, Report};
use super::tree::{Content, ENUM, Element, IODEF_1, IODEF_2, is_space, trimmed, write_document};
use crate::Error;
use crate::document::{Attribute, Document, NodeId, NodeKind, XML_NAMESPACE};
use crate::structure::{Class, SCHEMA_LOCATION, Schema, XSI};

/// How the names of AdditionalData begin that hold what version 2 has no class for.
pub const CARRIED: &str = "iodef-1.0:";

/// The classes that have AdditionalData in version 2.
const EXTENSIBLE: [&str; 9] = [
    "Assessment",
    "Contact",
    "EventData",
    "HistoryItem",
    "Incident",
    "Method",
    "RecordData",
    "RelatedActivity",
    "System",
];

/// Makes a document of version 2 from one of version 1.
///
/// # Errors
/// [`ConvertFault::Version`](super::ConvertFault::Version) if the document element is not the
/// IODEF-Document of RFC 5070, [`ConvertFault::TooLarge`](super::ConvertFault::TooLarge) if its
/// elements are more than [`MAX_DEPTH`](super::MAX_DEPTH) inside each other.
pub fn to_v2(document: &Document) -> Result<Converted, Error> {
    let root = document.root();
    super::check_readable(document, IODEF_1)?;
    let mut upgrade =
        Upgrade { document, report: Report::default(), carried: Vec::new(), enums: false };
    let mut out = Element::new("IODEF-Document");
    upgrade.root(root, &mut out);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for node in document.children(document.document_node()).filter(|node| *node != root) {
        if matches!(document.kind(node), NodeKind::Comment | NodeKind::ProcessingInstruction) {
            let notes = if node < root { &mut before } else { &mut after };
            notes.push(document.slice(document.span(node)).to_owned());
        }
    }
    Ok(Converted { text: write_document(&before, &out, &after), report: upgrade.report })
}

struct Upgrade<'d> {
    document: &'d Document,
    report: Report,
    /// AdditionalData for the nearest class that can hold it.
    carried: Vec<Element>,
    /// Whether a reference name of RFC 7495 was written.
    enums: bool,
}

impl<'d> Upgrade<'d> {
    fn root(&mut self, root: NodeId, out: &mut Element) {
        out.set("version", "2.00");
        for attribute in self.document.attributes(root) {
            match (&*attribute.namespace, attribute.local) {
                ("", "version") => {}
                ("", "lang") => out.set("xml:lang", attribute.value()),
                ("", "formatid") => out.set("format-id", attribute.value()),
                (XSI, "schemaLocation") => {}
                _ => self.lost_attribute(root, &attribute),
            }
        }
        out.set("xmlns", IODEF_2);
        out.set("xmlns:xsi", XSI);
        // RFC 7970 section 4.2 asks for it.
        out.set("xsi:schemaLocation", SCHEMA_LOCATION);
        self.children(root, out);
        // IODEF-Document has AdditionalData after the incidents in version 2.
        for carried in core::mem::take(&mut self.carried) {
            out.push(carried);
        }
        if self.enums {
            out.set("xmlns:enum", ENUM);
        }
    }

    /// The children of an element, each as version 2 has it.
    fn children(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        let complex = document.elements(node).next().is_some();
        for child in document.children(node) {
            let markup = document.slice(document.span(child));
            match document.kind(child) {
                NodeKind::Element => self.child(child, out),
                NodeKind::Comment | NodeKind::ProcessingInstruction if complex => {
                    out.content.push(Content::Note(markup.to_owned()));
                }
                NodeKind::Comment | NodeKind::ProcessingInstruction => {
                    out.content.push(Content::Markup(markup.to_owned()));
                }
                NodeKind::Text | NodeKind::CData if !complex => {
                    if !(markup.chars().all(is_space) && self.has_members(node)) {
                        out.push_text(document.value(child));
                    }
                }
                NodeKind::Text | NodeKind::CData => self.stray_text(node, child),
                NodeKind::Document => {}
            }
        }
    }

    fn has_members(&self, node: NodeId) -> bool {
        let class = Class::global(Schema::V1, IODEF_1, self.document.local_name(node));
        class.is_some_and(|class| class.text().is_none() && !class.mixed())
    }

    fn stray_text(&mut self, node: NodeId, child: NodeId) {
        let text = self.document.value(child);
        if trimmed(&text).is_empty() {
            return;
        }
        let name = format!("{}/text()", self.document.local_name(node));
        self.carry(node, &name, Loss::Text, trimmed(&text));
    }

    /// One element, with the classes of version 2 that it becomes pushed into `out`.
    fn child(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        if document.namespace(node) != IODEF_1 {
            return self.carry_element(node);
        }
        let name = document.local_name(node);
        match name {
            "AdditionalData" | "RecordItem" => self.extension(node, out),
            "PostalAddress" => self.contact_means(node, "PostalAddress", "PAddress", out),
            "Email" => self.contact_means(node, "Email", "EmailTo", out),
            "Telephone" | "Fax" => self.contact_means(node, "Telephone", "TelephoneNumber", out),
            "RegistryHandle" => self.registry_handle(node, out),
            "Impact" => self.impact(node, out),
            "Counter" => self.counter(node, out),
            "Confidence" => self.confidence(node, out),
            "ReferenceName" => self.reference_name(node, out),
            "Address" => self.address(node, out),
            "Node" => self.node(node, out),
            "Application" | "OperatingSystem" => self.software(node, out),
            _ if Class::global(Schema::V1, IODEF_1, name).is_some() || is_local_class(name) => {
                self.same(node, out);
            }
            _ => self.carry_element(node),
        }
    }

    /// A class that version 2 has under the same name.
    fn same(&mut self, node: NodeId, out: &mut Element) {
        let name = self.document.local_name(node);
        let outer = core::mem::take(&mut self.carried);
        let mut element = Element::new(name);
        self.attributes(node, &mut element);
        self.children(node, &mut element);
        if name == "Incident" {
            self.generation_time(node, &mut element);
        }
        if EXTENSIBLE.contains(&name) {
            for carried in core::mem::take(&mut self.carried) {
                element.push(carried);
            }
        }
        self.sort(node, &mut element);
        out.push(element);
        let inner = core::mem::replace(&mut self.carried, outer);
        self.carried.extend(inner);
    }

    /// The attributes that version 2 has too, under the name that it gives them.
    fn attributes(&mut self, node: NodeId, out: &mut Element) {
        let local = self.document.local_name(node);
        let class = Class::global(Schema::V1, IODEF_1, local);
        for attribute in self.document.attributes(node) {
            if !attribute.namespace.is_empty() {
                self.lost_attribute(node, &attribute);
                continue;
            }
            match (local, attribute.local) {
                (_, "lang") => out.set("xml:lang", attribute.value()),
                ("Service", "ip_protocol") => out.set("ip-protocol", attribute.value()),
                (_, name) if class.is_none_or(|class| class.attribute(name).is_some()) => {
                    out.set(name, attribute.value());
                }
                _ => self.lost_attribute(node, &attribute),
            }
        }
        // The default of version 1 is public, version 2 inherits the level around it.
        if local == "IncidentID" && out.attribute("restriction").is_none() {
            out.set("restriction", "public");
        }
    }

    fn lost_attribute(&mut self, node: NodeId, attribute: &Attribute<'_>) {
        let name = attribute.qualified_name();
        // What xml:space and xml:base say has no place in a class of IODEF.
        let path = || format!("{}/@{name}", self.document.xpath(node));
        let kept = if attribute.namespace == XML_NAMESPACE { "" } else { "this report only" };
        self.report.note(Loss::Attribute, path, &attribute.value(), kept);
    }

    /// Puts the members into the order of version 2.
    fn sort(&mut self, node: NodeId, element: &mut Element) {
        let Some(class) = Class::global(Schema::A, IODEF_2, &element.name) else { return };
        let order: Vec<String> = class.members().map(|member| qualified(&member)).collect();
        let order: Vec<&str> = order.iter().map(String::as_str).collect();
        let names = |element: &Element| -> Vec<String> {
            element.elements().map(|child| child.name.clone()).collect()
        };
        if element.name == "Assessment" {
            return element.sort_children(&assessment::ORDER);
        }
        let before = names(element);
        element.sort_children(&order);
        if element.name == "Method" && names(element) != before {
            let path = || self.document.xpath(node);
            self.report.note(Loss::Grouping, path, "", "references first, then descriptions");
        }
    }

    /// RFC 7970 section 3.2: GenerationTime is required, ReportTime no longer.
    fn generation_time(&mut self, node: NodeId, incident: &mut Element) {
        let report_time = incident.elements().find(|child| child.name == "ReportTime").cloned();
        let Some(mut time) = report_time else { return };
        time.name = "GenerationTime".into();
        let path = || format!("{}/ReportTime", self.document.xpath(node));
        let text = self.text_of_child(node, "ReportTime");
        self.report.note(Loss::Added, path, &text, "ReportTime, and again as GenerationTime");
        time.content.retain(|content| matches!(content, Content::Text(_)));
        incident.push(time);
    }

    fn text_of_child(&self, node: NodeId, name: &str) -> String {
        let found = self.document.elements(node).find(|child| {
            self.document.namespace(*child) == IODEF_1 && self.document.local_name(*child) == name
        });
        found.map(|child| self.document.text_of(child).into_owned()).unwrap_or_default()
    }

    /// The extension mechanism is the same in both versions; its content stays as it is.
    fn extension(&mut self, node: NodeId, out: &mut Element) {
        let mut element = Element::new(self.document.local_name(node));
        self.attributes(node, &mut element);
        let known = [("", Cow::Borrowed(IODEF_2)), ("xsi", Cow::Borrowed(XSI))];
        let content = fragment::content(self.document, node, &known);
        if !content.is_empty() {
            element.content.push(Content::Markup(content));
        }
        out.push(element);
    }

    /// RFC 7970 section 3.11.1 with RFC 7495: a name of a registered kind, or else a description.
    fn reference_name(&mut self, node: NodeId, out: &mut Element) {
        self.notes(node, out);
        let text = self.document.text_of(node);
        let id = trimmed(&text);
        if is_cve(id) {
            self.enums = true;
            let mut name = Element::new("enum:ReferenceName");
            name.set("specIndex", "1");
            name.push(Element::with_text("enum:ID", id));
            return out.push(name);
        }
        let path = || self.document.xpath(node);
        self.report.note(Loss::Restructured, path, &text, "Reference/Description");
        let mut description = Element::with_text("Description", &*text);
        self.language(node, &mut description);
        out.push(description);
    }

    /// `lang` of version 1 as `xml:lang`.
    fn language(&self, node: NodeId, out: &mut Element) {
        if let Some(language) = self.document.attribute(node, "lang") {
            out.set("xml:lang", language);
        }
    }

    /// The comments and processing instructions directly inside an element that is taken apart.
    fn notes(&self, node: NodeId, out: &mut Element) {
        for child in self.document.children(node) {
            let kind = self.document.kind(child);
            if matches!(kind, NodeKind::Comment | NodeKind::ProcessingInstruction) {
                let markup = self.document.slice(self.document.span(child));
                out.content.push(Content::Note(markup.to_owned()));
            }
        }
    }

    /// Keeps text that version 2 has no class for.
    fn carry(&mut self, node: NodeId, name: &str, what: Loss, text: &str) {
        let path = || self.document.xpath(node);
        let name = format!("{CARRIED}{name}");
        self.report.note(what, path, text, format!("AdditionalData[@name=\"{name}\"]"));
        let mut data = Element::with_text("AdditionalData", text);
        data.set("name", name);
        data.set("dtype", "string");
        data.set("meaning", "Value of IODEF version 1 that version 2 has no class for");
        self.carried.push(data);
    }

    /// Keeps an element that no schema of version 1 has.
    fn carry_element(&mut self, node: NodeId) {
        let known = [("", Cow::Borrowed(IODEF_2)), ("xsi", Cow::Borrowed(XSI))];
        let markup = fragment::element(self.document, node, &known);
        let name = format!("{CARRIED}{}", self.document.local_name(node));
        let path = || self.document.xpath(node);
        let kept = format!("AdditionalData[@name=\"{name}\"]");
        self.report.note(Loss::Element, path, &markup, kept);
        let mut data = Element::new("AdditionalData");
        data.set("name", name);
        data.set("dtype", "xml");
        data.set(
            "meaning",
            "Extension of an IODEF version 1 document, outside its extension classes",
        );
        data.content.push(Content::Markup(markup));
        self.carried.push(data);
    }
}

/// Elements that RFC 5070 declares inside a class.
fn is_local_class(name: &str) -> bool {
    ["Port", "Portlist", "ProtoType", "ProtoCode", "ProtoField"].contains(&name)
}

/// The name of a member as this conversion writes it.
fn qualified(member: &crate::structure::Member) -> String {
    match member.namespace() {
        ENUM => format!("enum:{}", member.name()),
        _ => member.name().to_owned(),
    }
}

/// An identifier of the Common Vulnerabilities and Exposures, the first registered kind (RFC 7495
/// section 4).
fn is_cve(text: &str) -> bool {
    let mut parts = text.split('-');
    let digits = |part: Option<&str>, least: usize| {
        part.is_some_and(|part| part.len() >= least && part.bytes().all(|b| b.is_ascii_digit()))
    };
    parts.next() == Some("CVE")
        && digits(parts.next(), 4)
        && digits(parts.next(), 4)
        && parts.next().is_none()
}
