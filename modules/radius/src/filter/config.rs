//! The configuration of the module as it is written in JSON.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::connection::EnvoyConfig;
use super::error::{FilterError, FilterProblem};
use crate::policy::PolicyConfig;
use crate::routing::RoutingConfig;

/// The most pools.
pub const MAX_POOLS: usize = 1_024;

/// The longest name of a pool in octets.
pub const MAX_POOL_NAME_OCTETS: usize = 64;

/// The configuration of one module.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The pools of servers that routing and policy may name. A name is 1 to 64 ASCII letters,
    /// digits, `_`, `-` and `.`.
    pub pools: BTreeMap<String, PoolConfig>,
    /// Where requests go by their realms and attributes. Besides the attributes of the dictionary,
    /// its conditions may name `client` and `client_tag`.
    #[serde(default)]
    pub routing: RoutingConfig,
    /// What is done with requests and replies beyond that.
    #[serde(default)]
    pub policy: PolicyConfig,
    /// What only Envoy needs.
    #[serde(default)]
    pub envoy: EnvoyConfig,
}

/// A pool of servers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PoolConfig {
    /// The cluster of Envoy that it is; needed in Envoy and unused elsewhere.
    pub cluster: Option<String>,
}

impl Config {
    /// Checks what reading cannot.
    pub(super) fn check(&self) -> Result<(), FilterError> {
        let found = self.pools.len();
        if found > MAX_POOLS {
            let problem = FilterProblem::TooManyPools { found, limit: MAX_POOLS };
            return Err(FilterError::new("pools", problem));
        }
        match self.pools.keys().find(|name| !is_pool_name(name)) {
            Some(name) => Err(FilterError::new("pools", FilterProblem::BadPoolName(name.clone()))),
            None => Ok(()),
        }
    }
}

fn is_pool_name(name: &str) -> bool {
    let is_allowed = |octet: u8| octet.is_ascii_alphanumeric() || b"_-.".contains(&octet);
    (1..=MAX_POOL_NAME_OCTETS).contains(&name.len()) && name.bytes().all(is_allowed)
}
