//! The plugin: its configuration and what all its streams share.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use filter_kit::log::{Level, log};
use filter_kit::metrics::Metrics;
use filter_kit::{
    ChaCha20Rng, ConfigError, HostError, buffer, generator_from_host, parse_config, property,
};
use proxy_wasm::traits::{Context, RootContext, StreamContext};
use proxy_wasm::types::{Action, ContextType};
use radius::filter::{Config, Event, Filter, FilterError, mark};

use crate::gateway::Packets;

/// The root context of one VM.
#[derive(Default)]
pub(crate) struct Root {
    plugin: Option<Rc<Plugin>>,
}

/// What all streams of a plugin share.
pub(crate) struct Plugin {
    filter: RefCell<Filter>,
    rng: RefCell<ChaCha20Rng>,
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
                log(Level::Error, &format!("radius: {error}"));
                false
            }
        }
    }

    fn create_stream_context(&self, _: u32) -> Option<Box<dyn StreamContext>> {
        Some(match &self.plugin {
            Some(plugin) => Box::new(Packets::new(Rc::clone(plugin))),
            None => Box::new(Closed),
        })
    }

    fn get_type(&self) -> Option<ContextType> {
        Some(ContextType::StreamContext)
    }
}

/// What a stream without a configuration is: nothing passes.
struct Closed;

impl Context for Closed {}

impl StreamContext for Closed {
    fn on_new_connection(&mut self) -> Action {
        Action::Pause
    }

    fn on_downstream_data(&mut self, _: usize, _: bool) -> Action {
        Action::Pause
    }
}

/// Why a configuration is refused.
#[derive(Debug, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Host(#[from] HostError),
    #[error("this host is not the gateway")]
    OtherHost,
}

impl From<FilterError> for LoadError {
    fn from(FilterError { path, problem }: FilterError) -> Self {
        Self::Config(ConfigError::at(&path, problem.to_string()))
    }
}

impl Plugin {
    fn load() -> Result<Self, LoadError> {
        let config: Config = parse_config(&buffer::plugin_configuration()?)?;
        if property::get(&["edgewarden", "abi"])?.as_deref() != Some(b"1") {
            return Err(LoadError::OtherHost);
        }
        let mut rng = generator_from_host()?;
        let tag = property::get(&["edgewarden", "proxy_tag"])?.unwrap_or_default();
        let filter = Filter::new(&config, mark(&tag, &mut rng))?;
        Ok(Self {
            filter: RefCell::new(filter),
            rng: RefCell::new(rng),
            metrics: Metrics::new("radius"),
        })
    }

    pub(crate) fn filter(&self) -> RefMut<'_, Filter> {
        self.filter.borrow_mut()
    }

    pub(crate) fn rng(&self) -> RefMut<'_, ChaCha20Rng> {
        self.rng.borrow_mut()
    }

    /// Counts an event, under its reason if it has one.
    pub(crate) fn count(&self, event: Event) {
        if let Err(error) = self.metrics.count(event.name, event.reason) {
            log(Level::Warn, &format!("radius: {error}"));
        }
    }

    /// A packet that the host does not let us handle is dropped.
    pub(crate) fn dropped(&self, error: HostError) -> Action {
        log(Level::Error, &format!("radius: {error}"));
        self.count(Event { name: "dropped", reason: "host_failure" });
        Action::Pause
    }
}
