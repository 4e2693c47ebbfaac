//! What a signature holds besides what it signs. The signature over a document leaves itself out, so
//! that whatever else stands in it would travel unsigned.

use super::algorithm::EXCLUSIVE_C14N;
use super::sign::{DSIG11, PROPERTIES};
use crate::document::{Document, NodeId, NodeKind};
use crate::structure::XMLDSIG;

/// Whether a signature holds its own parts only: signed information, value, hints on the key, and
/// properties.
pub(crate) fn holds_own_parts(document: &Document, signature: NodeId) -> bool {
    let is_own = |part: NodeId| {
        let names = ["SignedInfo", "SignatureValue", "KeyInfo", "Object"];
        is_of_ds(document, part) && names.contains(&document.local_name(part))
    };
    let namespaces = [XMLDSIG, DSIG11, PROPERTIES, EXCLUSIVE_C14N];
    let is_known = |node: NodeId| namespaces.contains(&document.namespace(node));
    let mut inside = document.descendants(signature).filter(|node| document.is_element(*node));
    document.elements(signature).all(is_own) && inside.all(is_known)
}

/// Whether everything in the objects of a signature is covered by it.
pub(super) fn signs_its_objects(
    document: &Document,
    signature: NodeId,
    covered: &[NodeId],
) -> bool {
    document
        .elements(signature)
        .filter(|part| document.local_name(*part) == "Object")
        .all(|object| is_covered(document, object, covered))
}

fn is_covered(document: &Document, node: NodeId, covered: &[NodeId]) -> bool {
    let is_frame = || {
        is_of_ds(document, node)
            && matches!(document.local_name(node), "Object" | "SignatureProperties")
            && !has_text(document, node)
            && document.elements(node).all(|child| is_covered(document, child, covered))
    };
    covered.contains(&node) || is_frame()
}

/// Whether text other than white space stands directly in an element.
pub(crate) fn has_text(document: &Document, node: NodeId) -> bool {
    document.children(node).any(|child| {
        matches!(document.kind(child), NodeKind::Text | NodeKind::CData)
            && !document.value(child).trim().is_empty()
    })
}

fn is_of_ds(document: &Document, node: NodeId) -> bool {
    document.namespace(node) == XMLDSIG
}
