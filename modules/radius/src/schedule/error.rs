//! Why a schedule was refused when it was loaded.

/// A schedule that cannot work: the operator's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct ScheduleError {
    /// The JSON path below the schedule, such as `windows[0].from`.
    pub path: String,
    /// What is wrong there.
    pub problem: ScheduleProblem,
}

/// What is wrong with one value of a schedule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScheduleProblem {
    /// Neither a name of the time zone database nor a POSIX rule.
    #[error("zone {0:?} is neither in the time zone database nor a POSIX rule")]
    UnknownZone(String),
    /// No window, or too many.
    #[error("{found} windows; 1 to {limit} are possible")]
    Windows {
        /// How many there are.
        found: usize,
        /// The named limit.
        limit: usize,
    },
    /// Not a time of day.
    #[error("{0:?} is not a time of day from 00:00 to 24:00")]
    BadTime(String),
    /// A window that begins when it ends.
    #[error("begins when it ends; for the whole day write 00:00 and 24:00")]
    Empty,
    /// A list of days without a day.
    #[error("no day; leave days out for every day")]
    NoDay,
}

impl ScheduleProblem {
    pub(super) fn at(self, path: impl Into<String>) -> ScheduleError {
        ScheduleError { path: path.into(), problem: self }
    }
}

impl ScheduleError {
    /// The stable, searchable name of the problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.problem {
            ScheduleProblem::UnknownZone(_) => "schedule_unknown_zone",
            ScheduleProblem::Windows { .. } => "schedule_windows",
            ScheduleProblem::BadTime(_) => "schedule_bad_time",
            ScheduleProblem::Empty => "schedule_empty",
            ScheduleProblem::NoDay => "schedule_no_day",
        }
    }
}
