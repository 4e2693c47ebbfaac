//! The host's map that all VMs of one `vm_id` share: get, and compare-and-swap.
//!
//! A key that was removed stays behind as a tombstone that can never be inserted again, so there
//! is no removal here: use a fixed set of keys and swap their values.

use crate::{HostError, Status, raw};

/// Identifies one state of a value: a swap succeeds on exactly that state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cas(u32);

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a write that lost the race has written nothing"]
pub enum Write {
    /// The value is written.
    Written,
    /// Another VM was first and nothing is written: read again, and decide again.
    Lost,
}

/// A CAS number that no stored value has: the host counts up from 1 over all writes, so that this
/// one would be reached after four thousand million of them. A comparison with it fails for every
/// key that exists, and a key that does not exist is not compared.
const ABSENT: u32 = u32::MAX;

/// The value of `key` and its state, or `None` when no VM has written it.
///
/// # Errors
///
/// A [`HostError`] when the store is not available.
pub fn get(key: &str) -> Result<Option<(Vec<u8>, Cas)>, HostError> {
    match raw::shared_data(key.as_bytes()) {
        Ok((value, cas)) => Ok(Some((value, Cas(cas)))),
        Err(HostError { status: Status::NotFound, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes `value` if `key` is still in the state `expected`.
///
/// # Errors
///
/// A [`HostError`] when the store is not available or full.
pub fn compare_and_swap(key: &str, value: &[u8], expected: Cas) -> Result<Write, HostError> {
    // Zero would make the host write without comparing.
    if expected.0 == 0 {
        return Ok(Write::Lost);
    }
    write(key, value, expected.0)
}

/// Writes `value` if no VM has written `key` before.
///
/// # Errors
///
/// A [`HostError`] when the store is not available or full.
pub fn insert_if_absent(key: &str, value: &[u8]) -> Result<Write, HostError> {
    write(key, value, ABSENT)
}

fn write(key: &str, value: &[u8], cas: u32) -> Result<Write, HostError> {
    match raw::set_shared_data(key.as_bytes(), value, cas) {
        Ok(()) => Ok(Write::Written),
        Err(HostError { status: Status::CasMismatch, .. }) => Ok(Write::Lost),
        Err(error) => Err(error),
    }
}
