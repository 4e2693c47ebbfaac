//! Why the monitor does not let something out.

use crate::packet::Code;

/// Why the monitor refuses. [`Refusal::code`] is the stable name to search the documentation for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// RFC 2607 section 5.1: a proxy must not accept by itself.
    #[error("Access-Accept without one from home")]
    DirectAccept,
    /// RFC 2607 section 5.1: a proxy must not accept what was rejected.
    #[error("Access-Accept after an Access-Reject from home")]
    AcceptAfterReject,
    /// The code is not that of the request, does not answer it, or is not what home replied.
    #[error("{code} is not allowed in the transaction of this {request}")]
    Code {
        /// The code of the request.
        request: Code,
        /// The code that was refused.
        code: Code,
    },
    /// RFC 2607 section 5.2: Class is forwarded unmodified.
    #[error("Class was changed, added or removed")]
    ClassChanged,
    /// RFC 2865 section 5.33: every Proxy-State stays, in order.
    #[error("Proxy-State was changed, added or removed")]
    ProxyStateChanged,
    /// RFC 2865 section 2.3: a proxy must not modify State.
    #[error("State was changed, added or removed")]
    StateChanged,
    /// RFC 3579 section 2.1: EAP passes through.
    #[error("EAP-Message was changed, added, removed or torn apart")]
    EapMessageChanged,
    /// A reply to something that was not forwarded.
    #[error("reply to a request that was not forwarded")]
    NotForwarded,
    /// RFC 2607 section 5: what is forwarded is answered by home.
    #[error("answer to a forwarded request before home has replied")]
    AwaitsHome,
    /// RFC 2607 section 5.2: the proxy guarantees that the record is received.
    #[error("Accounting-Response before home has acknowledged the record or it is stored")]
    AccountingNotSafe,
    /// The transaction has its answer.
    #[error("transaction is already answered")]
    Answered,
    /// The follow-up of a challenge by policy is known by its one State.
    #[error("challenge by policy needs one new State of at most 64 octets")]
    ChallengeState,
    /// An EAP conversation is between user and home.
    #[error("challenge by policy within an EAP conversation")]
    ChallengeInEap,
    /// RFC 3579 section 2.6.5: a reject within EAP says EAP Failure.
    #[error("reject by policy whose EAP-Message does not say failure")]
    RejectWithoutEapFailure,
    /// Too many challenges by policy wait for their follow-up.
    #[error("{limit} challenges by policy wait for their follow-up; that is the limit")]
    OwnStatesFull {
        /// [`MAX_OWN_STATES`](super::MAX_OWN_STATES).
        limit: usize,
    },
}

impl Refusal {
    /// The stable, searchable name of this refusal.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DirectAccept => "monitor_direct_accept",
            Self::AcceptAfterReject => "monitor_accept_after_reject",
            Self::Code { .. } => "monitor_code",
            Self::ClassChanged => "monitor_class_changed",
            Self::ProxyStateChanged => "monitor_proxy_state_changed",
            Self::StateChanged => "monitor_state_changed",
            Self::EapMessageChanged => "monitor_eap_message_changed",
            Self::NotForwarded => "monitor_not_forwarded",
            Self::AwaitsHome => "monitor_awaits_home",
            Self::AccountingNotSafe => "monitor_accounting_not_safe",
            Self::Answered => "monitor_answered",
            Self::ChallengeState => "monitor_challenge_state",
            Self::ChallengeInEap => "monitor_challenge_in_eap",
            Self::RejectWithoutEapFailure => "monitor_reject_without_eap_failure",
            Self::OwnStatesFull { .. } => "monitor_own_states_full",
        }
    }
}
