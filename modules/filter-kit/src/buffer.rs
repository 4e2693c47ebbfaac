//! Buffers that the host lends in a callback.

use zeroize::Zeroizing;

use crate::{HostError, Status, raw};

/// Most octets of a plugin configuration that are read.
pub const MAX_CONFIGURATION_OCTETS: usize = 4 * 1024 * 1024;

/// `HTTP_REQUEST_BODY` of the ABI.
const HTTP_REQUEST_BODY: u32 = 0;

/// `PLUGIN_CONFIGURATION` of the ABI.
const PLUGIN_CONFIGURATION: u32 = 7;

/// The plugin configuration, in `on_configure` only. It may hold secrets, so it is wiped.
///
/// # Errors
///
/// A [`HostError`] when the host refuses. A plugin without configuration has an empty one.
pub fn plugin_configuration() -> Result<Zeroizing<Vec<u8>>, HostError> {
    match raw::buffer(PLUGIN_CONFIGURATION, MAX_CONFIGURATION_OCTETS) {
        Ok(octets) => Ok(Zeroizing::new(octets)),
        Err(HostError { status: Status::NotFound, .. }) => Ok(Zeroizing::default()),
        Err(error) => Err(error),
    }
}

/// The first `size` octets of the body of an HTTP request that the host holds, in the callbacks of
/// its body and its trailers.
///
/// # Errors
///
/// A [`HostError`] when the host holds none or refuses.
pub fn request_body(size: usize) -> Result<Vec<u8>, HostError> {
    match size {
        // A host need not have a buffer for nothing.
        0 => Ok(Vec::new()),
        size => raw::buffer(HTTP_REQUEST_BODY, size),
    }
}
