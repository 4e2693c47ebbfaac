//! From octets to text: UTF-8, and UTF-16 by byte order mark or declaration.

use super::declaration;
use super::limits::Limits;
use super::position::place;
use crate::error::{Error, Fault, Place, Unsupported};

/// What a document was before it was held as UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// UTF-8, held as it came.
    Utf8,
    /// UTF-16 with the low octet first; saved as UTF-8.
    Utf16LittleEndian,
    /// UTF-16 with the high octet first; saved as UTF-8.
    Utf16BigEndian,
    /// Text decoded by the caller from an encoding that its declaration named; saved as UTF-8.
    Decoded,
}

/// The byte order mark as a character.
pub(super) const BOM: char = '\u{FEFF}';

/// Decodes input by its first octets (XML 1.0 appendix F).
pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<(String, Origin), Error> {
    if bytes.len() > limits.max_bytes {
        return Err(too_large(bytes.len(), limits));
    }
    match bytes {
        [0x00, 0x00, 0xFE, 0xFF, ..] | [0xFF, 0xFE, 0x00, 0x00, ..] => unsupported("UTF-32"),
        [0x00, 0x00, 0x00, b'<', ..] | [b'<', 0x00, 0x00, 0x00, ..] => unsupported("UTF-32"),
        [0x4C, 0x6F, 0xA7, 0x94, ..] => unsupported("EBCDIC"),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, 2, true, limits),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, 2, false, limits),
        [b'<', 0x00, ..] => utf16(bytes, 0, true, limits),
        [0x00, b'<', ..] => utf16(bytes, 0, false, limits),
        _ => utf8(bytes),
    }
}

pub(super) fn too_large(found: usize, limits: &Limits) -> Error {
    Error::TooLarge {
        place: Place { line: 1, column: 1, offset: 0 },
        what: "octets of input",
        found,
        limit: limits.max_bytes,
    }
}

fn unsupported<T>(name: &str) -> Result<T, Error> {
    Err(Unsupported::Encoding { name: name.to_owned() }.into())
}

fn utf8(bytes: &[u8]) -> Result<(String, Origin), Error> {
    // The declaration is ASCII in every encoding that a text of this family can have.
    if let Some(name) = declaration::peek_encoding(bytes) {
        let name = String::from_utf8_lossy(name);
        if is_utf16_name(&name) {
            let fault = Fault::EncodingMismatch { declared: name.into_owned(), actual: "UTF-8" };
            return Err(Error::Malformed { place: Place { line: 1, column: 1, offset: 0 }, fault });
        }
        let ascii = name.eq_ignore_ascii_case("US-ASCII") || name.eq_ignore_ascii_case("ASCII");
        if !(name.eq_ignore_ascii_case("UTF-8") || ascii && bytes.is_ascii()) {
            return unsupported(&name);
        }
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), Origin::Utf8)),
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let good = core::str::from_utf8(good).unwrap_or_default();
            let fault = Fault::Encoding { encoding: "UTF-8" };
            Err(Error::Malformed { place: place(good, good.len()), fault })
        }
    }
}

fn is_utf16_name(name: &str) -> bool {
    ["UTF-16", "UTF-16LE", "UTF-16BE"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn utf16(
    bytes: &[u8],
    skipped: usize,
    little: bool,
    limits: &Limits,
) -> Result<(String, Origin), Error> {
    let mut text = String::with_capacity(bytes.len());
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs
        .iter()
        .map(|pair| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) });
    let malformed = |text: &str, units: usize| {
        let mut place = place(text, text.len());
        place.offset = units.saturating_mul(2).saturating_add(skipped);
        Err(Error::Malformed { place, fault: Fault::Encoding { encoding: "UTF-16" } })
    };
    let mut read = 0_usize;
    for decoded in char::decode_utf16(units) {
        let Ok(c) = decoded else { return malformed(&text, read) };
        read = read.saturating_add(c.len_utf16());
        text.push(c);
    }
    if !odd.is_empty() {
        return malformed(&text, read);
    }
    if text.len() > limits.max_bytes {
        return Err(too_large(text.len(), limits));
    }
    let name = declaration::peek_encoding(text.as_bytes()).map(String::from_utf8_lossy);
    match name {
        Some(name) if !is_utf16_name(&name) => {
            let fault = Fault::EncodingMismatch { declared: name.into_owned(), actual: "UTF-16" };
            return Err(Error::Malformed { place: Place { line: 1, column: 1, offset: 0 }, fault });
        }
        // Without a mark, only the declaration can say UTF-16 (XML 1.0 section 4.3.3).
        None if skipped == 0 => {
            let fault = Fault::EncodingMismatch { declared: "none".to_owned(), actual: "UTF-16" };
            return Err(Error::Malformed { place: Place { line: 1, column: 1, offset: 0 }, fault });
        }
        _ => {}
    }
    declaration::name_utf8(&mut text);
    let origin = if little { Origin::Utf16LittleEndian } else { Origin::Utf16BigEndian };
    Ok((text, origin))
}

/// Text that the caller has decoded: its declaration is made to name UTF-8, as which it is held.
pub(super) fn decoded(mut text: String, limits: &Limits) -> Result<(String, Origin), Error> {
    if text.len() > limits.max_bytes {
        return Err(too_large(text.len(), limits));
    }
    let legacy = declaration::peek_encoding(text.as_bytes()).is_some_and(|name| {
        let ascii = name.eq_ignore_ascii_case(b"US-ASCII") || name.eq_ignore_ascii_case(b"ASCII");
        !(name.eq_ignore_ascii_case(b"UTF-8") || ascii && text.is_ascii())
    });
    if !legacy {
        return Ok((text, Origin::Utf8));
    }
    declaration::name_utf8(&mut text);
    Ok((text, Origin::Decoded))
}
