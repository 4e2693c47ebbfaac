//! The one error type of this core, grouped by whose fault it is.

/// Why a packet, an attribute or a configuration was not accepted.
///
/// [`Error::code`] is the stable name to search the documentation for; the `Display` text adds the
/// figures that explain it. Neither ever holds a secret or the octets of a hidden attribute.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The octets are not what the protocol says they are: the sender's fault.
    #[error("malformed {what}: {problem}")]
    Malformed {
        /// The packet, attribute or field that was being read, in the RFC's words.
        what: &'static str,
        /// What was wrong with it.
        problem: Problem,
    },
    /// Well-formed, but something that this core does not implement.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
    /// Understood and refused.
    #[error(transparent)]
    Rejected(#[from] Reason),
    /// The operator's fault: a name, a value or a secret that cannot work.
    #[error(transparent)]
    Misconfigured(#[from] Misconfigured),
}

/// What was wrong with malformed octets.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// Fewer octets than the structure needs.
    #[error("{found} octets, at least {needed} needed")]
    Truncated {
        /// Octets the structure needs.
        needed: usize,
        /// Octets that are there.
        found: usize,
    },
    /// More octets, elements or levels than the bound of the protocol or of this core.
    #[error("{found} exceeds the limit of {limit}")]
    TooLarge {
        /// What was found.
        found: usize,
        /// The named limit.
        limit: usize,
    },
    /// A field holds a value that the RFC rules out.
    #[error("{0}")]
    Value(&'static str),
}

/// Well-formed input that this core does not implement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsupported {
    /// A packet code for which the operation is not defined.
    #[error("packet code {0} is not supported here")]
    Code(u8),
}

/// Why a well-formed, supported packet was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The packet has no Message-Authenticator, and one is required (RFC 3579 section 3.2).
    #[error("packet has no Message-Authenticator, and one is required")]
    MessageAuthenticatorMissing,
}

/// A name, a value or a secret in the configuration that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// An attribute name that the dictionary does not have.
    #[error("attribute {name} is not in the dictionary")]
    UnknownAttribute {
        /// The name as it was written.
        name: String,
    },
}

impl Error {
    /// Malformed octets in `what`.
    pub(crate) fn malformed(what: &'static str, problem: Problem) -> Self {
        Self::Malformed { what, problem }
    }

    /// The stable, searchable name of this error: lower-case words joined by `_`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::Unsupported(unsupported) => unsupported.code(),
            Self::Rejected(reason) => reason.code(),
            Self::Misconfigured(misconfigured) => misconfigured.code(),
        }
    }
}

impl Unsupported {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Code(_) => "unsupported_code",
        }
    }
}

impl Reason {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MessageAuthenticatorMissing => "message_authenticator_missing",
        }
    }
}

impl Misconfigured {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownAttribute { .. } => "unknown_attribute",
        }
    }
}
