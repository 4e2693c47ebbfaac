//! The plugin: its configuration and what all its requests share.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use filter_kit::log::{Level, log};
use filter_kit::metrics::Metrics;
use filter_kit::routes::Routes;
use filter_kit::{
    ConfigError, HostError, buffer, environment_variable, generator_from_host, parse_config, time,
};
use kerberos::Reason;
use kerberos::replay::SharedReplayCache;
use proxy_wasm::traits::{Context, HttpContext, RootContext};
use proxy_wasm::types::ContextType;
use spnego::access::{Config, Gate, GateError, Keytab, Policy, RouteSettings};

use crate::http::Request;
use crate::shared_store::SharedData;

/// Start of the keys in shared data.
const REPLAY_PREFIX: &str = "spnego.replay";

/// The root context of one VM.
#[derive(Default)]
pub(crate) struct Root {
    plugin: Option<Rc<Plugin>>,
}

/// What all requests of a plugin share.
pub(crate) struct Plugin {
    gate: RefCell<Gate>,
    routes: Routes<Rc<Policy>>,
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
    #[error(transparent)]
    Gate(#[from] GateError),
    #[error(transparent)]
    Replay(#[from] Reason),
}

impl Plugin {
    fn load() -> Result<Self, LoadError> {
        let config: Config = parse_config(&buffer::plugin_configuration()?)?;
        config.check().map_err(|conflict| ConfigError::at(conflict.path, conflict.message))?;
        let keytab = keytab(&config)?;
        let mut rng = generator_from_host()?;
        let after_loss = config.replay_after_loss.into();
        let mut replay = SharedReplayCache::new(SharedData, REPLAY_PREFIX, after_loss, &mut rng);
        replay.start(time::now()?)?;
        let routes = Routes::new("spnego", Rc::new(Policy::of_plugin(&config)));
        let gate = Gate::new(config, keytab.as_octets(), Box::new(replay), Box::new(rng))?;
        Ok(Self { gate: RefCell::new(gate), routes, metrics: Metrics::new("spnego") })
    }

    pub(crate) fn gate(&self) -> RefMut<'_, Gate> {
        self.gate.borrow_mut()
    }

    /// What holds on the route of the current request, or `None` when the route's settings cannot
    /// be read.
    pub(crate) fn policy_of_route(&self) -> Result<Option<Rc<Policy>>, HostError> {
        self.routes.policy(|policy, settings: &RouteSettings| Rc::new(policy.on_route(settings)))
    }

    /// Counts an event, under its reason if it has one.
    pub(crate) fn count(&self, event: &'static str, code: &'static str) {
        self.metrics.count(event, code);
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
