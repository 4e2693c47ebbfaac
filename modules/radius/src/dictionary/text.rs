//! Octets as text that is safe to log and reads back to the same octets.

use core::fmt::Write;

/// Text as it is; control characters, characters that change how others are shown, backslashes
/// and octets that are not UTF-8 as `\xHH`, one for each octet.
pub(super) fn print(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len());
    for chunk in octets.utf8_chunks() {
        for character in chunk.valid().chars() {
            if is_plain(character) {
                text.push(character);
            } else {
                escape(&mut text, character.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        escape(&mut text, chunk.invalid());
    }
    text
}

/// Reads what [`print`] writes; `\\`, `\n`, `\r` and `\t` as well.
pub(super) fn parse(text: &str) -> Option<Vec<u8>> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        octets.extend_from_slice(plain.as_bytes());
        let mut characters = escaped.chars();
        octets.push(match characters.next()? {
            '\\' => b'\\',
            'n' => b'\n',
            'r' => b'\r',
            't' => b'\t',
            'x' => {
                let digits = (characters.next()?.to_digit(16)?, characters.next()?.to_digit(16)?);
                u8::try_from(digits.0 << 4 | digits.1).ok()?
            }
            _ => return None,
        });
        rest = characters.as_str();
    }
    octets.extend_from_slice(rest.as_bytes());
    Some(octets)
}

/// `0x` and two digits for each octet.
pub(super) fn print_hexadecimal(octets: &[u8]) -> String {
    octets.iter().fold(String::from("0x"), |mut text, octet| {
        let _ = write!(text, "{octet:02x}");
        text
    })
}

/// Reads what [`print_hexadecimal`] writes.
pub(super) fn parse_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("0x")?.as_bytes();
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    pairs
        .iter()
        .map(|pair| {
            let [high, low] = pair.map(|digit| char::from(digit).to_digit(16));
            u8::try_from(high? << 4 | low?).ok()
        })
        .collect()
}

fn is_plain(character: char) -> bool {
    let changes_display = matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !character.is_control() && !changes_display && character != '\\'
}

fn escape(text: &mut String, octets: &[u8]) {
    for octet in octets {
        let _ = write!(text, "\\x{octet:02x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_octets_read_back() {
        for octets in [&b"alice@example.org"[..], "stra\u{df}e".as_bytes(), b"\\x00\0\n\xff", b""] {
            assert_eq!(parse(&print(octets)).as_deref(), Some(octets));
            assert_eq!(parse_hexadecimal(&print_hexadecimal(octets)).as_deref(), Some(octets));
        }
    }

    #[test]
    fn what_would_forge_a_log_line_is_escaped() {
        assert_eq!(print(b"a\r\nb\x7f"), "a\\x0d\\x0ab\\x7f");
        assert_eq!(print("\u{202e}txt".as_bytes()), "\\xe2\\x80\\xaetxt");
        assert_eq!(print(&[0x80, b'a']), "\\x80a");
    }

    #[test]
    fn broken_escapes_are_refused() {
        for text in ["\\", "\\x", "\\x4", "\\xgg", "\\q"] {
            assert_eq!(parse(text), None, "{text}");
        }
        for text in ["0x0", "0xzz", "00", "0X00"] {
            assert_eq!(parse_hexadecimal(text), None, "{text}");
        }
    }
}
