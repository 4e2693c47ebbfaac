//! The plugin: its configuration and what all its requests share.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use filter_kit::log::{Level, log};
use filter_kit::metrics::Metrics;
use filter_kit::{
    ChaCha20Rng, ConfigError, HostError, buffer, environment_variable, generator_from_host,
    property,
};
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::ContextType;

use crate::config::{Config, Keytab};
use crate::http::Request;
use crate::policy::Policy;
use crate::route::RouteSettings;

/// Where Envoy keeps the settings of the route that a request has taken.
const ROUTE_SETTINGS: [&str; 4] = ["xds", "route_metadata", "filter_metadata", "spnego"];

/// Most routes whose settings are kept compiled; further ones are compiled at every request.
const MAX_CACHED_ROUTES: usize = 256;

/// The root context of one VM.
#[derive(Default)]
pub(crate) struct Root {
    plugin: Option<Rc<Plugin>>,
}

/// What all requests of a plugin share.
pub(crate) struct Plugin {
    pub(crate) config: Config,
    policy: Rc<Policy>,
    routes: RefCell<BTreeMap<Vec<u8>, Rc<Policy>>>,
    metrics: Metrics,
}

impl Context for Root {}

impl RootContext for Root {
    fn on_configure(&mut self, _: usize) -> bool {
        match Plugin::load() {
            Ok(plugin) => {
                self.plugin = Some(Rc::new(plugin));
                true
            }
            Err(error) => {
                log(Level::Error, &format!("spnego: {error}"));
                false
            }
        }
    }

    fn create_http_context(&self, _: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Request { plugin: self.plugin.clone() }))
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::HttpContext)
    }
}

/// Why a configuration is refused.
#[derive(Debug, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Host(#[from] HostError),
}

impl Plugin {
    fn load() -> Result<Self, LoadError> {
        let config = Config::parse(&buffer::plugin_configuration()?)?;
        let _keytab = keytab(&config)?;
        let _generator: ChaCha20Rng = generator_from_host()?;
        let policy = Rc::new(Policy::of_plugin(&config));
        Ok(Self { config, policy, routes: RefCell::default(), metrics: Metrics::default() })
    }

    /// What holds on the route of the current request, or `None` when the route's settings cannot
    /// be read.
    pub(crate) fn policy_of_route(&self) -> Result<Option<Rc<Policy>>, HostError> {
        let Some(octets) = property::get(&ROUTE_SETTINGS)? else {
            return Ok(Some(Rc::clone(&self.policy)));
        };
        let mut routes = self.routes.borrow_mut();
        if let Some(policy) = routes.get(&octets) {
            return Ok(Some(Rc::clone(policy)));
        }
        let settings = match RouteSettings::decode(&octets) {
            Ok(settings) => settings,
            Err(error) => {
                log(Level::Error, &format!("spnego: route metadata: {error}"));
                return Ok(None);
            }
        };
        let policy = Rc::new(self.policy.on_route(&settings));
        if routes.len() < MAX_CACHED_ROUTES {
            routes.insert(octets, Rc::clone(&policy));
        }
        Ok(Some(policy))
    }

    /// Counts an event under its reason.
    pub(crate) fn count(&self, event: &str, code: &str) {
        if let Err(error) = self.metrics.increment(&format!("spnego.{event}.{code}"), 1) {
            log(Level::Warn, &error.to_string());
        }
    }
}

fn keytab(config: &Config) -> Result<Keytab, LoadError> {
    if let Some(keytab) = &config.keytab {
        return Ok(keytab.clone());
    }
    let at = |message: &str| ConfigError::at("keytab_env", message);
    let name = config.keytab_env.as_deref().unwrap_or_default();
    let value =
        environment_variable(name)?.ok_or_else(|| at("the VM has no such environment variable"))?;
    Ok(Keytab::from_base64(&value).map_err(at)?)
}
