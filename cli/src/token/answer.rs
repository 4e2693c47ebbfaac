//! What the filter answers: its acceptor decides, over an empty replay cache.

use core::fmt;
use core::time::Duration;
use std::cell::RefCell;
use std::rc::Rc;

use chacha20::ChaCha20Rng;
use kerberos::acceptor::{Accepted, Acceptor, Config};
use kerberos::crypto::{EncryptionType, Key};
use kerberos::keytab::{Entry, Keytab};
use kerberos::replay::{MemoryStore, ReplayAfterLoss, SharedReplayCache};
use kerberos::{Misconfigured, Principal};
use serde_json::{Value, json};
use spnego::kerberos::KerberosAcceptor;
use spnego::{ContextFlags, DEFAULT_MAX_TOKEN_BYTES, Mode, Policy, Protection, Step, http};

use super::fields;
use super::message::context_flags;
use crate::args::ExplainArguments;
use crate::error::Error;
use crate::keytab;
use crate::random;
use crate::tree::{Node, Tree};

/// What the filter answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The client is authenticated.
    Accepted {
        /// As whom.
        principal: String,
    },
    /// The client is refused.
    Refused {
        /// The stable name of the reason.
        code: &'static str,
        /// What was seen, what was expected and what to do.
        detail: String,
    },
    /// Another token is needed.
    Continue,
    /// Only the keytab can tell.
    Undecided,
    /// Not a token that a filter gets.
    NotJudged,
}

/// An answer with what comes along.
pub struct Judgement {
    /// The answer.
    pub answer: Answer,
    /// The context that an accepted token establishes.
    pub context: Option<Tree>,
    /// The token for the client.
    pub reply: Option<Vec<u8>>,
}

/// What is needed to answer.
pub struct Judge<'a> {
    /// The policy.
    pub arguments: &'a ExplainArguments,
    /// The keys; without them everything is judged but the ticket.
    pub keytab: Option<&'a Keytab>,
    /// When the token arrives, since the Unix epoch.
    pub now: Duration,
}

/// The answer to a token that an acceptor sends.
pub fn not_judged() -> Judgement {
    Judgement { answer: Answer::NotJudged, context: None, reply: None }
}

impl Judge<'_> {
    /// Judges a first token.
    ///
    /// # Errors
    /// [`Error::Randomness`].
    pub fn judge(&self, token: &[u8]) -> Result<Judgement, Error> {
        let mut rng = random::generator()?;
        let keytab = match self.keytab {
            Some(keytab) => keytab::permitted(keytab, &self.arguments.service_principal),
            None => throwaway_keytab(&mut rng),
        };
        if let Some(misconfigured) = self.without_key(&keytab) {
            return Ok(refused(misconfigured.code(), misconfigured.to_string()));
        }
        // The size is what the filter looks at first.
        if let Err(error) =
            http::parse(http::challenge(Some(token)).as_bytes(), DEFAULT_MAX_TOKEN_BYTES)
        {
            return Ok(refused(error.code(), error.to_string()));
        }
        let acceptor = match self.acceptor(&keytab, rng) {
            Ok(acceptor) => Rc::new(RefCell::new(acceptor)),
            Err(misconfigured) => {
                return Ok(refused(misconfigured.code(), misconfigured.to_string()));
            }
        };
        let mode = if self.arguments.rfc2478 { Mode::Rfc2478 } else { Mode::Rfc4178 };
        let policy = Policy { mode, ..Policy::default() };
        let mechanism = KerberosAcceptor::new(acceptor, None);
        let mut negotiation = spnego::Acceptor::new(policy, vec![mechanism]);
        Ok(match negotiation.step(token, self.now) {
            Ok(step) => {
                let accepted = negotiation.mechanism().and_then(KerberosAcceptor::accepted);
                judgement(step, accepted, negotiation.protection())
            }
            Err(failure) => self.failed(failure),
        })
    }

    /// Why the filter would not even load this keytab.
    fn without_key(&self, permitted: &Keytab) -> Option<Misconfigured> {
        let keytab = self.keytab?;
        keytab.require_usable().err().or_else(|| {
            let found = keytab::principals(keytab.entries());
            permitted.entries().is_empty().then_some(Misconfigured::NoPermittedKey { found })
        })
    }

    fn acceptor(&self, keytab: &Keytab, mut rng: ChaCha20Rng) -> Result<Acceptor, Misconfigured> {
        let store = MemoryStore::default();
        let replay = SharedReplayCache::new(store, "replay", ReplayAfterLoss::Accept, &mut rng);
        let clock_skew = Duration::from_secs(u64::from(self.arguments.clock_skew));
        let config = Config { clock_skew, ..Config::default() };
        Acceptor::new(keytab, config, Box::new(replay), Box::new(rng))
    }

    fn failed(&self, failure: spnego::Failure) -> Judgement {
        let answer = match failure.error {
            // With a throwaway key these say that the token came as far as the key.
            spnego::Error::Mechanism(error)
                if self.keytab.is_none()
                    && matches!(error.code, "wrong_server" | "ticket_integrity") =>
            {
                return Judgement { answer: Answer::Undecided, context: None, reply: None };
            }
            spnego::Error::Mechanism(error) => {
                Answer::Refused { code: error.code, detail: error.detail }
            }
            error => Answer::Refused { code: error.code(), detail: error.to_string() },
        };
        Judgement { answer, context: None, reply: failure.token }
    }
}

/// Keys of every encryption type that belong to nobody.
fn throwaway_keytab(rng: &mut ChaCha20Rng) -> Keytab {
    let principal = Principal { realm: Vec::new(), components: Vec::new(), name_type: 0 };
    let entry = |enctype| Entry {
        principal: principal.clone(),
        kvno: 0,
        timestamp: 0,
        key: Key::random(enctype, rng),
    };
    Keytab::new(EncryptionType::ALL.map(entry).into())
}

fn judgement(step: Step, accepted: Option<&Accepted>, protection: Protection) -> Judgement {
    let (answer, context) = match accepted.filter(|_| step.complete) {
        Some(accepted) => {
            let principal = accepted.ticket.client.to_string();
            (Answer::Accepted { principal }, Some(of_context(accepted, protection)))
        }
        None => (Answer::Continue, None),
    };
    Judgement { answer, context, reply: step.token }
}

fn of_context(accepted: &Accepted, protection: Protection) -> Tree {
    let flags = accepted.context.flags();
    Tree::default()
        .with("service", fields::principal(&accepted.ticket.service))
        .with("kvno", i64::from(accepted.ticket.service_kvno))
        .with("context-flags", context_flags(ContextFlags(flags.0)))
        .with("delegated", accepted.delegated)
        .with("protection", Node::text(protection.name()))
}

fn refused(code: &'static str, detail: String) -> Judgement {
    Judgement { answer: Answer::Refused { code, detail }, context: None, reply: None }
}

impl Answer {
    /// The JSON object.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Accepted { principal } => {
                json!({ "outcome": "accepted", "principal": principal })
            }
            Self::Refused { code, detail } => {
                json!({ "outcome": "refused", "code": code, "detail": detail })
            }
            Self::Continue => json!({ "outcome": "continue", "detail": CONTINUE }),
            Self::Undecided => json!({ "outcome": "undecided", "detail": UNDECIDED }),
            Self::NotJudged => json!({ "outcome": "not_judged", "detail": NOT_JUDGED }),
        }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accepted { principal } => write!(f, "accepted as {principal}"),
            Self::Refused { code, detail } => write!(f, "refused: {code}: {detail}"),
            Self::Continue => write!(f, "continue: {CONTINUE}"),
            Self::Undecided => write!(f, "undecided: {UNDECIDED}"),
            Self::NotJudged => write!(f, "not judged: {NOT_JUDGED}"),
        }
    }
}

const CONTINUE: &str = "the filter answers 401 with the reply above and waits for the next token of \
                        the negotiation";
const UNDECIDED: &str = "well-formed so far; give --keytab to judge the ticket";
const NOT_JUDGED: &str = "a service sends such a token, or a client in a later leg; the filter \
                          judges it within its negotiation";
