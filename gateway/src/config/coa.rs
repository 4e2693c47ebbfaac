//! The ways back for CoA- and Disconnect-Requests: `[[coa]]`.

use radius::packet::Code;
use radius::routing::{
    Decision, Kind, MatchConfig, Names, Request, RouteConfig, RoutingConfig, RoutingTable,
};
use serde::Deserialize;

use super::error::{ConfigError, ConfigProblem, count};
use super::pool::Pools;

/// Most entries of `[[coa]]`, and names of one.
const MAX_ROUTES: usize = 1_024;

/// The namespace of realms in Operator-Name (RFC 5580 section 4.1).
const REALM_NAMESPACE: u8 = b'1';

/// A way back for CoA- and Disconnect-Requests (RFC 8559 section 3.2).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoaConfig {
    /// Values of Operator-Name (RFC 5580 section 4.1) in the namespace of realms, which begin with
    /// `1`. Behind it the realm is written as in routes: `1visited.example.org`,
    /// `1*.example.org` for those below, `1.example.org` for both, `1*` for every one.
    pub operator_names: Vec<String>,
    /// The pool of the NAS, or of the proxy before it.
    pub pool: String,
}

/// The ways back, ready for requests.
#[derive(Debug)]
pub struct CoaRoutes {
    table: RoutingTable,
    configs: Vec<CoaConfig>,
}

impl CoaRoutes {
    pub(super) fn resolve(configs: &[CoaConfig], pools: &Pools) -> Result<Self, ConfigError> {
        count("coa", configs.len(), 0, MAX_ROUTES)?;
        let mut routes = Vec::new();
        let mut paths = Vec::new();
        for (number, config) in configs.iter().enumerate() {
            let at = format!("coa[{number}]");
            config.check_pool(format!("{at}.pool"), pools)?;
            let path = format!("{at}.operator_names");
            count(&path, config.operator_names.len(), 1, MAX_ROUTES)?;
            for (number, name) in config.operator_names.iter().enumerate() {
                let path = format!("{path}[{number}]");
                routes.push(route(name, &config.pool, &path)?);
                paths.push(path);
            }
        }
        let config = RoutingConfig { routes, ..RoutingConfig::default() };
        let (pool, attribute) = (|_: &str| true, |_: &str| None);
        let names = Names { pool: &pool, attribute: &attribute };
        let table = RoutingTable::new(&config, &names).map_err(|error| {
            let place = error.path.strip_prefix("routes[").and_then(|rest| rest.split_once(']'));
            let path = place.and_then(|(place, _)| paths.get(place.parse::<usize>().ok()?));
            ConfigError::refused(path.map_or("coa", String::as_str), error.problem)
        })?;
        Ok(Self { table, configs: configs.to_vec() })
    }

    /// The pool that requests with this Operator-Name go to.
    #[must_use]
    pub fn pool(&self, operator_name: &[u8]) -> Option<&str> {
        let realm = operator_name.strip_prefix(&[REALM_NAMESPACE])?;
        // What is no realm would be read as the rest of a User-Name.
        if realm.is_empty() || realm.contains(&b'@') {
            return None;
        }
        let user_name = [b"@", realm].concat();
        let attributes = |_: &str, _: &mut dyn FnMut(&[u8])| {};
        let user_name = Some(user_name.as_slice());
        let request = Request { kind: Kind::Accounting, user_name, attributes: &attributes };
        match self.table.route(&request) {
            Decision::Forward(route) => Some(route.pool),
            Decision::Refuse(_) => None,
        }
    }

    /// As they are written.
    #[must_use]
    pub fn configs(&self) -> &[CoaConfig] {
        &self.configs
    }
}

impl CoaConfig {
    fn check_pool(&self, path: String, pools: &Pools) -> Result<(), ConfigError> {
        if !pools.has(&self.pool) {
            let problem = ConfigProblem::Unknown { kind: "pool", name: self.pool.clone() };
            return Err(ConfigError::new(path, problem));
        }
        match pools.get(&self.pool, Code::COA_REQUEST) {
            Some(_) => Ok(()),
            None => {
                let text = "no server of that pool takes CoA-Requests: by UDP it needs a coa_port";
                Err(ConfigError::value(path, text))
            }
        }
    }
}

fn route(name: &str, pool: &str, path: &str) -> Result<RouteConfig, ConfigError> {
    let Some(realm) = name.strip_prefix(char::from(REALM_NAMESPACE)) else {
        let text = "it does not begin with 1, the namespace of realms (RFC 5580 section 4.1)";
        return Err(ConfigError::value(path, text));
    };
    Ok(RouteConfig {
        condition: MatchConfig::Realm(realm.to_owned()),
        pool: Some(pool.to_owned()),
        access_pool: None,
        accounting_pool: None,
        reject: None,
        strip_realm: false,
    })
}
