//! How to reach people: RFC 7970 sections 2.10 and 2.11.

use super::{Part, Problem};

/// Digits of an international number at most (E.164 section 6.2.1).
pub const MAX_PHONE_DIGITS: usize = 15;

/// Checks a telephone number: digits in groups between spaces, hyphens, dots or parentheses, after a
/// `+` or without (E.164, written as E.123 does).
///
/// # Errors
/// [`Problem`].
pub fn phone(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let (mut digits, mut is_open, mut previous) = (0_usize, false, '\0');
    for character in text.strip_prefix('+').unwrap_or(text).chars() {
        match character {
            '0'..='9' => digits = digits.saturating_add(1),
            '(' if !is_open => is_open = true,
            ')' if is_open && previous.is_ascii_digit() => is_open = false,
            ' ' | '-' | '.' if previous.is_ascii_digit() || previous == ')' => {}
            '(' | ')' => return Err(Problem::Unbalanced(character)),
            _ => return Err(Problem::Character(character)),
        }
        previous = character;
    }
    if is_open {
        return Err(Problem::Unbalanced('('));
    }
    match digits {
        0 => Err(Problem::Missing(Part::Digit)),
        _ if digits > MAX_PHONE_DIGITS => Err(Problem::TooLong { limit: MAX_PHONE_DIGITS }),
        _ if !(previous.is_ascii_digit() || previous == ')') => Err(Problem::Character(previous)),
        _ => Ok(()),
    }
}

/// Checks a postal address: lines between `$`, `\24` for a dollar sign and `\5C` for a backslash
/// (RFC 4517 section 3.3.28, which RFC 4519 section 2.23 names).
///
/// # Errors
/// [`Problem::Character`] for a line break, [`Problem::Missing`] for an empty line, and others.
pub fn postal_address(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some(found) = text.chars().find(|character| character.is_control()) {
        return Err(Problem::Character(found));
    }
    for line in text.split('$') {
        if line.trim().is_empty() {
            return Err(Problem::Missing(Part::Line));
        }
        for after in line.split('\\').skip(1) {
            let is_escape = after.get(..2).is_some_and(|code| matches!(code, "24" | "5C" | "5c"));
            if !is_escape {
                return Err(Problem::Escape(after.chars().next().unwrap_or('\\')));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_may_be_grouped() {
        for good in ["+49 69 1234-5678", "+1 (412) 268-7090", "+442071838750", "4122687090", "112"]
        {
            assert_eq!(phone(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "+",
            "call me",
            "+1 800 FLOWERS",
            "+12345678901234567",
            "(412",
            "412)",
            "1--2",
            "+49 ",
            "++49",
            "() 1",
            "\u{661}",
        ] {
            assert!(phone(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn lines_of_a_postal_address_end_with_a_dollar_sign() {
        for good in ["1 Main Street$Springfield", "\\241,000,000 Sweepstakes$PO Box 1", "a\\5Cb"] {
            assert_eq!(postal_address(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("1 Main Street\nSpringfield", Problem::Character('\n')),
            ("a$$b", Problem::Missing(Part::Line)),
            ("a$", Problem::Missing(Part::Line)),
            ("C:\\x", Problem::Escape('x')),
            ("a\\", Problem::Escape('\\')),
            ("", Problem::Empty),
        ] {
            assert_eq!(postal_address(bad), Err(problem), "{bad}");
        }
    }
}
