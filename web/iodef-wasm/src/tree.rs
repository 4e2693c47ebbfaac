//! A part of the document with everything in it, for reports and tables.

use iodef::document::{Document, NodeId};
use serde::Serialize;

use crate::fault::Fault;
use crate::path::child;

/// Nodes of one answer: a larger document is read in parts, incident by incident.
const MAX_NODES: usize = 400_000;

/// An element with its attributes, its text and its children.
#[derive(Debug, Serialize)]
pub struct TreeNode {
    path: String,
    name: String,
    namespace: String,
    attributes: Vec<Attribute>,
    text: String,
    children: Vec<TreeNode>,
}

#[derive(Debug, Serialize)]
struct Attribute {
    name: String,
    value: String,
}

/// The element and all below it.
///
/// # Errors
/// More than `MAX_NODES`.
pub fn of(document: &Document, node: NodeId, path: &str) -> Result<TreeNode, Fault> {
    let nodes = document.subtree_end(node).index().saturating_sub(node.index());
    if nodes > MAX_NODES {
        return Err(Fault::of(
            "too_many_nodes",
            "this part of the document is too large for one answer",
        ));
    }
    Ok(branch(document, node, path.to_owned()))
}

/// The depth is bounded by the limits under which the document was parsed.
fn branch(document: &Document, node: NodeId, path: String) -> TreeNode {
    let attributes = document
        .attributes(node)
        .map(|attribute| Attribute {
            name: attribute.local.to_owned(),
            value: attribute.value().into_owned(),
        })
        .collect();
    let children = document
        .elements(node)
        .enumerate()
        .map(|(index, element)| branch(document, element, child(&path, index)))
        .collect();
    TreeNode {
        name: document.local_name(node).to_owned(),
        namespace: document.namespace(node).to_owned(),
        attributes,
        text: document.text_of(node).into_owned(),
        children,
        path,
    }
}

#[cfg(test)]
mod tests {
    use iodef::document::{Document, Limits};

    use super::of;

    #[test]
    fn a_tree_has_the_values_that_the_markup_stands_for() {
        let xml = "<a b='1&lt;2' x:c='3' xmlns:x='urn:x'>t&amp;<x:d/>u</a>";
        let document =
            Document::from_text(xml.to_owned(), &Limits::default()).expect("well-formed");
        let tree = of(&document, document.root(), "0").expect("small");
        let attributes: Vec<_> =
            tree.attributes.iter().map(|each| (each.name.as_str(), each.value.as_str())).collect();
        assert_eq!(attributes, [("b", "1<2"), ("c", "3")]);
        assert_eq!(tree.text, "t&u");
        let child = tree.children.first().expect("one child");
        assert_eq!(
            (child.path.as_str(), child.name.as_str(), child.namespace.as_str()),
            ("0/0", "d", "urn:x")
        );
    }
}
