//! The one error type of this core, grouped by whose fault it is.

use core::fmt;

/// Why a document, an edit or a conversion was not accepted.
///
/// [`Error::code`] is the stable name to search the documentation for; the `Display` text says what
/// was seen, where, and what is expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not well-formed XML 1.0 with namespaces: its writer's fault.
    #[error("{place}: {fault}")]
    Malformed {
        /// Where it was seen.
        place: Place,
        /// What was seen, and what is expected.
        fault: Fault,
    },
    /// More of something than a named limit allows.
    #[error("{place}: {found} {what}, the limit is {limit}")]
    TooLarge {
        /// Where the limit was passed.
        place: Place,
        /// What there is too much of, with its unit.
        what: &'static str,
        /// How much was found; counting ends soon after the limit.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Legal, but something that this core does not read.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
    /// An edit that cannot be done.
    #[error(transparent)]
    Edit(#[from] crate::editor::EditFault),
    /// A conversion that cannot be done.
    #[error(transparent)]
    Convert(#[from] crate::convert::ConvertFault),
    /// A document that cannot be signed, or a key that cannot be used.
    #[cfg(feature = "crypto")]
    #[error(transparent)]
    Signature(#[from] crate::signature::SignatureFault),
    /// A document that cannot be made fit for its audience.
    #[error(transparent)]
    Redaction(#[from] RedactionFault),
}

/// Why nothing was redacted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RedactionFault {
    /// Levels are those of RFC 7970.
    #[error("the document is not of IODEF version 2; convert it first")]
    NotVersion2,
    /// No class at or above the element has a restriction; those below it can be marked one by one.
    #[error("nothing here can carry a restriction; mark the incidents")]
    NoCarrier,
    /// Every incident is above the level, with all that is in it.
    #[error("nothing in the document is {highest} or less restricted")]
    NothingLeft {
        /// The level, as a token of `restriction`.
        highest: &'static str,
    },
}

/// A place in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes, from 0: in the text, or in the input where it is not text yet.
    pub offset: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// What makes a text not well-formed (XML 1.0 fifth edition, Namespaces in XML 1.0).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// Octets that are not text in their encoding.
    #[error("octets that are not {encoding}; the text must be in the encoding that it declares")]
    Encoding {
        /// Name of the encoding.
        encoding: &'static str,
    },
    /// The declaration names another encoding than the octets have (XML 1.0 section 4.3.3).
    #[error("declared encoding is {declared}, the octets are {actual}; both must agree")]
    EncodingMismatch {
        /// The name in the declaration.
        declared: String,
        /// The encoding that the octets show.
        actual: &'static str,
    },
    /// A character outside the production Char (XML 1.0 section 2.2).
    #[error("U+{code:04X} is not a character of XML; it must be left out")]
    Character {
        /// The code point.
        code: u32,
    },
    /// The XML declaration does not follow its production (XML 1.0 section 2.8).
    #[error("XML declaration has {seen}; expected is {expected}")]
    Declaration {
        /// What is there.
        seen: String,
        /// What belongs there.
        expected: &'static str,
    },
    /// An XML declaration, or a processing instruction named like one, that is not at the start.
    #[error(
        "XML declaration inside the document; it is allowed at the very start only, and no \
         processing instruction may be named \"xml\""
    )]
    DeclarationPlace,
    /// A document type declaration: refused, with all that entities can do.
    #[error("document type declaration (DOCTYPE); documents with one are refused, remove it")]
    Doctype,
    /// `<!` that begins neither a comment nor a CDATA section.
    #[error("unknown markup <!; expected is <!-- or <![CDATA[")]
    Markup,
    /// The end of the text inside something.
    #[error("end of the text in {what}; expected is {expected}")]
    Unclosed {
        /// What was begun.
        what: &'static str,
        /// What ends it.
        expected: &'static str,
    },
    /// An element that is never ended.
    #[error("end of the text in element <{name}>; expected is </{name}>")]
    UnclosedElement {
        /// Its name.
        name: String,
    },
    /// An end tag that does not belong to the open element.
    #[error("end tag </{seen}>; expected is </{expected}>")]
    EndTag {
        /// Name in the end tag.
        seen: String,
        /// Name of the element that is open.
        expected: String,
    },
    /// An end tag where no element is open.
    #[error("end tag </{seen}> where no element is open; expected is no end tag")]
    StrayEndTag {
        /// Name in the end tag.
        seen: String,
    },
    /// No element at all.
    #[error("no element; expected is one document element")]
    NoElement,
    /// A second document element.
    #[error(
        "second document element <{seen}>; expected is one, and nothing but comments and processing instructions after it"
    )]
    SecondElement {
        /// Its name.
        seen: String,
    },
    /// Text before or after the document element.
    #[error(
        "text outside the document element; expected are white space, comments and processing instructions"
    )]
    TextOutside,
    /// Not a name (XML 1.0 section 2.3, Namespaces in XML section 3 and 4).
    #[error("{what} \"{seen}\"; expected is {expected}")]
    Name {
        /// What is named.
        what: &'static str,
        /// The name as written, shortened.
        seen: String,
        /// The production.
        expected: &'static str,
    },
    /// A prefix that no declaration in scope binds (Namespaces in XML section 5).
    #[error(
        "prefix \"{prefix}\" is not declared; expected is xmlns:{prefix}=\"...\" on this element or around it"
    )]
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// A namespace declaration that the recommendation rules out (Namespaces in XML section 3, 5).
    #[error("namespace declaration {seen}; {problem}")]
    NamespaceDeclaration {
        /// Name of the declaration.
        seen: String,
        /// The rule.
        problem: &'static str,
    },
    /// An attribute that stands twice in one tag, by its written or its expanded name.
    #[error("attribute \"{name}\" stands twice in one tag; expected is once")]
    DuplicateAttribute {
        /// Its name as written.
        name: String,
    },
    /// A tag does not follow its production (XML 1.0 section 3.1).
    #[error("tag has {seen}; expected is {expected}")]
    Tag {
        /// What is there.
        seen: String,
        /// What belongs there.
        expected: &'static str,
    },
    /// `<` in an attribute value (XML 1.0 section 3.1).
    #[error("\"<\" in the value of an attribute; expected is &lt;")]
    LessThanInAttribute,
    /// A reference that is not one (XML 1.0 section 4.1).
    #[error(
        "reference \"{seen}\"; expected is &lt; &gt; &amp; &apos; &quot; or a character reference such as &#38; ended by \";\""
    )]
    Reference {
        /// The reference as written, shortened.
        seen: String,
    },
    /// A character reference outside the production Char (XML 1.0 section 4.1).
    #[error(
        "reference \"{seen}\" is not to a character of XML; expected is one from U+0020, or tab, line feed, carriage return"
    )]
    CharacterReference {
        /// The reference as written, shortened.
        seen: String,
    },
    /// `]]>` in text (XML 1.0 section 2.4).
    #[error("\"]]>\" in text; expected is ]]&gt;")]
    CdataEnd,
    /// `--` in a comment (XML 1.0 section 2.5).
    #[error("\"--\" in a comment; expected are single hyphens")]
    DoubleHyphen,
}

/// Input that this core does not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsupported {
    /// A legacy charset: decoded at the edge, never here.
    #[error(
        "encoding {name} is not read here; expected is UTF-8 or UTF-16, convert the document first"
    )]
    Encoding {
        /// The name in the declaration, or the family that the first octets show.
        name: String,
    },
}

impl Error {
    /// The stable, searchable name of this error: lower-case words joined by `_`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { fault, .. } => fault.code(),
            Self::TooLarge { .. } => "too_large",
            Self::Unsupported(Unsupported::Encoding { .. }) => "unsupported_encoding",
            Self::Edit(fault) => fault.code(),
            Self::Convert(fault) => fault.code(),
            #[cfg(feature = "crypto")]
            Self::Signature(_) => "signature",
            Self::Redaction(RedactionFault::NoCarrier) => "no_carrier",
            Self::Redaction(RedactionFault::NotVersion2) => "not_version_2",
            Self::Redaction(RedactionFault::NothingLeft { .. }) => "nothing_left",
        }
    }

    /// Where in the document it is, if it is in a document.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Malformed { place, .. } | Self::TooLarge { place, .. } => Some(*place),
            Self::Convert(fault) => fault.place(),
            Self::Unsupported(_) | Self::Edit(_) | Self::Redaction(_) => None,
            #[cfg(feature = "crypto")]
            Self::Signature(_) => None,
        }
    }
}

impl Fault {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Encoding { .. } => "encoding",
            Self::EncodingMismatch { .. } => "encoding_mismatch",
            Self::Character { .. } => "character",
            Self::Declaration { .. } => "declaration",
            Self::DeclarationPlace => "declaration_place",
            Self::Doctype => "doctype",
            Self::Markup => "markup",
            Self::Unclosed { .. } => "unclosed",
            Self::UnclosedElement { .. } => "unclosed_element",
            Self::EndTag { .. } => "end_tag",
            Self::StrayEndTag { .. } => "stray_end_tag",
            Self::NoElement => "no_element",
            Self::SecondElement { .. } => "second_element",
            Self::TextOutside => "text_outside",
            Self::Name { .. } => "name",
            Self::Prefix { .. } => "prefix",
            Self::NamespaceDeclaration { .. } => "namespace_declaration",
            Self::DuplicateAttribute { .. } => "duplicate_attribute",
            Self::Tag { .. } => "tag",
            Self::LessThanInAttribute => "less_than_in_attribute",
            Self::Reference { .. } => "reference",
            Self::CharacterReference { .. } => "character_reference",
            Self::CdataEnd => "cdata_end",
            Self::DoubleHyphen => "double_hyphen",
        }
    }
}
