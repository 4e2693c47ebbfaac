//! Time of day and day of the week in a named zone.
//!
//! A schedule asks what a clock on the wall of the zone shows at an instant. That answers every
//! question about changes of the clock:
//! - an hour that is skipped in spring never shows, so a window inside of it is not met that day;
//! - an hour that is repeated in autumn shows twice, so a window in it is met both times;
//! - a window across midnight belongs to the day on which it begins.
//!
//! Schedules are conditions of policy. They are not conditions of routing, because accounting would
//! then leave the path of authentication (RFC 2607 section 5.2).

mod error;
mod window;
mod zone;

use std::time::Duration;

use serde::Deserialize;

pub use error::{ScheduleError, ScheduleProblem};
pub use window::{Day, WindowConfig};
pub use zone::{TZDB_RELEASE, VALID_FROM_SECONDS};

use window::Window;
use zone::Zone;

/// The most windows of one schedule.
pub const MAX_WINDOWS: usize = 64;

/// A schedule as it is written in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleConfig {
    /// A name of the IANA time zone database such as `Europe/Berlin`, or a POSIX rule such as
    /// `CET-1CEST,M3.5.0,M10.5.0/3`.
    pub zone: String,
    /// The windows of time, 1 to 64; any of them suffices.
    pub windows: Vec<WindowConfig>,
}

/// A schedule that is ready to be asked.
#[derive(Debug, Clone)]
pub struct Schedule {
    zone: Zone,
    windows: Vec<Window>,
}

impl Schedule {
    /// Compiles a configuration.
    ///
    /// # Errors
    /// The first value that cannot work: see [`ScheduleProblem`].
    pub fn new(config: &ScheduleConfig) -> Result<Self, ScheduleError> {
        let zone = Zone::new(&config.zone)
            .ok_or_else(|| ScheduleProblem::UnknownZone(config.zone.clone()).at("zone"))?;
        let found = config.windows.len();
        if found == 0 || found > MAX_WINDOWS {
            return Err(ScheduleProblem::Windows { found, limit: MAX_WINDOWS }.at("windows"));
        }
        let compile = |(position, window)| Window::new(window, &format!("windows[{position}]"));
        let windows: Result<_, _> = config.windows.iter().enumerate().map(compile).collect();
        Ok(Self { zone, windows: windows? })
    }

    /// Whether a window is open at `now`, the time since the Unix epoch. Seconds count, fractions
    /// of them do not.
    ///
    /// Instants before [`VALID_FROM_SECONDS`] are read by the rules of that time.
    #[must_use]
    pub fn is_open(&self, now: Duration) -> bool {
        let clock = self.zone.clock(now);
        self.windows.iter().any(|window| window.is_open(clock))
    }
}
