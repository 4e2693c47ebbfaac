//! Responses that the filter sends itself.

use crate::{HostError, encode_pairs, raw};

/// Sends a response in place of the upstream's. The callback then returns `Action::Pause`.
///
/// In Envoy such a response passes the response callbacks of the very filter that sent it.
///
/// `details` appears in access logs as `%RESPONSE_CODE_DETAILS%` and never reaches the client; it
/// must not hold what a client chose.
///
/// # Errors
///
/// A [`HostError`] when the response has already begun.
pub fn send(
    status: u16,
    headers: &[(&[u8], &[u8])],
    body: &[u8],
    details: &str,
) -> Result<(), HostError> {
    raw::send_local_response(u32::from(status), details.as_bytes(), body, &encode_pairs(headers))
}
