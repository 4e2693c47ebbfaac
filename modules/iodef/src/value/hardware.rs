//! Addresses below and beside the Internet Protocol: RFC 7970 section 3.18.1.

use super::number::integer_between;
use super::scan::Scan;
use super::{Part, Problem};

/// Octets of a MAC address.
const MAC_OCTETS: usize = 6;

/// Hexadecimal digits of an ATM end system address: an NSAP of 20 octets.
const NSAP_DIGITS: usize = 40;

/// Digits of a native E.164 address of ATM at most.
const E164_DIGITS: usize = 15;

/// Checks a MAC address such as `aa:bb:cc:dd:ee:ff`.
///
/// # Errors
/// [`Problem`].
pub fn mac(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let is_part = |character: char| character.is_ascii_hexdigit() || character == ':';
    if let Some(found) = text.chars().find(|character| !is_part(*character)) {
        return Err(Problem::Character(found));
    }
    let octets = text.split(':');
    let found = octets.clone().count();
    if found != MAC_OCTETS {
        return Err(Problem::Length { expected: MAC_OCTETS, found });
    }
    match octets.map(str::len).find(|length| *length != 2) {
        Some(found) => Err(Problem::Length { expected: 2, found }),
        None => Ok(()),
    }
}

/// Reads the number of an autonomous system: decimal (RFC 5396 asplain), with or without `AS`
/// before it.
///
/// # Errors
/// [`Problem::Range`] beyond 32 bits, and others.
pub fn asn(text: &str) -> Result<u32, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut scan = Scan::new(text.strip_prefix("AS").unwrap_or(text));
    let digits = scan.digits(Part::Number)?;
    scan.end()?;
    integer_between(digits, 0, u32::MAX.into()).map(|number| number as u32)
}

/// Checks an ATM address: the 40 hexadecimal digits of an NSAP, with dots between octets, or a native
/// E.164 number of at most 15 digits.
///
/// # Errors
/// [`Problem`].
pub fn atm(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut digits = 0_usize;
    let mut is_decimal = true;
    let mut previous = '.';
    for character in text.chars() {
        let is_misplaced_dot = character == '.' && (previous == '.' || digits % 2 == 1);
        if is_misplaced_dot || (character != '.' && !character.is_ascii_hexdigit()) {
            return Err(Problem::Character(character));
        }
        is_decimal &= character.is_ascii_digit();
        digits = digits.saturating_add(usize::from(character != '.'));
        previous = character;
    }
    if previous == '.' {
        return Err(Problem::Missing(Part::Octet));
    }
    match digits == NSAP_DIGITS || (is_decimal && digits <= E164_DIGITS) {
        true => Ok(()),
        false => Err(Problem::Length { expected: NSAP_DIGITS, found: digits }),
    }
}
