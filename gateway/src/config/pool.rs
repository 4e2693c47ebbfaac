//! Pools, the servers of one realm path: `[[pools]]`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use radius::packet::Code;
use radius::transaction::{PoolConfig as CorePool, PoolId, PoolServerConfig as CoreMember};
use serde::Deserialize;

use super::error::{ConfigError, ConfigProblem, Warning, count, names, range};
use super::listener::RequestKind;
use super::server::{Servers, get, set};

/// Most pools: as many as a module may name.
const MAX_POOLS: usize = 1_024;

/// Most servers of a pool.
const MAX_MEMBERS: usize = 64;

/// A pool.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolConfig {
    /// Its name in logs and policy.
    pub name: String,
    /// Its servers.
    pub servers: Vec<PoolMemberConfig>,
    /// Whether it is told with a Proxy-Stop that this proxy has rejected what it accepted.
    #[serde(default = "yes")]
    pub proxy_stop: bool,
}

/// A server of a pool.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolMemberConfig {
    /// Its name.
    pub server: String,
    /// Servers with a higher number are used when those with a lower one are silent.
    #[serde(default)]
    pub priority: u8,
    /// The share of conversations among servers of the same priority, from 1 to 16.
    #[serde(default = "one")]
    pub weight: u8,
}

/// All pools, as the core counts them.
#[derive(Debug, Default)]
pub struct Pools {
    pub(super) pools: Vec<CorePool>,
    by_id: Vec<Arc<str>>,
    by_name: HashMap<Arc<str>, Pool>,
}

/// One pool by its name.
#[derive(Debug)]
struct Pool {
    places: [Option<PoolId>; 3],
    has_proxy_stop: bool,
}

impl Pools {
    pub(super) fn resolve(
        configs: &[PoolConfig],
        servers: &Servers,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, ConfigError> {
        count("pools", configs.len(), 0, MAX_POOLS)?;
        names("pools", configs.iter().map(|config| config.name.as_str()))?;
        let mut pools = Self::default();
        for (number, config) in configs.iter().enumerate() {
            pools.add(&format!("pools[{number}]"), config, servers, warnings)?;
        }
        Ok(pools)
    }

    fn add(
        &mut self,
        at: &str,
        config: &PoolConfig,
        servers: &Servers,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), ConfigError> {
        config.check(at, servers)?;
        let name: Arc<str> = config.name.as_str().into();
        let mut places = [None; 3];
        for kind in RequestKind::ALL {
            let of_kind: Vec<_> = config.members(servers, kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            let id = u16::try_from(self.pools.len()).ok().map(PoolId);
            set(&mut places, kind, id);
            self.pools.push(CorePool { servers: of_kind });
            self.by_id.push(Arc::clone(&name));
        }
        let has = |kind| get(&places, kind).is_some();
        if has(RequestKind::Access) && !has(RequestKind::Accounting) {
            let text = "it takes authentication but no accounting: a route to it needs another \
                        accounting_pool, or accounting is not acknowledged";
            warnings.push(Warning { path: at.to_owned(), text: text.to_owned() });
        }
        self.by_name.insert(name, Pool { places, has_proxy_stop: config.proxy_stop });
        Ok(())
    }

    /// The pool of that name for requests of this code; none if there is none, or if it has no
    /// server that takes them.
    #[must_use]
    pub fn get(&self, name: &str, code: Code) -> Option<PoolId> {
        get(&self.by_name.get(name)?.places, RequestKind::of(code)?)
    }

    /// What the pool of that name is for the core.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = PoolId> + use<> {
        let places = self.by_name.get(name).map(|pool| pool.places).unwrap_or_default();
        places.into_iter().flatten()
    }

    /// Whether there is a pool of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The name of a pool.
    #[must_use]
    pub fn name(&self, pool: PoolId) -> Option<&str> {
        self.by_id.get(usize::from(pool.0)).map(|name| &**name)
    }

    /// Whether the pool of that name is told of rejections by this proxy.
    #[must_use]
    pub fn has_proxy_stop(&self, name: &str) -> bool {
        self.by_name.get(name).is_some_and(|pool| pool.has_proxy_stop)
    }

    /// The names of all pools, in order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.by_name.keys().map(|name| &**name).collect();
        names.sort_unstable();
        names
    }
}

impl PoolConfig {
    fn check(&self, at: &str, servers: &Servers) -> Result<(), ConfigError> {
        count(&format!("{at}.servers"), self.servers.len(), 1, MAX_MEMBERS)?;
        let mut seen = HashSet::new();
        for (number, member) in self.servers.iter().enumerate() {
            let name = member.server.clone();
            let problem = match servers.by_name.contains_key(&name) {
                false => ConfigProblem::Unknown { kind: "server", name },
                true if !seen.insert(&member.server) => ConfigProblem::Twice(name),
                true => {
                    let weight = || format!("{at}.servers[{number}].weight");
                    range(weight, member.weight.into(), 1, 16)?;
                    continue;
                }
            };
            return Err(ConfigError::new(format!("{at}.servers[{number}].server"), problem));
        }
        Ok(())
    }

    /// The servers that take a kind of request.
    fn members(&self, servers: &Servers, kind: RequestKind) -> impl Iterator<Item = CoreMember> {
        self.servers.iter().filter_map(move |member| {
            let server = get(servers.by_name.get(&member.server)?, kind)?;
            Some(CoreMember { server, priority: member.priority, weight: member.weight })
        })
    }
}

fn yes() -> bool {
    true
}

fn one() -> u8 {
    1
}
