//! Why a negotiation fails, grouped by whose fault it is.

use crate::{mechanism::MechanismError, oid::Oid, policy::Mode};

/// Why a step failed. Texts name what was seen, what was expected and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The token does not parse.
    #[error("malformed token: {0}")]
    Malformed(Malformed),
    /// The token is well known, but not for this acceptor.
    #[error("unsupported token: {0}")]
    Unsupported(Unsupported),
    /// The token parses and breaks a rule of the negotiation.
    #[error("negotiation refused: {0}")]
    Rejected(Reason),
    /// This side is set up or called wrongly.
    #[error("misconfigured: {0}")]
    Misconfigured(Misconfigured),
    /// The selected mechanism refused.
    #[error("mechanism refused: {detail} [{code}]", detail = .0.detail, code = .0.code)]
    Mechanism(MechanismError),
}

impl Error {
    /// A stable snake_case name, for metrics and for searching the documentation.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(malformed) => malformed.code(),
            Self::Unsupported(unsupported) => unsupported.code(),
            Self::Rejected(reason) => reason.code(),
            Self::Misconfigured(misconfigured) => misconfigured.code(),
            Self::Mechanism(error) => error.code,
        }
    }

    /// The GSS-API major status (RFC 2743 section 1.2.1.1).
    #[must_use]
    pub fn major_status(&self) -> MajorStatus {
        match self {
            Self::Malformed(_) => MajorStatus::DefectiveToken,
            Self::Unsupported(_) => MajorStatus::BadMech,
            Self::Rejected(reason) => reason.major_status(),
            Self::Misconfigured(Misconfigured::NoMechanism) => MajorStatus::NoCred,
            Self::Misconfigured(_) => MajorStatus::Failure,
            Self::Mechanism(error) => error.major,
        }
    }
}

impl From<Malformed> for Error {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

impl From<Unsupported> for Error {
    fn from(unsupported: Unsupported) -> Self {
        Self::Unsupported(unsupported)
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Rejected(reason)
    }
}

impl From<Misconfigured> for Error {
    fn from(misconfigured: Misconfigured) -> Self {
        Self::Misconfigured(misconfigured)
    }
}

impl From<MechanismError> for Error {
    fn from(error: MechanismError) -> Self {
        Self::Mechanism(error)
    }
}

/// Why a token does not parse. Each is GSS_S_DEFECTIVE_TOKEN.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Malformed {
    /// The token has no octets.
    #[error("it is empty")]
    Empty,
    /// The token is longer than the policy's `max_token_bytes`.
    #[error("{len} bytes, the limit is {max}; raise max_token_bytes if the client is genuine")]
    TooLong {
        /// The length seen, in bytes.
        len: usize,
        /// The limit, in bytes.
        max: usize,
    },
    /// A field ends before its length says.
    #[error("{field} is cut short")]
    Truncated {
        /// The field being read.
        field: &'static str,
    },
    /// A length is indefinite, or its own length is above four octets.
    #[error("the length of {field} is not a definite length of at most four octets")]
    Length {
        /// The field being read.
        field: &'static str,
    },
    /// Another tag than the expected one, or a tag of more than one octet.
    #[error("tag {seen:#04x} in {field}, {expected:#04x} was expected")]
    Tag {
        /// The field being read.
        field: &'static str,
        /// The identifier octet seen.
        seen: u8,
        /// The identifier octet expected.
        expected: u8,
    },
    /// Octets follow the end of a field.
    #[error("{count} bytes follow the end of {field}")]
    TrailingBytes {
        /// The field that ended.
        field: &'static str,
        /// How many bytes follow.
        count: usize,
    },
    /// The fields of a SEQUENCE repeat or are out of order.
    #[error("the fields of {field} repeat or are out of order")]
    FieldOrder {
        /// The SEQUENCE.
        field: &'static str,
    },
    /// More mechanisms are offered than [`crate::token::MAX_MECH_TYPES`].
    #[error("mechTypes lists more than {max} mechanisms")]
    TooManyMechTypes {
        /// The limit.
        max: usize,
    },
    /// mechTypes is longer than [`crate::token::MAX_MECH_TYPES_BYTES`].
    #[error("mechTypes is longer than {max} bytes")]
    MechTypesTooLong {
        /// The limit, in bytes.
        max: usize,
    },
    /// An octet string is not an object identifier that can be kept.
    #[error("an object identifier is empty, padded, unfinished or too long")]
    Oid,
    /// negState is none of the four values of RFC 4178 section 4.2.2.
    #[error("negState is not one octet of value 0 to 3")]
    NegState,
}

impl Malformed {
    /// A stable snake_case name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "token_empty",
            Self::TooLong { .. } => "token_too_long",
            Self::Truncated { .. } => "token_truncated",
            Self::Length { .. } => "token_length",
            Self::Tag { .. } => "token_tag",
            Self::TrailingBytes { .. } => "token_trailing_bytes",
            Self::FieldOrder { .. } => "token_field_order",
            Self::TooManyMechTypes { .. } => "too_many_mech_types",
            Self::MechTypesTooLong { .. } => "mech_types_too_long",
            Self::Oid => "token_oid",
            Self::NegState => "token_neg_state",
        }
    }
}

/// A token that is recognised and not taken. Each is GSS_S_BAD_MECH.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsupported {
    /// An NTLMSSP message without SPNEGO around it.
    #[error(
        "the client sent a bare NTLM message: it has no Kerberos ticket for this host; check \
         the SPN, that the URL uses its DNS name and not an address, and the browser's allow-list"
    )]
    RawNtlm,
    /// A Kerberos AP-REQ without GSS-API framing (DCE style).
    #[error(
        "a bare Kerberos AP-REQ without GSS-API framing; the client must send an initial \
         context token (RFC 2743 section 3.1)"
    )]
    BareApReq,
    /// An initial context token of a mechanism that is not available here.
    #[error("an initial token of mechanism {oid:?}, which is not available here")]
    RawMechanism {
        /// The mechanism named by the token.
        oid: Oid,
    },
    /// Nothing but NTLM, or NegoEx and NTLM, is offered.
    #[error(
        "the client offered only {offered:?}: it has no Kerberos ticket for this host; check \
         the SPN, that the URL uses its DNS name and not an address, and the browser's allow-list"
    )]
    OnlyNtlm {
        /// The offer, at most [`crate::token::MAX_REPORTED_MECH_TYPES`] of it.
        offered: Vec<Oid>,
    },
}

impl Unsupported {
    /// A stable snake_case name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::RawNtlm => "raw_ntlm",
            Self::BareApReq => "bare_ap_req",
            Self::RawMechanism { .. } => "raw_mechanism",
            Self::OnlyNtlm { .. } => "only_ntlm",
        }
    }
}

/// A rule of the negotiation that the peer broke, or a policy that it did not meet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The first token has no mechTypes (optional in the syntax of RFC 2478 only).
    #[error("the first token carries no mechTypes; the initiator must list its mechanisms")]
    NoMechTypes,
    /// mechTypes lists nothing.
    #[error("mechTypes is empty; the initiator must offer at least one mechanism")]
    EmptyMechTypes,
    /// None of the offered mechanisms is negotiated here.
    #[error("none of the offered mechanisms {offered:?} is negotiated here")]
    NoCommonMechanism {
        /// The offer, at most [`crate::token::MAX_REPORTED_MECH_TYPES`] of it.
        offered: Vec<Oid>,
    },
    /// An offered mechanism is known, but this side has no valid credentials for it.
    #[error("{oid:?} is offered, but this side has no valid credentials for it; check its keys")]
    NoCredentials {
        /// The mechanism's own identifier.
        oid: Oid,
    },
    /// A NegTokenResp came first.
    #[error(
        "a NegTokenResp without a negotiation in progress; the first leg came on another connection \
         or too long ago"
    )]
    NotAFirstToken,
    /// A NegTokenInit came later (RFC 4178 appendix C), or a later one lists mechTypes again.
    #[error("a NegTokenInit after the first token; only NegTokenResp may follow")]
    InitRepeated,
    /// The first reply has no negState (RFC 4178 section 4.2.2).
    #[error("the first reply carries no negState")]
    NegStateMissing,
    /// The first reply has no supportedMech (RFC 2478 section 3.2.1).
    #[error("the first reply accepts but carries no supportedMech")]
    SupportedMechMissing,
    /// supportedMech anywhere but in the first reply (RFC 4178 section 4.2.2).
    #[error("supportedMech outside the acceptor's first reply")]
    SupportedMechLate,
    /// request-mic anywhere but in the first reply, or at all in RFC 2478.
    #[error("negState request-mic outside the acceptor's first reply of an RFC 4178 negotiation")]
    RequestMicMisplaced,
    /// Another mechanism than the preferred one is selected without request-mic.
    #[error("{oid:?} is selected over the preferred mechanism without request-mic")]
    RequestMicMissing {
        /// The mechanism selected.
        oid: Oid,
    },
    /// The acceptor selected a mechanism that was not offered.
    #[error("the acceptor selected {oid:?}, which was not offered")]
    MechNotOffered {
        /// The mechanism selected.
        oid: Oid,
    },
    /// accept-completed while the mechanism needs another token.
    #[error("accept-completed, but the mechanism context is not established")]
    AcceptCompletedEarly,
    /// accept-incomplete while there is nothing left to send.
    #[error("accept-incomplete, but the context is established and no MIC was asked for")]
    AcceptIncompleteLate,
    /// The peer ended the negotiation.
    #[error("the peer rejected the negotiation; its log has the reason")]
    PeerRejected,
    /// A mechanism token was expected.
    #[error("no mechanism token, but the mechanism context is not established")]
    MechTokenMissing,
    /// A mechanism token after the mechanism's context was established.
    #[error("a mechanism token after the mechanism context was established")]
    MechTokenLate,
    /// A mechListMIC before the mechanism's context is established.
    #[error("a mechListMIC before the mechanism context is established")]
    MicEarly,
    /// A second mechListMIC.
    #[error("a second mechListMIC")]
    MicRepeated,
    /// A mechListMIC although the mechanism has no integrity (RFC 4178 section 5).
    #[error("a mechListMIC, but the mechanism offers no integrity")]
    MicWithoutIntegrity,
    /// A required mechListMIC is absent.
    #[error("the mechListMIC that is required is absent; it may have been stripped on the way")]
    MicMissing {
        /// The mode, which decides the status.
        mode: Mode,
    },
    /// A mechListMIC does not verify over the mechTypes as received or sent.
    #[error(
        "mechListMIC does not verify [{mechanism_code}]; the mechanism list was changed on the way"
    )]
    MicInvalid {
        /// The mode, which decides the status.
        mode: Mode,
        /// What the mechanism said.
        mechanism_code: &'static str,
    },
    /// A token after the negotiation completed or failed.
    #[error("a token after the end of the negotiation; start a new context")]
    TokenAfterEnd,
}

impl Reason {
    /// A stable snake_case name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoMechTypes => "no_mech_types",
            Self::EmptyMechTypes => "empty_mech_types",
            Self::NoCommonMechanism { .. } => "no_common_mechanism",
            Self::NoCredentials { .. } => "no_credentials",
            Self::NotAFirstToken => "not_a_first_token",
            Self::InitRepeated => "init_repeated",
            Self::NegStateMissing => "neg_state_missing",
            Self::SupportedMechMissing => "supported_mech_missing",
            Self::SupportedMechLate => "supported_mech_late",
            Self::RequestMicMisplaced => "request_mic_misplaced",
            Self::RequestMicMissing { .. } => "request_mic_missing",
            Self::MechNotOffered { .. } => "mech_not_offered",
            Self::AcceptCompletedEarly => "accept_completed_early",
            Self::AcceptIncompleteLate => "accept_incomplete_late",
            Self::PeerRejected => "peer_rejected",
            Self::MechTokenMissing => "mech_token_missing",
            Self::MechTokenLate => "mech_token_late",
            Self::MicEarly => "mic_early",
            Self::MicRepeated => "mic_repeated",
            Self::MicWithoutIntegrity => "mic_without_integrity",
            Self::MicMissing { .. } => "mic_missing",
            Self::MicInvalid { .. } => "mic_invalid",
            Self::TokenAfterEnd => "token_after_end",
        }
    }

    fn major_status(&self) -> MajorStatus {
        match self {
            Self::EmptyMechTypes
            | Self::NoCommonMechanism { .. }
            | Self::NoCredentials { .. }
            | Self::MechNotOffered { .. }
            | Self::PeerRejected => MajorStatus::BadMech,
            Self::MicMissing { mode: Mode::Rfc2478 }
            | Self::MicInvalid { mode: Mode::Rfc2478, .. } => MajorStatus::BadMic,
            _ => MajorStatus::DefectiveToken,
        }
    }
}

/// A fault of this side.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// No mechanism has credentials.
    #[error("no mechanism with valid credentials is left to negotiate")]
    NoMechanism,
    /// `set_neg_mechs` got a mechanism that is not set up, or SPNEGO itself.
    #[error("{oid:?} cannot be negotiated: there is no such mechanism here")]
    UnknownMechanism {
        /// The mechanism asked for.
        oid: Oid,
    },
    /// `set_neg_mechs` got the same mechanism twice.
    #[error("{oid:?} is listed twice")]
    RepeatedMechanism {
        /// The mechanism listed twice.
        oid: Oid,
    },
    /// `set_neg_mechs` was called after the first step, or with nothing to negotiate.
    #[error("the mechanisms to negotiate must be set before the first step, and not be none")]
    NegMechs,
    /// An initiator's first step got a token, or a later one got none.
    #[error("an initiator's first step takes no token and every later one takes one")]
    StepInput,
    /// A mechanism gave no token although its context is not established.
    #[error("the mechanism gave neither a token nor an established context")]
    MechanismStalled,
}

impl Misconfigured {
    /// A stable snake_case name.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoMechanism => "no_mechanism",
            Self::UnknownMechanism { .. } => "unknown_mechanism",
            Self::RepeatedMechanism { .. } => "repeated_mechanism",
            Self::NegMechs => "neg_mechs",
            Self::StepInput => "step_input",
            Self::MechanismStalled => "mechanism_stalled",
        }
    }
}

/// A GSS-API major status (RFC 2743 section 1.2.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MajorStatus {
    /// GSS_S_BAD_BINDINGS: channel bindings differ.
    BadBindings,
    /// GSS_S_BAD_MECH: no mechanism in common.
    BadMech,
    /// GSS_S_BAD_MIC, also called GSS_S_BAD_SIG: a MIC does not verify.
    BadMic,
    /// GSS_S_BAD_NAME: a name is not acceptable.
    BadName,
    /// GSS_S_CREDENTIALS_EXPIRED: the peer's or the own credentials are too old.
    CredentialsExpired,
    /// GSS_S_DEFECTIVE_CREDENTIAL: credentials fail their consistency checks.
    DefectiveCredential,
    /// GSS_S_DEFECTIVE_TOKEN: a token fails its consistency checks.
    DefectiveToken,
    /// GSS_S_DUPLICATE_TOKEN: a token was seen before.
    DuplicateToken,
    /// GSS_S_FAILURE: anything else.
    Failure,
    /// GSS_S_NO_CRED: no credentials.
    NoCred,
    /// GSS_S_OLD_TOKEN: a token is too old.
    OldToken,
    /// GSS_S_UNAUTHORIZED: local policy forbids it.
    Unauthorized,
}

impl MajorStatus {
    /// The name of RFC 2743.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::BadBindings => "GSS_S_BAD_BINDINGS",
            Self::BadMech => "GSS_S_BAD_MECH",
            Self::BadMic => "GSS_S_BAD_MIC",
            Self::BadName => "GSS_S_BAD_NAME",
            Self::CredentialsExpired => "GSS_S_CREDENTIALS_EXPIRED",
            Self::DefectiveCredential => "GSS_S_DEFECTIVE_CREDENTIAL",
            Self::DefectiveToken => "GSS_S_DEFECTIVE_TOKEN",
            Self::DuplicateToken => "GSS_S_DUPLICATE_TOKEN",
            Self::Failure => "GSS_S_FAILURE",
            Self::NoCred => "GSS_S_NO_CRED",
            Self::OldToken => "GSS_S_OLD_TOKEN",
            Self::Unauthorized => "GSS_S_UNAUTHORIZED",
        }
    }
}
