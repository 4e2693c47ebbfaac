//! Ports and protocols: RFC 7970 sections 2.9 and 3.20.

use super::number::integer_between;
use super::scan::Scan;
use super::{Part, Problem};

/// The ports of a Portlist (RFC 7970 section 2.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portlist {
    ranges: Vec<(u16, u16)>,
}

impl Portlist {
    /// Reads a list such as `2,5-15,30`.
    ///
    /// # Errors
    /// [`Problem::Range`] beyond 65535, [`Problem::Reversed`] for `15-5`, and others.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            return Err(Problem::Empty);
        }
        let mut scan = Scan::new(text);
        let mut ranges = Vec::new();
        loop {
            let first = read_port(&mut scan)?;
            let last = if scan.eat("-") { read_port(&mut scan)? } else { first };
            if last < first {
                return Err(Problem::Reversed);
            }
            ranges.push((first, last));
            if !scan.eat(",") {
                scan.end()?;
                return Ok(Self { ranges });
            }
        }
    }

    /// How many ports are listed, one as often as it is.
    #[must_use]
    pub fn count(&self) -> u64 {
        let sizes = self
            .ranges
            .iter()
            .map(|(first, last)| u64::from(last.saturating_sub(*first)).saturating_add(1));
        sizes.fold(0, u64::saturating_add)
    }
}

/// Checks a port: a number to 65535.
///
/// # Errors
/// [`Problem`].
pub fn port(text: &str) -> Result<u16, Problem> {
    integer_between(text, 0, u16::MAX.into()).map(|number| number as u16)
}

/// Checks a protocol of IP by its number, to 255.
///
/// # Errors
/// [`Problem`].
pub fn ip_protocol(text: &str) -> Result<u8, Problem> {
    integer_between(text, 0, u8::MAX.into()).map(|number| number as u8)
}

/// Checks a protocol of IP by its keyword in the IANA registry, for its form: letters, digits and
/// `+ - . /`.
///
/// # Errors
/// [`Problem`].
pub fn protocol_keyword(text: &str) -> Result<(), Problem> {
    let is_part = |character: char| character.is_ascii_alphanumeric() || "+-./".contains(character);
    match text.chars().find(|character| !is_part(*character)) {
        Some(found) => Err(Problem::Character(found)),
        None if text.bytes().any(|byte| byte.is_ascii_alphabetic()) => Ok(()),
        None => Err(Problem::Missing(Part::Field)),
    }
}

/// Checks the name of a service: RFC 6335 section 5.1.
///
/// # Errors
/// [`Problem`].
pub fn service_name(text: &str) -> Result<(), Problem> {
    /// RFC 6335 section 5.1; names registered before it may be longer than its 15.
    const MAX_LENGTH: usize = 63;
    let is_part =
        |character: char| character.is_ascii_alphanumeric() || "-_.+*/".contains(character);
    match text.chars().find(|character| !is_part(*character)) {
        Some(found) => Err(Problem::Character(found)),
        None if text.is_empty() => Err(Problem::Empty),
        None if text.len() > MAX_LENGTH => Err(Problem::TooLong { limit: MAX_LENGTH }),
        None => Ok(()),
    }
}

fn read_port(scan: &mut Scan<'_>) -> Result<u16, Problem> {
    port(scan.digits(Part::Number)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_ports_are_bounded_and_counted() {
        assert_eq!(Portlist::parse("2,5-15,30,32,40-50,55-60").unwrap().count(), 31);
        assert_eq!(Portlist::parse("0-65535").unwrap().count(), 65536);
        for (bad, problem) in [
            ("", Problem::Empty),
            ("15-5", Problem::Reversed),
            ("80,65536", Problem::Range { least: 0, greatest: 65535 }),
            ("80, 443", Problem::Character(' ')),
            ("80,", Problem::Missing(Part::Number)),
            ("80-", Problem::Missing(Part::Number)),
            ("1-2-3", Problem::Character('-')),
            ("http", Problem::Character('h')),
        ] {
            assert_eq!(Portlist::parse(bad), Err(problem), "{bad}");
        }
    }

    #[test]
    fn protocols_have_numbers_and_keywords() {
        assert_eq!(ip_protocol("6"), Ok(6));
        assert!(ip_protocol("256").is_err() && ip_protocol("tcp").is_err());
        assert!(protocol_keyword("TCP").is_ok() && protocol_keyword("IPv6-ICMP").is_ok());
        assert!(protocol_keyword("6").is_err() && protocol_keyword("T P").is_err());
        assert!(service_name("https").is_ok() && service_name("no service").is_err());
    }
}
