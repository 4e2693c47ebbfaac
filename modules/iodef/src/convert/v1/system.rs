//! Systems, their nodes and software (RFC 7970 sections 3.17, 3.18 and 2.15).

use super::Upgrade;
use crate::convert::report::Loss;
use crate::convert::tree::{Content, Element, trimmed};
use crate::document::NodeId;
use crate::structure::IODEF_1;
use crate::value::ip;

/// The attributes of SoftwareType in RFC 5070 section 3.16, in the order in which people name
/// software.
const SOFTWARE: [&str; 7] = ["vendor", "family", "name", "version", "patch", "swid", "configid"];

/// Category of an address that was the name of a node, and is no name of a domain.
const NODE_NAME: &str = "node-name";

impl Upgrade<'_> {
    /// NodeName and DateTime become DomainData, NodeRole moves to the system (RFC 7970 section
    /// 4.4).
    pub(super) fn node(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        let mut element = Element::new("Node");
        self.attributes(node, &mut element);
        let checked = self.text_of_child(node, "DateTime");
        let mut roles = Vec::new();
        let mut names = Vec::new();
        let mut dated = false;
        for child in document.children(node) {
            if !document.is_element(child) || document.namespace(child) != IODEF_1 {
                self.one(node, child, &mut element);
                continue;
            }
            match document.local_name(child) {
                "NodeName" => {
                    let text = document.text_of(child);
                    if let Some(category) = ip_category(&text) {
                        self.name_as_address(child, category, &mut element);
                    } else if is_host_name(&text) {
                        dated = true;
                        self.node_name(child, &checked, &mut element);
                    } else {
                        names.push(child);
                    }
                }
                "DateTime" => self.notes(child, &mut element),
                "NodeRole" => roles.push(self.node_role(child, &mut element)),
                _ => self.child(child, &mut element),
            }
        }
        let mut names = names.into_iter();
        if !has_address(&element)
            && let Some(name) = names.next()
        {
            self.name_as_address(name, NODE_NAME, &mut element);
        }
        let descriptions: Vec<Element> = names.map(|name| self.name_in_words(name)).collect();
        if !dated && !checked.is_empty() {
            self.carry(node, "Node/DateTime", Loss::Element, trimmed(&checked));
        }
        // The address group comes first in version 2, and the order inside it is free.
        element.sort_children(&["DomainData|Address", "Location", "Counter"]);
        out.push(element);
        for moved in roles.into_iter().chain(descriptions) {
            out.push(moved);
        }
    }

    fn one(&mut self, node: NodeId, child: NodeId, out: &mut Element) {
        let document = self.document;
        if document.is_element(child) {
            return self.carry_element(child);
        }
        let markup = document.slice(document.span(child));
        if markup.starts_with("<!--") || markup.starts_with("<?") {
            out.content.push(Content::Note(markup.to_owned()));
        } else {
            self.stray_text(node, child);
        }
    }

    fn node_name(&mut self, node: NodeId, checked: &str, out: &mut Element) {
        self.notes(node, out);
        for attribute in self.document.attributes(node) {
            self.lost_attribute(node, &attribute);
        }
        let mut domain = Element::new("DomainData");
        domain.set("system-status", "unknown");
        domain.set("domain-status", "unknown");
        let text = self.document.text_of(node);
        domain.push(Element::with_text("Name", trimmed(&text)));
        if !checked.is_empty() {
            domain.push(Element::with_text("DateDomainWasChecked", trimmed(checked)));
        }
        out.push(domain);
        let path = || self.document.xpath(node);
        let kept = "DomainData/Name, with the required states given as unknown";
        self.report.note(Loss::Restructured, path, &text, kept);
    }

    /// A name that no domain can have, as an address of that category; another than
    /// [`NODE_NAME`] is one of the schema.
    fn name_as_address(&mut self, node: NodeId, category: &str, out: &mut Element) {
        self.notes(node, out);
        for attribute in self.document.attributes(node) {
            self.lost_attribute(node, &attribute);
        }
        let text = self.document.text_of(node);
        let mut address = Element::with_text("Address", trimmed(&text));
        if category == NODE_NAME {
            address.set("category", "ext-value");
            address.set("ext-category", NODE_NAME);
        } else {
            address.set("category", category);
        }
        out.push(address);
        let path = || self.document.xpath(node);
        self.report.note(Loss::Restructured, path, &text, "Address");
    }

    fn name_in_words(&mut self, node: NodeId) -> Element {
        let text = self.document.text_of(node);
        let path = || self.document.xpath(node);
        self.report.note(Loss::Restructured, path, &text, "System/Description");
        let mut description = Element::with_text("Description", text);
        self.language(node, &mut description);
        description
    }

    fn node_role(&mut self, node: NodeId, out: &mut Element) -> Element {
        self.notes(node, out);
        let mut role = Element::new("NodeRole");
        for attribute in self.document.attributes(node) {
            match attribute.local {
                "category" | "ext-category" if attribute.namespace.is_empty() => {
                    role.set(attribute.local, attribute.value());
                }
                "lang" if attribute.namespace.is_empty() => {}
                _ => self.lost_attribute(node, &attribute),
            }
        }
        let text = self.document.text_of(node);
        if !trimmed(&text).is_empty() {
            let mut description = Element::with_text("Description", text);
            self.language(node, &mut description);
            role.push(description);
        }
        role
    }

    /// The default category is another one in version 2, and one category is gone.
    pub(super) fn address(&mut self, node: NodeId, out: &mut Element) {
        let position = out.content.len();
        self.same(node, out);
        let Some(Content::Element(address)) = out.content.get_mut(position) else { return };
        match address.attribute("category") {
            None => address.set("category", "ipv4-addr"),
            Some("ipv6-net-mask") => {
                address.set("category", "ipv6-net");
                let path = || format!("{}/@category", self.document.xpath(node));
                self.report.note(Loss::Enumeration, path, "ipv6-net-mask", "ipv6-net");
                let text = self.document.text_of(node);
                if let Ok(network) = ip::ipv6_net_mask(trimmed(&text)) {
                    let kept = format!("{}/{}", network.address, network.prefix);
                    let path = || self.document.xpath(node);
                    self.report.note(Loss::Restructured, path, &text, &kept);
                    address.content.retain(|part| !matches!(part, Content::Text(_)));
                    address.push_text(kept);
                }
            }
            Some(_) => {}
        }
    }

    /// Version 2 describes software by a reference or in words, not in attributes.
    pub(super) fn software(&mut self, node: NodeId, out: &mut Element) {
        let document = self.document;
        let mut software = Element::new(document.local_name(node));
        let mut words = Vec::new();
        for name in SOFTWARE {
            // RFC 5070 section 3.16: "0" is no identifier.
            let given = document.attribute(node, name).filter(|value| {
                !(value.is_empty() || matches!(name, "swid" | "configid") && value == "0")
            });
            if let Some(value) = given {
                words.push(format!("{name}: {value}"));
            }
        }
        for attribute in document.attributes(node) {
            if !attribute.namespace.is_empty() || !SOFTWARE.contains(&attribute.local) {
                self.lost_attribute(node, &attribute);
            }
        }
        self.children(node, &mut software);
        if !words.is_empty() {
            let words = words.join("; ");
            let path = || document.xpath(node);
            self.report.note(Loss::Restructured, path, &words, "Description");
            software.push(Element::with_text("Description", words));
        }
        out.push(software);
    }
}

/// Whether a node has what version 2 demands of it.
fn has_address(node: &Element) -> bool {
    node.content.iter().any(|part| {
        matches!(part, Content::Element(child) if matches!(&*child.name, "DomainData" | "Address"))
    })
}

/// The category of a name that is an address.
fn ip_category(text: &str) -> Option<&'static str> {
    let text = trimmed(text);
    let of_version_4 = ip::ipv4(text).is_ok().then_some("ipv4-addr");
    of_version_4.or_else(|| ip::ipv6(text).is_ok().then_some("ipv6-addr"))
}

/// Whether a name of a node can be the name of a domain.
fn is_host_name(text: &str) -> bool {
    let text = trimmed(text);
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'))
}
