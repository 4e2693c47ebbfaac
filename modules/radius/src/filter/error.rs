//! Why a configuration was refused when it was loaded.

use crate::policy::{PolicyError, PolicyProblem};
use crate::routing::{ConfigError, ConfigProblem};

/// A configuration that cannot work, or that RFC 2607 forbids: the operator's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct FilterError {
    /// The JSON path below the root, such as `policy.requests[3].actions[0].set.value`.
    pub path: String,
    /// What is wrong there.
    pub problem: FilterProblem,
}

/// What is wrong with one value of a configuration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FilterProblem {
    /// More pools than [`MAX_POOLS`](super::MAX_POOLS).
    #[error("{found} exceeds the limit of {limit}")]
    TooManyPools {
        /// How many there are.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// Not a name for a pool.
    #[error("{0:?} is not 1 to 64 ASCII letters, digits, _, - and .")]
    BadPoolName(String),
    /// A pool that Envoy has no cluster for.
    #[error("in Envoy a pool needs the name of a cluster, 1 to {limit} octets")]
    NoCluster {
        /// The longest name.
        limit: usize,
    },
    /// A number that is not from 1 to its limit.
    #[error("{found} is not between 1 and {max}")]
    OutOfRange {
        /// What was found.
        found: usize,
        /// The greatest that is possible.
        max: usize,
    },
    /// Something else that only Envoy needs.
    #[error("{0}")]
    Envoy(&'static str),
    /// Something in the routing table.
    #[error(transparent)]
    Routing(ConfigProblem),
    /// Something in the policy.
    #[error(transparent)]
    Policy(PolicyProblem),
}

impl FilterError {
    pub(super) fn new(path: impl Into<String>, problem: FilterProblem) -> Self {
        Self { path: path.into(), problem }
    }
}

impl From<ConfigError> for FilterError {
    fn from(ConfigError { path, problem }: ConfigError) -> Self {
        Self::new(format!("routing.{path}"), FilterProblem::Routing(problem))
    }
}

impl From<PolicyError> for FilterError {
    fn from(PolicyError { path, problem }: PolicyError) -> Self {
        Self::new(format!("policy.{path}"), FilterProblem::Policy(problem))
    }
}
