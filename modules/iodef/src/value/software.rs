//! Names of software: CPE 2.3 (NIST IR 7695) in both of its forms, and SWID tags (ISO/IEC 19770-2).

use super::scan::Scan;
use super::{Part, Problem};

/// Components of a formatted string after `cpe:2.3:`.
const FORMATTED_COMPONENTS: usize = 11;

/// Components of a URI after `cpe:/` at most.
const MAX_URI_COMPONENTS: usize = 7;

/// Characters of the tag identifier of a SWID tag at most.
pub const MAX_TAG_ID_LENGTH: usize = 1024;

/// Checks a CPE name: a formatted string `cpe:2.3:...` or a URI `cpe:/...`.
///
/// # Errors
/// [`Problem`].
pub fn cpe(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some(rest) = text.strip_prefix("cpe:2.3:") {
        return formatted_string(rest);
    }
    match text.get(..5) {
        Some(prefix) if prefix.eq_ignore_ascii_case("cpe:/") => {
            bound_uri(text.get(5..).unwrap_or(""))
        }
        _ => Err(Problem::Missing(Part::Scheme)),
    }
}

/// NIST IR 7695 section 6.2: components between colons, in which a backslash quotes punctuation.
fn formatted_string(text: &str) -> Result<(), Problem> {
    let mut scan = Scan::new(text);
    let (mut components, mut length, mut part) = (1_usize, 0_usize, String::new());
    while let Some(character) = scan.next() {
        let is_separator = character == ':';
        match character {
            ':' if length == 0 => return Err(Problem::Missing(Part::Component)),
            ':' => {
                components = components.saturating_add(1);
                length = 0;
            }
            '\\' => match scan.next() {
                Some(quoted) if quoted.is_ascii_punctuation() => {}
                other => return Err(Problem::Escape(other.unwrap_or('\\'))),
            },
            '*' | '?' | '-' | '.' | '_' => {}
            // Section 5.3.2: nothing beyond U+007F.
            _ if character.is_ascii_alphanumeric() => {}
            _ => return Err(Problem::Character(character)),
        }
        if !is_separator {
            length = length.saturating_add(1);
            if components == 1 {
                part.push(character);
            }
        }
    }
    check_part(&part)?;
    match components {
        FORMATTED_COMPONENTS if length == 0 => Err(Problem::Missing(Part::Component)),
        FORMATTED_COMPONENTS => Ok(()),
        found => Err(Problem::Length { expected: FORMATTED_COMPONENTS, found }),
    }
}

/// NIST IR 7695 section 6.1: as CPE 2.2, with percent-encoded punctuation.
fn bound_uri(text: &str) -> Result<(), Problem> {
    check_part(text.split(':').next().unwrap_or(""))?;
    let found = text.split(':').count();
    if found > MAX_URI_COMPONENTS {
        return Err(Problem::Length { expected: MAX_URI_COMPONENTS, found });
    }
    let mut scan = Scan::new(text);
    while let Some(character) = scan.next() {
        match character {
            '%' => {
                for _ in 0..2 {
                    let digit = scan.next().ok_or(Problem::Missing(Part::Octet))?;
                    if !digit.is_ascii_hexdigit() {
                        return Err(Problem::Character(digit));
                    }
                }
            }
            ':' | '-' | '.' | '_' | '~' => {}
            _ if character.is_ascii_alphanumeric() => {}
            _ => return Err(Problem::Character(character)),
        }
    }
    Ok(())
}

/// Applications, operating systems, hardware; in a formatted string also any and none.
fn check_part(part: &str) -> Result<(), Problem> {
    match part.to_ascii_lowercase().as_str() {
        "a" | "o" | "h" | "*" | "-" => Ok(()),
        "" => Err(Problem::Missing(Part::Component)),
        _ => Err(Problem::UnknownName),
    }
}

/// Checks the tag identifier of a SWID tag, with or without the scheme `swid:`: one word.
///
/// # Errors
/// [`Problem`].
pub fn swid(text: &str) -> Result<(), Problem> {
    let identifier = text.strip_prefix("swid:").unwrap_or(text);
    let is_space = |character: char| character.is_whitespace() || character.is_control();
    match identifier.chars().find(|character| is_space(*character)) {
        Some(found) => Err(Problem::Character(found)),
        None if identifier.is_empty() => Err(Problem::Empty),
        None if identifier.len() > MAX_TAG_ID_LENGTH => {
            Err(Problem::TooLong { limit: MAX_TAG_ID_LENGTH })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_software_follow_their_bindings() {
        for good in [
            "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*",
            "cpe:2.3:a:foo\\\\bar:big\\$money:2010:*:*:*:special:ipod_touch:80gb:*",
            "cpe:2.3:o:linux:linux_kernel:-:*:*:*:*:*:*:*",
            "cpe:/a:microsoft:internet_explorer:8.0.6001:beta",
            "cpe:/o:redhat:enterprise_linux:4:update4",
            "cpe:/a:foo~bar:big%7emoney_2010",
            "cpe:/h",
        ] {
            assert_eq!(cpe(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("", Problem::Empty),
            ("microsoft", Problem::Missing(Part::Scheme)),
            ("cpe:2.3:a:b", Problem::Length { expected: 11, found: 2 }),
            ("cpe:2.3:x:b:*:*:*:*:*:*:*:*:*", Problem::UnknownName),
            ("cpe:2.3:a:b c:*:*:*:*:*:*:*:*:*", Problem::Character(' ')),
            ("cpe:2.3:a:b::*:*:*:*:*:*:*:*", Problem::Missing(Part::Component)),
            ("cpe:2.3:a:b:c:*:*:*:*:*:*:*:", Problem::Missing(Part::Component)),
            ("cpe:2.3:a:b\\c:*:*:*:*:*:*:*:*:*", Problem::Escape('c')),
            ("cpe:/", Problem::Missing(Part::Component)),
            ("cpe:/a:b:c:d:e:f:g:h", Problem::Length { expected: 7, found: 8 }),
            ("cpe:/a:b%zz", Problem::Character('z')),
        ] {
            assert_eq!(cpe(bad), Err(problem), "{bad}");
        }
        assert!(swid("swid:2df9de35-0aff-4a86-ace6-f7dddd1ade4c").is_ok());
        assert!(swid("com.acme.rrd2013-ce-sp1-v4-1-5-0").is_ok());
        assert!(swid("").is_err() && swid("Acme Roadrunner").is_err());
    }
}
