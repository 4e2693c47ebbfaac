//! Values against the built-in types of XML Schema 1.0 part 2.

use std::cmp::Ordering;

use super::tables::Base;
use crate::value::xml_name::{is_ncname, is_nmtoken};

impl Base {
    /// Whether white space at the ends does not count (the facet whiteSpace).
    #[must_use]
    pub fn collapses(self) -> bool {
        !matches!(self, Self::String | Self::Portlist | Self::Timezone | Self::Nothing)
    }

    /// Whether the text is a value of the type.
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        let text = if self.collapses() { text.trim_matches(is_space) } else { text };
        match self {
            Self::String => true,
            Self::NmToken => is_nmtoken(text),
            Self::NcName | Self::Id | Self::IdRef => is_ncname(text),
            Self::Language => is_language(text),
            Self::Boolean => matches!(text, "true" | "false" | "1" | "0"),
            Self::Integer => is_integer(text),
            Self::Float | Self::Double => is_float(text),
            Self::PositiveFloat => is_float(text) && is_positive(text),
            Self::RealOrEmpty => text.is_empty() || is_float(text),
            Self::DateTime => is_date_time(text),
            Self::AnyUri => is_any_uri(text),
            Self::Base64Binary => is_base64(text),
            Self::Portlist => is_portlist(text),
            Self::Timezone => is_timezone(text),
            Self::Nothing => false,
        }
    }

    /// The name of the type in diagnostics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::NmToken => "NMTOKEN",
            Self::NcName => "NCName",
            Self::Id => "ID",
            Self::IdRef => "IDREF",
            Self::Language => "language",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Float => "float",
            Self::Double => "double",
            Self::DateTime => "dateTime",
            Self::AnyUri => "anyURI",
            Self::Base64Binary => "base64Binary",
            Self::PositiveFloat => "positive-float",
            Self::Portlist => "portlist",
            Self::Timezone => "timezone",
            Self::RealOrEmpty => "float-or-empty",
            Self::Nothing => "nothing",
        }
    }

    /// Whether a name is one of the built-in types that no schema here uses.
    pub(super) fn is_other_built_in(name: &str) -> bool {
        const OTHERS: [&str; 33] = [
            "ENTITIES",
            "ENTITY",
            "IDREFS",
            "NMTOKENS",
            "NOTATION",
            "Name",
            "QName",
            "anySimpleType",
            "byte",
            "date",
            "decimal",
            "duration",
            "gDay",
            "gMonth",
            "gMonthDay",
            "gYear",
            "gYearMonth",
            "hexBinary",
            "int",
            "long",
            "negativeInteger",
            "nonNegativeInteger",
            "nonPositiveInteger",
            "normalizedString",
            "positiveInteger",
            "short",
            "time",
            "token",
            "unsignedByte",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
            "anyType",
        ];
        OTHERS.contains(&name)
    }

    /// The built-in type of a name in the namespace of schemas, of those that documents use.
    pub(super) fn built_in(name: &str) -> Option<Self> {
        Some(match name {
            "string" => Self::String,
            "NMTOKEN" => Self::NmToken,
            "NCName" => Self::NcName,
            "ID" => Self::Id,
            "IDREF" => Self::IdRef,
            "language" => Self::Language,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "float" => Self::Float,
            "double" => Self::Double,
            "dateTime" => Self::DateTime,
            "anyURI" => Self::AnyUri,
            "base64Binary" => Self::Base64Binary,
            _ => return None,
        })
    }

    /// Whether each value of this type is one of `other` by derivation.
    pub(super) fn derives_from(self, other: Self) -> bool {
        self == other
            || match other {
                Self::String => matches!(
                    self,
                    Self::NmToken
                        | Self::NcName
                        | Self::Id
                        | Self::IdRef
                        | Self::Language
                        | Self::Portlist
                        | Self::Timezone
                ),
                Self::NcName => matches!(self, Self::Id | Self::IdRef),
                Self::Float => self == Self::PositiveFloat,
                _ => false,
            }
    }
}

/// White space of XML.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

/// `xs:language`: RFC 3066 tags by their form.
fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let length = |subtag: &str| (1..=8).contains(&subtag.len());
    subtags
        .next()
        .is_some_and(|first| length(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && subtags
            .all(|subtag| length(subtag) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_integer(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    is_digits(digits)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_float(text: &str) -> bool {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return true;
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = mantissa.strip_prefix(['+', '-']).unwrap_or(mantissa);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_decimal = (whole.is_empty() || is_digits(whole))
        && (fraction.is_empty() || is_digits(fraction))
        && !(whole.is_empty() && fraction.is_empty());
    is_decimal && exponent.is_none_or(is_integer)
}

/// Digits of 2^-150 = 0.7006… × 10^-45: what is not above it is zero as a float of 32 bits.
const LEAST_FLOAT: &str = "700649232162408535461864791644958065640130970938257885878534141944895\
                           541342930300743319094181060791015625";
/// The power of ten that they are a fraction of.
const LEAST_FLOAT_EXPONENT: i64 = -45;

/// Whether an `xs:float` is greater than zero, rounded to 32 bits; NaN is not comparable.
fn is_positive(text: &str) -> bool {
    if text.starts_with('-') || matches!(text, "INF" | "NaN") {
        return text == "INF";
    }
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = whole.trim_start_matches(['+', '0']);
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return false;
    }
    let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
    let zeros = length(&digits).saturating_sub(length(significant));
    // Where an exponent is beyond every number, its sign decides.
    let beyond = if exponent.starts_with('-') { i64::MIN } else { i64::MAX };
    let power = exponent.parse().unwrap_or(beyond);
    let power = power.saturating_add(length(whole)).saturating_sub(zeros);
    match power.cmp(&LEAST_FLOAT_EXPONENT) {
        Ordering::Equal => significant.trim_end_matches('0') > LEAST_FLOAT,
        order => order == Ordering::Greater,
    }
}

/// `xs:dateTime` of XML Schema 1.0: no year 0, no leap second, 24:00:00 as the end of a day.
fn is_date_time(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let Some((date, time)) = unsigned.split_once('T') else { return false };
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_year = is_digits(year)
        && (year.len() == 4 || (year.len() > 4 && !year.starts_with('0')))
        && year.bytes().any(|digit| digit != b'0');
    let (Some(month), Some(day)) = (two_digits(month, 1, 12), two_digits(day, 1, 31)) else {
        return false;
    };
    is_year && day <= days_of(year, month) && is_time(time)
}

/// Days of a month; whether a year is a leap year depends on its last four digits alone.
fn days_of(year: &str, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 => {
            let tail = year.len().saturating_sub(4);
            let year: u16 = year.get(tail..).and_then(|last| last.parse().ok()).unwrap_or(1);
            let divides = |by: u16| year.checked_rem(by) == Some(0);
            if divides(400) || (divides(4) && !divides(100)) { 29 } else { 28 }
        }
        _ => 31,
    }
}

fn is_time(text: &str) -> bool {
    let (time, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut parts = time.split(':');
    let (Some(hour), Some(minute), Some(second), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (second, fraction) = match second.split_once('.') {
        Some((second, fraction)) => (second, Some(fraction)),
        None => (second, None),
    };
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return false;
    }
    let (Some(hour), Some(minute), Some(second)) =
        (two_digits(hour, 0, 24), two_digits(minute, 0, 59), two_digits(second, 0, 59))
    else {
        return false;
    };
    let is_midnight =
        minute == 0 && second == 0 && fraction.unwrap_or("").bytes().all(|digit| digit == b'0');
    (hour < 24 || is_midnight) && (zone.is_empty() || zone == "Z" || is_offset(zone))
}

/// An offset from UTC of at most 14 hours.
fn is_offset(text: &str) -> bool {
    let Some((hour, minute)) = text.strip_prefix(['+', '-']).and_then(|rest| rest.split_once(':'))
    else {
        return false;
    };
    match (two_digits(hour, 0, 14), two_digits(minute, 0, 59)) {
        (Some(14), Some(minute)) => minute == 0,
        (Some(_), Some(_)) => true,
        _ => false,
    }
}

fn two_digits(text: &str, least: u8, most: u8) -> Option<u8> {
    let value = text.parse().ok().filter(|_| text.len() == 2 && is_digits(text))?;
    (least..=most).contains(&value).then_some(value)
}

/// `TimezoneType`: `Z|[\+\-](0[0-9]|1[0-4]):[0-5][0-9]`.
fn is_timezone(text: &str) -> bool {
    text == "Z"
        || text.strip_prefix(['+', '-']).and_then(|rest| rest.split_once(':')).is_some_and(
            |(hour, minute)| {
                two_digits(hour, 0, 14).is_some() && two_digits(minute, 0, 59).is_some()
            },
        )
}

/// `PortlistType`: `\d+(\-\d+)?(,\d+(\-\d+)?)*`.
fn is_portlist(text: &str) -> bool {
    text.split(',').all(|item| {
        let (first, last) = item.split_once('-').unwrap_or((item, item));
        is_number(first) && is_number(last)
    })
}

/// `\d+` with the digits 0 to 9; the digits of other scripts, which `\d` has too, name no port.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit())
}

/// `xs:anyURI`: what becomes a URI reference (RFC 3986 section 4.1) when characters that no URI has
/// are escaped.
fn is_any_uri(text: &str) -> bool {
    let mut parts = text.split('#');
    let (hierarchy, fragment, None) = (parts.next().unwrap_or(""), parts.next(), parts.next())
    else {
        return false;
    };
    let (path, query) = match hierarchy.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (hierarchy, None),
    };
    let path = match path.find([':', '/']) {
        Some(at) if path.get(at..).is_some_and(|rest| rest.starts_with(':')) => {
            let (scheme, rest) = path.split_at(at);
            if !is_scheme(scheme) {
                return false;
            }
            rest.get(1..).unwrap_or("")
        }
        _ => path,
    };
    let path = match path.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
        None => path,
    };
    [Some(path), query, fragment].into_iter().flatten().all(is_escapable)
}

/// RFC 3986 section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// RFC 3986 section 3.2.
fn is_authority(text: &str) -> bool {
    let (user, host) = text.rsplit_once('@').unwrap_or(("", text));
    let (host, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, port)) => {
            let is_address = !address.is_empty()
                && address
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'.'));
            if !is_address || !(port.is_empty() || port.starts_with(':')) {
                return false;
            }
            ("", port.strip_prefix(':').unwrap_or(port))
        }
        None => host.split_once(':').unwrap_or((host, "")),
    };
    is_escapable(user) && is_escapable(host) && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text consists of characters of URIs, characters to escape, and escapes.
fn is_escapable(text: &str) -> bool {
    let mut escapes = text.split('%');
    let first = escapes.next().unwrap_or("");
    let is_escape = |part: &str| {
        part.get(..2).is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    };
    !text.contains(['[', ']']) && (first.len() == text.len() || escapes.all(is_escape))
}

/// `xs:base64Binary`: groups of four, with single spaces between characters, and no bits that are
/// lost.
fn is_base64(text: &str) -> bool {
    let mut count = 0_usize;
    let mut padding = 0_usize;
    let mut last = 0_u8;
    for byte in text.bytes().filter(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
        let value = match byte {
            b'A'..=b'Z' => byte.wrapping_sub(b'A'),
            b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
            b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                padding = padding.saturating_add(1);
                continue;
            }
            _ => return false,
        };
        if padding > 0 {
            return false;
        }
        count = count.saturating_add(1);
        last = value;
    }
    match (count % 4, padding) {
        (0, 0) => true,
        (2, 2) => last.trailing_zeros() >= 4,
        (3, 1) => last.trailing_zeros() >= 2,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_positive_is_so_as_a_float_of_32_bits() {
        let least = format!("0.{LEAST_FLOAT}e{LEAST_FLOAT_EXPONENT}");
        for text in [
            "1",
            "+1",
            "0",
            "-1",
            "-0",
            "0.0",
            "000",
            ".5",
            "5.",
            "1e-45",
            "7e-46",
            "7.1e-46",
            "7.006492321624085e-46",
            "7.0064923216240853e-46",
            "7.0064923216240854e-46",
            "7.0064923216240855e-46",
            "0.00000000000000000000000000000000000000000000000000001",
            "0.00000000000000000000000000000000000000000000000000001e8",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "100000e-50",
            "000100e-48",
            "1e-46",
            "0.1E-44",
            "12.5e+3",
            "3.4e39",
            &least,
            &format!("{least}1"),
            &format!("0.{LEAST_FLOAT}000e{LEAST_FLOAT_EXPONENT}"),
            &format!("0.{LEAST_FLOAT}001e{LEAST_FLOAT_EXPONENT}"),
        ] {
            let oracle = text.parse::<f32>().is_ok_and(|value| value > 0.0);
            assert_eq!(is_positive(text), oracle, "{text}");
        }
        assert!(is_positive("INF") && !is_positive("-INF") && !is_positive("NaN"));
    }
}
