//! The plugin: its configuration and what all its requests share.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use filter_kit::log::{Level, log};
use filter_kit::metrics::Metrics;
use filter_kit::{ConfigError, HostError, buffer, parse_config, parse_metadata, property};
use iodef::filter::{Config, ConfigConflict, Filter, Policy, RouteSettings};
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::ContextType;

use crate::http::Request;

/// Where Envoy keeps the settings of the route that a request has taken.
const ROUTE_SETTINGS: [&str; 4] = ["xds", "route_metadata", "filter_metadata", "iodef"];

/// Most routes whose settings are kept; further ones are read at every request.
const MAX_CACHED_ROUTES: usize = 256;

/// The root context of one VM.
#[derive(Default)]
pub(crate) struct Root {
    plugin: Option<Rc<Plugin>>,
}

/// What all requests of a plugin share.
pub(crate) struct Plugin {
    filter: Filter,
    routes: RefCell<BTreeMap<Vec<u8>, Policy>>,
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
                log(Level::Error, &format!("iodef: {error}"));
                false
            }
        }
    }

    fn create_http_context(&self, _: u32) -> Option<Box<dyn HttpContext>> {
        Some(Box::new(Request::new(self.plugin.clone())))
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

impl From<ConfigConflict> for LoadError {
    fn from(ConfigConflict { path, message }: ConfigConflict) -> Self {
        Self::Config(ConfigError::at(path, message))
    }
}

impl Plugin {
    fn load() -> Result<Self, LoadError> {
        let octets = buffer::plugin_configuration()?;
        // A plugin without configuration has the defaults.
        let config: Config =
            if octets.is_empty() { Config::default() } else { parse_config(&octets)? };
        let filter = Filter::new(config)?;
        Ok(Self { filter, routes: RefCell::default(), metrics: Metrics::new("iodef") })
    }

    pub(crate) fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What holds on the route of the current request, or `None` when the route's settings cannot
    /// be read.
    pub(crate) fn policy_of_route(&self) -> Result<Option<Policy>, HostError> {
        let of_plugin = Policy::of_plugin(self.filter.config());
        let Some(octets) = property::get(&ROUTE_SETTINGS)? else { return Ok(Some(of_plugin)) };
        let mut routes = self.routes.borrow_mut();
        if let Some(policy) = routes.get(&octets) {
            return Ok(Some(*policy));
        }
        let settings: RouteSettings = match parse_metadata(&octets) {
            Ok(settings) => settings,
            Err(error) => {
                log(Level::Error, &format!("iodef: route metadata: {error}"));
                return Ok(None);
            }
        };
        let policy = of_plugin.on_route(&settings);
        if routes.len() < MAX_CACHED_ROUTES {
            routes.insert(octets, policy);
        }
        Ok(Some(policy))
    }

    /// Counts an event, under its reason if it has one.
    pub(crate) fn count(&self, event: &'static str, code: &'static str) {
        if let Err(error) = self.metrics.count(event, code) {
            log(Level::Warn, &error.to_string());
        }
    }
}
