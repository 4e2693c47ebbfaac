//! Why a packet was dropped or not sent.

use super::identifiers::Match;
use crate::error::Error;

/// Why a packet that came in was dropped. [`Dropped::code`] is the stable name to search the
/// documentation for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Dropped {
    /// It is malformed or does not verify.
    #[error(transparent)]
    Packet(#[from] Error),
    /// A response where a request is expected.
    #[error("packet is not a request")]
    NotARequest,
    /// A Proxy-State in an Access-Request that proves nothing: the attributes could be those of a
    /// chosen-prefix forgery (BlastRADIUS).
    #[error("Access-Request has a Proxy-State and no Message-Authenticator")]
    UnprotectedProxyState,
    /// A retransmission of a request whose answer is not known yet (RFC 5080 section 2.2.2).
    #[error("retransmission of a request that is being processed")]
    InProgress,
    /// The client has as many requests in the duplicate cache as it may.
    #[error("client has {limit} requests in the duplicate cache; that is the limit")]
    ClientLimit {
        /// The configured limit.
        limit: usize,
    },
    /// Every entry of the duplicate cache is a request that is being processed.
    #[error("{limit} requests are being processed; that is the limit")]
    Overload {
        /// The configured limit.
        limit: usize,
    },
    /// A reply to a request that has its answer already.
    #[error("duplicate reply")]
    DuplicateReply,
    /// A reply to a request that was given up.
    #[error("late reply")]
    LateReply,
    /// A reply to a request that was never sent.
    #[error("reply to no request")]
    UnsolicitedReply,
    /// A code that does not answer the request.
    #[error("code of the reply does not answer the request")]
    ReplyCode,
    /// RFC 2865 section 5.33: the Proxy-States of the request come back in order, ours last.
    #[error("Proxy-State of the reply is not that of the request")]
    ReplyProxyState,
}

impl Dropped {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Packet(error) => error.code(),
            Self::NotARequest => "not_a_request",
            Self::UnprotectedProxyState => "unprotected_proxy_state",
            Self::InProgress => "in_progress",
            Self::ClientLimit { .. } => "client_limit",
            Self::Overload { .. } => "overload",
            Self::DuplicateReply => "duplicate_reply",
            Self::LateReply => "late_reply",
            Self::UnsolicitedReply => "unsolicited_reply",
            Self::ReplyCode => "reply_code",
            Self::ReplyProxyState => "reply_proxy_state",
        }
    }

    /// Why a reply with this identifier matches nothing.
    pub(super) fn unmatched(history: Match) -> Self {
        match history {
            Match::Answered => Self::DuplicateReply,
            Match::GivenUp => Self::LateReply,
            Match::Unused => Self::UnsolicitedReply,
        }
    }
}

/// Why a request could not be forwarded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForwardError {
    /// The packet cannot be made: what policy returned is too long, or its handles are not those
    /// that it was given.
    #[error(transparent)]
    Packet(#[from] Error),
    /// There is no such pool, or all its servers take no new conversations.
    #[error("pool has no server that takes new conversations")]
    NoServer,
    /// Every identifier of every server is in use.
    #[error("all identifiers of all servers are in use")]
    NoIdentifier,
    /// The pool has as many requests without an answer as it may.
    #[error("pool has {limit} requests without an answer; that is the limit")]
    PoolLimit {
        /// The configured limit.
        limit: usize,
    },
    /// The transaction is being forwarded already.
    #[error("transaction is being forwarded already")]
    AlreadyForwarded,
    /// A packet that was sent before cannot be sent again as it is: its server has another secret
    /// or left the pool, or its identifier is in use.
    #[error("packet that was sent before cannot be sent again as it is")]
    NotResumable,
}

impl ForwardError {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Packet(error) => error.code(),
            Self::NoServer => "no_server",
            Self::NoIdentifier => "no_identifier",
            Self::PoolLimit { .. } => "pool_limit",
            Self::AlreadyForwarded => "already_forwarded",
            Self::NotResumable => "not_resumable",
        }
    }
}
