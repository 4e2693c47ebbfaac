//! Time zones: the rules that hold now, without the history of the time zone database.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::{Offset, TimeZone};

use super::window::{Clock, Day};

/// The release of the IANA time zone database that the names come from.
pub const TZDB_RELEASE: &str = "2026f";

/// The time in seconds since the Unix epoch from which on the names hold: 2026-01-01 in UTC.
pub const VALID_FROM_SECONDS: i64 = 1_767_225_600;

/// The zones: a few kilobytes, where the whole database would take a quarter of a megabyte.
const ZONES: &str = include_str!("zones.txt");

/// The longest POSIX rule in octets.
const MAX_RULE_OCTETS: usize = 64;

/// A POSIX rule, and the changes of the clock before it holds.
#[derive(Debug, Clone)]
pub(super) struct Zone {
    rule: TimeZone,
    /// Seconds since the Unix epoch, sorted, with the offset from then on; none for the rule.
    changes: Vec<(i64, Option<Offset>)>,
}

impl Zone {
    /// A zone by its name in the database, or by its POSIX rule.
    pub(super) fn new(text: &str) -> Option<Self> {
        let (rule, changes) = match named(text) {
            Some((rule, changes)) => (rule, changes.split_terminator(',').map(change).collect()),
            None => (text, Some(Vec::new())),
        };
        if rule.len() > MAX_RULE_OCTETS {
            return None;
        }
        Some(Self { rule: TimeZone::posix(rule).ok()?, changes: changes? })
    }

    /// What the clock shows at `now`; beyond the year 9999 it stands still.
    pub(super) fn clock(&self, now: Duration) -> Clock {
        let timestamp = i64::try_from(now.as_secs())
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .unwrap_or(Timestamp::MAX);
        let shown = self.offset(timestamp).to_datetime(timestamp);
        let minute =
            i32::from(shown.hour()).saturating_mul(60).saturating_add(shown.minute().into());
        Clock { day: day(shown.weekday()), minute: u16::try_from(minute).unwrap_or_default() }
    }

    fn offset(&self, timestamp: Timestamp) -> Offset {
        let passed = self.changes.partition_point(|(at, _)| *at <= timestamp.as_second());
        // What held before the first change that is known is taken to be as after it.
        let held = self.changes.get(passed.saturating_sub(1)).and_then(|(_, offset)| *offset);
        held.unwrap_or_else(|| self.rule.to_offset(timestamp))
    }
}

/// The POSIX rule of a name, and its changes as text.
fn named(name: &str) -> Option<(&'static str, &'static str)> {
    ZONES.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut words = line.split(' ');
        let rule = words.next()?;
        let mut changes = "";
        for word in words {
            if word.contains('=') {
                changes = word;
            } else if word == name {
                return Some((rule, changes));
            }
        }
        None
    })
}

/// `SECONDS=OFFSET`, or `SECONDS=` for the rule.
fn change(text: &str) -> Option<(i64, Option<Offset>)> {
    let (at, offset) = text.split_once('=')?;
    let offset = match offset {
        "" => None,
        offset => Some(Offset::from_seconds(offset.parse().ok()?).ok()?),
    };
    Some((at.parse().ok()?, offset))
}

fn day(weekday: Weekday) -> Day {
    match weekday {
        Weekday::Monday => Day::Mon,
        Weekday::Tuesday => Day::Tue,
        Weekday::Wednesday => Day::Wed,
        Weekday::Thursday => Day::Thu,
        Weekday::Friday => Day::Fri,
        Weekday::Saturday => Day::Sat,
        Weekday::Sunday => Day::Sun,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_of_the_table_can_be_read() {
        let mut zones = 0;
        for line in ZONES.lines().filter(|line| !line.starts_with('#')) {
            for name in line.split(' ').skip(1).filter(|word| !word.contains('=')) {
                assert!(Zone::new(name).is_some(), "{name}");
                zones += 1;
            }
        }
        assert!(zones > 590, "{zones} zones");
    }

    #[test]
    fn a_zone_can_be_a_posix_rule_and_nothing_else() {
        assert!(Zone::new("CET-1CEST,M3.5.0,M10.5.0/3").is_some());
        for bad in
            ["", "Berlin", "Europe/berlin", "#", ":Europe/Berlin", "1767225600=", "CET-1CEST,M3"]
        {
            assert!(Zone::new(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn the_clock_stands_still_beyond_the_calendar() {
        let zone = Zone::new("Europe/Berlin").unwrap();
        assert_eq!(zone.clock(Duration::MAX), zone.clock(Duration::from_secs(u64::MAX - 1)));
    }
}
