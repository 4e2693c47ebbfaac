//! The configuration of the module against that of the gateway.

use std::fmt;

use radius::filter::{Config, Filter};
use radius::packet::Code;
use radius::policy::MARK_OCTETS;
use radius::routing::{MatchConfig, RouteConfig};

use super::pools::write_pool;
use crate::config::{ConfigError, Resolved, Warning};

/// The element that names the configuration of the module.
const PATH: &str = "module.configuration";

/// The configuration of the module, checked.
#[derive(Debug)]
pub(super) struct Module(Config);

impl Module {
    /// Reads it as the module does.
    pub(super) fn read(resolved: &Resolved) -> Result<Self, ConfigError> {
        let refuse = |path: &str, error: &dyn fmt::Display| {
            let file = resolved.module.configuration_path.display();
            let text = match path {
                "" | "." => format!("{file}: {error}"),
                path => format!("{file}: at {path}: {error}"),
            };
            ConfigError::refused(PATH, text)
        };
        let mut document = serde_json::Deserializer::from_slice(&resolved.module.configuration);
        let config: Config = serde_path_to_error::deserialize(&mut document)
            .map_err(|error| refuse(&error.path().to_string(), error.inner()))?;
        document.end().map_err(|error| refuse("", &error))?;
        Filter::new(&config, [0; MARK_OCTETS])
            .map_err(|error| refuse(&error.path, &error.problem))?;
        let pools = &resolved.pools_by_name;
        if let Some(name) = config.pools.keys().find(|name| !pools.has(name)) {
            return Err(refuse(&format!("pools.{name}"), &"the gateway has no pool of that name"));
        }
        Ok(Self(config))
    }

    /// What works, but perhaps not as it is meant.
    pub(super) fn warnings(&self, resolved: &Resolved) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let mut warn = |text: String| warnings.push(Warning { path: PATH.to_owned(), text });
        let takes = |pool: &str, code| resolved.pool(pool, code).is_some();
        for (number, route) in self.0.routing.routes.iter().enumerate() {
            let path = format!("routing.routes[{number}]");
            if let Some(pool) = access_pool(route)
                && !takes(pool, Code::ACCESS_REQUEST)
            {
                warn(format!("{path}: no server of pool {pool:?} takes Access-Requests"));
            }
            match accounting_pool(route) {
                Some(pool) if !takes(pool, Code::ACCOUNTING_REQUEST) => warn(format!(
                    "{path}: no server of pool {pool:?} takes Accounting-Requests: they are not \
                     acknowledged"
                )),
                None => warn(format!(
                    "{path}: it has no accounting_pool: Accounting-Requests are not acknowledged"
                )),
                Some(_) => {}
            }
        }
        for name in resolved.pools_by_name.names() {
            let is_way_back = resolved.coa.configs().iter().any(|coa| coa.pool == name);
            if !self.0.pools.contains_key(name) && !is_way_back {
                warn(format!("the module does not know the pool {name:?}: nothing goes there"));
            }
        }
        if !self.0.routing.routes.iter().any(|it| it.condition == MatchConfig::Default) {
            warn(
                "routing: there is no default route: what no other route takes is rejected, and \
                 accounting is not acknowledged"
                    .to_owned(),
            );
        }
        warnings
    }

    /// Writes which requests go where.
    pub(super) fn write(&self, f: &mut fmt::Formatter<'_>, resolved: &Resolved) -> fmt::Result {
        let module = &resolved.module;
        writeln!(f, "\nmodule {}", module.path.display())?;
        writeln!(f, "  configured by {}", module.configuration_path.display())?;
        for (kind, rules) in
            [("requests", &self.0.policy.requests), ("replies", &self.0.policy.replies)]
        {
            let names: Vec<&str> = rules.iter().map(|rule| rule.name.as_str()).collect();
            match names.is_empty() {
                true => writeln!(f, "  no rules for {kind}")?,
                false => writeln!(f, "  rules for {kind}: {}", names.join(", "))?,
            }
        }
        writeln!(f, "\nroutes")?;
        for (number, route) in self.0.routing.routes.iter().enumerate() {
            writeln!(f, "  {} (routing.routes[{number}])", condition(&route.condition))?;
            write_route(f, route, resolved)?;
        }
        if self.0.routing.routes.is_empty() {
            writeln!(f, "  none: policy alone chooses pools")?;
        }
        Ok(())
    }
}

fn write_route(
    f: &mut fmt::Formatter<'_>,
    route: &RouteConfig,
    resolved: &Resolved,
) -> fmt::Result {
    if route.reject.is_some() {
        writeln!(f, "    Access-Requests are rejected")?;
    }
    if let Some(pool) = access_pool(route) {
        write_pool(f, "authentication", pool, Code::ACCESS_REQUEST, resolved)?;
    }
    match accounting_pool(route) {
        Some(pool) => write_pool(f, "accounting", pool, Code::ACCOUNTING_REQUEST, resolved),
        None => writeln!(f, "    Accounting-Requests are not acknowledged"),
    }
}

fn access_pool(route: &RouteConfig) -> Option<&str> {
    route.access_pool.as_deref().or(route.pool.as_deref()).filter(|_| route.reject.is_none())
}

fn accounting_pool(route: &RouteConfig) -> Option<&str> {
    route.accounting_pool.as_deref().or(route.pool.as_deref())
}

/// A condition in one line.
fn condition(condition: &MatchConfig) -> String {
    match condition {
        MatchConfig::Default => "everything else".to_owned(),
        MatchConfig::NoRealm => "names without a realm".to_owned(),
        MatchConfig::Realm(realm) => format!("realm {realm}"),
        MatchConfig::PrefixRealm(realm) => format!("prefix realm {realm}"),
        MatchConfig::RealmRegex(regex) => format!("realm like {regex:?}"),
        MatchConfig::Numbered(it) => format!("{} beginning with {}", it.attribute, it.prefix),
        MatchConfig::Attribute(it) => {
            let tests = [
                ("equal to", &it.equals),
                ("beginning with", &it.starts_with),
                ("ending in", &it.ends_with),
                ("like", &it.regex),
            ];
            let mut given = tests.iter().filter_map(|(test, text)| Some((test, (*text).as_ref()?)));
            match given.next() {
                Some((test, text)) => format!("{} {test} {text:?}", it.name),
                None => it.name.clone(),
            }
        }
    }
}
