//! Character classes of XML 1.0 (fifth edition) section 2.2 and 2.3.

/// White space: production S.
pub(crate) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
}

/// Production Char.
pub(crate) const fn is_char(code: u32) -> bool {
    matches!(code, 0x9 | 0xA | 0xD | 0x20..=0xD7FF | 0xE000..=0xFFFD | 0x1_0000..=0x10_FFFF)
}

/// Production NameStartChar without the colon (Namespaces in XML: NCName).
const fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Production NameChar without the colon.
const fn is_name_char(c: char) -> bool {
    is_name_start(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// Whether this is an NCName (Namespaces in XML 1.0 section 3).
#[must_use]
pub fn is_nc_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(is_name_start) && chars.all(is_name_char)
}

/// Whether this is a QName (Namespaces in XML 1.0 section 4).
pub(crate) fn is_q_name(name: &str) -> bool {
    // Nearly all names are ASCII, and are told in one pass.
    let mut begins = true;
    let mut prefixed = false;
    for byte in name.bytes() {
        begins = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => false,
            b'0'..=b'9' | b'-' | b'.' if !begins => false,
            b':' if !begins && !prefixed => {
                prefixed = true;
                true
            }
            0x80.. => {
                return match name.split_once(':') {
                    Some((prefix, local)) => is_nc_name(prefix) && is_nc_name(local),
                    None => is_nc_name(name),
                };
            }
            _ => return false,
        };
    }
    !begins
}

/// The prefix, or nothing, and the local part.
pub(crate) fn split_name(name: &str) -> (&str, &str) {
    match name.bytes().position(|byte| byte == b':') {
        Some(colon) => {
            (name.get(..colon).unwrap_or(""), name.get(colon.saturating_add(1)..).unwrap_or(""))
        }
        None => ("", name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn one_pass_tells_the_names_that_two_tell(name in "[a-zA-Z:_.0-9\\-\u{B7}\u{C0}\u{D7}/ ]{0,6}") {
            let slowly = match name.split_once(':') {
                Some((prefix, local)) => is_nc_name(prefix) && is_nc_name(local),
                None => is_nc_name(&name),
            };
            assert_eq!(is_q_name(&name), slowly);
        }
    }
}
