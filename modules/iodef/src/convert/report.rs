//! What a conversion could not carry over, step by step.

use core::fmt;

use serde::Serialize;

/// The most lossy steps that one report lists; further ones are only counted.
pub const MAX_LOSSY: usize = 1_000;

/// The most characters of an original value that a report repeats.
pub const MAX_ORIGINAL_CHARS: usize = 400;

/// What happened to one piece of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Loss {
    /// A comment has no place in the target.
    Comment,
    /// A processing instruction has no place in the target.
    ProcessingInstruction,
    /// An attribute that the target's class does not have.
    Attribute,
    /// An element that the target's class does not have.
    Element,
    /// Character data where the target's class has none.
    Text,
    /// A value that the target writes differently.
    Spelling,
    /// A value that the target's enumeration does not have.
    Enumeration,
    /// A number that the target cannot write.
    Number,
    /// A member that the target requires and the source does not have.
    Added,
    /// The order or grouping of elements.
    Grouping,
    /// The language or the translation group of a text.
    Language,
    /// A restriction that moved to the elements below.
    Restriction,
    /// A class that the target splits, renames or merges.
    Restructured,
    /// A name that the target has under another name.
    Renamed,
    /// A character that XML cannot hold (XML 1.0 section 2.2).
    Character,
    /// A reference to something that is not in the result.
    Reference,
    /// An identifier that occurred twice.
    Identifier,
    /// An element that the structure requires.
    Required,
    /// An element that cannot be without what was removed from it.
    Emptied,
    /// A signature that does not fit what it covers any more.
    Signature,
}

impl Loss {
    /// One sentence in English; the code of the serialised form is the key for other languages.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Comment => "the target has no place for comments",
            Self::ProcessingInstruction => "the target has no place for processing instructions",
            Self::Attribute => "the target's class does not have this attribute",
            Self::Element => "the target's class does not have this element",
            Self::Text => "the target's class does not have character data here",
            Self::Spelling => "the target writes this value differently",
            Self::Enumeration => "the target's enumeration does not have this value",
            Self::Number => "the target cannot write this as a number",
            Self::Added => "the target requires this member, and the source does not have it",
            Self::Grouping => "the target does not keep this order or grouping",
            Self::Language => "the target has no language or translation group here",
            Self::Restriction => "the restriction moved to the elements below",
            Self::Restructured => "the target has other classes for this",
            Self::Renamed => "the target has this under another name",
            Self::Character => "XML cannot hold this character",
            Self::Reference => "what this refers to is not in the result",
            Self::Identifier => "this identifier occurred more than once",
            Self::Required => "the structure requires this element",
            Self::Emptied => "this element cannot be without what was removed from it",
            Self::Signature => "this signature does not fit what it covers any more",
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text())
    }
}

/// One lossy step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lossy {
    /// Where it stood in the source: an XPath, or a JSON path that begins with `$`.
    pub xpath: String,
    /// What happened to it.
    pub what: Loss,
    /// The original value, shortened to [`MAX_ORIGINAL_CHARS`].
    pub original: String,
    /// Where or as what the target has it; empty if it has not.
    pub kept_as: String,
}

impl fmt::Display for Lossy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.xpath, self.what)?;
        if !self.original.is_empty() {
            write!(formatter, ": {:?}", self.original)?;
        }
        if self.kept_as.is_empty() {
            formatter.write_str(", not kept")
        } else {
            write!(formatter, ", kept as {}", self.kept_as)
        }
    }
}

/// The lossy steps of one conversion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The first [`MAX_LOSSY`] of them.
    pub steps: Vec<Lossy>,
    /// How many further ones there were.
    pub omitted: usize,
}

impl Report {
    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.omitted == 0
    }

    /// Notes a step; `xpath` is only asked for if the report still has room.
    pub(crate) fn note(
        &mut self,
        what: Loss,
        xpath: impl FnOnce() -> String,
        original: &str,
        kept_as: impl Into<String>,
    ) {
        if self.steps.len() >= MAX_LOSSY {
            self.omitted = self.omitted.saturating_add(1);
            return;
        }
        let kept_as = kept_as.into();
        self.steps.push(Lossy { xpath: xpath(), what, original: shortened(original), kept_as });
    }

    pub(crate) fn append(&mut self, other: Self) {
        self.omitted = self.omitted.saturating_add(other.omitted);
        let room = MAX_LOSSY.saturating_sub(self.steps.len());
        self.omitted = self.omitted.saturating_add(other.steps.len().saturating_sub(room));
        self.steps.extend(other.steps.into_iter().take(room));
    }
}

/// The first [`MAX_ORIGINAL_CHARS`] characters, with an ellipsis if there were more.
pub(crate) fn shortened(text: &str) -> String {
    cut(text, MAX_ORIGINAL_CHARS)
}

/// The first characters, with an ellipsis if there were more.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The result of a conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Converted {
    /// The document in its new form.
    pub text: String,
    /// What the new form could not hold as it was.
    pub report: Report,
}
