//! How a replacement of text moves the paths of elements behind it.

use iodef::document::{Change, Document};
use iodef::editor::Splice;
use serde::Serialize;

use crate::path::path_of;
use crate::search::position;

/// How the element children of one element changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// The element.
    parent: String,
    /// The first child that changed.
    at: usize,
    /// Children that are gone.
    removed: usize,
    /// Children that came.
    inserted: usize,
}

/// The shift of a replacement, if it put whole elements in or took them out. `document` is the one
/// after it.
pub fn of(document: &Document, splice: &Splice, change: &Change) -> Option<Shift> {
    let (removed, inserted) = (elements(&splice.old)?, elements(&splice.new)?);
    if removed == inserted || !document.is_element(change.reparsed) {
        return None;
    }
    let start = splice.range.start;
    let before =
        document.elements(change.reparsed).take_while(|each| document.span(*each).end <= start);
    Some(Shift {
        parent: path_of(document, change.reparsed),
        at: before.count(),
        removed,
        inserted,
    })
}

/// How many elements stand in a piece of content side by side; nothing for a piece of a tag.
fn elements(fragment: &str) -> Option<usize> {
    let (mut depth, mut count, mut rest) = (0_usize, 0_usize, fragment);
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..)?;
        if let Some(length) = skipped(rest) {
            rest = rest.get(length..)?;
            continue;
        }
        let tag = rest.get(..tag_end(rest)?)?;
        rest = rest.get(tag.len()..)?;
        if tag.starts_with("</") {
            depth = depth.checked_sub(1)?;
            continue;
        }
        if depth == 0 {
            count = count.saturating_add(1);
        }
        if !tag.ends_with("/>") {
            depth = depth.saturating_add(1);
        }
    }
    (depth == 0).then_some(count)
}

/// The length of a comment, a CDATA section or a processing instruction.
fn skipped(rest: &str) -> Option<usize> {
    let kinds = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let (open, close) = kinds.iter().find(|(open, _)| rest.starts_with(open))?;
    let end = position(rest.get(open.len()..)?, close)?;
    Some(open.len().saturating_add(end).saturating_add(close.len()))
}

/// Where a tag ends: at the first ">" outside quotes.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, octet) in rest.bytes().enumerate() {
        match (quote, octet) {
            (None, b'"' | b'\'') => quote = Some(octet),
            (Some(open), _) if open == octet => quote = None,
            (None, b'>') => return Some(at.saturating_add(1)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::elements;

    #[test]
    fn elements_side_by_side_are_counted() {
        assert_eq!(elements(""), Some(0));
        assert_eq!(elements("text <!-- <a> --> more"), Some(0));
        assert_eq!(elements("<a/> <b c='>'><d/></b>"), Some(2));
        assert_eq!(elements("<a>"), None);
        assert_eq!(elements("</a>"), None);
        assert_eq!(elements(" name=\"value\""), Some(0));
    }
}
