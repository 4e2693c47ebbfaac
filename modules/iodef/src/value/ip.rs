//! Addresses and networks of the Internet Protocol: RFC 7970 section 3.18.1.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::number::integer_between;
use super::{Part, Problem};
use crate::order::find;

/// A network: an address and how many of its bits are significant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network<A> {
    /// The address before the slash.
    pub address: A,
    /// Significant bits.
    pub prefix: u32,
}

impl Network<Ipv4Addr> {
    /// Whether no bit beyond the prefix is set.
    #[must_use]
    pub fn is_network(&self) -> bool {
        self.address.to_bits().checked_shl(self.prefix).unwrap_or(0) == 0
    }
}

impl Network<Ipv6Addr> {
    /// Whether no bit beyond the prefix is set.
    #[must_use]
    pub fn is_network(&self) -> bool {
        self.address.to_bits().checked_shl(self.prefix).unwrap_or(0) == 0
    }
}

/// Reads an IPv4 address in dotted-decimal notation.
///
/// # Errors
/// [`Problem`], such as [`Problem::LeadingZero`] for `192.0.02.1`.
pub fn ipv4(text: &str) -> Result<Ipv4Addr, Problem> {
    match text.parse() {
        Ok(address) => Ok(address),
        Err(_) if text.parse::<Ipv6Addr>().is_ok() => Err(Problem::OtherVersion),
        Err(_) => Err(why_not_ipv4(text)),
    }
}

/// Reads an IPv6 address in any form of RFC 4291 section 2.2; [`is_canonical`] tells whether it is
/// that of RFC 5952 section 4.
///
/// # Errors
/// [`Problem`], such as [`Problem::OtherVersion`] for `192.0.2.1`.
pub fn ipv6(text: &str) -> Result<Ipv6Addr, Problem> {
    match text.parse() {
        Ok(address) => Ok(address),
        Err(_) if text.parse::<Ipv4Addr>().is_ok() => Err(Problem::OtherVersion),
        Err(_) => Err(why_not_ipv6(text)),
    }
}

/// Whether `text` writes `address` as RFC 5952 section 4 recommends.
#[must_use]
pub fn is_canonical(address: Ipv6Addr, text: &str) -> bool {
    if address.to_ipv4_mapped().is_some() {
        return address.to_string() == text;
    }
    let zeros = longest_zeros(address.segments());
    let mut rest = text;
    for (segment, index) in address.segments().into_iter().zip(0_usize..) {
        let is_left_out = zeros.contains(&index);
        let separator = match index {
            _ if index == zeros.start && is_left_out => "::",
            _ if index == 0 || index == zeros.end || is_left_out => "",
            _ => ":",
        };
        let Some(after) = rest.strip_prefix(separator) else { return false };
        let after = if is_left_out { Some(after) } else { without_hexadecimal(after, segment) };
        let Some(after) = after else { return false };
        rest = after;
    }
    rest.is_empty()
}

/// The first of the longest runs of two zeros or more, which `::` stands for.
fn longest_zeros(segments: [u16; 8]) -> Range<usize> {
    let (mut longest, mut run) = (0..0, 0..0);
    for (segment, after) in segments.into_iter().zip(1_usize..) {
        run = if segment == 0 { run.start..after } else { after..after };
        if run.len() > 1 && run.len() > longest.len() {
            longest = run.clone();
        }
    }
    longest
}

/// What follows a number in small hexadecimal digits without zeros before it.
fn without_hexadecimal(text: &str, number: u16) -> Option<&str> {
    let mut rest = text;
    let length = number.checked_ilog2().map_or(0, |bits| bits / 4);
    for place in (0..=length).rev() {
        let digit = number.checked_shr(place.saturating_mul(4)).unwrap_or(0) & 0xF;
        rest = rest.strip_prefix(char::from_digit(u32::from(digit), 16)?)?;
    }
    Some(rest)
}

/// Reads `ipv4-net`: an address, a slash and the number of significant bits.
///
/// # Errors
/// [`Problem`].
pub fn ipv4_net(text: &str) -> Result<Network<Ipv4Addr>, Problem> {
    let (address, prefix) = halves(text)?;
    Ok(Network { address: ipv4(address)?, prefix: prefix_length(prefix, 32)? })
}

/// Reads `ipv6-net`: an address, a slash and a prefix length (RFC 4291 section 2.3).
///
/// # Errors
/// [`Problem`].
pub fn ipv6_net(text: &str) -> Result<Network<Ipv6Addr>, Problem> {
    let (address, prefix) = halves(text)?;
    Ok(Network { address: ipv6(address)?, prefix: prefix_length(prefix, 128)? })
}

/// Reads `ipv4-net-mask`: an address, a slash and a mask in dotted-decimal notation.
///
/// # Errors
/// [`Problem::NotNetwork`] if the mask is not a row of ones and then zeros, and others.
pub fn ipv4_net_mask(text: &str) -> Result<Network<Ipv4Addr>, Problem> {
    let (address, mask) = halves(text)?;
    let (address, mask) = (ipv4(address)?, ipv4(mask)?.to_bits());
    let prefix = mask.leading_ones();
    match mask.count_ones() == prefix {
        true => Ok(Network { address, prefix }),
        false => Err(Problem::NotNetwork),
    }
}

/// Reads `ipv6-net-mask` of BulkObservable (RFC 7970 section 3.29.3.1).
///
/// # Errors
/// [`Problem::NotNetwork`] if the mask is not a row of ones and then zeros, and others.
pub fn ipv6_net_mask(text: &str) -> Result<Network<Ipv6Addr>, Problem> {
    let (address, mask) = halves(text)?;
    let (address, mask) = (ipv6(address)?, ipv6(mask)?.to_bits());
    let prefix = mask.leading_ones();
    match mask.count_ones() == prefix {
        true => Ok(Network { address, prefix }),
        false => Err(Problem::NotNetwork),
    }
}

/// Checks `ipv4-net-masked`: as `ipv4-net`, with `x` in place of digits. One `x` may stand for all
/// digits of a number.
///
/// # Errors
/// [`Problem::Missing`] of [`Part::Mask`] if there is no `x`, and others.
pub fn ipv4_net_masked(text: &str) -> Result<(), Problem> {
    let (address, prefix) = masked_halves(text)?;
    let octets = address.split('.').map(|octet| masked_number(octet, 3, 255));
    let count = octets.clone().count();
    octets.collect::<Result<(), _>>()?;
    match count {
        4 => masked_number(prefix, 2, 32),
        0..4 => Err(Problem::Missing(Part::Number)),
        _ => Err(Problem::Repeated(Part::Number)),
    }
}

/// Checks `ipv6-net-masked`: as `ipv6-net`, with `x` in place of digits.
///
/// # Errors
/// [`Problem::Missing`] of [`Part::Mask`] if there is no `x`, and others.
pub fn ipv6_net_masked(text: &str) -> Result<(), Problem> {
    let (address, prefix) = masked_halves(text)?;
    ipv6(&address.replace('x', "0"))?;
    masked_number(prefix, 3, 128)
}

fn masked_halves(text: &str) -> Result<(&str, &str), Problem> {
    let halves = halves(text)?;
    text.contains('x').then_some(halves).ok_or(Problem::Missing(Part::Mask))
}

/// A number of which digits may be an `x`; the least that it can be has to be in bounds.
fn masked_number(text: &str, digits: usize, greatest: u64) -> Result<(), Problem> {
    let is_digit = |character: char| character.is_ascii_digit() || character == 'x';
    if let Some(found) = text.chars().find(|character| !is_digit(*character)) {
        return Err(Problem::Character(found));
    }
    if text.is_empty() {
        return Err(Problem::Missing(Part::Number));
    }
    if text.len() > digits {
        return Err(Problem::TooLong { limit: digits });
    }
    integer_between(&text.replace('x', "0"), 0, greatest).map(|_| ())
}

fn halves(text: &str) -> Result<(&str, &str), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    text.split_once('/').ok_or(Problem::Missing(Part::Prefix))
}

fn prefix_length(text: &str, greatest: u64) -> Result<u32, Problem> {
    decimal(text, greatest).map(|bits| bits as u32)
}

/// A number without a sign or zeros before it.
fn decimal(text: &str, greatest: u64) -> Result<u64, Problem> {
    if let Some(found) = text.chars().find(|character| !character.is_ascii_digit()) {
        return Err(Problem::Character(found));
    }
    match text {
        "" => Err(Problem::Missing(Part::Number)),
        _ if text.len() > 1 && text.starts_with('0') => Err(Problem::LeadingZero),
        _ => integer_between(text, 0, greatest),
    }
}

fn why_not_ipv4(text: &str) -> Problem {
    if text.is_empty() {
        return Problem::Empty;
    }
    if let Some(found) = text.chars().find(|found| !found.is_ascii_digit() && *found != '.') {
        return Problem::Character(found);
    }
    let mut count = 0_usize;
    for octet in text.split('.') {
        if let Err(problem) = decimal(octet, 255) {
            return problem;
        }
        count = count.saturating_add(1);
    }
    if count < 4 { Problem::Missing(Part::Number) } else { Problem::Repeated(Part::Number) }
}

fn why_not_ipv6(text: &str) -> Problem {
    if text.is_empty() {
        return Problem::Empty;
    }
    // An IPv4 address may end it: RFC 4291 section 2.2, form 3.
    let (groups, quad) = match (text.rfind(':'), text.contains('.')) {
        (Some(colon), true) => text.split_at(colon.saturating_add(1)),
        _ => (text, ""),
    };
    if let Some(found) = groups.chars().find(|found| !found.is_ascii_hexdigit() && *found != ':') {
        return Problem::Character(found);
    }
    if groups.split(':').any(|group| group.len() > 4) {
        return Problem::TooLong { limit: 4 };
    }
    if !quad.is_empty() && quad.parse::<Ipv4Addr>().is_err() {
        return why_not_ipv4(quad);
    }
    let is_repeated = || {
        let after = find(groups, "::").and_then(|at| groups.get(at.saturating_add(1)..));
        // Three colons are two pairs.
        after.is_some_and(|after| find(after, "::").is_some())
    };
    if is_repeated() {
        return Problem::Repeated(Part::DoubleColon);
    }
    let count = groups.split(':').filter(|group| !group.is_empty()).count();
    let count = count.saturating_add(if quad.is_empty() { 0 } else { 2 });
    if count >= 8 { Problem::Repeated(Part::Group) } else { Problem::Missing(Part::Group) }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_the_standard_library_writes_is_canonical_and_nothing_else(
            segments in proptest::array::uniform8(proptest::sample::select(&[0_u16, 0, 0, 1, 0xa, 0xff, 0x10, 0xfff, 0xABCD, 0xFFFF][..])),
            other in "[0-9a-fA:]{0,12}",
        ) {
            let address = Ipv6Addr::from(segments);
            let text = address.to_string();
            assert!(is_canonical(address, &text), "{text}");
            for spoiled in [other, text.to_uppercase(), format!("0{text}"), format!("{text}0"), format!("{text}:")] {
                assert_eq!(is_canonical(address, &spoiled), spoiled == text, "{spoiled}");
            }
        }
    }
}
