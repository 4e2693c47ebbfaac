//! Functions of one host that the ABI does not define.

use crate::{HostError, raw};

/// Calls a function by its name. What it takes and returns is between the host and the filter.
///
/// # Errors
///
/// A [`HostError`] when the host has no such function, or refuses the call.
pub fn call(name: &str, arguments: &[u8]) -> Result<Vec<u8>, HostError> {
    raw::call_foreign_function(name.as_bytes(), arguments)
}
