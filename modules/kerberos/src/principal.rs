//! Principal names and realms.

use core::fmt::{self, Write as _};
use core::mem;

use crate::error::{Error, Problem};

/// Most components of a principal name that this core reads.
pub const MAX_COMPONENTS: usize = 16;

/// Longest component or realm that this core reads, in octets.
pub const MAX_NAME_LEN: usize = 1024;

/// NT-PRINCIPAL (RFC 4120 section 6.2).
pub const NT_PRINCIPAL: i32 = 1;

/// NT-SRV-HST (RFC 4120 section 6.2).
pub const NT_SRV_HST: i32 = 3;

/// NT-WELLKNOWN (RFC 6111 section 3.1).
pub const NT_WELLKNOWN: i32 = 11;

/// Realm of anonymous clients whose own realm is hidden too (RFC 8062 section 3).
pub const ANONYMOUS_REALM: &[u8] = b"WELLKNOWN:ANONYMOUS";

/// Components of the name of an anonymous client (RFC 8062 section 3).
pub const ANONYMOUS_NAME: [&[u8]; 2] = [b"WELLKNOWN", b"ANONYMOUS"];

/// A principal name with its realm (RFC 4120 section 6).
///
/// Names are octets: the KerberosString of RFC 4120 carries UTF-8 in practice, sometimes Latin-1.
/// `Display` writes the single-string form of RFC 1964 section 2.1.1. It differs from that text in
/// one point: control characters, characters that reorder or break lines and octets that are not
/// UTF-8 become `\xHH` for each octet, so that no name can break a log or a header.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Principal {
    /// The realm; empty if unknown.
    pub realm: Vec<u8>,
    /// The components of the name.
    pub components: Vec<Vec<u8>>,
    /// The name type: a hint that takes no part in comparisons (RFC 4120 section 6.2).
    pub name_type: i32,
}

impl Principal {
    /// Reads the single-string form that `Display` writes: components between `/`, then the realm
    /// after `@`. The name type is [`NT_PRINCIPAL`].
    ///
    /// # Errors
    /// [`Error::Malformed`] for an escape without an end, `/` or `@` inside the realm without an
    /// escape, or a name that [`Principal::check_bounds`] refuses.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let mut components = Vec::new();
        let mut part = Vec::new();
        let mut in_realm = false;
        let mut octets = text.bytes();
        while let Some(octet) = octets.next() {
            match octet {
                b'/' | b'@' if in_realm => return Err(invalid("unescaped / or @ in the realm")),
                b'/' => components.push(mem::take(&mut part)),
                b'@' => {
                    components.push(mem::take(&mut part));
                    in_realm = true;
                }
                b'\\' => part.push(unescape(&mut octets)?),
                _ => part.push(octet),
            }
        }
        if !in_realm {
            components.push(mem::take(&mut part));
        }
        let name_type = NT_PRINCIPAL;
        let principal = Self { realm: part, components, name_type };
        principal.check_bounds()?;
        Ok(principal)
    }

    /// Checks the name against [`MAX_COMPONENTS`] and [`MAX_NAME_LEN`].
    ///
    /// # Errors
    /// [`Error::Malformed`] with the number that is too large.
    pub fn check_bounds(&self) -> Result<(), Error> {
        let longest = self.components.iter().chain([&self.realm]).map(Vec::len).max();
        let sizes = [(self.components.len(), MAX_COMPONENTS), (longest.unwrap_or(0), MAX_NAME_LEN)];
        for (found, limit) in sizes {
            if found > limit {
                return Err(Error::malformed(WHAT, Problem::TooLarge { found, limit }));
            }
        }
        Ok(())
    }

    /// Whether realm and components are the same octets, whatever the name types say (RFC 4120
    /// section 6.2).
    #[must_use]
    pub fn same_name(&self, other: &Self) -> bool {
        self.realm == other.realm && self.components == other.components
    }

    /// Whether the name is the one of anonymous clients, in any realm (RFC 8062 section 3). The name
    /// type is not looked at: old KDCs send NT-PRINCIPAL.
    #[must_use]
    pub fn is_anonymous_name(&self) -> bool {
        self.components.iter().map(Vec::as_slice).eq(ANONYMOUS_NAME)
    }

    /// Whether the realm is the one of anonymous clients of unknown realm (RFC 8062 section 3).
    #[must_use]
    pub fn is_anonymous_realm(&self) -> bool {
        self.realm == ANONYMOUS_REALM
    }

    /// The single-string form without the realm.
    #[must_use]
    pub fn without_realm(&self) -> impl fmt::Display {
        NameOnly(&self.components)
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.without_realm().fmt(f)?;
        if self.realm.is_empty() {
            return Ok(());
        }
        f.write_char('@')?;
        write_escaped(f, &self.realm)
    }
}

struct NameOnly<'a>(&'a [Vec<u8>]);

impl fmt::Display for NameOnly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, component) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_char('/')?;
            }
            write_escaped(f, component)?;
        }
        Ok(())
    }
}

const WHAT: &str = "principal name";

fn invalid(problem: &'static str) -> Error {
    Error::malformed(WHAT, Problem::Value(problem))
}

/// The octet that the characters after a backslash stand for (RFC 1964 section 2.1.1, 1b and 1c).
fn unescape(octets: &mut core::str::Bytes<'_>) -> Result<u8, Error> {
    match octets.next().ok_or(invalid("escape without an end"))? {
        b'n' => Ok(b'\n'),
        b't' => Ok(b'\t'),
        b'b' => Ok(0x08),
        b'0' => Ok(0),
        b'x' => {
            let mut digit = || char::from(octets.next()?).to_digit(16);
            let (high, low) = digit().zip(digit()).ok_or(invalid("escape without an end"))?;
            Ok((high << 4 | low) as u8)
        }
        literal => Ok(literal),
    }
}

fn write_escaped(f: &mut fmt::Formatter<'_>, octets: &[u8]) -> fmt::Result {
    for chunk in octets.utf8_chunks() {
        for character in chunk.valid().chars() {
            match character {
                '/' | '@' | '\\' => write!(f, "\\{character}")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '\u{8}' => f.write_str("\\b")?,
                '\0' => f.write_str("\\0")?,
                hidden if changes_text_around(hidden) => {
                    write_hex(f, hidden.encode_utf8(&mut [0; 4]).as_bytes())?;
                }
                plain => f.write_char(plain)?,
            }
        }
        write_hex(f, chunk.invalid())?;
    }
    Ok(())
}

fn write_hex(f: &mut fmt::Formatter<'_>, octets: &[u8]) -> fmt::Result {
    octets.iter().try_for_each(|octet| write!(f, "\\x{octet:02x}"))
}

/// Controls, line and paragraph separators, and the marks that turn the direction of text.
fn changes_text_around(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn principal(components: &[&[u8]], realm: &[u8]) -> Principal {
        Principal {
            realm: realm.to_vec(),
            components: components.iter().map(|component| component.to_vec()).collect(),
            name_type: NT_PRINCIPAL,
        }
    }

    #[test]
    fn names_are_written_and_read_with_the_escapes_of_rfc_1964() {
        let cases: [(Principal, &str); 9] = [
            (
                principal(&[b"HTTP", b"www.example.com"], b"EXAMPLE.COM"),
                "HTTP/www.example.com@EXAMPLE.COM",
            ),
            (principal(&[b"a/b", b"c@d"], b"R"), r"a\/b/c\@d@R"),
            (principal(&[b"back\\slash\n\t\x08\0"], b"R"), r"back\\slash\n\t\b\0@R"),
            (principal(&["Strauß".as_bytes()], "МИР".as_bytes()), "Strauß@МИР"),
            (principal(&[b"Strau\xdf"], b"R"), r"Strau\xdf@R"),
            (principal(&[b"a\r\x1b[0m\x7f"], b"R"), r"a\x0d\x1b[0m\x7f@R"),
            (principal(&["a\u{202e}b\u{85}".as_bytes()], b"R"), r"a\xe2\x80\xaeb\xc2\x85@R"),
            (principal(&[b"", b""], b""), "/"),
            (principal(&[b"u"], b"/C=US/O=x@y"), r"u@\/C=US\/O=x\@y"),
        ];
        for (principal, text) in cases {
            assert_eq!(principal.to_string(), text);
            assert_eq!(Principal::parse(text), Ok(principal));
        }
    }

    #[test]
    fn other_escaped_characters_stand_for_themselves() {
        let expected = principal(&["aq ß".as_bytes()], b"R");
        assert_eq!(Principal::parse("a\\q\\ \\ß@R"), Ok(expected));
    }

    #[test]
    fn broken_text_is_refused() {
        for text in ["a\\", "a@R\\", r"a\x", r"a\x4", r"a\xg0", "a@b@c", "a@b/c"] {
            assert!(Principal::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_above_the_bounds_are_refused() {
        assert!(Principal::parse(&"/".repeat(MAX_COMPONENTS - 1)).is_ok());
        assert!(Principal::parse(&"/".repeat(MAX_COMPONENTS)).is_err());
        for prefix in ["", "u@"] {
            let longest = "x".repeat(MAX_NAME_LEN);
            assert!(Principal::parse(&format!("{prefix}{longest}")).is_ok());
            assert!(Principal::parse(&format!("{prefix}{longest}x")).is_err());
        }
    }

    #[test]
    fn the_name_type_takes_no_part_in_the_name() {
        let one = principal(&[b"u"], b"R");
        let other = Principal { name_type: NT_SRV_HST, ..one.clone() };
        assert!(one.same_name(&other));
        assert!(!one.same_name(&principal(&[b"u"], b"r")));
        assert!(!one.same_name(&principal(&[b"u", b""], b"R")));
    }

    #[test]
    fn the_anonymous_name_is_recognised_in_any_realm_and_with_any_type() {
        assert!(principal(&ANONYMOUS_NAME, b"R").is_anonymous_name());
        assert!(!principal(&[b"WELLKNOWN/ANONYMOUS"], b"R").is_anonymous_name());
        assert!(!principal(&[b"WELLKNOWN"], ANONYMOUS_REALM).is_anonymous_name());
        assert!(!principal(&[b"WELLKNOWN", b"ANONYMOUS", b""], b"R").is_anonymous_name());
        assert!(principal(&[b"u"], ANONYMOUS_REALM).is_anonymous_realm());
        assert!(!principal(&ANONYMOUS_NAME, b"R").is_anonymous_realm());
    }

    proptest! {
        #[test]
        fn any_octets_survive_the_single_string_form(
            components in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 1..5),
            realm in prop::collection::vec(any::<u8>(), 0..20),
        ) {
            let principal = Principal { realm, components, name_type: NT_PRINCIPAL };
            let text = principal.to_string();
            prop_assert!(!text.chars().any(changes_text_around));
            prop_assert_eq!(Principal::parse(&text), Ok(principal));
        }

        #[test]
        fn any_text_survives_the_single_string_form(name in "\\PC*", realm in "\\PC*") {
            let principal = principal(&[name.as_bytes()], realm.as_bytes());
            prop_assert_eq!(Principal::parse(&principal.to_string()), Ok(principal));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            if let Ok(principal) = Principal::parse(&text) {
                prop_assert_eq!(Principal::parse(&principal.to_string()), Ok(principal));
            }
        }
    }
}
