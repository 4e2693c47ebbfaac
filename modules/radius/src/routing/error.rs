//! Why a routing table was refused when it was loaded.

use core::fmt;

/// A routing table that cannot work: the operator's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct ConfigError {
    /// The JSON path below the routing table, such as `routes[3].match.realm`.
    pub path: String,
    /// What is wrong there.
    pub problem: ConfigProblem,
}

/// What is wrong with one value of a routing table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigProblem {
    /// More elements or octets than the bound of this core.
    #[error("{found} exceeds the limit of {limit}")]
    TooLarge {
        /// What was found.
        found: usize,
        /// The named limit.
        limit: usize,
    },
    /// The same condition as that of an earlier route.
    #[error("same condition as {first}; remove one of them")]
    Duplicate {
        /// The path of the earlier route.
        first: String,
    },
    /// A condition that only requests meet which other routes take.
    #[error("no request gets here, because of {by}")]
    Unreachable {
        /// The paths of the routes that take them.
        by: Paths,
    },
    /// A pool that is not defined.
    #[error("pool {0} is not defined")]
    UnknownPool(String),
    /// An attribute that neither the dictionary nor the host has.
    #[error("attribute {0} is not known")]
    UnknownAttribute(String),
    /// An attribute that accounting does not carry.
    #[error(
        "{0} is not part of an Accounting-Request, so accounting would leave the path of \
         authentication (RFC 2607 section 5.2)"
    )]
    NotInAccounting(String),
    /// A realm that no name can have.
    #[error("{0:?} is not a realm (RFC 7542 section 2.2)")]
    BadRealm(String),
    /// A subrealm pattern below a single label.
    #[error(
        "{0:?} is not a realm of two labels or more, so nothing below it may be routed by it (RFC 7542 section 3)"
    )]
    SingleLabel(String),
    /// A regular expression that cannot be compiled within the bounds.
    #[error("regular expression: {0}")]
    BadRegex(String),
    /// Something other than digits.
    #[error("{0:?} is not a number; write 1 to 32 digits")]
    BadNumber(String),
    /// Not one of the characters that may end a prefix realm.
    #[error("{0:?} cannot end a prefix realm")]
    BadDelimiter(String),
    /// Not exactly one test for an attribute.
    #[error("exactly one of equals, starts_with, ends_with and regex is needed")]
    OneTest,
    /// Neither a pool for both, nor one for each, nor a rejection.
    #[error("needs pool, or access_pool and accounting_pool, or reject")]
    NoAction,
    /// Two ways to say where requests go.
    #[error("{0} and {1} exclude each other")]
    Conflict(&'static str, &'static str),
    /// A realm to strip where the condition names none.
    #[error("strip_realm needs a condition on a realm")]
    NothingToStrip,
}

/// The paths of one or more routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths(pub Vec<String>);

impl ConfigError {
    pub(crate) fn new(path: impl Into<String>, problem: ConfigProblem) -> Self {
        Self { path: path.into(), problem }
    }

    /// The stable, searchable name of the problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.problem {
            ConfigProblem::TooLarge { .. } => "routing_too_large",
            ConfigProblem::Duplicate { .. } => "routing_duplicate",
            ConfigProblem::Unreachable { .. } => "routing_unreachable",
            ConfigProblem::UnknownPool(_) => "routing_unknown_pool",
            ConfigProblem::UnknownAttribute(_) => "routing_unknown_attribute",
            ConfigProblem::NotInAccounting(_) => "routing_not_in_accounting",
            ConfigProblem::BadRealm(_) => "routing_bad_realm",
            ConfigProblem::SingleLabel(_) => "routing_single_label",
            ConfigProblem::BadRegex(_) => "routing_bad_regex",
            ConfigProblem::BadNumber(_) => "routing_bad_number",
            ConfigProblem::BadDelimiter(_) => "routing_bad_delimiter",
            ConfigProblem::OneTest => "routing_one_test",
            ConfigProblem::NoAction => "routing_no_action",
            ConfigProblem::Conflict(..) => "routing_conflict",
            ConfigProblem::NothingToStrip => "routing_nothing_to_strip",
        }
    }
}

impl fmt::Display for Paths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" and "))
    }
}
