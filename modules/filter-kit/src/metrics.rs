//! Counters of the host, named `<filter>.<event>` or `<filter>.<event>.<reason>`.

use core::cell::RefCell;
use std::collections::BTreeMap;

use crate::log::{Level, log};
use crate::{HostError, Status, raw};

/// Most metrics of one VM. Names come from the code, never from a client, so this is a guard
/// against a mistake.
pub const MAX_METRICS: usize = 512;

/// `COUNTER` of the ABI.
const COUNTER: u32 = 0;

/// An event and its reason.
type Event = (&'static str, &'static str);

/// The counters of one filter: each is defined in the host at its first use, and its id kept.
#[derive(Debug)]
pub struct Metrics {
    filter: &'static str,
    ids: RefCell<BTreeMap<Event, u32>>,
}

impl Metrics {
    /// Those of `filter`, which is the first part of their names.
    #[must_use]
    pub fn new(filter: &'static str) -> Self {
        Self { filter, ids: RefCell::default() }
    }

    /// Counts an event, under its reason unless that is empty. When the host refuses the metric, or
    /// [`MAX_METRICS`] exist, the log says so: what is counted goes on.
    pub fn count(&self, event: &'static str, reason: &'static str) {
        let counted = self.id(event, reason).and_then(|id| raw::increment_metric(id, 1));
        if let Err(error) = counted {
            log(Level::Warn, &format!("{}: {error}", self.filter));
        }
    }

    fn id(&self, event: &'static str, reason: &'static str) -> Result<u32, HostError> {
        let mut ids = self.ids.borrow_mut();
        if let Some(id) = ids.get(&(event, reason)) {
            return Ok(*id);
        }
        if ids.len() >= MAX_METRICS {
            return Err(HostError { call: "proxy_define_metric", status: Status::BadArgument });
        }
        let separator = if reason.is_empty() { "" } else { "." };
        let name = format!("{}.{event}{separator}{reason}", self.filter);
        let id = raw::define_metric(COUNTER, name.as_bytes())?;
        ids.insert((event, reason), id);
        Ok(id)
    }
}
