//! The replay cache's store: the shared data of all VMs with one `vm_id`.

use filter_kit::log::{Level, log};
use filter_kit::shared_data::{self, Cas, Write};
use kerberos::replay::{Found, SharedStore, StoreUnavailable, Stored};

pub(crate) struct SharedData;

impl SharedStore for SharedData {
    type State = Cas;

    fn get(&mut self, key: &str) -> Result<Found<Cas>, StoreUnavailable> {
        shared_data::get(key).map_err(unavailable)
    }

    fn swap(
        &mut self,
        key: &str,
        value: &[u8],
        expected: Option<Cas>,
    ) -> Result<Stored, StoreUnavailable> {
        let written = match expected {
            Some(state) => shared_data::compare_and_swap(key, value, state),
            None => shared_data::insert_if_absent(key, value),
        };
        match written.map_err(unavailable)? {
            Write::Written => Ok(Stored::Yes),
            Write::Lost => Ok(Stored::Conflict),
        }
    }
}

fn unavailable(error: filter_kit::HostError) -> StoreUnavailable {
    log(Level::Error, &format!("spnego: replay cache: {error}"));
    StoreUnavailable
}
