//! Patterns on principal names: `*` is any run of characters, `?` is exactly one character.
//!
//! Everything else stands for itself and case matters, as it does in Kerberos names.

use core::fmt;

use serde::Deserialize;

/// Most octets of a pattern.
pub const MAX_PATTERN_OCTETS: usize = 512;

/// A compiled pattern.
///
/// A match takes time proportional to the text, times at most [`MAX_PATTERN_OCTETS`]: there is no
/// backtracking beyond the latest `*`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Glob {
    /// What stands between the stars; a pattern without a star has one part.
    parts: Vec<Vec<Unit>>,
}

/// One position of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Any,
    Exactly(char),
}

impl Unit {
    fn character(self) -> char {
        match self {
            Self::Any => '?',
            Self::Exactly(character) => character,
        }
    }
}

/// Why text is not a pattern.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GlobError {
    /// An empty pattern matches only an empty name, which no principal has.
    #[error("a pattern must not be empty")]
    Empty,
    /// Longer than [`MAX_PATTERN_OCTETS`].
    #[error("a pattern has at most {MAX_PATTERN_OCTETS} octets, this one has {0}")]
    TooLong(usize),
}

impl Glob {
    /// Compiles a pattern.
    ///
    /// # Errors
    ///
    /// A [`GlobError`] for an empty or overlong pattern.
    pub fn new(pattern: &str) -> Result<Self, GlobError> {
        match pattern.len() {
            0 => Err(GlobError::Empty),
            length if length > MAX_PATTERN_OCTETS => Err(GlobError::TooLong(length)),
            _ => Ok(Self { parts: pattern.split('*').map(units).collect() }),
        }
    }

    /// Whether the pattern covers the whole of `text`.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return false };
        let Some(after_first) = strip_part(text, first) else { return false };
        let Some((last, middle)) = rest.split_last() else { return after_first.is_empty() };
        let mut remaining = after_first;
        for part in middle {
            match find_part(remaining, part) {
                Some(after) => remaining = after,
                None => return false,
            }
        }
        ends_with_part(remaining, last)
    }
}

/// Writes the pattern as it was given.
impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.parts.iter().enumerate() {
            if index > 0 {
                f.write_str("*")?;
            }
            for unit in part {
                fmt::Write::write_char(f, unit.character())?;
            }
        }
        Ok(())
    }
}

impl TryFrom<String> for Glob {
    type Error = GlobError;

    fn try_from(pattern: String) -> Result<Self, GlobError> {
        Self::new(&pattern)
    }
}

fn units(part: &str) -> Vec<Unit> {
    part.chars().map(|c| if c == '?' { Unit::Any } else { Unit::Exactly(c) }).collect()
}

/// What follows `part` at the start of `text`.
fn strip_part<'a>(text: &'a str, part: &[Unit]) -> Option<&'a str> {
    let mut characters = text.chars();
    for unit in part {
        let found = characters.next()?;
        if matches!(unit, Unit::Exactly(wanted) if *wanted != found) {
            return None;
        }
    }
    Some(characters.as_str())
}

/// What follows the first occurrence of `part` in `text`. Taking the first one never loses a
/// match: a `*` follows, which covers whatever lies between it and a later occurrence.
fn find_part<'a>(text: &'a str, part: &[Unit]) -> Option<&'a str> {
    text.char_indices()
        .map(|(start, _)| start)
        .chain([text.len()])
        .find_map(|start| strip_part(text.get(start..)?, part))
}

/// Whether `text` ends in `part`.
fn ends_with_part(text: &str, part: &[Unit]) -> bool {
    let mut characters = text.chars().rev();
    part.iter().rev().all(|unit| match (unit, characters.next()) {
        (_, None) => false,
        (Unit::Any, Some(_)) => true,
        (Unit::Exactly(wanted), Some(found)) => *wanted == found,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        Glob::new(pattern).unwrap().matches(text)
    }

    #[test]
    fn text_without_wildcards_matches_itself_alone() {
        assert!(matches("alice@A.TEST", "alice@A.TEST"));
        for other in ["Alice@A.TEST", "alice@A.TES", "alice@A.TEST2", "xalice@A.TEST", ""] {
            assert!(!matches("alice@A.TEST", other), "{other}");
        }
    }

    #[test]
    fn a_star_covers_any_run_and_the_empty_one() {
        assert!(matches("*", ""));
        assert!(matches("*@A.TEST", "@A.TEST"));
        assert!(matches("HTTP/*", "HTTP/www.a.test@A.TEST"));
        assert!(matches("a*b*c", "abc"));
        assert!(matches("a*b*c", "a-bb-b-c"));
        assert!(!matches("a*b*c", "a-c-b"));
        assert!(!matches("HTTP/*", "host/www.a.test@A.TEST"));
    }

    #[test]
    fn what_a_star_covers_is_not_used_twice() {
        assert!(!matches("ab*ba", "aba"));
        assert!(matches("ab*ba", "abba"));
        assert!(!matches("a*a*a", "aa"));
    }

    #[test]
    fn a_question_mark_is_one_character_of_any_width() {
        assert!(matches("?lice", "älice"));
        assert!(matches("*?x", "éx"));
        assert!(!matches("?lice", "lice"));
        assert!(!matches("*?", ""));
        assert!(matches("a*?b*", "axxby"));
    }

    #[test]
    fn an_empty_and_an_overlong_pattern_are_refused() {
        assert_eq!(Glob::new(""), Err(GlobError::Empty));
        let longest = "*".repeat(MAX_PATTERN_OCTETS);
        assert!(Glob::new(&longest).is_ok());
        assert_eq!(Glob::new(&(longest + "*")), Err(GlobError::TooLong(MAX_PATTERN_OCTETS + 1)));
    }

    #[test]
    fn the_result_is_that_of_the_definition_for_all_short_patterns_and_texts() {
        // The definition, by recursion: exponential, and obviously right.
        fn defined(pattern: &[u8], text: &[u8]) -> bool {
            match (pattern.split_first(), text.split_first()) {
                (None, _) => text.is_empty(),
                (Some((b'*', rest)), None) => defined(rest, text),
                (Some((b'*', rest)), Some((_, tail))) => {
                    defined(rest, text) || defined(pattern, tail)
                }
                (Some(_), None) => false,
                (Some((unit, rest)), Some((octet, tail))) => {
                    (*unit == b'?' || unit == octet) && defined(rest, tail)
                }
            }
        }
        let texts = words(b"ab", 5);
        for pattern in words(b"ab*?", 5).iter().filter(|pattern| !pattern.is_empty()) {
            for text in &texts {
                let expected = defined(pattern.as_bytes(), text.as_bytes());
                assert_eq!(matches(pattern, text), expected, "{pattern} on {text}");
            }
        }
    }

    #[test]
    fn a_pattern_is_written_as_it_was_given() {
        for pattern in ["*", "HTTP/*", "a?b*", "**", "älice@A.TEST", "*@*"] {
            assert_eq!(Glob::new(pattern).unwrap().to_string(), pattern);
        }
    }

    fn words(alphabet: &[u8], longest: usize) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut first = 0;
        for _ in 0..longest {
            let end = words.len();
            for index in first..end {
                for letter in alphabet {
                    words.push(format!("{}{}", words[index], char::from(*letter)));
                }
            }
            first = end;
        }
        words
    }
}
