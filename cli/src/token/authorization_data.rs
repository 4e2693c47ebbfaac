//! Authorization data (RFC 4120 section 5.2.6) by type, down into AD-IF-RELEVANT.

use kerberos::asn1::{self, AdIfRelevant, AuthorizationDataElement, EtypeList, ad_type};

use super::names;
use crate::keytab::enctype_node;
use crate::tree::{Node, Tree};

/// Elements that are shown of one list.
const MAX_ELEMENTS: usize = 128;
/// Levels of AD-IF-RELEVANT that are looked into; the acceptor takes no more either.
const MAX_DEPTH: usize = 4;
/// Encryption types that are shown of one EtypeList.
const MAX_ENCRYPTION_TYPES: usize = 32;

/// The elements by type.
pub fn describe(elements: &[AuthorizationDataElement]) -> Node {
    list(elements, MAX_DEPTH)
}

/// The PAC: AD-WIN2K-PAC inside AD-IF-RELEVANT; it counts in no other place.
pub fn pac(elements: &[AuthorizationDataElement]) -> Option<Vec<u8>> {
    relevant(elements).find_map(|container| find_pac(container, MAX_DEPTH))
}

fn find_pac(container: &AuthorizationDataElement, depth: usize) -> Option<Vec<u8>> {
    let depth = depth.checked_sub(1)?;
    let elements = asn1::decode::<AdIfRelevant>("AD-IF-RELEVANT", &container.ad_data).ok()?;
    let own = elements.iter().take(MAX_ELEMENTS).find(|e| e.ad_type == ad_type::WIN2K_PAC);
    match own {
        Some(pac) => Some(pac.ad_data.to_vec()),
        None => relevant(&elements).find_map(|container| find_pac(container, depth)),
    }
}

fn relevant(
    elements: &[AuthorizationDataElement],
) -> impl Iterator<Item = &AuthorizationDataElement> {
    elements.iter().take(MAX_ELEMENTS).filter(|element| element.ad_type == ad_type::IF_RELEVANT)
}

fn list(elements: &[AuthorizationDataElement], depth: usize) -> Node {
    let shown = elements.iter().take(MAX_ELEMENTS);
    Node::List(shown.map(|element| describe_one(element, depth).into()).collect())
}

fn describe_one(element: &AuthorizationDataElement, depth: usize) -> Tree {
    let number = element.ad_type;
    let tree = Tree::default().with("ad-type", Node::named(number, names::ad_type(number)));
    match (number, depth.checked_sub(1)) {
        (ad_type::IF_RELEVANT, Some(depth)) => {
            let inner = asn1::decode::<AdIfRelevant>("AD-IF-RELEVANT", &element.ad_data);
            tree.with("elements", inner.map_or_else(malformed, |inner| list(&inner, depth)))
        }
        (ad_type::ETYPE_NEGOTIATION, _) => {
            let types = asn1::decode::<EtypeList>("EtypeList", &element.ad_data);
            let shown = |types: EtypeList| {
                Node::List(types.into_iter().take(MAX_ENCRYPTION_TYPES).map(enctype_node).collect())
            };
            tree.with("EtypeList", types.map_or_else(malformed, shown))
        }
        _ => tree.with("ad-data", Node::octets(element.ad_data.len())),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the form that map_or_else calls")]
fn malformed(error: kerberos::Error) -> Node {
    Node::Malformed(error.to_string())
}
