//! Points in time as RFC 3339 text, and how far away they are.

use core::time::Duration;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat, Utc};

/// The time of this machine, since the Unix epoch.
pub fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// Reads RFC 3339 text or a whole number of seconds since the Unix epoch.
pub fn parse(text: &str) -> Result<Duration, String> {
    if let Ok(seconds) = text.parse::<u32>() {
        return Ok(Duration::from_secs(u64::from(seconds)));
    }
    let time = DateTime::parse_from_rfc3339(text).map_err(|_| {
        "give a time such as 2026-01-31T12:00:00Z, or seconds since 1970".to_owned()
    })?;
    let seconds = u64::try_from(time.timestamp()).map_err(|_| "the time is before 1970")?;
    Ok(Duration::new(seconds, time.timestamp_subsec_nanos().min(999_999_999)))
}

/// RFC 3339 text in UTC, with as many digits of the second as needed.
pub fn rfc3339(time: Duration) -> String {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    match DateTime::<Utc>::from_timestamp(seconds, time.subsec_nanos()) {
        Some(time) => time.to_rfc3339_opts(SecondsFormat::AutoSi, true),
        None => format!("{seconds} s after 1970"),
    }
}

/// How far `time` is from `now`, such as `in 1h 5m` or `2d 3h ago`: the two largest units.
pub fn relative(time: Duration, now: Duration) -> String {
    let distance = span(time.abs_diff(now));
    match time.as_secs().cmp(&now.as_secs()) {
        core::cmp::Ordering::Less => format!("{distance} ago"),
        core::cmp::Ordering::Equal => "now".to_owned(),
        core::cmp::Ordering::Greater => format!("in {distance}"),
    }
}

fn span(distance: Duration) -> String {
    let mut rest = distance.as_secs();
    let mut parts = Vec::new();
    for (unit, seconds) in [("d", 86_400_u64), ("h", 3600), ("m", 60), ("s", 1)] {
        let count = rest.checked_div(seconds).unwrap_or_default();
        rest = rest.checked_rem(seconds).unwrap_or_default();
        // A day and five seconds is a day: a second unit is the next smaller one.
        if count > 0 {
            parts.push(format!("{count}{unit}"));
        }
        if parts.len() == 2 || (count == 0 && !parts.is_empty()) {
            break;
        }
    }
    if parts.is_empty() { "0s".to_owned() } else { parts.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_a_time_are_read() {
        let time = Duration::from_secs(1_750_000_000);
        assert_eq!(parse("1750000000"), Ok(time));
        assert_eq!(parse("2025-06-15T15:06:40Z"), Ok(time));
        assert_eq!(parse("2025-06-15T17:06:40.5+02:00"), Ok(time + Duration::from_millis(500)));
        for text in ["", "yesterday", "-1", "1969-12-31T23:59:59Z", "2025-06-15"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times_are_written_in_utc() {
        assert_eq!(rfc3339(Duration::ZERO), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(Duration::from_micros(1_500_000)), "1970-01-01T00:00:01.500Z");
        assert!(rfc3339(Duration::MAX).contains("after 1970"));
    }

    #[test]
    fn distances_have_the_two_largest_units() {
        let now = Duration::from_secs(1_000_000);
        let at = |seconds: u64| relative(Duration::from_secs(seconds), now);
        assert_eq!(at(1_000_000), "now");
        assert_eq!(at(1_000_059), "in 59s");
        assert_eq!(at(1_003_600), "in 1h");
        assert_eq!(at(1_003_665), "in 1h 1m");
        assert_eq!(at(1_003_605), "in 1h");
        assert_eq!(at(900_000), "1d 3h ago");
    }
}
