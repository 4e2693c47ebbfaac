//! The one error type of this core, grouped by whose fault it is.

use core::time::Duration;

use crate::crypto::EncryptionType;

/// Why a token, a keytab or a configuration was not accepted.
///
/// [`Error::code`] is the stable name to search the documentation for; the `Display` text adds the
/// figures that explain it. Neither ever holds key material or decrypted bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are not what the protocol says they are: the sender's fault.
    #[error("malformed {what}: {problem}")]
    Malformed {
        /// The message or field that was being read, in the RFC's words.
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
    /// The operator's fault: a keytab or a setting that cannot work.
    #[error(transparent)]
    Misconfigured(#[from] Misconfigured),
}

/// What was wrong with malformed bytes.
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
    /// More octets, elements or levels than the bound of this core.
    #[error("{found} exceeds the limit of {limit}")]
    TooLarge {
        /// What was found.
        found: usize,
        /// The named limit.
        limit: usize,
    },
    /// Not the DER encoding of the expected type.
    #[error("not the DER encoding of its ASN.1 type")]
    Der,
    /// Octets follow where the structure should have ended.
    #[error("{0} octets follow the end")]
    TrailingOctets(usize),
    /// A field holds a value that the RFC rules out.
    #[error("{0}")]
    Value(&'static str),
}

/// Well-formed input that this core does not implement.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unsupported {
    /// An encryption type outside 17 to 20.
    #[error("encryption type {number} ({name}) is not supported; use 17, 18, 19 or 20 (AES)")]
    EncryptionType {
        /// The number from RFC 3961 section 8 and the IANA registry.
        number: i32,
        /// Its registered name, or `unknown`.
        name: &'static str,
    },
    /// A checksum type that no supported encryption type uses.
    #[error("checksum type {0} is not supported; 15, 16, 19 and 20 (AES) are")]
    ChecksumType(i32),
    /// A keytab in a file format other than version 2.
    #[error("keytab format version {0} is not supported; write it again as version 2 (0x0502)")]
    KeytabVersion(u8),
    /// The AP-REQ asks for user-to-user authentication (RFC 4120 section 3.7).
    #[error("user-to-user authentication (use-session-key) is not supported")]
    UserToUser,
    /// An AP-REQ without the GSS-API framing of RFC 4121 section 4.1 (the DCE style).
    #[error("AP-REQ without GSS-API framing; send it as an RFC 4121 initial context token")]
    BareApReq,
    /// `pvno` is not 5.
    #[error("Kerberos protocol version {0} is not supported; 5 is")]
    ProtocolVersion(i64),
    /// A transited encoding other than DOMAIN-X500-COMPRESS.
    #[error("transited encoding type {0} is not supported; 1 (DOMAIN-X500-COMPRESS) is")]
    TransitedEncoding(i32),
}

/// Why a well-formed, supported request was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The keytab has no key of the ticket's encryption type.
    #[error(
        "ticket for {server} is encrypted with {enctype}, the keytab has no such key for a \
         permitted service; export a keytab with that encryption type or restrict the account to \
         the ones it has"
    )]
    NoKeyForEncryptionType {
        /// Service named in the ticket; not authenticated.
        server: String,
        /// Encryption type of the ticket.
        enctype: EncryptionType,
    },
    /// The ticket names a key version newer than every key of its service.
    #[error(
        "ticket for {server} has kvno {ticket_kvno}, newest key in the keytab is {newest_kvno}; \
         the keytab is stale: export it again"
    )]
    KeytabStale {
        /// Service named in the ticket; not authenticated.
        server: String,
        /// Key version number of the ticket.
        ticket_kvno: u32,
        /// Newest key version number that the keytab has for that service.
        newest_kvno: u32,
    },
    /// The ticket names a key version that the keytab no longer has.
    #[error(
        "ticket for {server} has kvno {ticket_kvno}, oldest key in the keytab is {oldest_kvno}; \
         the client holds a ticket from before the key change: get a new one, or keep the former \
         key in the keytab until old tickets have expired"
    )]
    KeyRetired {
        /// Service named in the ticket; not authenticated.
        server: String,
        /// Key version number of the ticket.
        ticket_kvno: u32,
        /// Oldest key version number that the keytab has for that service.
        oldest_kvno: u32,
    },
    /// The ticket names a service that the keytab does not have, and no other key opens it.
    #[error(
        "ticket is for {server}, the keytab has keys for other services only; check the SPN that \
         the client asked for"
    )]
    WrongServer {
        /// Service named in the ticket; not authenticated.
        server: String,
    },
    /// The key that the ticket asks for is there and does not open it.
    #[error(
        "ticket for {server} does not decrypt with the key of that name and kvno; the keytab's \
         key differs from the KDC's (password changed, or keytab of another realm)"
    )]
    TicketIntegrity {
        /// Service named in the ticket; not authenticated.
        server: String,
    },
    /// The ticket has the INVALID flag (RFC 4120 section 2.2).
    #[error("ticket has the INVALID flag; it must be validated by the KDC first")]
    TicketInvalid,
    /// The ticket's start lies in the future.
    #[error("ticket is valid {}s from now, allowed clock skew is {}s; compare the clocks of this host and the KDC", ahead.as_secs(), skew.as_secs())]
    TicketNotYetValid {
        /// How far ahead of this host's clock the ticket starts.
        ahead: Duration,
        /// Allowed difference between clocks.
        skew: Duration,
    },
    /// The ticket's end lies in the past.
    #[error("ticket expired {}s ago", ago.as_secs())]
    TicketExpired {
        /// How long ago the ticket ended.
        ago: Duration,
    },
    /// The authenticator does not decrypt with the session key of the ticket.
    #[error(
        "authenticator does not decrypt with the session key of its ticket; a stolen ticket without \
         its key looks like this, and so does a token that was changed on the way"
    )]
    AuthenticatorIntegrity,
    /// Client name or realm of the authenticator differ from the ticket's.
    #[error(
        "client of the authenticator is not the client of the ticket; somebody poses as another \
         client, or the client software is broken"
    )]
    ClientMismatch,
    /// The authenticator's time is too far from this host's.
    #[error(
        "client clock is {}s {}, allowed clock skew is {}s; set the clocks by NTP",
        difference.as_secs(), if *client_ahead { "ahead" } else { "behind" }, skew.as_secs()
    )]
    ClockSkew {
        /// Difference between the two clocks.
        difference: Duration,
        /// Whether the client's clock is the one that is ahead.
        client_ahead: bool,
        /// Allowed difference.
        skew: Duration,
    },
    /// The ticket is bound to addresses, and the client's is not among them.
    #[error(
        "ticket is bound to client addresses, and the request comes from another; proxies and \
         address translation on the way do this, see `check_client_address`"
    )]
    AddressMismatch,
    /// The ticket passed through realms that the policy does not trust.
    #[error(
        "ticket came through realm {realm}, which is not on a trusted path; see `transited_realms`"
    )]
    TransitedRefused {
        /// First realm that is not trusted.
        realm: String,
    },
    /// The authenticator's checksum does not verify.
    #[error(
        "checksum of the authenticator does not verify; it was changed, or the client is broken"
    )]
    ChecksumMismatch,
    /// The client's channel bindings are those of another channel.
    #[error(
        "channel bindings differ: the client saw another TLS certificate than the configured one \
         (a TLS hop in between, or the configuration is not the served certificate)"
    )]
    ChannelBindingMismatch,
    /// The client sent no channel bindings, and they are required.
    #[error(
        "client sent no channel bindings, and the policy requires them; enable them in the client or \
         see `channel_binding`"
    )]
    ChannelBindingMissing,
    /// The same authenticator was seen before.
    #[error("authenticator was used before (replay)")]
    Replay,
    /// The replay cache was lost and cannot vouch for this authenticator (RFC 4120 section 3.2.3).
    #[error(
        "replay cache was lost {}s ago and the authenticator could be a replay from before; \
         the client may try again", since_loss.as_secs()
    )]
    ReplayAfterLoss {
        /// Time since the replay cache was found empty.
        since_loss: Duration,
    },
    /// The replay cache holds as many live tags as its bound allows.
    #[error(
        "replay cache has no room for this authenticator; spread the load over more instances, or \
         lower the clock skew so that entries go sooner"
    )]
    ReplayCacheFull,
    /// The replay cache could not be read or written.
    #[error("replay cache cannot be read or written now; the host's log may say why")]
    ReplayCacheUnavailable,
    /// Unknown authorization data that is critical (RFC 4120 section 5.2.6).
    #[error(
        "critical authorization data of type {ad_type} in the {place} is not understood, so that \
         what it restricts cannot be honoured"
    )]
    CriticalAuthorizationData {
        /// The `ad-type`.
        ad_type: i32,
        /// `ticket` or `authenticator`.
        place: &'static str,
    },
    /// The anonymous flag without the anonymous name, or the name without the flag (RFC 8062).
    #[error("anonymous {} without anonymous {}", if *flag { "flag" } else { "name" }, if *flag { "name" } else { "flag" })]
    AnonymousMismatch {
        /// Whether it is the flag that is set (and the name that is missing).
        flag: bool,
    },
    /// The server checksum of the PAC does not verify with the key that opened the ticket.
    #[error("server checksum of the PAC does not verify with the key that opened the ticket")]
    PacChecksum,
    /// Name or time in the PAC are not those of the ticket.
    #[error("PAC is not of the ticket's client and time")]
    PacClientMismatch,
    /// A per-message token does not verify.
    #[error("checksum of the {token} token does not verify")]
    MessageIntegrity {
        /// `MIC` or `Wrap`.
        token: &'static str,
    },
    /// A per-message token was made by the wrong side, or with the wrong key (RFC 4121 4.2.2).
    #[error("{token} token comes from the wrong direction or names the wrong key")]
    MessageDirection {
        /// `MIC` or `Wrap`.
        token: &'static str,
    },
    /// A per-message token is out of sequence.
    #[error("{token} token has sequence number {found}, {expected} was expected")]
    MessageSequence {
        /// `MIC` or `Wrap`.
        token: &'static str,
        /// Sequence number of the token.
        found: u64,
        /// Sequence number that was next.
        expected: u64,
    },
    /// An operation needs a complete security context.
    #[error("security context is not established")]
    NoContext,
    /// The reply of the acceptor does not answer this request (RFC 4120 section 3.2.5).
    #[error("AP-REP does not answer this AP-REQ")]
    MutualAuthentication,
}

/// A keytab or a setting that cannot work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misconfigured {
    /// The keytab has no usable entry.
    #[error("keytab has no key of a supported encryption type (17 to 20); it has {found}")]
    NoUsableKey {
        /// Names of the encryption types that were found, or `no entry`.
        found: String,
    },
    /// A key has the wrong length for its encryption type.
    #[error("key of {enctype} has {found} octets, {needed} needed")]
    KeyLength {
        /// Encryption type of the key.
        enctype: EncryptionType,
        /// Octets it needs.
        needed: usize,
        /// Octets it has.
        found: usize,
    },
    /// Every key belongs to a principal that the configuration does not permit.
    #[error("no key of the keytab belongs to a permitted service principal; it has {found}")]
    NoPermittedKey {
        /// Principals of the keytab, at most eight.
        found: String,
    },
}

impl Error {
    /// Malformed octets in `what`.
    pub(crate) fn malformed(what: &'static str, problem: Problem) -> Self {
        Self::Malformed { what, problem }
    }

    /// `what` is not the DER encoding of its ASN.1 type.
    pub(crate) fn der(what: &'static str) -> Self {
        Self::malformed(what, Problem::Der)
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
            Self::EncryptionType { .. } => "unsupported_encryption_type",
            Self::ChecksumType(_) => "unsupported_checksum_type",
            Self::KeytabVersion(_) => "unsupported_keytab_version",
            Self::UserToUser => "unsupported_user_to_user",
            Self::BareApReq => "unsupported_bare_ap_req",
            Self::ProtocolVersion(_) => "unsupported_protocol_version",
            Self::TransitedEncoding(_) => "unsupported_transited_encoding",
        }
    }
}

impl Reason {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoKeyForEncryptionType { .. } => "no_key_for_encryption_type",
            Self::KeytabStale { .. } => "keytab_stale",
            Self::KeyRetired { .. } => "key_retired",
            Self::WrongServer { .. } => "wrong_server",
            Self::TicketIntegrity { .. } => "ticket_integrity",
            Self::TicketInvalid => "ticket_invalid",
            Self::TicketNotYetValid { .. } => "ticket_not_yet_valid",
            Self::TicketExpired { .. } => "ticket_expired",
            Self::AuthenticatorIntegrity => "authenticator_integrity",
            Self::ClientMismatch => "client_mismatch",
            Self::ClockSkew { .. } => "clock_skew",
            Self::AddressMismatch => "address_mismatch",
            Self::TransitedRefused { .. } => "transited_refused",
            Self::ChecksumMismatch => "checksum_mismatch",
            Self::ChannelBindingMismatch => "channel_binding_mismatch",
            Self::ChannelBindingMissing => "channel_binding_missing",
            Self::Replay => "replay",
            Self::ReplayAfterLoss { .. } => "replay_after_loss",
            Self::ReplayCacheFull => "replay_cache_full",
            Self::ReplayCacheUnavailable => "replay_cache_unavailable",
            Self::CriticalAuthorizationData { .. } => "critical_authorization_data",
            Self::AnonymousMismatch { .. } => "anonymous_mismatch",
            Self::PacChecksum => "pac_checksum",
            Self::PacClientMismatch => "pac_client_mismatch",
            Self::MessageIntegrity { .. } => "message_integrity",
            Self::MessageDirection { .. } => "message_direction",
            Self::MessageSequence { .. } => "message_sequence",
            Self::NoContext => "no_context",
            Self::MutualAuthentication => "mutual_authentication",
        }
    }
}

impl Misconfigured {
    /// The stable, searchable name: see [`Error::code`].
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoUsableKey { .. } => "no_usable_key",
            Self::KeyLength { .. } => "key_length",
            Self::NoPermittedKey { .. } => "no_permitted_key",
        }
    }
}
