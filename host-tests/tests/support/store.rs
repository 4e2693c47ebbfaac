//! Shared data and metrics of all VMs, with the faults that a test asks for.

use std::collections::BTreeMap;
use std::sync::Mutex;

use kerberos::replay::MAX_TAGS_PER_BUCKET;
use proxy_wasm_host::abi::v0_2_1::types::{MetricType, Status};
use proxy_wasm_host::abi::v0_2_1::{
    InMemoryStore, InMemoryStoreLimits, Invocation, MetricId, SharedServices, SharedValue,
};

/// The store of one host.
pub struct Store {
    data: Mutex<Data>,
    metrics: Mutex<Vec<(String, u64)>>,
}

struct Data {
    available: bool,
    full: bool,
    values: InMemoryStore,
    sizes: BTreeMap<Vec<u8>, usize>,
}

/// The replay cache has 4096 buckets and a record of its own.
const KEYS: usize = 8192;

/// A tag that nothing has, and when it may go: never.
const LIVE_TAG: [u8; 20] = [0xff; 20];

impl Default for Store {
    fn default() -> Self {
        Self { data: Mutex::new(Data::empty()), metrics: Mutex::default() }
    }
}

impl Data {
    fn empty() -> Self {
        let limits = InMemoryStoreLimits::new().with_keys(KEYS);
        let values = InMemoryStore::new().with_limits(limits);
        Self { available: true, full: false, values, sizes: BTreeMap::new() }
    }
}

impl Store {
    /// Forgets everything, as a host does that drops the last VM of an id.
    pub fn lose(&self) {
        *self.data.lock().unwrap() = Data::empty();
    }

    /// Lets every read and write fail from now on, or no longer.
    pub fn set_available(&self, available: bool) {
        self.data.lock().unwrap().available = available;
    }

    /// Lets every bucket of the replay cache hold as many live tags as it can.
    pub fn fill(&self) {
        self.data.lock().unwrap().full = true;
    }

    /// The keys and the octets of their values.
    pub fn sizes(&self) -> BTreeMap<Vec<u8>, usize> {
        self.data.lock().unwrap().sizes.clone()
    }

    /// The value of a metric; 0 while it does not exist.
    pub fn metric(&self, name: &str) -> u64 {
        let metrics = self.metrics.lock().unwrap();
        metrics.iter().find(|(found, _)| found == name).map_or(0, |(_, value)| *value)
    }

    fn change(&self, metric: MetricId, change: impl Fn(u64) -> u64) -> Result<(), Status> {
        let mut metrics = self.metrics.lock().unwrap();
        let (_, value) = metrics.get_mut(index(metric)).ok_or(Status::NotFound)?;
        *value = change(*value);
        Ok(())
    }
}

impl SharedServices for Store {
    fn get_shared_data(
        &self,
        call: Invocation,
        vm_id: &[u8],
        key: &[u8],
    ) -> Result<SharedValue, Status> {
        let data = self.data.lock().unwrap();
        if !data.available {
            return Err(Status::InternalFailure);
        }
        if data.full && key.contains(&b'/') {
            let (prefix, _) = key.split_at(key.iter().position(|octet| *octet == b'/').unwrap());
            let record = data.values.get_shared_data(call, vm_id, prefix)?;
            // A bucket starts with the first half of the hash key, which follows the time of the
            // loss.
            let name = &record.bytes[8..16];
            let tags = LIVE_TAG.repeat(MAX_TAGS_PER_BUCKET);
            return Ok(SharedValue::new([name, &tags].concat(), std::num::NonZeroU32::MIN));
        }
        data.values.get_shared_data(call, vm_id, key)
    }

    fn set_shared_data(
        &self,
        call: Invocation,
        vm_id: &[u8],
        key: &[u8],
        value: &[u8],
        cas: Option<u32>,
    ) -> Result<(), Status> {
        let mut data = self.data.lock().unwrap();
        if !data.available {
            return Err(Status::InternalFailure);
        }
        data.values.set_shared_data(call, vm_id, key, value, cas)?;
        data.sizes.insert(key.to_vec(), value.len());
        Ok(())
    }

    fn define_metric(
        &self,
        _: Invocation,
        _: &[u8],
        _: MetricType,
        name: &[u8],
    ) -> Result<MetricId, Status> {
        let name = String::from_utf8_lossy(name).into_owned();
        let mut metrics = self.metrics.lock().unwrap();
        let known = metrics.iter().position(|(found, _)| *found == name);
        let index = known.unwrap_or(metrics.len());
        if known.is_none() {
            metrics.push((name, 0));
        }
        let id = u32::try_from(index + 1).unwrap();
        MetricId::try_from(id).map_err(|_| Status::InternalFailure)
    }

    fn record_metric(&self, _: Invocation, metric: MetricId, value: u64) -> Result<(), Status> {
        self.change(metric, |_| value)
    }

    fn increment_metric(&self, _: Invocation, metric: MetricId, delta: i64) -> Result<(), Status> {
        self.change(metric, |value| value.saturating_add_signed(delta))
    }
}

fn index(metric: MetricId) -> usize {
    usize::try_from(metric.get()).unwrap() - 1
}
