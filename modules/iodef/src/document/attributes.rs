//! Attributes, read from the start tag when they are asked for.

use std::borrow::Cow;
use std::ops::Range;

use super::chars::{is_q_name, is_space};
use super::references::{self, resolve};
use crate::error::Fault;

/// One attribute as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'d> {
    /// The prefix, or nothing.
    pub prefix: &'d str,
    /// The local part of the name.
    pub local: &'d str,
    /// The namespace name; nothing for a name without a prefix.
    pub namespace: Cow<'d, str>,
    /// The value as written between its quotes.
    pub raw: &'d str,
    /// From the name to the closing quote.
    pub span: Range<usize>,
    /// Between the quotes.
    pub value_span: Range<usize>,
}

impl<'d> Attribute<'d> {
    /// The value, normalised (XML 1.0 section 3.3.3).
    #[must_use]
    pub fn value(&self) -> Cow<'d, str> {
        references::value(self.raw, references::Form::Attribute)
    }

    /// The name as written.
    #[must_use]
    pub fn qualified_name(&self) -> Cow<'d, str> {
        match self.prefix {
            "" => Cow::Borrowed(self.local),
            prefix => Cow::Owned(format!("{prefix}:{}", self.local)),
        }
    }
}

/// A name and a value in a tag. Offsets count from the start of the tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'t> {
    pub(crate) name: &'t str,
    pub(super) name_at: usize,
    pub(super) raw: &'t str,
    pub(super) raw_at: usize,
}

impl<'t> Written<'t> {
    /// The value, normalised (XML 1.0 section 3.3.3).
    pub(crate) fn value(&self) -> Cow<'t, str> {
        references::value(self.raw, references::Form::Attribute)
    }

    /// The namespace prefix that this declares: nothing for the default namespace.
    pub(crate) fn declares(&self) -> Option<&'t str> {
        if self.name == "xmlns" { Some("") } else { self.name.strip_prefix("xmlns:") }
    }
}

/// Reads the attributes of a start tag or an empty-element tag one by one, and finds whatever is
/// not as the productions say (XML 1.0 section 3.1).
#[derive(Debug, Clone)]
pub(super) struct Tag<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tag<'t> {
    /// Over a tag, from its `<` to its `>`; the name comes first.
    pub(super) fn new(text: &'t str) -> (&'t str, Self) {
        let mut tag = Self { text, at: 1 };
        tag.skip(|byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
        (text.get(1..tag.at).unwrap_or(""), tag)
    }

    /// Whether the tag goes on with this octet.
    fn is_at(&self, byte: u8) -> bool {
        self.text.as_bytes().get(self.at) == Some(&byte)
    }

    /// Goes on to the first octet that does not satisfy, and says how many did.
    #[inline]
    fn skip(&mut self, satisfies: impl Fn(u8) -> bool) -> usize {
        let from = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(|byte| satisfies(*byte)) {
            self.at = self.at.saturating_add(1);
        }
        self.at.saturating_sub(from)
    }

    fn fault(&self, expected: &'static str) -> (usize, Fault) {
        let seen = self.text.get(self.at..).and_then(|rest| rest.chars().next());
        let seen = seen.map_or_else(|| "its end".to_owned(), |c| format!("{c:?}"));
        (self.at, Fault::Tag { seen, expected })
    }

    /// Whether only `>` or `/>` is left.
    fn ends(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at..), Some(b">" | b"/>"))
    }

    /// The next attribute, nothing at the end of the tag, or what is wrong and where.
    pub(super) fn read(&mut self) -> Result<Option<Written<'t>>, (usize, Fault)> {
        let spaces = self.skip(is_space);
        if self.ends() {
            return Ok(None);
        }
        if spaces == 0 {
            return Err(self.fault("white space before an attribute, or the end of the tag"));
        }
        let name_at = self.at;
        let in_name =
            |byte: u8| !is_space(byte) && !matches!(byte, b'=' | b'"' | b'\'' | b'/' | b'>' | b'<');
        if self.skip(in_name) == 0 {
            return Err(self.fault("the name of an attribute"));
        }
        let name = self.text.get(name_at..self.at).unwrap_or("");
        self.skip(is_space);
        if !self.is_at(b'=') {
            return Err(self.fault("\"=\" after the name of an attribute"));
        }
        self.at = self.at.saturating_add(1);
        self.skip(is_space);
        let quote = match self.text.as_bytes().get(self.at) {
            Some(quote @ (b'"' | b'\'')) => *quote,
            _ => return Err(self.fault("a value in quotes")),
        };
        self.at = self.at.saturating_add(1);
        let raw_at = self.at;
        self.skip(|byte| byte != quote);
        if !self.is_at(quote) {
            return Err(self.fault("a closing quote"));
        }
        let raw = self.text.get(raw_at..self.at).unwrap_or("");
        self.at = self.at.saturating_add(1);
        Ok(Some(Written { name, name_at, raw, raw_at }))
    }
}

/// Finds `<` and what is not a reference in the value of an attribute.
pub(super) fn check_value(attribute: &Written<'_>) -> Result<(), (usize, Fault)> {
    let mut rest = attribute.raw;
    let mut at = attribute.raw_at;
    while let Some(skipped) = rest.bytes().position(|byte| matches!(byte, b'<' | b'&')) {
        at = at.saturating_add(skipped);
        rest = rest.get(skipped..).unwrap_or("");
        if rest.starts_with('<') {
            return Err((at, Fault::LessThanInAttribute));
        }
        let end = rest.find(';');
        let reference = end.and_then(|end| rest.get(1..end)).unwrap_or("");
        check_reference(rest, reference).map_err(|fault| (at, fault))?;
        let length = reference.len().saturating_add(2);
        at = at.saturating_add(length);
        rest = rest.get(length..).unwrap_or("");
    }
    Ok(())
}

/// Whether the reference that `written` begins with is one that stands for a character; `name` is
/// what is between `&` and `;`.
pub(super) fn check_reference(written: &str, name: &str) -> Result<(), Fault> {
    if resolve(name).is_some() {
        return Ok(());
    }
    let length = name.len().saturating_add(2);
    let seen = shorten(written.get(..length).unwrap_or(written));
    let digits = name.strip_prefix("#x").map_or_else(
        || name.strip_prefix('#').map(|digits| (digits, 10)),
        |digits| Some((digits, 16)),
    );
    match digits {
        Some((digits, radix))
            if !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix)) =>
        {
            Err(Fault::CharacterReference { seen })
        }
        _ => Err(Fault::Reference { seen }),
    }
}

/// The beginning of something, for an error.
pub(super) fn shorten(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}\u{2026}", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}

/// Checks the name of an element or attribute.
pub(super) fn check_name(what: &'static str, name: &str) -> Result<(), Fault> {
    if is_q_name(name) {
        return Ok(());
    }
    let expected = "a name of letters, digits, \".\", \"-\", \"_\" that begins with a letter or \"_\", \
                    with at most one prefix and \":\" before it";
    Err(Fault::Name { what, seen: shorten(name), expected })
}
