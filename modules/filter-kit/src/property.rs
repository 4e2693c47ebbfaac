//! Properties of the host: attributes of the request, its route and its connection.

use crate::{HostError, Status, raw};

/// The property at `path`, or `None` when the host has none there.
///
/// The encoding is the host's. In Envoy: text as it is, integers as eight octets little-endian,
/// booleans as one octet, maps and lists as [`decode_pairs`](crate::decode_pairs) reads them.
///
/// # Errors
///
/// A [`HostError`] when the host has the property and cannot give it.
pub fn get(path: &[&str]) -> Result<Option<Vec<u8>>, HostError> {
    match raw::property(&encode(path)) {
        Ok(octets) => Ok(Some(octets)),
        Err(HostError { status: Status::NotFound, .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Path segments, separated by 0x00.
fn encode(path: &[&str]) -> Vec<u8> {
    path.join("\0").into_bytes()
}
