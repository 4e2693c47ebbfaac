//! Values behind the written text: references, line ends and white space resolved.

use std::borrow::Cow;

use super::chars::is_char;

/// The character that the reference between `&` and `;` stands for, if it is one of the five
/// predefined or a character reference to a character of XML (XML 1.0 section 4.1, 4.6).
pub(crate) fn resolve(name: &str) -> Option<char> {
    let code = match name {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "apos" => return Some('\''),
        "quot" => return Some('"'),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16)?,
            None => number(name.strip_prefix('#')?, 10)?,
        },
    };
    if is_char(code) { char::from_u32(code) } else { None }
}

fn number(digits: &str, radix: u32) -> Option<u32> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return None;
    }
    // Leading zeros are legal in any number.
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() { Some(0) } else { u32::from_str_radix(digits, radix).ok() }
}

/// What the written text means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Text: references and line ends (XML 1.0 section 2.11).
    Text,
    /// CDATA, comments, processing instructions: line ends only.
    Verbatim,
    /// Attribute values: references, and white space to spaces (XML 1.0 section 3.3.3).
    Attribute,
}

/// The value of a written text that was found well-formed.
pub(crate) fn value(raw: &str, written: Form) -> Cow<'_, str> {
    if special(raw, written).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(special) = special(rest, written) {
        let (before, after) = rest.split_at(special);
        value.push_str(before);
        rest = if after.starts_with('&') {
            match after.split_once(';') {
                Some((reference, tail)) => {
                    value.extend(reference.get(1..).and_then(resolve));
                    tail
                }
                None => "",
            }
        } else {
            let line_end = if after.starts_with("\r\n") { 2 } else { 1 };
            value.push(if written == Form::Attribute { ' ' } else { '\n' });
            after.get(line_end..).unwrap_or("")
        };
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// The first octet that does not stand for itself.
fn special(raw: &str, written: Form) -> Option<usize> {
    let bytes = raw.as_bytes();
    match written {
        Form::Text => memchr::memchr2(b'&', b'\r', bytes),
        Form::Verbatim => memchr::memchr(b'\r', bytes),
        Form::Attribute => {
            bytes.iter().position(|byte| matches!(byte, b'&' | b'\r' | b'\n' | b'\t'))
        }
    }
}
