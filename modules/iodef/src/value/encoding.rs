//! Octets as text: xs:base64Binary and xs:hexBinary of XML Schema 1.0 Part 2, for RFC 7970 section
//! 2.5.

use super::{Part, Problem};

/// How many octets a base64 text encodes. White space is passed over.
///
/// # Errors
/// [`Problem`], such as [`Problem::Missing`] if padding is.
pub fn base64_length(text: &str) -> Result<usize, Problem> {
    let (mut symbols, mut padding, mut last) = (0_usize, 0_usize, 0_u8);
    for character in text.chars() {
        match character {
            ' ' | '\t' | '\r' | '\n' => {}
            '=' => padding = padding.saturating_add(1),
            _ if padding > 0 => return Err(Problem::Character('=')),
            _ => {
                last = base64_value(character).ok_or(Problem::Character(character))?;
                symbols = symbols.saturating_add(1);
            }
        }
    }
    // Symbols of the last group, its padding, its octets, and bits of its last symbol that are 0.
    let (needed, octets, unused) = match symbols % 4 {
        0 => (0, 0, 0),
        2 => (2, 1, 0b1111),
        3 => (1, 2, 0b11),
        _ => return Err(Problem::Missing(Part::Octet)),
    };
    if padding < needed {
        return Err(Problem::Missing(Part::Close));
    }
    if padding > needed || last & unused != 0 {
        return Err(Problem::Malformed);
    }
    Ok((symbols / 4).saturating_mul(3).saturating_add(octets))
}

/// How many octets a hexadecimal text encodes.
///
/// # Errors
/// [`Problem`].
pub fn hex_length(text: &str) -> Result<usize, Problem> {
    if let Some(found) = text.chars().find(|character| !character.is_ascii_hexdigit()) {
        return Err(Problem::Character(found));
    }
    match text.len() % 2 {
        0 => Ok(text.len() / 2),
        _ => Err(Problem::Missing(Part::Octet)),
    }
}

fn base64_value(character: char) -> Option<u8> {
    let offset = |first: char, value: u32| {
        let distance = u32::from(character).checked_sub(u32::from(first))?;
        u8::try_from(distance.checked_add(value)?).ok()
    };
    match character {
        'A'..='Z' => offset('A', 0),
        'a'..='z' => offset('a', 26),
        '0'..='9' => offset('0', 52),
        '+' => Some(62),
        '/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_padded_and_hexadecimal_even() {
        for (good, length) in [("", 0), ("Zg==", 1), ("Zm8=", 2), ("Zm9v", 3), ("Zm 9v\nYg==", 4)] {
            assert_eq!(base64_length(good), Ok(length), "{good}");
        }
        for (bad, problem) in [
            ("Zg", Problem::Missing(Part::Close)),
            ("Zg=", Problem::Missing(Part::Close)),
            ("Z", Problem::Missing(Part::Octet)),
            ("Zg===", Problem::Malformed),
            ("Zm9v=", Problem::Malformed),
            ("Zh==", Problem::Malformed),
            ("Zg==Zg==", Problem::Character('=')),
            ("Zm9-", Problem::Character('-')),
        ] {
            assert_eq!(base64_length(bad), Err(problem), "{bad}");
        }
        assert_eq!(hex_length("00ffAB"), Ok(3));
        assert_eq!(hex_length("0"), Err(Problem::Missing(Part::Octet)));
        assert_eq!(hex_length("0x"), Err(Problem::Character('x')));
    }
}
