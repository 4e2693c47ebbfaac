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
    /// Not the one length that the data type has.
    #[error("{found} octets, {needed} needed")]
    Length {
        /// Octets the data type has.
        needed: usize,
        /// Octets that are there.
        found: usize,
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
    #[error("packet code {0} has no authenticator that is known here")]
    Code(u8),
}

/// Why a well-formed, supported packet was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The packet has no Message-Authenticator, and one is required (RFC 3579 section 3.2).
    #[error("packet has no Message-Authenticator, and one is required")]
    MessageAuthenticatorMissing,
    /// Message-Authenticator is not the first attribute, and the policy asks for that.
    #[error("Message-Authenticator is not the first attribute, and it is required to be")]
    MessageAuthenticatorNotFirst,
    /// There is more than one Message-Authenticator.
    #[error("packet has {count} Message-Authenticators, at most one is allowed")]
    MessageAuthenticatorDuplicate {
        /// How many there are.
        count: usize,
    },
    /// Message-Authenticator does not verify.
    #[error(
        "Message-Authenticator does not verify; the shared secrets differ, or the packet was \
         changed on the way"
    )]
    MessageAuthenticatorMismatch,
    /// The Request Authenticator of an Accounting-, CoA- or Disconnect-Request does not verify.
    #[error(
        "Request Authenticator does not verify; the shared secrets differ, or the packet was \
         changed on the way"
    )]
    RequestAuthenticatorMismatch,
    /// The Response Authenticator does not verify.
    #[error(
        "Response Authenticator does not verify; the shared secrets differ, the packet was changed \
         on the way, or it answers another request"
    )]
    ResponseAuthenticatorMismatch,
    /// A hidden attribute does not make sense after its hiding was undone.
    #[error("{attribute} makes no sense after its hiding is undone; the shared secrets differ")]
    HiddenAttributeUnreadable {
        /// Name of the attribute.
        attribute: &'static str,
    },
    /// A hidden attribute came back from the sandbox with something that is not its handle.
    #[error("{attribute} came back with something that is not one of its handles")]
    HandleForged {
        /// Name of the attribute.
        attribute: &'static str,
    },
    /// A handle came back more than once.
    #[error("a handle of {attribute} came back more than once")]
    HandleDuplicated {
        /// Name of the attribute.
        attribute: &'static str,
    },
    /// The packet would exceed the largest length.
    #[error("packet of {found} octets exceeds the limit of {limit}")]
    PacketTooLong {
        /// Octets it would have.
        found: usize,
        /// [`MAX_PACKET_OCTETS`](crate::packet::MAX_PACKET_OCTETS).
        limit: usize,
    },
    /// The packet would have more attributes than this core allows.
    #[error("packet of {found} attributes exceeds the limit of {limit}")]
    TooManyAttributes {
        /// Attributes it would have.
        found: usize,
        /// [`MAX_ATTRIBUTES`](crate::attribute::MAX_ATTRIBUTES).
        limit: usize,
    },
    /// A value does not fit into its attribute.
    #[error("value of {found} octets exceeds the {limit} octets that its attribute can carry")]
    ValueTooLong {
        /// Octets of the value.
        found: usize,
        /// Octets that fit.
        limit: usize,
    },
    /// An attribute, or a member of one, cannot carry an empty value.
    #[error("an empty value has no encoding in this attribute")]
    ValueEmpty,
}

/// A name, a value or a secret in the configuration that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// An attribute name that the dictionary does not have.
    #[error(
        "attribute {name} is not in the dictionary; an attribute without a name is written as \
         numbers, as in 26.9.1"
    )]
    UnknownAttribute {
        /// The name as it was written.
        name: String,
    },
    /// A tag on an attribute that has none, or a tag outside 0 to 31 (RFC 2868 section 3).
    #[error("{name}: {problem}")]
    Tag {
        /// The name as it was written.
        name: String,
        /// What is wrong with its tag.
        problem: &'static str,
    },
    /// A text that is not a value of the attribute's data type.
    #[error("value of {attribute} is not {expected}")]
    Value {
        /// Name of the attribute.
        attribute: String,
        /// What the data type looks like.
        expected: &'static str,
    },
    /// A shared secret of no octets.
    #[error("shared secret is empty")]
    SecretEmpty,
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
            Self::MessageAuthenticatorNotFirst => "message_authenticator_not_first",
            Self::MessageAuthenticatorDuplicate { .. } => "message_authenticator_duplicate",
            Self::MessageAuthenticatorMismatch => "message_authenticator_mismatch",
            Self::RequestAuthenticatorMismatch => "request_authenticator_mismatch",
            Self::ResponseAuthenticatorMismatch => "response_authenticator_mismatch",
            Self::HiddenAttributeUnreadable { .. } => "hidden_attribute_unreadable",
            Self::HandleForged { .. } => "handle_forged",
            Self::HandleDuplicated { .. } => "handle_duplicated",
            Self::PacketTooLong { .. } => "packet_too_long",
            Self::TooManyAttributes { .. } => "too_many_attributes",
            Self::ValueTooLong { .. } => "value_too_long",
            Self::ValueEmpty => "value_empty",
        }
    }
}

impl Misconfigured {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownAttribute { .. } => "unknown_attribute",
            Self::Tag { .. } => "attribute_tag",
            Self::Value { .. } => "attribute_value",
            Self::SecretEmpty => "secret_empty",
        }
    }
}
