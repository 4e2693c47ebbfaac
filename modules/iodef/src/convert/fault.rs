//! Why a conversion was refused.

use crate::error::Place;

/// Input that a conversion does not take.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConvertFault {
    /// The text is not JSON, or not JSON of RFC 8727.
    #[error("{place}: {}{fault}", shown(path))]
    Json {
        /// Where in the text.
        place: Place,
        /// The JSON path of the value, from `$`; empty for faults of the text itself.
        path: String,
        /// What is wrong.
        fault: JsonFault,
    },
    /// The document is not of the version that this conversion reads.
    #[error("document element is {seen}; expected is IODEF-Document in {expected}")]
    Version {
        /// Expanded name of the document element, with the namespace in braces.
        seen: String,
        /// The namespace that is read.
        expected: &'static str,
    },
    /// A bound of an interval is neither a date nor a time with its offset.
    #[error("{seen:?} is no bound; expected is a date, or a time with its offset from UTC")]
    Interval {
        /// What is given.
        seen: String,
    },
    /// The result would be larger than a named limit.
    #[error("more than {limit} {what}")]
    TooLarge {
        /// What there would be too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// There is nothing to work on.
    #[error("no {what}; expected is at least one")]
    Nothing {
        /// What there is none of.
        what: &'static str,
    },
}

/// What is wrong with a JSON text or value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JsonFault {
    /// Not as the grammar of RFC 8259 says.
    #[error("not JSON; expected is {expected}")]
    Syntax {
        /// What may stand here.
        expected: &'static str,
    },
    /// Two members of one object have the same name.
    #[error("member {name:?} stands twice in one object; expected is once")]
    Doubled {
        /// The name.
        name: String,
    },
    /// More than a named limit allows.
    #[error("more than {limit} {what}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// A member that the class of RFC 8727 does not have.
    #[error("class {class} has no member {name:?}")]
    UnknownMember {
        /// The class in JSON.
        class: String,
        /// The member.
        name: String,
    },
    /// A member that must be there is not.
    #[error("class {class} needs the member {name:?}")]
    MissingMember {
        /// The class in JSON.
        class: String,
        /// The member.
        name: String,
    },
    /// A value of another type than the member has.
    #[error("found is {found}; expected is {expected}")]
    Type {
        /// What is there.
        found: &'static str,
        /// What belongs there.
        expected: &'static str,
    },
    /// A version of the format that is not read (RFC 8727 section 4.1).
    #[error("version {seen:?} is not read; expected is \"2.0\"")]
    Version {
        /// The version that is written.
        seen: String,
    },
    /// Octets that are not base64 (RFC 4648 section 4), or not what they stand for.
    #[error("not {expected} in base64")]
    Base64 {
        /// What belongs there.
        expected: &'static str,
    },
}

impl ConvertFault {
    /// The stable, searchable name: see [`crate::Error::code`].
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Json { fault: JsonFault::Syntax { .. }, .. } => "json_syntax",
            Self::Json { fault: JsonFault::Doubled { .. }, .. } => "json_doubled_member",
            Self::Json { fault: JsonFault::TooLarge { .. }, .. } => "json_too_large",
            Self::Json { fault: JsonFault::UnknownMember { .. }, .. } => "json_unknown_member",
            Self::Json { fault: JsonFault::MissingMember { .. }, .. } => "json_missing_member",
            Self::Json { fault: JsonFault::Type { .. }, .. } => "json_type",
            Self::Json { fault: JsonFault::Version { .. }, .. } => "json_version",
            Self::Json { fault: JsonFault::Base64 { .. }, .. } => "json_base64",
            Self::Version { .. } => "convert_version",
            Self::Interval { .. } => "convert_interval",
            Self::TooLarge { .. } => "convert_too_large",
            Self::Nothing { .. } => "convert_nothing",
        }
    }

    /// Where in the text it is, if it is in a text.
    #[must_use]
    pub const fn place(&self) -> Option<Place> {
        match self {
            Self::Json { place, .. } => Some(*place),
            Self::Version { .. }
            | Self::Interval { .. }
            | Self::TooLarge { .. }
            | Self::Nothing { .. } => None,
        }
    }
}

fn shown(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("{path}: ") }
}
