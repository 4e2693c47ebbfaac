//! Patterns on principal names, as the filter's `service_principals` has them: `*` is any run of
//! characters, `?` is exactly one, everything else stands for itself.

/// Whether `pattern` covers the whole of `text`.
pub fn matches(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // What to go back to when a character does not fit: the pattern after the latest star, and
    // the text that this star does not cover yet.
    let mut latest_star = None;
    loop {
        let tail = text.clone();
        match (pattern.next(), text.next()) {
            (None, None) => return true,
            (Some('*'), _) => {
                text = tail;
                latest_star = Some((pattern.clone(), text.clone()));
            }
            (Some('?'), Some(_)) => {}
            (Some(wanted), Some(found)) if wanted == found => {}
            (_, _) => {
                let Some((after_star, mut uncovered)) = latest_star else { return false };
                if uncovered.next().is_none() {
                    return false;
                }
                (pattern, text) = (after_star.clone(), uncovered.clone());
                latest_star = Some((after_star, uncovered));
            }
        }
    }
}

/// Whether one of `patterns` covers the whole of `text`.
pub fn any_matches(patterns: &[String], text: &str) -> bool {
    patterns.iter().any(|pattern| matches(pattern, text))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        for pattern in words(b"ab*?", 5) {
            for text in &texts {
                let expected = defined(pattern.as_bytes(), text.as_bytes());
                assert_eq!(matches(&pattern, text), expected, "{pattern} on {text}");
            }
        }
    }

    #[test]
    fn a_question_mark_is_one_character_of_any_width() {
        assert!(matches("?lice", "älice"));
        assert!(!matches("??lice", "älice"));
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
