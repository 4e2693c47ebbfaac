//! E-mail addresses: the addr-spec of RFC 5322 section 3.4.1 as RFC 6531 section 3.3 extends it.
//!
//! Comments and folding white space (the obsolete and the odd) are refused: no system writes them
//! into an address.

use super::scan::Scan;
use super::{Part, Problem, domain, ip};

/// Octets of a local part at most (RFC 5321 section 4.5.3.1.1).
pub const MAX_LOCAL_PART_OCTETS: usize = 64;

/// Octets of an address at most (RFC 5321 section 4.5.3.1.3, without the angle brackets).
pub const MAX_ADDRESS_OCTETS: usize = 254;

/// Checks an address such as `contact@csirt.example.com`.
///
/// # Errors
/// [`Problem`].
pub fn address(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if text.len() > MAX_ADDRESS_OCTETS {
        return Err(Problem::TooLong { limit: MAX_ADDRESS_OCTETS });
    }
    let mut scan = Scan::new(text);
    local_part(&mut scan)?;
    let local_octets = text.len().saturating_sub(scan.rest().len());
    if local_octets > MAX_LOCAL_PART_OCTETS {
        return Err(Problem::TooLong { limit: MAX_LOCAL_PART_OCTETS });
    }
    scan.expect('@', Part::At)?;
    match scan.rest() {
        "" => Err(Problem::Missing(Part::Domain)),
        literal if literal.starts_with('[') => domain_literal(literal),
        name => domain::name(name),
    }
}

fn local_part(scan: &mut Scan<'_>) -> Result<(), Problem> {
    if scan.peek() == Some('@') {
        return Err(Problem::Missing(Part::LocalPart));
    }
    if scan.eat("\"") {
        return quoted(scan);
    }
    loop {
        if scan.take_while(is_atom).is_empty() {
            return Err(scan.peek().map_or(Problem::Missing(Part::At), Problem::Character));
        }
        if !scan.eat(".") {
            return Ok(());
        }
    }
}

fn quoted(scan: &mut Scan<'_>) -> Result<(), Problem> {
    loop {
        match scan.next() {
            Some('"') => return Ok(()),
            Some('\\') => match scan.next() {
                Some(' '..='~') => {}
                Some(found) => return Err(Problem::Escape(found)),
                None => return Err(Problem::Unbalanced('"')),
            },
            Some(found) if found.is_control() => return Err(Problem::Character(found)),
            Some(_) => {}
            None => return Err(Problem::Unbalanced('"')),
        }
    }
}

/// RFC 5321 section 4.1.3: an address of IPv4, or of IPv6 after its tag.
fn domain_literal(text: &str) -> Result<(), Problem> {
    let literal = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let literal = literal.ok_or(Problem::Unbalanced('['))?;
    match literal.strip_prefix("IPv6:") {
        Some(address) => ip::ipv6(address).map(|_| ()),
        None => ip::ipv4(literal).map(|_| ()),
    }
}

/// atext of RFC 5322 section 3.2.3, and what UTF-8 adds to it (RFC 6531 section 3.3).
fn is_atom(character: char) -> bool {
    match character {
        '\0'..='\x7f' => {
            character.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(character)
        }
        _ => !character.is_control() && !character.is_whitespace(),
    }
}
