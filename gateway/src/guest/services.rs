//! What all guests of the process share: the counters of their module.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use prometheus_client::metrics::counter::Counter;
use proxy_wasm_host::abi::v0_2_1::types::{MetricType, Status};
use proxy_wasm_host::abi::v0_2_1::{Invocation, MetricId, SharedServices};

use crate::metrics::Metrics;

/// Most counters of a module.
const MAX_METRICS: usize = 512;

/// Longest name of one.
const MAX_NAME_OCTETS: usize = 128;

/// Counters of a module, which are shown with those of the gateway. There are no other metrics, no
/// queues and no shared data: nothing of a guest outlives it.
pub(super) struct Services {
    metrics: Arc<Metrics>,
    defined: Mutex<Defined>,
}

#[derive(Default)]
struct Defined {
    numbers: HashMap<String, u32>,
    counters: Vec<Counter>,
}

impl Services {
    pub fn new(metrics: Arc<Metrics>) -> Self {
        Self { metrics, defined: Mutex::default() }
    }

    fn counter(&self, metric: MetricId) -> Result<Counter, Status> {
        let defined = self.defined.lock().unwrap_or_else(PoisonError::into_inner);
        let number = usize::try_from(metric.get()).ok().and_then(|number| number.checked_sub(1));
        number.and_then(|at| defined.counters.get(at).cloned()).ok_or(Status::NotFound)
    }
}

impl SharedServices for Services {
    fn define_metric(
        &self,
        _: Invocation,
        _: &[u8],
        kind: MetricType,
        name: &[u8],
    ) -> Result<MetricId, Status> {
        let is_plain = |octet: &u8| octet.is_ascii_alphanumeric() || b"_.-".contains(octet);
        let is_name = (1..=MAX_NAME_OCTETS).contains(&name.len()) && name.iter().all(is_plain);
        if kind != MetricType::Counter || !is_name {
            return Err(Status::BadArgument);
        }
        let name = String::from_utf8_lossy(name).into_owned();
        let mut defined = self.defined.lock().unwrap_or_else(PoisonError::into_inner);
        let number = match defined.numbers.get(&name) {
            Some(number) => *number,
            None if defined.counters.len() >= MAX_METRICS => return Err(Status::InternalFailure),
            None => {
                defined.counters.push(self.metrics.of_module(&name));
                let number = u32::try_from(defined.counters.len());
                let number = number.map_err(|_| Status::InternalFailure)?;
                defined.numbers.insert(name, number);
                number
            }
        };
        MetricId::try_from(number).map_err(|_| Status::InternalFailure)
    }

    fn increment_metric(&self, _: Invocation, metric: MetricId, delta: i64) -> Result<(), Status> {
        let delta = u64::try_from(delta).map_err(|_| Status::BadArgument)?;
        self.counter(metric)?.inc_by(delta);
        Ok(())
    }

    fn get_metric(&self, _: Invocation, metric: MetricId) -> Result<u64, Status> {
        Ok(self.counter(metric)?.get())
    }
}
