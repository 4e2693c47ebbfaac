//! Functions that a host adds to the ABI.

use crate::{HostError, raw};

/// Calls the host's function `name`.
///
/// # Errors
///
/// A [`HostError`]; `NotFound` when the host has no such function.
pub fn call(name: &str, arguments: &[u8]) -> Result<Vec<u8>, HostError> {
    raw::call_foreign_function(name.as_bytes(), arguments)
}
