//! Where a request goes: by the realm of its User-Name, or by any of its attributes.
//!
//! Of the routes that a request matches, the strongest wins, wherever it is written:
//!
//! 1. attribute conditions, the first that is written;
//! 2. numbered realms, the most digits;
//! 3. realms: the realm itself, else the subrealm with the most labels, and of `*.example.org` and
//!    `.example.org` the former;
//! 4. prefix realms;
//! 5. regular expressions on the realm, the first that is written;
//! 6. `*` for realms, then `*` for prefix realms;
//! 7. `no_realm`, if there is a User-Name;
//! 8. `default`.
//!
//! A route names the pools of authentication and of accounting together, and no condition may look
//! at what accounting does not carry, so both take the same realm path (RFC 2607 section 5.2). For
//! the same reason the time of day is no condition here.
//!
//! Regular expressions are `regex-lite`'s, because the automata of `regex` make a module 200 KB
//! larger. Both match in time linear in the text.

mod compile;
mod condition;
mod config;
mod error;
mod explain;
mod index;

use std::borrow::Cow;
use std::fmt;

use crate::nai::{Checks, Nai, Violation};

pub use compile::{
    MAX_LINEAR_ROUTES, MAX_PREFIX_DELIMITERS, MAX_REGEX_MEMORY, MAX_REGEX_OCTETS, MAX_ROUTES,
    MAX_VALUE_OCTETS,
};
pub use condition::{AttributeTexts, Precedence, RealmKind};
pub use config::{
    AttributeConfig, MatchConfig, NaiConfig, NumberedConfig, RejectConfig, RouteConfig,
    RoutingConfig,
};
pub use error::{ConfigError, ConfigProblem, Paths};
pub use explain::{Candidate, Explanation};

use condition::{Condition, Subject};
use index::{Index, RealmTrie};

/// A routing table that is ready for requests.
#[derive(Debug)]
pub struct RoutingTable {
    prefix_delimiters: Vec<u8>,
    checks: Checks,
    decorated_realms: RealmTrie,
    rules: Vec<Rule>,
    index: Index,
}

/// What a table may refer to.
pub struct Names<'a> {
    /// Whether there is a pool of that name.
    pub pool: &'a dyn Fn(&str) -> bool,
    /// The usual spelling of an attribute, or of a name that the host defines; none if unknown.
    pub attribute: &'a dyn Fn(&str) -> Option<String>,
}

/// A request to be routed.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Authentication or accounting.
    pub kind: Kind,
    /// The value of User-Name.
    pub user_name: Option<&'a [u8]>,
    /// The texts of all attributes.
    pub attributes: &'a dyn AttributeTexts,
}

/// What is being routed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An Access-Request.
    Access,
    /// An Accounting-Request. It is never refused for its User-Name or by a rejecting route that
    /// has an accounting pool, because all accounting must be forwarded (RFC 2607 section 5.2).
    Accounting,
}

/// Where a request goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision<'t> {
    /// To a pool.
    Forward(Route<'t>),
    /// Nowhere. An Access-Request is rejected, an Accounting-Request is left without an answer.
    Refuse(Refusal<'t>),
}

/// The way of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route<'t> {
    /// The JSON path of the route.
    pub path: &'t str,
    /// The pool of this request.
    pub pool: &'t str,
    /// The pool of the accounting that belongs to this request.
    pub accounting_pool: &'t str,
    /// The User-Name to forward; none if it is forwarded as it was received.
    pub user_name: Option<Vec<u8>>,
}

/// Why a request goes nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal<'t> {
    /// Its User-Name breaks a rule of sanity.
    Nai(Violation),
    /// A route rejects it.
    Rejected {
        /// The JSON path of the route.
        path: &'t str,
        /// Text for the user.
        reply_message: Option<&'t str>,
    },
    /// No route takes it.
    NoRoute,
}

#[derive(Debug)]
struct Rule {
    path: String,
    condition: Condition,
    action: Action,
    strip_realm: bool,
}

#[derive(Debug)]
enum Action {
    Forward { access_pool: String, accounting_pool: String },
    Reject { reply_message: Option<String>, accounting_pool: Option<String> },
}

impl RoutingTable {
    /// Compiles a configuration.
    ///
    /// # Errors
    /// The first value that cannot work: see [`ConfigProblem`].
    pub fn new(config: &RoutingConfig, names: &Names<'_>) -> Result<Self, ConfigError> {
        let prefix_delimiters = compile::prefix_delimiters(&config.nai.prefix_delimiters)?;
        let decorated_realms = compile::decorated_realms(&config.decorated_realms)?;
        let rules = compile::rules(config, names)?;
        let index = Index::new(&rules);
        let checks = Checks::new(&config.nai.checks);
        Ok(Self { prefix_delimiters, checks, decorated_realms, rules, index })
    }

    /// Decides where a request goes. A User-Name that is empty or too long for an attribute counts
    /// as absent.
    #[must_use]
    pub fn route(&self, request: &Request<'_>) -> Decision<'_> {
        if let Some(violation) = self.violation(request) {
            return Decision::Refuse(Refusal::Nai(violation));
        }
        let user_name = request.user_name.map(|name| self.undecorate(name));
        let nai = self.nai(user_name.as_deref());
        let subject = Subject::new(nai.as_ref(), request.attributes);
        let found = self.index.find(&subject, &self.rules);
        self.decision(found, request, user_name.as_deref())
    }

    /// The rule of sanity that the User-Name of an Access-Request breaks.
    pub(crate) fn violation(&self, request: &Request<'_>) -> Option<Violation> {
        if request.kind == Kind::Accounting {
            return None;
        }
        self.checks.first_violation(&self.nai(request.user_name)?)
    }

    fn nai<'a>(&self, user_name: Option<&'a [u8]>) -> Option<Nai<'a>> {
        Nai::parse(user_name?, &self.prefix_delimiters).ok()
    }

    /// Turns `homerealm!user@otherrealm` into `user@homerealm` as long as this proxy is the other
    /// realm. Each step makes the name shorter, so that its length bounds their number.
    fn undecorate<'a>(&self, user_name: &'a [u8]) -> Cow<'a, [u8]> {
        let mut name = Cow::Borrowed(user_name);
        while let Some(next) = self.undecorate_once(&name) {
            name = Cow::Owned(next);
        }
        name
    }

    fn undecorate_once(&self, user_name: &[u8]) -> Option<Vec<u8>> {
        let nai = self.nai(Some(user_name))?;
        self.decorated_realms.find(&nai.realm()?.to_ascii_lowercase())?;
        nai.undecorated()
    }

    fn decision(
        &self,
        found: Option<usize>,
        request: &Request<'_>,
        user_name: Option<&[u8]>,
    ) -> Decision<'_> {
        let Some(rule) = found.and_then(|position| self.rules.get(position)) else {
            return Decision::Refuse(Refusal::NoRoute);
        };
        let path = rule.path.as_str();
        let (pool, accounting_pool) = match (&rule.action, request.kind) {
            (Action::Forward { access_pool, accounting_pool }, Kind::Access) => {
                (access_pool, accounting_pool)
            }
            (Action::Forward { accounting_pool, .. }, Kind::Accounting)
            | (Action::Reject { accounting_pool: Some(accounting_pool), .. }, Kind::Accounting) => {
                (accounting_pool, accounting_pool)
            }
            (Action::Reject { reply_message, .. }, _) => {
                let reply_message = reply_message.as_deref();
                return Decision::Refuse(Refusal::Rejected { path, reply_message });
            }
        };
        let forwarded = user_name.map(|name| self.forwarded_name(rule, name));
        let user_name =
            forwarded.filter(|name| request.user_name != Some(name)).map(Cow::into_owned);
        Decision::Forward(Route { path, pool, accounting_pool, user_name })
    }

    /// The User-Name without the realm that the rule strips, if something is left of it.
    fn forwarded_name<'a>(&self, rule: &Rule, user_name: &'a [u8]) -> Cow<'a, [u8]> {
        let stripped = self.nai(Some(user_name)).filter(|_| rule.strip_realm).and_then(|nai| {
            if rule.condition.is_on_prefix_realm() {
                nai.without_prefix_realm()
            } else {
                nai.without_realm()
            }
        });
        stripped.map_or(Cow::Borrowed(user_name), Cow::Owned)
    }
}

impl Refusal<'_> {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Nai(violation) => violation.code(),
            Self::Rejected { .. } => "route_rejects",
            Self::NoRoute => "no_route",
        }
    }
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nai(violation) => violation.fmt(f),
            Self::Rejected { path, .. } => write!(f, "{path} rejects"),
            Self::NoRoute => f.write_str("no route takes it; add a default route"),
        }
    }
}
