//! What is decided, and why.

use core::fmt;
use std::time::Duration;

use crate::attribute::Attributes;
use crate::policy::{DirectAnswer, Event, Outcome, PolicyReason, ReplyDecision, Step};
use crate::routing::Refusal;

/// A decision with its reasons. Its `Display` explains it in several lines, without values of
/// attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict<'f, D> {
    /// What happens to the packet.
    pub decision: D,
    /// Why.
    pub reason: Reason<'f>,
    /// The rule by its name, or the route by its JSON path, that decided.
    pub origin: Option<&'f str>,
    /// What an operator wrote to explain the decision.
    pub note: Option<&'f str>,
    /// The rules of the policy that were met, in order.
    pub steps: Vec<Step<'f>>,
    /// What is to be logged and counted besides.
    pub events: Vec<Event<'f>>,
}

/// What happens to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision<'f> {
    /// It is forwarded.
    Forward(Forward<'f>),
    /// An Access-Reject answers it.
    Reject(DirectAnswer),
    /// An Access-Challenge answers it, and it waits: see
    /// [`RequestDecision::Challenge`](crate::policy::RequestDecision::Challenge).
    Challenge {
        /// The answer.
        answer: DirectAnswer,
        /// The State in the answer.
        state: Vec<u8>,
        /// When the request is forgotten, since the Unix epoch.
        expires: Duration,
        /// As [`Forward::resumes`], if the request that waits has waited before.
        resumes: Option<Vec<u8>>,
    },
    /// Nothing answers it.
    Drop,
}

/// How a request is forwarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forward<'f> {
    /// The pool of this request; none leaves the way to the host, for CoA- and Disconnect-Requests
    /// only.
    pub pool: Option<&'f str>,
    /// The pool of the accounting that belongs to this request.
    pub accounting_pool: Option<&'f str>,
    /// The attributes to forward; none if they are those of the request.
    pub edited: Option<Attributes>,
    /// The State of the challenge that was answered: see
    /// [`policy::Forward::resumes`](crate::policy::Forward::resumes).
    pub resumes: Option<Vec<u8>>,
}

/// Why a decision was made.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason<'f> {
    /// Policy has decided.
    Policy(PolicyReason),
    /// Routing refuses.
    Routing(Refusal<'f>),
    /// A route has decided, and policy has left it the choice.
    Routed,
}

impl<'f, D> From<Outcome<'f, D>> for Verdict<'f, D> {
    fn from(outcome: Outcome<'f, D>) -> Self {
        let Outcome { decision, reason, rule, note, steps, events } = outcome;
        Self { decision, reason: Reason::Policy(reason), origin: rule, note, steps, events }
    }
}

impl Reason<'_> {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Policy(reason) => reason.code(),
            Self::Routing(refusal) => refusal.code(),
            Self::Routed => "routed",
        }
    }
}

impl Decision<'_> {
    /// The decision in one word.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Forward(_) => "forward",
            Self::Reject(_) => "reject",
            Self::Challenge { .. } => "challenge",
            Self::Drop => "drop",
        }
    }
}

impl<'f, D> Verdict<'f, D> {
    pub(super) fn with<E>(self, decision: E) -> Verdict<'f, E> {
        let Self { reason, origin, note, steps, events, .. } = self;
        Verdict { decision, reason, origin, note, steps, events }
    }

    /// The decision, and what belongs to it.
    pub(super) fn split(self) -> (D, Verdict<'f, ()>) {
        let Self { decision, reason, origin, note, steps, events } = self;
        (decision, Verdict { decision: (), reason, origin, note, steps, events })
    }

    /// What the code of the reason leaves to say: figures, and what the operator wrote.
    #[must_use]
    pub fn detail(&self) -> String {
        match self.note {
            Some(note) => format!("{}: {note:?}", self.reason),
            None => self.reason.to_string(),
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, decision: &str) -> fmt::Result {
        for Step { rule, path, actions } in &self.steps {
            writeln!(f, "policy.{path} {rule:?} is met: {actions}")?;
        }
        for event in &self.events {
            writeln!(f, "{event}")?;
        }
        write!(f, "{decision}: {}: {}", self.reason.code(), self.detail())?;
        match self.origin {
            Some(origin) => write!(f, ", by {origin}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Verdict<'_, Decision<'_>> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.decision.name())?;
        let Decision::Forward(Forward { pool, accounting_pool, .. }) = &self.decision else {
            return Ok(());
        };
        if let Some(pool) = pool {
            write!(f, "\npool {pool:?}")?;
        }
        match accounting_pool {
            Some(accounting) if accounting_pool != pool => {
                write!(f, ", accounting to pool {accounting:?}")
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Verdict<'_, ReplyDecision> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, self.decision.name())
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Policy(reason) => reason.fmt(f),
            Self::Routing(refusal) => refusal.fmt(f),
            Self::Routed => f.write_str("a route takes it"),
        }
    }
}
