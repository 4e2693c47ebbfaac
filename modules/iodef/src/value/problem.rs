//! Why a string is not what it should be.

/// Why a check refuses a string.
///
/// [`Problem::code`] names the reason, [`Problem::figures`] what was seen and expected; a text in a
/// language is made from both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// There is nothing.
    Empty,
    /// A character that cannot stand where it stands.
    Character(char),
    /// The string ends, or goes on, without something that has to come.
    Missing(Part),
    /// Something stands there once more than it may.
    Repeated(Part),
    /// A number outside of its bounds.
    Range {
        /// The least value.
        least: u64,
        /// The greatest value.
        greatest: u64,
    },
    /// A number with zeros before it, which some receivers read as octal.
    LeadingZero,
    /// More characters, levels or items than there may be.
    TooLong {
        /// The most that are accepted.
        limit: usize,
    },
    /// Not the one length it should have.
    Length {
        /// What it should have.
        expected: usize,
        /// What it has.
        found: usize,
    },
    /// A bracket or quote that nothing opens or nothing closes.
    Unbalanced(char),
    /// A range whose end is before its start.
    Reversed,
    /// One address, but not in the form that RFC 5952 recommends.
    NotCanonical,
    /// An address of the other version of IP.
    OtherVersion,
    /// Bits are set beyond the prefix, or the mask is not a row of ones.
    NotNetwork,
    /// A date that no calendar has.
    NoSuchDate,
    /// Second 60: leap seconds have no place in xs:dateTime of XML Schema 1.0.
    LeapSecond,
    /// A time without an offset from UTC.
    NoOffset,
    /// Something is repeated that cannot be, such as `*` in front.
    NothingToRepeat,
    /// A function, axis or class of characters that the language does not have.
    UnknownName,
    /// A label that begins with `xn--` and is no Punycode.
    NotPunycode,
    /// A domain name whose last label is a number, as that of an IPv4 address.
    NumericTopLevel,
    /// A backslash before a character for which the language defines no escape.
    Escape(char),
    /// Lines with different numbers of fields.
    Uneven {
        /// Fields of the first line.
        expected: usize,
        /// Fields of the line that differs.
        found: usize,
    },
    /// Not well-formed in the language that it claims.
    Malformed,
}

/// Something a string should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The `@` of an e-mail address.
    At,
    /// What stands before the `@`.
    LocalPart,
    /// A domain.
    Domain,
    /// A label of a domain name.
    Label,
    /// A second label: a domain name of one label is not fully qualified.
    SecondLabel,
    /// The scheme of a URI.
    Scheme,
    /// A number between separators.
    Number,
    /// A group of hexadecimal digits.
    Group,
    /// `::` of an IPv6 address.
    DoubleColon,
    /// `/` and what follows.
    Prefix,
    /// An `x` in place of a digit.
    Mask,
    /// A digit.
    Digit,
    /// Two hexadecimal digits of an octet.
    Octet,
    /// A subtype after `/`.
    Subtype,
    /// A subtag.
    Subtag,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// What an operator works on.
    Operand,
    /// A key of the Windows registry that begins with `HKEY_`.
    Hive,
    /// A field between commas.
    Field,
    /// A component of a name.
    Component,
    /// A closing delimiter.
    Close,
    /// A line.
    Line,
}

impl Part {
    /// The stable name of the part.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::At => "at",
            Self::LocalPart => "local-part",
            Self::Domain => "domain",
            Self::Label => "label",
            Self::SecondLabel => "second-label",
            Self::Scheme => "scheme",
            Self::Number => "number",
            Self::Group => "group",
            Self::DoubleColon => "double-colon",
            Self::Prefix => "prefix",
            Self::Mask => "mask",
            Self::Digit => "digit",
            Self::Octet => "octet",
            Self::Subtype => "subtype",
            Self::Subtag => "subtag",
            Self::Date => "date",
            Self::Time => "time",
            Self::Operand => "operand",
            Self::Hive => "hive",
            Self::Field => "field",
            Self::Component => "component",
            Self::Close => "close",
            Self::Line => "line",
        }
    }
}

impl Problem {
    /// The stable name of the reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Character(_) => "character",
            Self::Missing(_) => "missing",
            Self::Repeated(_) => "repeated",
            Self::Range { .. } => "range",
            Self::LeadingZero => "leading-zero",
            Self::TooLong { .. } => "too-long",
            Self::Length { .. } => "length",
            Self::Unbalanced(_) => "unbalanced",
            Self::Reversed => "reversed",
            Self::NotCanonical => "not-canonical",
            Self::OtherVersion => "other-version",
            Self::NotNetwork => "not-network",
            Self::NoSuchDate => "no-such-date",
            Self::LeapSecond => "leap-second",
            Self::NoOffset => "no-offset",
            Self::NothingToRepeat => "nothing-to-repeat",
            Self::UnknownName => "unknown-name",
            Self::NotPunycode => "not-punycode",
            Self::NumericTopLevel => "numeric-top-level",
            Self::Escape(_) => "escape",
            Self::Uneven { .. } => "uneven",
            Self::Malformed => "malformed",
        }
    }

    /// What was seen and expected, by the names that texts use.
    #[must_use]
    pub fn figures(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Character(character) | Self::Unbalanced(character) | Self::Escape(character) => {
                vec![("character", shown(character))]
            }
            Self::Missing(part) | Self::Repeated(part) => vec![("part", part.code().to_owned())],
            Self::Range { least, greatest } => {
                vec![("least", least.to_string()), ("greatest", greatest.to_string())]
            }
            Self::TooLong { limit } => vec![("limit", limit.to_string())],
            Self::Length { expected, found } | Self::Uneven { expected, found } => {
                vec![("expected", expected.to_string()), ("length", found.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// A character as a person can see it: itself, or its code point if it has no ink or turns text.
fn shown(character: char) -> String {
    let hidden = character.is_control()
        || character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}');
    match hidden {
        true => format!("U+{:04X}", u32::from(character)),
        false => character.to_string(),
    }
}
