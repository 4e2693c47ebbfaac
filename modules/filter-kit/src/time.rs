//! The host's clock.

use core::time::Duration;

use crate::{HostError, raw};

/// The current time since the Unix epoch. `SystemTime` does not exist on the module's target.
///
/// # Errors
///
/// A [`HostError`] when the host has no clock.
pub fn now() -> Result<Duration, HostError> {
    raw::current_time_nanoseconds().map(Duration::from_nanos)
}
