//! One window of time on the clock of a zone.

use serde::Deserialize;

use super::error::{ScheduleError, ScheduleProblem};

/// A window as it is written in JSON: from `from`, up to and without `to`.
///
/// A window whose `to` is before its `from` ends on the day after.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WindowConfig {
    /// The days on which the window begins; every day if absent.
    pub days: Option<Vec<Day>>,
    /// The time of day at which it begins, `00:00` to `23:59`.
    pub from: String,
    /// The time of day at which it ends, `00:00` to `24:00`. `00:00` is the end of the day, as
    /// `24:00` is, unless the window begins then.
    pub to: String,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Day {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

/// What the clock shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub day: Day,
    /// Minutes since the clock showed 00:00, 0 to 1439.
    pub minute: u16,
}

/// A compiled window.
#[derive(Debug, Clone)]
pub(super) struct Window {
    days: Vec<Day>,
    from: u16,
    to: u16,
}

const MINUTES_OF_A_DAY: u16 = 24 * 60;

impl Window {
    pub(super) fn new(config: &WindowConfig, path: &str) -> Result<Self, ScheduleError> {
        let days = config.days.clone().unwrap_or_else(|| Day::ALL.into());
        if days.is_empty() {
            return Err(ScheduleProblem::NoDay.at(format!("{path}.days")));
        }
        let time = |text: &String, key| {
            let bad = || ScheduleProblem::BadTime(text.clone()).at(format!("{path}.{key}"));
            minute(text).ok_or_else(bad)
        };
        let (from, to) = (time(&config.from, "from")?, time(&config.to, "to")?);
        if from == MINUTES_OF_A_DAY {
            return Err(ScheduleProblem::BadTime(config.from.clone()).at(format!("{path}.from")));
        }
        if from == to {
            return Err(ScheduleProblem::Empty.at(path));
        }
        Ok(Self { days, from, to })
    }

    pub(super) fn is_open(&self, clock: Clock) -> bool {
        let begins = |day| self.days.contains(&day);
        let Clock { day, minute } = clock;
        if self.from < self.to {
            begins(day) && (self.from..self.to).contains(&minute)
        } else {
            begins(day) && minute >= self.from || begins(day.before()) && minute < self.to
        }
    }
}

impl Day {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    fn before(self) -> Self {
        match self {
            Self::Mon => Self::Sun,
            Self::Tue => Self::Mon,
            Self::Wed => Self::Tue,
            Self::Thu => Self::Wed,
            Self::Fri => Self::Thu,
            Self::Sat => Self::Fri,
            Self::Sun => Self::Sat,
        }
    }
}

/// The minutes of `HH:MM`.
fn minute(text: &str) -> Option<u16> {
    let [a, b, b':', c, d] = *text.as_bytes() else { return None };
    let number = |tens: u8, ones: u8| {
        let digit = |octet: u8| char::from(octet).to_digit(10);
        u16::try_from(digit(tens)?.checked_mul(10)?.checked_add(digit(ones)?)?).ok()
    };
    let (hours, minutes) = (number(a, b)?, number(c, d)?);
    let total = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && total <= MINUTES_OF_A_DAY).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(days: Option<&[Day]>, from: &str, to: &str) -> Result<Window, ScheduleError> {
        let days = days.map(<[Day]>::to_vec);
        Window::new(&WindowConfig { days, from: from.into(), to: to.into() }, "windows[0]")
    }

    fn open(window: &Window, day: Day, minute: u16) -> bool {
        window.is_open(Clock { day, minute })
    }

    #[test]
    fn a_window_is_open_from_its_first_minute_and_closed_at_its_last() {
        let office = window(Some(&[Day::Mon]), "08:30", "17:00").unwrap();
        assert!(!open(&office, Day::Mon, 509));
        assert!(open(&office, Day::Mon, 510));
        assert!(open(&office, Day::Mon, 1019));
        assert!(!open(&office, Day::Mon, 1020));
        assert!(!open(&office, Day::Tue, 600));
    }

    #[test]
    fn a_window_across_midnight_belongs_to_the_day_on_which_it_begins() {
        let night = window(Some(&[Day::Sun]), "22:00", "06:00").unwrap();
        assert!(open(&night, Day::Sun, 1320));
        assert!(open(&night, Day::Mon, 0));
        assert!(open(&night, Day::Mon, 359));
        assert!(!open(&night, Day::Mon, 360));
        assert!(!open(&night, Day::Sun, 0));
        assert!(!open(&night, Day::Mon, 1320));
    }

    #[test]
    fn midnight_ends_a_day_in_either_spelling() {
        for to in ["24:00", "00:00"] {
            let evening = window(Some(&[Day::Fri]), "18:00", to).unwrap();
            assert!(open(&evening, Day::Fri, 1439), "{to}");
            assert!(!open(&evening, Day::Sat, 0), "{to}");
        }
    }

    #[test]
    fn times_that_are_none_are_refused_with_their_path() {
        for bad in ["24:01", "12:60", "1:00", "12-00", "12:0\u{b2}", "+1:00", ""] {
            let error = window(None, bad, "24:00").unwrap_err();
            assert_eq!(
                (error.path.as_str(), error.code()),
                ("windows[0].from", "schedule_bad_time")
            );
        }
        assert_eq!(window(None, "24:00", "06:00").unwrap_err().code(), "schedule_bad_time");
        assert_eq!(window(None, "06:00", "06:00").unwrap_err().code(), "schedule_empty");
        assert_eq!(window(Some(&[]), "06:00", "07:00").unwrap_err().path, "windows[0].days");
    }
}
