//! URLs: RFC 3986, which RFC 7970 section 2.13 names.
//!
//! A URL is absolute and ASCII; an IRI is refused at its first character beyond that, as is
//! `http://example[.]com`, which was written so that nobody follows it.

use super::scan::Scan;
use super::{Part, Problem, ip, number};
use crate::order::find;

/// What stands before the zone of an IPv6 address (RFC 6874 section 2).
const ZONE: &str = "%25";

/// Checks a URI: a scheme and what follows (RFC 3986 section 3).
///
/// # Errors
/// [`Problem::Missing`] of [`Part::Scheme`] for a relative reference, and others.
pub fn absolute(text: &str) -> Result<(), Problem> {
    let (_, rest) = scheme(text)?;
    let (rest, fragment) = rest.split_once('#').map_or((rest, ""), |(rest, after)| (rest, after));
    characters(fragment, "/?")?;
    let (rest, query) = rest.split_once('?').map_or((rest, ""), |(rest, after)| (rest, after));
    characters(query, "/?")?;
    match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
            check_authority(authority)?;
            characters(path, "/")
        }
        None if rest.is_empty() => Err(Problem::Missing(Part::Component)),
        None => characters(rest, "/"),
    }
}

/// The scheme of `text`, and what follows its colon.
///
/// # Errors
/// [`Problem::Missing`] of [`Part::Scheme`], and others.
pub fn scheme(text: &str) -> Result<(&str, &str), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut scan = Scan::new(text);
    let is_part = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
    let scheme = scan.take_while(is_part);
    if !scheme.starts_with(|first: char| first.is_ascii_alphabetic()) || !scan.eat(":") {
        return match scan.peek() {
            Some(found) if !found.is_ascii() || found.is_whitespace() || found.is_control() => {
                Err(Problem::Character(found))
            }
            _ => Err(Problem::Missing(Part::Scheme)),
        };
    }
    Ok((scheme, scan.rest()))
}

/// RFC 3986 section 3.2.
fn check_authority(authority: &str) -> Result<(), Problem> {
    let host = match authority.rsplit_once('@') {
        Some((user, host)) => {
            characters_without_at(user)?;
            host
        }
        None => authority,
    };
    let port = if let Some(rest) = host.strip_prefix('[') {
        let (literal, after) = rest.split_once(']').ok_or(Problem::Unbalanced('['))?;
        check_ip_literal(literal)?;
        match after.strip_prefix(':') {
            Some(port) => port,
            None => {
                return after.chars().next().map_or(Ok(()), |found| Err(Problem::Character(found)));
            }
        }
    } else {
        let (name, port) = host.split_once(':').unwrap_or((host, ""));
        characters_without_at(name)?;
        port
    };
    match port {
        "" => Ok(()),
        _ => match port.chars().find(|character| !character.is_ascii_digit()) {
            Some(found) => Err(Problem::Character(found)),
            None => number::integer_between(port, 0, u16::MAX.into()).map(|_| ()),
        },
    }
}

/// RFC 3986 section 3.2.2: IPv6, with a zone of RFC 6874, or an address of the future.
fn check_ip_literal(literal: &str) -> Result<(), Problem> {
    if let Some(rest) = literal.strip_prefix(['v', 'V']) {
        let (version, address) = rest.split_once('.').ok_or(Problem::Missing(Part::Number))?;
        return match version.chars().find(|character| !character.is_ascii_hexdigit()) {
            Some(found) => Err(Problem::Character(found)),
            None if version.is_empty() || address.is_empty() => Err(Problem::Missing(Part::Number)),
            None => characters_without_at(address),
        };
    }
    let at = find(literal, ZONE);
    let address = at.and_then(|at| literal.get(..at)).unwrap_or(literal);
    let zone = at.and_then(|at| literal.get(at..)?.strip_prefix(ZONE)).unwrap_or("");
    ip::ipv6(address)?;
    characters_without_at(zone)
}

/// pchar of RFC 3986 section 3.3 but `@`.
fn characters_without_at(text: &str) -> Result<(), Problem> {
    match text.contains('@') {
        true => Err(Problem::Character('@')),
        false => characters(text, ""),
    }
}

/// pchar of RFC 3986 section 3.3 and `more`.
fn characters(text: &str, more: &str) -> Result<(), Problem> {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let is_plain = character.is_ascii_alphanumeric()
            || "-._~!$&'()*+,;=:@".contains(character)
            || more.contains(character);
        if character == '%' {
            for _ in 0..2 {
                let digit = characters.next().ok_or(Problem::Missing(Part::Octet))?;
                if !digit.is_ascii_hexdigit() {
                    return Err(Problem::Character(digit));
                }
            }
        } else if !is_plain {
            return Err(Problem::Character(character));
        }
    }
    Ok(())
}
