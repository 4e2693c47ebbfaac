//! Text and attribute values as they are written again.

use std::borrow::Cow;

use super::invisible::is_invisible;

/// Whether a text has nothing but the white space of XML.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Whether a text has nothing that anybody sees.
pub(super) fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | '\r' | '\n') || is_invisible(c))
}

/// Prose without the white space that nobody sees: one space for each run within a line, none at the
/// ends of lines, one empty line for several.
pub(super) fn prose(text: &str) -> Cow<'_, str> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let words: Vec<&str> =
            line.split([' ', '\t', '\r']).filter(|word| !word.is_empty()).collect();
        let is_second_empty = words.is_empty() && lines.last().is_none_or(String::is_empty);
        if !is_second_empty {
            lines.push(words.join(" "));
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let seen = lines.join("\n");
    if seen == text { Cow::Borrowed(text) } else { Cow::Owned(seen) }
}

/// A value whose runs of white space count as one, and at its ends as none.
pub(super) fn value(text: &str) -> Cow<'_, str> {
    let seen = text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
    let seen = seen.collect::<Vec<_>>().join(" ");
    if seen == text { Cow::Borrowed(text) } else { Cow::Owned(seen) }
}

/// The prefixes that could be meant by a text: what stands before each colon.
pub(super) fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    let mut parts: Vec<&str> = text.split(':').collect();
    parts.pop();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_') || !c.is_ascii();
    parts.into_iter().filter_map(move |part| {
        let before = part.rfind(|c| !is_name(c)).map_or(0, |at| {
            part.get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(at, |c| at.saturating_add(c.len_utf8()))
        });
        part.get(before..).filter(|prefix| !prefix.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_loses_what_nobody_sees_and_no_word() {
        assert_eq!(prose("one  two\t \tthree \t\n\n\n\nfour  \n\n"), "one two three\n\nfour");
        assert_eq!(prose("  \t \n "), "");
        assert!(matches!(prose("one two\nthree"), Cow::Borrowed(_)));
    }

    #[test]
    fn values_lose_runs() {
        assert_eq!(value("  a \t b\n"), "a b");
        assert!(matches!(value("a b"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_stands_before_colons_is_found() {
        let found: Vec<&str> = prefixes("//a:b[x:c='http://d'] e:f ö:g :h").collect();
        assert_eq!(found, ["a", "x", "http", "e", "ö"]);
        assert_eq!(prefixes("none").count(), 0);
    }
}
