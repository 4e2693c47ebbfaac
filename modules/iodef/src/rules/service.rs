//! Ports, protocols and header fields (RFC 7970 sections 2.9, 3.16, 3.20, 3.21).

use super::content::{self, only_range};
use super::element::{children, children_named};
use super::{Element, Findings, id};
use crate::document::{Document, NodeId};
use crate::value::port::{self, Portlist};
use crate::value::{number, trim};

/// Protocol numbers of ICMP, in which type and code are one octet each.
const ICMP: [&str; 2] = ["1", "58"];

/// Service: what is said of ports needs a protocol, and that is a number of one octet.
pub(super) fn protocol(element: &Element<'_>, findings: &mut Findings) {
    let needs = ["Port", "Portlist", "ProtoCode", "ProtoType", "ProtoField"];
    let child = element.children().find(|(_, name)| needs.contains(name));
    if let (Some((_, child)), None) = (child, element.attribute("ip-protocol")) {
        findings.at_tag(id::SERVICE_PROTOCOL_MISSING, element, &[("child", child)]);
    }
    let protocol = element.attribute("ip-protocol").map(trim);
    let ports = element.children().find(|(_, name)| matches!(*name, "Port" | "Portlist"));
    if let (Some((_, child)), Some(protocol)) = (ports, protocol)
        && ICMP.contains(&protocol)
    {
        let args = [("child", child), ("protocol", protocol)];
        findings.at_attribute(id::SERVICE_PORTLESS, element, "ip-protocol", &args);
    }
    content::attribute(element, findings, id::SERVICE_PROTOCOL_RANGE, "ip-protocol", |value| {
        only_range(port::ip_protocol(value))
    });
}

/// Port: a number of two octets.
pub(super) fn port(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::PORT_RANGE, |text| only_range(port::port(text)));
}

/// Portlist: ports in bounds, and ranges that go up.
pub(super) fn portlist(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::PORTLIST_RANGE, |text| only_range(Portlist::parse(text)));
}

/// ProtoCode and ProtoType of ICMP: a number of one octet (RFC 792, RFC 4443).
pub(super) fn icmp(element: &Element<'_>, findings: &mut Findings) {
    let parent = element.document.parent(element.node);
    let protocol = parent.and_then(|parent| element.document.attribute(parent, "ip-protocol"));
    if protocol.is_some_and(|protocol| ICMP.contains(&trim(&protocol))) {
        content::text(element, findings, id::ICMP_RANGE, |text| {
            only_range(number::integer_between(text, 0, u8::MAX.into()))
        });
    }
}

/// IANAService: the name of a service in the IANA registry.
pub(super) fn service_name(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::SERVICE_NAME, port::service_name);
}

/// Flow: the n-th port of the source belongs to the n-th port of the target.
pub(super) fn flow(element: &Element<'_>, findings: &mut Findings) {
    let mut lists: Vec<(bool, NodeId, u64)> = Vec::new();
    let (mut sources, mut targets) = (0_usize, 0_usize);
    for system in element.children_named("System") {
        let is_source = match element.document.attribute(system, "category").as_deref() {
            Some("source") => true,
            Some("target") => false,
            _ => continue,
        };
        let count = if is_source { &mut sources } else { &mut targets };
        *count = count.saturating_add(1);
        if let Some(ports) = listed_ports(element.document, system) {
            lists.push((is_source, system, ports));
        }
    }
    let largest = |wanted: bool| {
        lists
            .iter()
            .filter(move |(is_source, _, _)| *is_source == wanted)
            .map(|(_, _, ports)| *ports)
            .max()
    };
    let (Some(from), Some(to)) = (largest(true), largest(false)) else { return };
    if from > 1 && (sources > 1 || targets > 1) {
        let (sources, targets) = (sources.to_string(), targets.to_string());
        findings.at_tag(id::FLOW_PAIRS, element, &[("sources", &sources), ("targets", &targets)]);
    } else if lists.iter().any(|(_, _, ports)| *ports != from) {
        let (from, to) = (from.to_string(), to.to_string());
        findings.at_tag(id::FLOW_PORTLISTS, element, &[("sources", &from), ("targets", &to)]);
    }
}

/// Ports in the Portlists of a System, if it has any that can be read.
fn listed_ports(document: &Document, system: NodeId) -> Option<u64> {
    let services = children_named(document, system, "Service");
    let lists = services.flat_map(|service| children_named(document, service, "Portlist"));
    let counts = lists.filter_map(|list| {
        Portlist::parse(trim(&document.text_of(list))).ok().map(|list| list.count())
    });
    counts.reduce(u64::saturating_add)
}

/// System: each role once.
pub(super) fn roles(element: &Element<'_>, findings: &mut Findings) {
    let mut seen = Vec::new();
    for (node, _) in
        children(element.document, element.node).filter(|(_, name)| *name == "NodeRole")
    {
        let Some(role) = element.document.attribute(node, "category") else { continue };
        // A private role is told by its name.
        let role = match element.document.attribute(node, "ext-category") {
            Some(private) if role == "ext-value" => private,
            _ => role,
        };
        if seen.contains(&role) {
            let span = element.document.start_tag_span(node);
            findings.report(id::NODEROLE_REPEATED, node, span, &[("found", &role)]);
        } else if seen.len() < MAX_ROLES {
            seen.push(role);
        }
    }
}

/// Roles of one system that are compared: there are 54 of them.
const MAX_ROLES: usize = 256;

/// ApplicationHeaderField and EmailHeaderField: a name, a value, and text in e-mail.
pub(super) fn header_field(element: &Element<'_>, findings: &mut Findings) {
    let args = [("class", element.name)];
    if element.attribute("name").is_none_or(|name| trim(name).is_empty()) {
        findings.at_attribute(id::HEADER_NAME_MISSING, element, "name", &args);
    }
    let has_value = !trim(&element.text()).is_empty()
        || element.document.elements(element.node).next().is_some();
    if !has_value {
        findings.at_text(id::HEADER_VALUE_MISSING, element, &args);
    }
    match element.attribute("dtype") {
        Some(dtype) if element.name == "EmailHeaderField" && dtype != "string" => {
            findings.at_attribute(id::EMAIL_HEADER_DTYPE, element, "dtype", &[("found", dtype)]);
        }
        _ => {}
    }
}
