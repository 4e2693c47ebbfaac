//! What a policy decides, and why.

use core::fmt;
use std::time::Duration;

use crate::attribute::Attributes;
use crate::error::Error;
use crate::packet::Code;

/// A decision with its reasons. Its `Display` explains it in several lines, without values of
/// attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'p, D> {
    /// What happens to the packet.
    pub decision: D,
    /// Why.
    pub reason: PolicyReason,
    /// The name of the rule that decided.
    pub rule: Option<&'p str>,
    /// What an operator wrote to explain the rule's decision.
    pub note: Option<&'p str>,
    /// The rules that were met, in order.
    pub steps: Vec<Step<'p>>,
    /// What is to be logged and counted.
    pub events: Vec<Event<'p>>,
}

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequestDecision<'p> {
    /// It is forwarded.
    Forward(Forward<'p>),
    /// An Access-Reject answers it.
    Reject(DirectAnswer),
    /// An Access-Challenge answers it. The request waits in the engine until `expires`.
    Challenge {
        /// The answer.
        answer: DirectAnswer,
        /// The State in the answer. A host that handed over handles in the place of hidden values
        /// keeps them under this State: [`Forward::resumes`] names it when the request goes on.
        state: Vec<u8>,
        /// When the engine forgets the request, since the Unix epoch.
        expires: Duration,
        /// As [`Forward::resumes`], if the request that waits has waited before.
        resumes: Option<Vec<u8>>,
    },
    /// Nothing answers it.
    Drop,
}

/// How a request is forwarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward<'p> {
    /// The pool that the policy chose; none leaves the choice to realm routing.
    pub pool: Option<&'p str>,
    /// The attributes to forward; none if they are those of the request.
    pub edited: Option<Attributes>,
    /// The State of the challenge that was answered. Then `edited` is the request that was
    /// challenged, with the Proxy-States of this one, and what is hidden in it are handles of that
    /// request.
    pub resumes: Option<Vec<u8>>,
}

/// What happens to a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyDecision {
    /// It is passed on, with these attributes, or with its own.
    Pass(Option<Attributes>),
    /// An Access-Reject takes its place.
    Reject(DirectAnswer),
    /// Nothing is passed on: the Proxy-States of the request leave no room for an Access-Reject.
    Drop,
}

/// An answer that a proxy may give by itself: RFC 2607 section 5.1 knows an Access-Reject and an
/// Access-Challenge. Message-Authenticator is its first attribute, and is yet to be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectAnswer {
    kind: AnswerKind,
    attributes: Attributes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AnswerKind {
    Reject,
    Challenge,
}

/// Why a decision was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PolicyReason {
    /// No rule was met, or none that ends the search.
    NoRule,
    /// The rule says so.
    Rule,
    /// An edit has no result that can be sent; the packet is not cut to fit.
    EditFailed(Error),
    /// The answer to a challenge is right.
    ChallengeAnswered,
    /// The answer to a challenge is wrong.
    ChallengeWrong,
    /// There is no answer where it was expected, or more than one.
    ChallengeUnanswered,
    /// The host cannot compare the answer.
    ChallengeIncomparable,
    /// The challenge has expired, was answered before, or belongs to another client.
    ChallengeUnknown,
    /// The answer to a challenge carries EAP-Message.
    ChallengeInEap,
    /// As many challenges wait as can.
    ChallengesFull,
    /// The request that is to be challenged has more than one State (RFC 2865 section 5.44).
    SeveralStates,
    /// Policy has nothing to say about packets with this code, and a proxy does not forward them.
    CodeNotForwarded(Code),
    /// The Proxy-States of the request leave no room for an answer.
    NoRoomForAnswer,
}

/// A rule that was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<'p> {
    /// Its name.
    pub rule: &'p str,
    /// Its JSON path.
    pub path: &'p str,
    /// Its actions in short.
    pub actions: &'p str,
}

/// Something to be logged and counted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event<'p> {
    /// A tunnel other than a VLAN was removed (RFC 2607 section 7.2).
    TunnelDowngraded {
        /// The rule.
        rule: &'p str,
        /// The operator's reason.
        reason: &'p str,
    },
    /// An edit was left out.
    EditSkipped {
        /// The rule.
        rule: &'p str,
        /// Why.
        why: Skipped,
    },
    /// An edit has no result that can be sent, and the packet goes on without it, because it must
    /// not be refused.
    EditRefused {
        /// The rule.
        rule: &'p str,
        /// Why.
        error: Error,
    },
}

/// Why an edit was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Skipped {
    /// The packet has no value for a name in the template.
    ValueAbsent,
    /// Reply-Message must not be with EAP-Message (RFC 3579 section 2.6.5).
    ReplyMessageInEap,
    /// The packet has a tunnel that is no VLAN.
    OtherTunnel,
}

impl<D> Outcome<'_, D> {
    /// The decision and its reasons as text.
    #[must_use]
    pub fn explain(&self) -> String
    where
        Self: fmt::Display,
    {
        self.to_string()
    }
}

impl DirectAnswer {
    pub(super) fn reject(attributes: Attributes) -> Self {
        Self { kind: AnswerKind::Reject, attributes }
    }

    pub(super) fn challenge(attributes: Attributes) -> Self {
        Self { kind: AnswerKind::Challenge, attributes }
    }

    /// Access-Reject or Access-Challenge.
    #[must_use]
    pub fn code(&self) -> Code {
        match self.kind {
            AnswerKind::Reject => Code::ACCESS_REJECT,
            AnswerKind::Challenge => Code::ACCESS_CHALLENGE,
        }
    }

    /// Its attributes.
    #[must_use]
    pub fn attributes(&self) -> &Attributes {
        &self.attributes
    }
}

impl RequestDecision<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Forward(_) => "forward",
            Self::Reject(_) => "reject",
            Self::Challenge { .. } => "challenge",
            Self::Drop => "drop",
        }
    }
}

impl ReplyDecision {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Pass(_) => "pass",
            Self::Reject(_) => "reject",
            Self::Drop => "drop",
        }
    }
}

impl PolicyReason {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoRule => "policy_no_rule",
            Self::Rule => "policy_rule",
            Self::EditFailed(error) => error.code(),
            Self::ChallengeAnswered => "challenge_answered",
            Self::ChallengeWrong => "challenge_wrong",
            Self::ChallengeUnanswered => "challenge_unanswered",
            Self::ChallengeIncomparable => "challenge_incomparable",
            Self::ChallengeUnknown => "challenge_unknown",
            Self::ChallengeInEap => "challenge_in_eap",
            Self::ChallengesFull => "challenges_full",
            Self::SeveralStates => "several_states",
            Self::CodeNotForwarded(_) => "code_not_forwarded",
            Self::NoRoomForAnswer => "no_room_for_answer",
        }
    }
}

impl Event<'_> {
    /// The stable, searchable name of the event.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TunnelDowngraded { .. } => "tunnel_downgraded",
            Self::EditSkipped { why: Skipped::ValueAbsent, .. } => "edit_value_absent",
            Self::EditSkipped { why: Skipped::ReplyMessageInEap, .. } => {
                "edit_reply_message_in_eap"
            }
            Self::EditSkipped { why: Skipped::OtherTunnel, .. } => "edit_other_tunnel",
            Self::EditRefused { error, .. } => error.code(),
        }
    }
}

impl fmt::Display for Outcome<'_, RequestDecision<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.decision.name())?;
        match &self.decision {
            RequestDecision::Forward(Forward { pool: Some(pool), .. }) => {
                write!(f, "\npool {pool:?}")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Outcome<'_, ReplyDecision> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.decision.name())
    }
}

impl<D> Outcome<'_, D> {
    fn write(&self, f: &mut fmt::Formatter<'_>, decision: &str) -> fmt::Result {
        for Step { rule, path, actions } in &self.steps {
            writeln!(f, "{path} {rule:?} is met: {actions}")?;
        }
        for event in &self.events {
            writeln!(f, "{event}")?;
        }
        write!(f, "{decision}: {}: {}", self.reason.code(), self.reason)?;
        if let Some(rule) = self.rule {
            write!(f, ", rule {rule:?}")?;
        }
        match self.note {
            Some(note) => write!(f, ", {note:?}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for PolicyReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRule => f.write_str("no rule ends the search"),
            Self::Rule => f.write_str("a rule says so"),
            Self::EditFailed(error) => write!(f, "an edit has no result: {error}"),
            Self::ChallengeAnswered => f.write_str("the answer to the challenge is right"),
            Self::ChallengeWrong => f.write_str("the answer to the challenge is wrong"),
            Self::ChallengeUnanswered => f.write_str("the challenge needs exactly one answer"),
            Self::ChallengeIncomparable => f.write_str("the host cannot compare the answer"),
            Self::ChallengeUnknown => f.write_str(
                "the challenge has expired, was answered before, or belongs to another client",
            ),
            Self::ChallengeInEap => f.write_str("the answer to the challenge carries EAP-Message"),
            Self::ChallengesFull => {
                f.write_str("as many challenges wait as can; see challenges.max_pending")
            }
            Self::SeveralStates => {
                f.write_str("a request with more than one State cannot be challenged")
            }
            Self::CodeNotForwarded(code) => write!(f, "a proxy does not forward {code}"),
            Self::NoRoomForAnswer => {
                f.write_str("the Proxy-States of the request leave no room for an answer")
            }
        }
    }
}

impl fmt::Display for Event<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TunnelDowngraded { rule, reason } => {
                write!(f, "rule {rule:?} removed a tunnel: {reason:?}")
            }
            Self::EditSkipped { rule, why } => {
                write!(f, "rule {rule:?} left an edit out: {why}")
            }
            Self::EditRefused { rule, error } => {
                write!(f, "rule {rule:?} left an edit out: {error}")
            }
        }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ValueAbsent => "the packet has no value for a name in its template",
            Self::ReplyMessageInEap => "Reply-Message must not be with EAP-Message",
            Self::OtherTunnel => "the packet has a tunnel that is no VLAN",
        })
    }
}
