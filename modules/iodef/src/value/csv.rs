//! Comma-separated values: RFC 4180 section 2.

use super::Problem;

/// Checks that quotes are balanced and that every line has as many fields as the first.
///
/// # Errors
/// [`Problem`].
pub fn csv(text: &str) -> Result<(), Problem> {
    let mut expected = None;
    let mut fields = 1_usize;
    let mut state = State::Start;
    let mut end_line = |fields: usize| match expected {
        None => {
            expected = Some(fields);
            Ok(())
        }
        Some(expected) if expected == fields => Ok(()),
        Some(expected) => Err(Problem::Uneven { expected, found: fields }),
    };
    let mut is_at_line_start = true;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        is_at_line_start = false;
        state = match (state, character) {
            (State::Quoted, '"') if characters.next_if_eq(&'"').is_some() => State::Quoted,
            (State::Quoted, '"') => State::Closed,
            (State::Quoted, _) => State::Quoted,
            (State::Start, '"') => State::Quoted,
            (State::Plain, '"') => return Err(Problem::Unbalanced('"')),
            (_, ',') => {
                fields = fields.saturating_add(1);
                State::Start
            }
            (_, '\n') => {
                end_line(fields)?;
                fields = 1;
                is_at_line_start = true;
                State::Start
            }
            (_, '\r') if matches!(characters.peek(), Some('\n') | None) => state,
            (State::Closed, found) => return Err(Problem::Character(found)),
            (State::Start | State::Plain, _) => State::Plain,
        };
    }
    match (state, is_at_line_start) {
        (State::Quoted, _) => Err(Problem::Unbalanced('"')),
        (_, true) => Ok(()),
        (_, false) => end_line(fields),
    }
}

/// Where in a field a character is.
#[derive(Debug, Clone, Copy)]
enum State {
    /// At its start.
    Start,
    /// In a field without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// After the closing quote.
    Closed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_as_many_fields_and_quotes_are_balanced() {
        for good in
            ["", "a,b", "a,b\r\nc,d\r\n", "\"a,b\",c\nd,e", "\"a\"\"b\",\"c\nd\"", ",\n,", "a\n"]
        {
            assert_eq!(csv(good), Ok(()), "{good:?}");
        }
        for (bad, problem) in [
            ("a,b\nc", Problem::Uneven { expected: 2, found: 1 }),
            ("\"a", Problem::Unbalanced('"')),
            ("a\"b\"", Problem::Unbalanced('"')),
            ("\"a\"b", Problem::Character('b')),
            ("a\n\nb,c", Problem::Uneven { expected: 1, found: 2 }),
        ] {
            assert_eq!(csv(bad), Err(problem), "{bad:?}");
        }
    }
}
