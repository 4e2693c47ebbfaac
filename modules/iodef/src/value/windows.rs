//! Keys of the Windows registry: RFC 7970 section 3.23.1.

use super::{Part, Problem};

/// Characters of the name of a key between backslashes at most.
pub const MAX_COMPONENT_LENGTH: usize = 255;

/// Predefined keys, and the short names that tools write.
const HIVES: [&str; 14] = [
    "HKEY_CLASSES_ROOT",
    "HKEY_CURRENT_CONFIG",
    "HKEY_CURRENT_USER",
    "HKEY_CURRENT_USER_LOCAL_SETTINGS",
    "HKEY_DYN_DATA",
    "HKEY_LOCAL_MACHINE",
    "HKEY_PERFORMANCE_DATA",
    "HKEY_PERFORMANCE_TEXT",
    "HKEY_USERS",
    "HKCC",
    "HKCR",
    "HKCU",
    "HKLM",
    "HKU",
];

/// Checks the name of a key, with or without the brackets of the `.reg` format.
///
/// # Errors
/// [`Problem::Missing`] of [`Part::Hive`], and others.
pub fn registry_key(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let key = match (text.strip_prefix('['), text.ends_with(']')) {
        (None, _) => text,
        (Some(rest), true) => rest.strip_suffix(']').unwrap_or(rest),
        (Some(_), false) => return Err(Problem::Unbalanced('[')),
    };
    if let Some(found) = key.chars().find(|character| character.is_control()) {
        return Err(Problem::Character(found));
    }
    let mut components = key.split('\\');
    let hive = components.next().unwrap_or("");
    if !HIVES.iter().any(|known| known.eq_ignore_ascii_case(hive)) {
        return Err(Problem::Missing(Part::Hive));
    }
    for component in components {
        if component.is_empty() {
            return Err(Problem::Missing(Part::Component));
        }
        if component.chars().nth(MAX_COMPONENT_LENGTH).is_some() {
            return Err(Problem::TooLong { limit: MAX_COMPONENT_LENGTH });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_begin_with_a_hive() {
        for good in [
            "HKEY_LOCAL_MACHINE\\Software\\Test\\KeyName",
            "[HKEY_USERS]",
            "HKLM\\SYSTEM",
            "hkey_current_user\\Software\\Microsoft\\Windows NT",
        ] {
            assert_eq!(registry_key(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("", Problem::Empty),
            ("Software\\Test", Problem::Missing(Part::Hive)),
            ("HKEY_LOCAL_MACHINE/Software", Problem::Missing(Part::Hive)),
            ("HKLM\\\\x", Problem::Missing(Part::Component)),
            ("HKLM\\", Problem::Missing(Part::Component)),
            ("[HKLM\\x", Problem::Unbalanced('[')),
            ("HKLM\\a\nb", Problem::Character('\n')),
        ] {
            assert_eq!(registry_key(bad), Err(problem), "{bad}");
        }
    }
}
