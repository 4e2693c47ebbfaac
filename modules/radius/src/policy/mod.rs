//! Policy: what a proxy does with requests and replies, beyond their routes.
//!
//! A policy is two ordered lists of named rules, one for requests and one for replies. Each rule
//! has a condition and actions. The first rule that is met is the last that is asked, unless it says
//! `continue`; then those after it are asked of the packet as it was left. A packet that no rule
//! takes goes on.
//!
//! # What no policy can do
//! A policy that tries is refused when it is loaded:
//! - answer with an Access-Accept (RFC 2607 section 5.1);
//! - reject, challenge or drop accounting, which must be forwarded (RFC 2607 section 5.2);
//! - edit Proxy-State, State or Class (RFC 2865 section 2.3, RFC 2607 section 5.2);
//! - edit EAP-Message or Message-Authenticator, credentials or hidden values, or single members of
//!   a tunnel (RFC 2607 section 7.2).
//!
//! # What is decided when an edit has no result
//! An edit may have no result that can be sent: the packet would have more than 4,096 octets, or a
//! template gives no value of the data type. Nothing is cut to fit. An Access-Request, and a reply
//! that grants or asks for something, is rejected; a CoA- or Disconnect-Request is dropped; what
//! must go on, such as accounting, goes on without that edit.
//!
//! # Challenges
//! A challenge answers an Access-Request outside of EAP with an Access-Challenge that carries a
//! Reply-Message and a State of its own. The request waits. The answer comes in another
//! Access-Request from the same client with that State, once; if it is right, the request that
//! waited goes on, without our State, with what comes after the challenge. If not, it is rejected.
//!
//! The usual place of the answer is User-Password (RFC 2865 section 4.4), which a module in the
//! sandbox of the gateway cannot see. There the host compares: see [`Answers`]. The host also keeps
//! the hidden values of the request that waits, for [`Forward::resumes`].
//!
//! A home server's own challenge begins another request, which the rules are asked again. A rule
//! that is not to challenge twice asks for the absence of State as well.
//!
//! # Form of packets
//! Attributes are in RADIUS/1.1 form: hidden values are handles or in clear
//! ([`radius11`](crate::radius11)). Whoever sends them on makes Message-Authenticator, the
//! authenticators and the Length anew.

mod allow;
mod challenge;
mod condition;
mod config;
mod edit;
mod engine;
mod error;
mod evaluate;
mod guard;
mod kinds;
mod outcome;
mod pattern;
mod rule;
mod template;
mod tunnel;
mod value_test;
mod view;

use core::fmt;
use std::time::Duration;

use crate::attribute::{Attributes, Reference};
use crate::packet::Code;

pub use challenge::{Answers, ClearAnswers, MARK_OCTETS, MAX_LIFETIME_SECONDS, MAX_PENDING};
pub use condition::{MAX_CONDITIONS, MAX_NESTING};
pub use config::{
    ActionConfig, AllowConfig, AllowDowngradeConfig, AnswerConfig, ChallengeConfig,
    ChallengesConfig, ConditionConfig, DropConfig, EditConfig, PacketConfig, PolicyConfig,
    RangeConfig, RemoveTunnelsConfig, RewriteConfig, RuleConfig, SecretText, SetVlanConfig,
    TestConfig,
};
pub(crate) use engine::access_reject;
pub use engine::{Host, PolicyEngine};
pub use error::{PolicyError, PolicyProblem};
pub use outcome::{
    DirectAnswer, Event, Forward, Outcome, PolicyReason, ReplyDecision, RequestDecision, Skipped,
    Step,
};
pub use rule::{MAX_ACTIONS, MAX_ANSWER_OCTETS, MAX_NAME_OCTETS, MAX_REGEXES, MAX_RULES};
pub use template::{MAX_TEMPLATE_NAMES, MAX_TEMPLATE_OCTETS};
pub(crate) use view::text;

use challenge::Bounds;
use kinds::Direction;
use pattern::at_most;
use rule::{Rule, RuleReader};

/// The most elements of a list of attributes or of values.
pub const MAX_LIST: usize = 256;

/// The longest text in octets that goes into an attribute or a log: what fits in one attribute.
pub const MAX_TEXT: usize = 253;

/// A policy that is ready for packets.
pub struct Policy {
    requests: Vec<Rule>,
    replies: Vec<Rule>,
    pools: Vec<String>,
    bounds: Bounds,
}

/// What a policy may refer to.
pub struct Names<'a> {
    /// Whether there is a pool of that name.
    pub pool: &'a dyn Fn(&str) -> bool,
}

/// Who sent a request, as the host knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its tags.
    pub tags: &'a [&'a str],
}

/// A request to decide about.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Its code.
    pub code: Code,
    /// Its attributes.
    pub attributes: &'a Attributes,
    /// Who sent it.
    pub client: Client<'a>,
    /// The time since the Unix epoch.
    pub now: Duration,
}

/// A reply to decide about.
#[derive(Debug, Clone, Copy)]
pub struct Reply<'a> {
    /// Its code.
    pub code: Code,
    /// Its attributes.
    pub attributes: &'a Attributes,
    /// The attributes of the request that it answers, as the client sent it.
    pub request: &'a Attributes,
    /// Who sent the request.
    pub client: Client<'a>,
    /// The time since the Unix epoch.
    pub now: Duration,
}

impl Policy {
    /// Compiles a configuration.
    ///
    /// # Errors
    /// The first value that cannot work or is forbidden: see [`PolicyProblem`].
    pub fn new(config: &PolicyConfig, names: &Names<'_>) -> Result<Self, PolicyError> {
        let mut reader = RuleReader::new(names);
        let requests = reader.read(&config.requests, Direction::Requests, "requests")?;
        let replies = reader.read(&config.replies, Direction::Replies, "replies")?;
        let bounds = Bounds::new(&config.challenges)?;
        Ok(Self { requests, replies, pools: reader.pools, bounds })
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Policy({} for requests, {} for replies)",
            self.requests.len(),
            self.replies.len()
        )
    }
}

/// The attribute with this name; none if there is none, or if policy may not look at its values.
pub(crate) fn readable(name: &str) -> Option<Reference> {
    let reference = guard::reference(name).ok()?;
    guard::check_readable(&reference).ok().map(|()| reference)
}

/// A text of 1 to `limit` octets that is written at `path`.
fn text_within(text: &str, limit: usize, path: &str) -> Result<String, PolicyError> {
    if text.is_empty() {
        return Err(PolicyError::new(path, PolicyProblem::Empty));
    }
    at_most(text.len(), limit).map_err(|problem| PolicyError::new(path, problem))?;
    Ok(text.to_owned())
}
