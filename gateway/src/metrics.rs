//! What is counted, as Prometheus reads it.
//!
//! Labels are names of this program and of the configuration, never what a client can choose.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

/// The counters and gauges of the process, shared by all threads.
pub struct Metrics {
    registry: Registry,
    events: Family<Event, Counter>,
    gauges: Family<Name, Gauge>,
    module: Family<OfModule, Counter>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfModule {
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Event {
    event: &'static str,
    reason: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Name {
    name: &'static str,
    of: String,
}

impl Metrics {
    /// Everything at zero.
    #[must_use]
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("edgewarden");
        let events = Family::<Event, Counter>::default();
        let gauges = Family::<Name, Gauge>::default();
        registry.register("events", "What happened, by reason", events.clone());
        registry.register("state", "What there is at the moment", gauges.clone());
        let module = Family::<OfModule, Counter>::default();
        registry.register("module", "What the module counts", module.clone());
        Self { registry, events, gauges, module }
    }

    /// Counts one event.
    pub fn count(&self, event: &'static str, reason: &'static str) {
        self.add(event, reason, 1);
    }

    /// Counts several events at once.
    pub fn add(&self, event: &'static str, reason: &'static str, count: u64) {
        self.events.get_or_create(&Event { event, reason }).inc_by(count);
    }

    /// How often an event has happened.
    #[must_use]
    pub fn value(&self, event: &'static str, reason: &'static str) -> u64 {
        self.events.get_or_create(&Event { event, reason }).get()
    }

    /// Sets a gauge; `of` is a name of the configuration, or empty.
    pub fn set(&self, name: &'static str, of: &str, value: i64) {
        self.gauges.get_or_create(&Name { name, of: of.to_owned() }).set(value);
    }

    /// A counter of the module.
    #[must_use]
    pub fn of_module(&self, name: &str) -> Counter {
        self.module.get_or_create(&OfModule { name: name.to_owned() }).clone()
    }

    /// All of them in the text format of Prometheus.
    ///
    /// # Errors
    /// None in practice: a `String` takes everything.
    pub fn text(&self) -> Result<String, std::fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}
