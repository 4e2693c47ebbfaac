//! What holds on the routes of an HTTP filter: the settings of the plugin, changed by what the
//! metadata of a route says under the name of the filter.

use core::cell::RefCell;
use std::collections::BTreeMap;

use serde::de::DeserializeOwned;

use crate::log::{Level, log};
use crate::{HostError, parse_metadata, property};

/// Most routes whose policy is kept; those of further ones are read at every request.
pub const MAX_KEPT_ROUTES: usize = 256;

/// The policies of one plugin, each read once from the metadata of its route.
#[derive(Debug)]
pub struct Routes<P> {
    filter: &'static str,
    of_plugin: P,
    kept: RefCell<BTreeMap<Vec<u8>, P>>,
}

impl<P: Clone> Routes<P> {
    /// Those of `filter`, which is the name of its metadata; without metadata `of_plugin` holds.
    #[must_use]
    pub fn new(filter: &'static str, of_plugin: P) -> Self {
        Self { filter, of_plugin, kept: RefCell::default() }
    }

    /// What holds on the route of the current request; `on_route` makes it of the plugin's and the
    /// settings of the route. `None` when these cannot be read: the log says why, and the request
    /// is to be refused.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the host does not give the metadata.
    pub fn policy<S: DeserializeOwned>(
        &self,
        on_route: impl FnOnce(&P, &S) -> P,
    ) -> Result<Option<P>, HostError> {
        let metadata = property::get(&["xds", "route_metadata", "filter_metadata", self.filter])?;
        let Some(octets) = metadata else { return Ok(Some(self.of_plugin.clone())) };
        let mut kept = self.kept.borrow_mut();
        if let Some(policy) = kept.get(&octets) {
            return Ok(Some(policy.clone()));
        }
        let settings = match parse_metadata(&octets) {
            Ok(settings) => settings,
            Err(error) => {
                log(Level::Error, &format!("{}: route metadata: {error}", self.filter));
                return Ok(None);
            }
        };
        let policy = on_route(&self.of_plugin, &settings);
        if kept.len() < MAX_KEPT_ROUTES {
            kept.insert(octets, policy.clone());
        }
        Ok(Some(policy))
    }
}
