//! The time.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

static START: LazyLock<(Instant, Duration)> = LazyLock::new(|| (Instant::now(), civil()));

/// The time of the system since the Unix epoch, for what others read: it may be set back.
#[must_use]
pub fn civil() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// A time that is never set, for timers: since the Unix epoch as the clock was when this process
/// first asked.
#[must_use]
pub fn steady() -> Duration {
    let (instant, start) = *START;
    start.saturating_add(instant.elapsed())
}

/// The end of a wait that begins now.
#[must_use]
pub fn after(wait: Duration) -> tokio::time::Instant {
    let now = tokio::time::Instant::now();
    now.checked_add(wait).unwrap_or(now)
}
