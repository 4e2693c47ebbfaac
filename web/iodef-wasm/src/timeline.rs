//! The times of a document in one list, and its history (RFC 3067 section 6.12).

use iodef::document::{Document, NodeId};
use serde::Serialize;

use crate::path::path_of;
use crate::summary;

/// A time that the document names.
#[derive(Debug, Serialize)]
pub struct Entry {
    path: String,
    class: String,
    value: String,
    instant: Option<f64>,
    summary: String,
}

/// Every element that holds a time, in the order of the document.
pub fn of(document: &Document) -> Vec<Entry> {
    let is_time = |node: &NodeId| {
        let name = document.local_name(*node);
        document.is_element(*node)
            && (name.ends_with("Time") || name.starts_with("Date") || name.ends_with("Date"))
    };
    document
        .descendants(document.root())
        .filter(is_time)
        .map(|node| {
            let parent = document.parent(node).unwrap_or(node);
            let value = document.text_of(node).trim().to_owned();
            Entry {
                path: path_of(document, node),
                class: document.local_name(node).to_owned(),
                instant: instant(&value),
                summary: format!(
                    "{} {}",
                    document.local_name(parent),
                    summary::of(document, parent)
                ),
                value,
            }
        })
        .collect()
}

/// Seconds since the Unix epoch of an `xs:dateTime` with an offset. A `f64` holds them to the
/// microsecond beyond the year 9999; the value itself stays text.
fn instant(value: &str) -> Option<f64> {
    let (date, time) = value.split_once('T')?;
    let (negative, date) = match date.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, date),
    };
    let mut date = date.split('-');
    let (year, month, day): (i64, i64, i64) =
        (date.next()?.parse().ok()?, date.next()?.parse().ok()?, date.next()?.parse().ok()?);
    let (clock, offset) = match time.strip_suffix('Z') {
        Some(clock) => (clock, 0.0),
        None => {
            let at = time.rfind(['+', '-'])?;
            let (clock, zone) = time.split_at_checked(at)?;
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let seconds = hours.parse::<f64>().ok()? * 3600.0 + minutes.parse::<f64>().ok()? * 60.0;
            (clock, if zone.starts_with('-') { -seconds } else { seconds })
        }
    };
    let mut clock = clock.split(':');
    let (hour, minute, second): (f64, f64, f64) =
        (clock.next()?.parse().ok()?, clock.next()?.parse().ok()?, clock.next()?.parse().ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year > 999_999 {
        return None;
    }
    let year = if negative { year.checked_neg()? } else { year };
    let days = days_from_civil(year, month, day)?;
    #[expect(clippy::cast_precision_loss, reason = "days of a million years are exact in f64")]
    let days = days as f64;
    Some(days * 86400.0 + hour * 3600.0 + minute * 60.0 + second - offset)
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted = month.checked_add(9)?.rem_euclid(12);
    let of_year =
        shifted.checked_mul(153)?.checked_add(2)?.div_euclid(5).checked_add(day)?.checked_sub(1)?;
    let leaps = of_era.div_euclid(4).checked_sub(of_era.div_euclid(100))?;
    let of_era = of_era.checked_mul(365)?.checked_add(leaps)?.checked_add(of_year)?;
    era.checked_mul(146_097)?.checked_add(of_era)?.checked_sub(719_468)
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn instants_know_their_offset_and_go_beyond_2038() {
        assert_eq!(instant("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(instant("2015-07-18T09:00:00-05:00"), Some(1_437_228_000.0));
        assert_eq!(instant("2038-01-19T03:14:08Z"), Some(2_147_483_648.0));
        assert_eq!(instant("9999-12-31T23:59:59Z"), Some(253_402_300_799.0));
        assert_eq!(instant("2015-07-18T09:00:00"), None);
        assert_eq!(instant("tomorrow"), None);
    }
}
