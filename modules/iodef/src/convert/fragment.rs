//! Markup of a part of a document that means the same in another place.

use std::borrow::Cow;

use crate::document::{Document, NodeId};
use crate::escape::escape_attribute;

/// Namespace declarations in scope where a fragment will stand: prefix and namespace name.
pub(crate) type Scope<'a> = [(&'a str, Cow<'a, str>)];

/// The markup of an element, with the declarations that it needs beyond those of `known`.
pub(crate) fn element(document: &Document, node: NodeId, known: &Scope<'_>) -> String {
    let markup = document.slice(document.span(node));
    inserted(document, node, markup, &declarations(document, node, known))
}

/// The declarations that an element needs beyond those of `known`, as they stand in a tag.
pub(crate) fn declarations(document: &Document, node: NodeId, known: &Scope<'_>) -> String {
    let outside = document.parent(node).map(|parent| document.namespaces_in_scope(parent));
    missing(document, node, &outside.unwrap_or_default(), known)
}

/// The markup between the tags of an element, in which each element by itself has the declarations
/// that it needs beyond those of `known`.
pub(crate) fn content(document: &Document, node: NodeId, known: &Scope<'_>) -> String {
    let outside = document.namespaces_in_scope(node);
    let mut text = String::new();
    for child in document.children(node) {
        let markup = document.slice(document.span(child));
        if document.is_element(child) {
            let declarations = missing(document, child, &outside, known);
            text.push_str(&inserted(document, child, markup, &declarations));
        } else {
            text.push_str(markup);
        }
    }
    text
}

/// Puts text behind the name in the start tag.
pub(crate) fn inserted(document: &Document, node: NodeId, markup: &str, addition: &str) -> String {
    let name_end = document.qualified_name(node).len().saturating_add(1);
    match markup.split_at_checked(name_end) {
        Some((before, after)) if !addition.is_empty() => format!("{before}{addition}{after}"),
        _ => markup.to_owned(),
    }
}

/// The declarations of `outside` that an element uses and that `known` does not have.
fn missing(document: &Document, node: NodeId, outside: &Scope<'_>, known: &Scope<'_>) -> String {
    let own: Vec<&str> = document.namespace_declarations(node).map(|(prefix, _)| prefix).collect();
    let of = |scope: &Scope<'_>, prefix: &str| -> String {
        let bound = scope.iter().find(|(other, _)| *other == prefix);
        bound.map(|(_, uri)| uri.clone().into_owned()).unwrap_or_default()
    };
    let markup = document.slice(document.span(node));
    let mut declarations = String::new();
    let mut declare = |name: &str, uri: &str| {
        declarations.push_str(name);
        declarations.push_str("=\"");
        escape_attribute(uri, &mut declarations);
        declarations.push('"');
    };
    let unprefixed = || {
        let mut elements = document.descendants(node).filter(|node| document.is_element(*node));
        elements.any(|element| document.prefix(element).is_empty())
    };
    if !own.contains(&"") && of(outside, "") != of(known, "") && unprefixed() {
        declare(" xmlns", &of(outside, ""));
    }
    for (prefix, uri) in outside.iter().filter(|(prefix, _)| !prefix.is_empty()) {
        let used = || markup.contains(&format!("{prefix}:"));
        if !own.contains(prefix) && of(known, prefix) != **uri && used() {
            declare(&format!(" xmlns:{prefix}"), uri);
        }
    }
    declarations
}
