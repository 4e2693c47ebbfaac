//! Counters and gauges of the host.

use core::cell::RefCell;
use std::collections::BTreeMap;

use crate::{HostError, Status, raw};

/// Most metrics of one VM. Names come from the code, never from a client, so this is a guard
/// against a mistake.
pub const MAX_METRICS: usize = 512;

/// `COUNTER` and `GAUGE` of the ABI.
const COUNTER: u32 = 0;
const GAUGE: u32 = 1;

/// The metrics of one VM: each is defined in the host at its first use, and its id kept.
#[derive(Debug, Default)]
pub struct Metrics {
    ids: RefCell<BTreeMap<String, u32>>,
}

impl Metrics {
    /// Adds `offset` to the counter `name`.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the host refuses the metric or [`MAX_METRICS`] exist.
    pub fn increment(&self, name: &str, offset: u32) -> Result<(), HostError> {
        raw::increment_metric(self.id(COUNTER, name)?, i64::from(offset))
    }

    /// Sets the gauge `name`.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the host refuses the metric or [`MAX_METRICS`] exist.
    pub fn set_gauge(&self, name: &str, value: u64) -> Result<(), HostError> {
        raw::record_metric(self.id(GAUGE, name)?, value)
    }

    fn id(&self, kind: u32, name: &str) -> Result<u32, HostError> {
        let mut ids = self.ids.borrow_mut();
        if let Some(id) = ids.get(name) {
            return Ok(*id);
        }
        if ids.len() >= MAX_METRICS {
            return Err(HostError { call: "proxy_define_metric", status: Status::BadArgument });
        }
        let id = raw::define_metric(kind, name.as_bytes())?;
        ids.insert(name.to_owned(), id);
        Ok(id)
    }
}
