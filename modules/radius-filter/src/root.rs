//! The plugin: its configuration and what all its streams share.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use filter_kit::log::{Level, log};
use filter_kit::metrics::Metrics;
use filter_kit::shared_data::{self, Write};
use filter_kit::{
    ChaCha20Rng, ConfigError, HostError, buffer, environment_variable, generator_from_host,
    parse_config, property,
};
use proxy_wasm::traits::{Context, RootContext, StreamContext};
use proxy_wasm::types::{Action, ContextType};
use radius::filter::connection::Listener;
use radius::filter::{Config, Event, Filter, FilterError, mark};
use radius::policy::MARK_OCTETS;
use zeroize::Zeroizing;

use crate::connection::Stream;
use crate::gateway::Packets;

/// The key of the mark in shared data.
const MARK: &str = "radius.mark";

/// The root context of one VM.
#[derive(Default)]
pub(crate) struct Root {
    plugin: Option<Rc<Plugin>>,
}

/// What all streams of a plugin share.
pub(crate) struct Plugin {
    mode: Mode,
    rng: RefCell<ChaCha20Rng>,
    metrics: Metrics,
}

/// Where the module runs, which is asked once.
enum Mode {
    /// A stream is one transaction.
    Gateway(Box<RefCell<Filter>>),
    /// A stream is one connection.
    Envoy(Box<RefCell<Listener>>),
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
            None => Box::new(Closed),
            Some(plugin) => match plugin.mode {
                Mode::Gateway(_) => Box::new(Packets::new(Rc::clone(plugin))),
                Mode::Envoy(_) => Box::new(Stream::new(Rc::clone(plugin))),
            },
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
}

impl From<FilterError> for LoadError {
    fn from(FilterError { path, problem }: FilterError) -> Self {
        Self::Config(ConfigError::at(&path, problem.to_string()))
    }
}

impl Plugin {
    fn load() -> Result<Self, LoadError> {
        let config: Config = parse_config(&buffer::plugin_configuration()?)?;
        let mut rng = generator_from_host()?;
        let mode = match property::get(&["edgewarden", "abi"])?.as_deref() {
            Some(b"1") => {
                let tag = property::get(&["edgewarden", "proxy_tag"])?.unwrap_or_default();
                let filter = Filter::new(&config, mark(&tag, &mut rng))?;
                Mode::Gateway(Box::new(RefCell::new(filter)))
            }
            _ => {
                let secret = secret(&config)?;
                let secret = secret.as_ref().map(|secret| secret.as_slice());
                let mark = shared_mark(&mut rng)?;
                let listener = Listener::new(&config, secret, mark, &mut rng)?;
                Mode::Envoy(Box::new(RefCell::new(listener)))
            }
        };
        Ok(Self { mode, rng: RefCell::new(rng), metrics: Metrics::new("radius") })
    }

    /// In the gateway.
    pub(crate) fn filter(&self) -> Option<RefMut<'_, Filter>> {
        match &self.mode {
            Mode::Gateway(filter) => Some(filter.borrow_mut()),
            Mode::Envoy(_) => None,
        }
    }

    /// In Envoy.
    pub(crate) fn listener(&self) -> Option<RefMut<'_, Listener>> {
        match &self.mode {
            Mode::Gateway(_) => None,
            Mode::Envoy(listener) => Some(listener.borrow_mut()),
        }
    }

    pub(crate) fn rng(&self) -> RefMut<'_, ChaCha20Rng> {
        self.rng.borrow_mut()
    }

    /// Counts an event, under its reason if it has one.
    pub(crate) fn count(&self, event: Event) {
        self.metrics.count(event.name, event.reason);
    }

    /// A packet that the host does not let us handle is dropped.
    pub(crate) fn dropped(&self, error: HostError) -> Action {
        log(Level::Error, &format!("radius: {error}"));
        self.count(Event { name: "dropped", reason: "host_failure" });
        Action::Pause
    }
}

/// The shared secret, where the environment of the VM has it.
fn secret(config: &Config) -> Result<Option<Zeroizing<Vec<u8>>>, LoadError> {
    let (None, Some(name)) = (&config.envoy.secret, &config.envoy.secret_env) else {
        return Ok(None);
    };
    let missing = || ConfigError::at("envoy.secret_env", "the VM has no such environment variable");
    Ok(Some(environment_variable(name)?.ok_or_else(missing)?))
}

/// The mark that all workers have: an answer to a challenge may come to another one.
fn shared_mark(rng: &mut ChaCha20Rng) -> Result<[u8; MARK_OCTETS], HostError> {
    let random = mark(&[], rng);
    match shared_data::insert_if_absent(MARK, &random)? {
        Write::Written => Ok(random),
        Write::Lost => {
            let found = shared_data::get(MARK)?;
            Ok(found.map_or(random, |(octets, _)| mark(&octets, rng)))
        }
    }
}
