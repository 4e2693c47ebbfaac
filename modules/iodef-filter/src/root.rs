//! The plugin: its configuration and what all its requests share.

use std::rc::Rc;

use filter_kit::log::{Level, log};
use filter_kit::metrics::Metrics;
use filter_kit::routes::Routes;
use filter_kit::{ConfigError, HostError, buffer, parse_config};
use iodef::filter::{Config, ConfigConflict, Filter, Policy, RouteSettings};
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::ContextType;

use crate::http::Request;

/// The root context of one VM.
#[derive(Default)]
pub(crate) struct Root {
    plugin: Option<Rc<Plugin>>,
}

/// What all requests of a plugin share.
pub(crate) struct Plugin {
    filter: Filter,
    routes: Routes<Policy>,
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
        let routes = Routes::new("iodef", Policy::of_plugin(filter.config()));
        Ok(Self { filter, routes, metrics: Metrics::new("iodef") })
    }

    pub(crate) fn filter(&self) -> &Filter {
        &self.filter
    }

    /// What holds on the route of the current request, or `None` when the route's settings cannot
    /// be read.
    pub(crate) fn policy_of_route(&self) -> Result<Option<Policy>, HostError> {
        self.routes.policy(|policy, settings: &RouteSettings| policy.on_route(settings))
    }

    /// Counts an event, under its reason if it has one.
    pub(crate) fn count(&self, event: &'static str, code: &'static str) {
        self.metrics.count(event, code);
    }
}
