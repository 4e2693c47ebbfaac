//! A few words that tell an element from its siblings.

use iodef::document::{Document, NodeId};
use serde::Serialize;

/// Characters of a summary.
const MAX_CHARS: usize = 80;
/// Elements that are looked at for words.
const MAX_ELEMENTS: usize = 48;
/// Attributes whose value says what the element is, the telling ones first.
const TELLING: [&str; 10] = [
    "role",
    "category",
    "action",
    "source",
    "operator",
    "type",
    "occurrence",
    "purpose",
    "registry",
    "rating",
];
/// Texts in one summary.
const MAX_TEXTS: usize = 2;

/// What an element is about: values, for which every language has words of its own, and then texts.
#[derive(Debug, Default, Serialize)]
pub struct Summary {
    kinds: Vec<(&'static str, String)>,
    text: String,
}

/// What the element is about.
pub fn of(document: &Document, node: NodeId) -> Summary {
    let mut kinds = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for name in TELLING {
        if kinds.len().saturating_add(words.len()) >= 2 {
            break;
        }
        let Some(value) = document.attribute(node, name) else { continue };
        // An extended value stands in its partner.
        match document.attribute(node, &format!("ext-{name}")) {
            Some(extended) if value == "ext-value" => words.push(extended.into_owned()),
            _ => kinds.push((name, value.into_owned())),
        }
    }
    let mut texts = 0_usize;
    let elements = document.descendants(node).filter(|each| document.is_element(*each));
    for element in elements.take(MAX_ELEMENTS) {
        if texts >= MAX_TEXTS {
            break;
        }
        // Times tell little, and there are many of them.
        if document.local_name(element).ends_with("Time") && element != node {
            continue;
        }
        let text = document.text_of(element);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() && !words.contains(&text) {
            words.push(text);
            texts = texts.saturating_add(1);
        }
    }
    Summary { kinds, text: shortened(&words.join(" · ")) }
}

/// The beginning of a text, with an ellipsis where it was cut.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}
