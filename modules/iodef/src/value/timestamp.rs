//! Times as they are written: xs:dateTime of XML Schema 1.0 Part 2 section 3.2.7, which RFC 7970
//! section 2.7 names, and the offsets of RFC 7970 section 2.8.
//!
//! A [`Timestamp`] keeps no epoch: year, precision and offset stay as written, and instants are
//! compared for any year.

use std::cmp::Ordering;
use std::time::Duration;

use super::scan::Scan;
use super::{Part, Problem};

/// Digits that a year has at most.
pub const MAX_YEAR_DIGITS: usize = 12;

const MINUTES_PER_HOUR: i16 = 60;
const SECONDS_PER_MINUTE: i64 = 60;
const SECONDS_PER_DAY: i64 = 86_400;

/// The greatest offset from UTC, in hours; a time without one may be that far from UTC.
const MAX_OFFSET_HOURS: u8 = 14;

/// A time as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timestamp<'a> {
    /// The year; -1 is the year before 1, there is no year 0.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 24; 24 only for the end of a day.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// Digits of the fraction of a second as they are written.
    pub fraction: &'a str,
    /// Minutes east of UTC, if the zone is written.
    pub offset: Option<i16>,
}

impl<'a> Timestamp<'a> {
    /// Reads an xs:dateTime, with or without an offset.
    ///
    /// # Errors
    /// [`Problem`], such as [`Problem::NoSuchDate`] for 30 February.
    pub fn parse(text: &'a str) -> Result<Self, Problem> {
        let mut scan = Scan::new(text);
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        let year = read_year(&mut scan)?;
        scan.expect('-', Part::Date)?;
        let month = scan.two_digits(Part::Date)?;
        scan.expect('-', Part::Date)?;
        let day = scan.two_digits(Part::Date)?;
        if !(1..=12).contains(&month) || day == 0 || day > days_of(year, month) {
            return Err(Problem::NoSuchDate);
        }
        scan.expect('T', Part::Time)?;
        let hour = scan.two_digits(Part::Time)?;
        scan.expect(':', Part::Time)?;
        let minute = scan.two_digits(Part::Time)?;
        scan.expect(':', Part::Time)?;
        let second = scan.two_digits(Part::Time)?;
        let fraction = match scan.eat(".") {
            true => scan.digits(Part::Digit)?,
            false => "",
        };
        let is_end_of_day =
            hour == 24 && minute == 0 && second == 0 && fraction.bytes().all(|digit| digit == b'0');
        if hour > 23 && !is_end_of_day {
            return Err(Problem::Range { least: 0, greatest: 23 });
        }
        if second == 60 {
            return Err(Problem::LeapSecond);
        }
        if minute > 59 || second > 59 {
            return Err(Problem::Range { least: 0, greatest: 59 });
        }
        let offset = match scan.is_empty() {
            true => None,
            false => Some(read_offset(&mut scan, 0)?),
        };
        scan.end()?;
        Ok(Self { year, month, day, hour, minute, second, fraction, offset })
    }

    /// Reads an xs:dateTime that has an offset, as RFC 3339 has and RFC 3067 section 6.13 asks for.
    ///
    /// # Errors
    /// [`Problem::NoOffset`], and those of [`Timestamp::parse`].
    pub fn parse_with_offset(text: &'a str) -> Result<Self, Problem> {
        let timestamp = Self::parse(text)?;
        timestamp.offset.map_or(Err(Problem::NoOffset), |_| Ok(timestamp))
    }

    /// Seconds since the beginning of 1970 in UTC, without the fraction; a time without an offset is
    /// taken as UTC.
    #[must_use]
    pub fn unix_seconds(&self) -> i64 {
        let days = days_since_1970(self.year, self.month, self.day);
        let minutes = i64::from(self.hour)
            .wrapping_mul(MINUTES_PER_HOUR.into())
            .wrapping_add(self.minute.into())
            .wrapping_sub(self.offset.unwrap_or(0).into());
        // MAX_YEAR_DIGITS keeps all of it far from the bounds of i64.
        days.wrapping_mul(SECONDS_PER_DAY)
            .wrapping_add(minutes.wrapping_mul(SECONDS_PER_MINUTE))
            .wrapping_add(self.second.into())
    }

    /// Which of two instants is first, or `None` if one has no offset and both are within 14 hours
    /// (XML Schema 1.0 Part 2 section 3.2.7.4).
    #[must_use]
    pub fn compare(&self, other: &Timestamp<'_>) -> Option<Ordering> {
        let order = |shift: i64| {
            let seconds = self.unix_seconds().wrapping_add(shift).cmp(&other.unix_seconds());
            seconds.then_with(|| significant(self.fraction).cmp(significant(other.fraction)))
        };
        if self.offset.is_some() == other.offset.is_some() {
            return Some(order(0));
        }
        let farthest = i64::from(MAX_OFFSET_HOURS).wrapping_mul(3600);
        let (early, late) = (order(farthest.wrapping_neg()), order(farthest));
        (early == late).then_some(early)
    }

    /// Whether this is before or after `now`, the time since the beginning of 1970.
    #[must_use]
    pub fn compare_to(&self, now: Duration) -> Ordering {
        let now_seconds = i64::try_from(now.as_secs()).unwrap_or(i64::MAX);
        let fraction = format!("{:09}", now.subsec_nanos());
        self.unix_seconds()
            .cmp(&now_seconds)
            .then_with(|| significant(self.fraction).cmp(significant(&fraction)))
    }
}

/// Reads an offset of RFC 7970 section 2.8: `Z`, or hours to 14 and minutes to 59. Minutes east of
/// UTC are returned.
///
/// # Errors
/// [`Problem`].
pub fn offset(text: &str) -> Result<i16, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut scan = Scan::new(text);
    let minutes = read_offset(&mut scan, 59)?;
    scan.end()?;
    Ok(minutes)
}

/// Reads `Z` or an offset of up to 14 hours, in the 14th with up to `last_minutes`.
fn read_offset(scan: &mut Scan<'_>, last_minutes: u8) -> Result<i16, Problem> {
    let sign = match scan.next() {
        Some('Z') => return Ok(0),
        Some('+') => 1_i16,
        Some('-') => -1,
        Some(found) => return Err(Problem::Character(found)),
        None => return Err(Problem::NoOffset),
    };
    let hours = scan.two_digits(Part::Digit)?;
    scan.expect(':', Part::Digit)?;
    let minutes = scan.two_digits(Part::Digit)?;
    if hours > MAX_OFFSET_HOURS {
        return Err(Problem::Range { least: 0, greatest: MAX_OFFSET_HOURS.into() });
    }
    let greatest = if hours == MAX_OFFSET_HOURS { last_minutes } else { 59 };
    if minutes > greatest {
        return Err(Problem::Range { least: 0, greatest: greatest.into() });
    }
    let east = i16::from(hours).wrapping_mul(MINUTES_PER_HOUR).wrapping_add(minutes.into());
    Ok(east.wrapping_mul(sign))
}

fn read_year(scan: &mut Scan<'_>) -> Result<i64, Problem> {
    let is_negative = scan.eat("-");
    let digits = scan.digits(Part::Date)?;
    if digits.len() > MAX_YEAR_DIGITS {
        return Err(Problem::TooLong { limit: MAX_YEAR_DIGITS });
    }
    if digits.len() < 4 {
        return Err(Problem::Length { expected: 4, found: digits.len() });
    }
    if digits.len() > 4 && digits.starts_with('0') {
        return Err(Problem::LeadingZero);
    }
    let year: i64 = digits.parse().map_err(|_| Problem::Malformed)?;
    match (year, is_negative) {
        (0, _) => Err(Problem::NoSuchDate),
        (_, true) => Ok(year.wrapping_neg()),
        (_, false) => Ok(year),
    }
}

/// The year counted with a year 0: XML Schema 1.0 goes from -1 to 1.
fn astronomical(year: i64) -> i64 {
    if year < 0 { year.wrapping_add(1) } else { year }
}

fn days_of(year: i64, month: u8) -> u8 {
    let year = astronomical(year);
    let divides = |divisor: i64| year.checked_rem(divisor) == Some(0);
    match month {
        2 if divides(4) && (!divides(100) || divides(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar from the beginning of 1970; a year begins in March, so
/// that its leap day is last.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "MAX_YEAR_DIGITS bounds the year, and divisors are constants"
)]
fn days_since_1970(year: i64, month: u8, day: u8) -> i64 {
    let month = i64::from(month);
    let year = astronomical(year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Digits of a fraction without the zeros that end it.
fn significant(fraction: &str) -> &str {
    fraction.trim_end_matches('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(a: &str, b: &str) -> Option<Ordering> {
        Timestamp::parse(a).unwrap().compare(&Timestamp::parse(b).unwrap())
    }

    #[test]
    fn times_of_any_year_and_precision_are_read() {
        let timestamp = Timestamp::parse("2015-07-18T09:00:00.1200-05:00").unwrap();
        assert_eq!((timestamp.fraction, timestamp.offset), ("1200", Some(-300)));
        for good in [
            "9999-12-31T23:59:59Z",
            "-0001-01-01T00:00:00Z",
            "123456-01-01T00:00:00+14:00",
            "2038-01-19T03:14:08Z",
            "2000-02-29T24:00:00Z",
            "2024-02-29T00:00:00-00:00",
            "1969-12-31T23:59:59.999999999999999999Z",
            "-0001-02-29T00:00:00Z",
        ] {
            assert!(Timestamp::parse_with_offset(good).is_ok(), "{good}");
        }
        for (bad, problem) in [
            ("", Problem::Empty),
            ("2015-07-18", Problem::Missing(Part::Time)),
            ("2015-07-18 09:00:00Z", Problem::Character(' ')),
            ("2015-07-18T09:00Z", Problem::Character('Z')),
            ("2015-02-29T09:00:00Z", Problem::NoSuchDate),
            ("1900-02-29T09:00:00Z", Problem::NoSuchDate),
            ("0000-01-01T00:00:00Z", Problem::NoSuchDate),
            ("2015-13-01T00:00:00Z", Problem::NoSuchDate),
            ("02015-01-01T00:00:00Z", Problem::LeadingZero),
            ("215-01-01T00:00:00Z", Problem::Length { expected: 4, found: 3 }),
            ("2016-12-31T23:59:60Z", Problem::LeapSecond),
            ("2016-12-31T24:00:01Z", Problem::Range { least: 0, greatest: 23 }),
            ("2016-12-31T23:60:00Z", Problem::Range { least: 0, greatest: 59 }),
            ("2016-12-31T23:00:00+14:01", Problem::Range { least: 0, greatest: 0 }),
            ("2016-12-31T23:00:00+15:00", Problem::Range { least: 0, greatest: 14 }),
            ("2016-12-31T23:00:00+0100", Problem::Character('0')),
            ("2016-12-31T23:00:00.Z", Problem::Character('Z')),
            ("2016-12-31T23:00:00Zz", Problem::Character('z')),
            ("+2016-12-31T23:00:00Z", Problem::Character('+')),
            ("1234567890123-12-31T23:00:00Z", Problem::TooLong { limit: MAX_YEAR_DIGITS }),
        ] {
            assert_eq!(Timestamp::parse(bad), Err(problem), "{bad}");
        }
        assert_eq!(Timestamp::parse_with_offset("2016-12-31T23:00:00"), Err(Problem::NoOffset));
    }

    #[test]
    fn instants_are_compared_across_zones_years_and_precision() {
        use Ordering::{Equal, Greater, Less};
        for (a, b, expected) in [
            ("2015-07-18T09:00:00-05:00", "2015-07-18T14:00:00Z", Some(Equal)),
            ("2015-07-18T09:00:00-05:00", "2015-07-18T13:59:59.9Z", Some(Greater)),
            ("2015-07-18T09:00:00.10Z", "2015-07-18T09:00:00.1Z", Some(Equal)),
            ("2015-07-18T09:00:00.09Z", "2015-07-18T09:00:00.1Z", Some(Less)),
            ("2038-01-19T03:14:08Z", "2038-01-19T03:14:07Z", Some(Greater)),
            ("-0001-12-31T24:00:00Z", "0001-01-01T00:00:00Z", Some(Equal)),
            ("99999999-01-01T00:00:00Z", "9999-01-01T00:00:00Z", Some(Greater)),
            ("2000-02-28T24:00:00Z", "2000-02-29T00:00:00Z", Some(Equal)),
            ("2015-07-18T09:00:00", "2015-07-18T09:00:00", Some(Equal)),
            ("2015-07-18T09:00:00", "2015-07-18T20:00:00Z", None),
            ("2015-07-18T09:00:00", "2015-07-18T23:00:01Z", Some(Less)),
        ] {
            assert_eq!(order(a, b), expected, "{a} {b}");
        }
        let epoch = Timestamp::parse("1970-01-01T00:00:00Z").unwrap();
        assert_eq!(epoch.unix_seconds(), 0);
        let leap_day = Timestamp::parse("2000-02-29T12:00:00Z").unwrap();
        assert_eq!(leap_day.unix_seconds(), 951_825_600);
        assert_eq!(leap_day.compare_to(Duration::new(951_825_600, 1)), Less);
        assert_eq!(leap_day.compare_to(Duration::from_secs(951_825_600)), Equal);
    }

    #[test]
    fn offsets_follow_the_expression_of_rfc_7970() {
        assert_eq!(offset("Z"), Ok(0));
        assert_eq!(offset("+05:30"), Ok(330));
        assert_eq!(offset("-14:59"), Ok(-899));
        for bad in ["", "z", "+5:30", "+15:00", "+05:60", "05:30", "+05:30 ", "UTC"] {
            assert!(offset(bad).is_err(), "{bad:?}");
        }
    }
}
