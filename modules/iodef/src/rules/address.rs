//! Addresses and names of systems (RFC 7970 sections 3.9.1, 3.18.1, 3.19).

use super::{Element, Findings, content, id};
use crate::value::{address, domain, ip, number, trim};

/// The category of an Address that does not tell it.
const DEFAULT_CATEGORY: &str = "ipv6-addr";

/// Highest number of a VLAN (IEEE 802.1Q).
const MAX_VLAN: u64 = 4095;

/// Address: what the category says.
pub(super) fn address(element: &Element<'_>, findings: &mut Findings) {
    let text = element.text();
    let found = trim(&text);
    let category = element.attribute("category");
    if category.is_none() && ip::ipv4(found).is_ok() {
        findings.at_attribute(id::ADDRESS_DEFAULT_IPV4, element, "category", &[("found", found)]);
        return;
    }
    if category.is_none() {
        findings.at_attribute(id::ADDRESS_CATEGORY_MISSING, element, "category", &[]);
    }
    let category = category.unwrap_or(DEFAULT_CATEGORY);
    let place = (element.node, element.text_span());
    let more = [("category", category)];
    if let Err(problem) = address::address(category, found) {
        content::problem(findings, id::ADDRESS_SYNTAX, place, (found, problem), &more);
    } else if let Some(problem) = address::advice(category, found) {
        content::problem(findings, id::ADDRESS_FORM, place, (found, problem), &more);
    }
    content::attribute(element, findings, id::VLAN_RANGE, "vlan-num", |value| {
        content::only_range(number::integer_between(value, 0, MAX_VLAN))
    });
}

/// Nameservers: addresses of IP only, and a name.
pub(super) fn nameservers(element: &Element<'_>, findings: &mut Findings) {
    for node in element.children_named("Address") {
        let category = element.document.attribute(node, "category");
        let category = category.as_deref().unwrap_or(DEFAULT_CATEGORY);
        if !matches!(category, "ipv4-addr" | "ipv6-addr") {
            let span = element.document.start_tag_span(node);
            findings.report(id::NAMESERVER_ADDRESS, node, span, &[("found", category)]);
        }
    }
}

/// Name, Server, SameDomainContact: domain names.
pub(super) fn domain_name(element: &Element<'_>, findings: &mut Findings) {
    content::text(element, findings, id::DOMAIN_NAME, domain::name);
}

/// DomainData and RegistryHandle: attributes that the text requires and the schemas do not.
pub(super) fn required(element: &Element<'_>, findings: &mut Findings) {
    let required: &[(&'static str, _)] = match element.name {
        "DomainData" => &[
            ("system-status", id::DOMAIN_SYSTEM_STATUS_MISSING),
            ("domain-status", id::DOMAIN_STATUS_MISSING),
        ],
        _ => &[("registry", id::REGISTRY_MISSING)],
    };
    for (attribute, rule) in required {
        if element.attribute(attribute).is_none() {
            findings.at_attribute(*rule, element, attribute, &[("attribute", attribute)]);
        }
    }
}
