//! Extended Regular Expressions: chapter 9 of POSIX.1, which RFC 7970 section 3.22.2 names.
//!
//! What the grammar leaves undefined is refused, because receivers differ in it: an operator with
//! nothing to repeat, two in a row (so `.*?` too), an empty alternative, and escapes of letters (so
//! `\d` too).

use super::scan::Scan;
use super::{Part, Problem};

/// Groups within groups at most.
pub const MAX_DEPTH: usize = 256;

/// `{RE_DUP_MAX}` of POSIX.1 at least: what every receiver can count to.
pub const MAX_REPETITIONS: u64 = 255;

/// Character classes of the POSIX locale (section 9.3.5).
const CLASSES: [&str; 12] = [
    "alnum", "alpha", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space",
    "upper", "xdigit",
];

/// What was read last, which decides what may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// The beginning of an alternative.
    Start,
    /// `^` or `$`.
    Anchor,
    /// Something that can be repeated.
    Operand,
    /// Something that was repeated.
    Repeated,
}

/// Checks an Extended Regular Expression.
///
/// # Errors
/// [`Problem`].
pub fn ere(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    let mut scan = Scan::new(text);
    let mut depth = 0_usize;
    let mut last = Last::Start;
    while let Some(character) = scan.next() {
        last = match character {
            '(' => {
                depth = depth.saturating_add(1);
                if depth > MAX_DEPTH {
                    return Err(Problem::TooLong { limit: MAX_DEPTH });
                }
                Last::Start
            }
            ')' if depth == 0 => return Err(Problem::Unbalanced(')')),
            ')' | '|' if last == Last::Start => return Err(Problem::Missing(Part::Operand)),
            ')' => {
                depth = depth.saturating_sub(1);
                Last::Operand
            }
            '|' => Last::Start,
            '^' | '$' => Last::Anchor,
            '*' | '+' | '?' | '{' if last != Last::Operand => return Err(Problem::NothingToRepeat),
            '*' | '+' | '?' => Last::Repeated,
            '{' => {
                interval(&mut scan)?;
                Last::Repeated
            }
            '[' => {
                bracket_expression(&mut scan)?;
                Last::Operand
            }
            '\\' => match scan.next() {
                Some(
                    '^' | '.' | '[' | ']' | '$' | '(' | ')' | '|' | '*' | '+' | '?' | '{' | '}'
                    | '\\' | '/' | '-',
                ) => Last::Operand,
                Some(found) => return Err(Problem::Escape(found)),
                None => return Err(Problem::Missing(Part::Operand)),
            },
            _ => Last::Operand,
        };
    }
    match (depth, last) {
        (0, Last::Start) => Err(Problem::Missing(Part::Operand)),
        (0, _) => Ok(()),
        _ => Err(Problem::Unbalanced('(')),
    }
}

/// `{m}`, `{m,}` or `{m,n}` after its brace.
fn interval(scan: &mut Scan<'_>) -> Result<(), Problem> {
    let least = repetitions(scan)?;
    if scan.eat("}") {
        return Ok(());
    }
    scan.expect(',', Part::Close)?;
    if scan.eat("}") {
        return Ok(());
    }
    let greatest = repetitions(scan)?;
    scan.expect('}', Part::Close)?;
    if greatest < least { Err(Problem::Reversed) } else { Ok(()) }
}

fn repetitions(scan: &mut Scan<'_>) -> Result<u64, Problem> {
    let digits = scan.digits(Part::Number)?;
    let range = Problem::Range { least: 0, greatest: MAX_REPETITIONS };
    digits.parse().ok().filter(|number| *number <= MAX_REPETITIONS).ok_or(range)
}

/// Section 9.3.5, after the opening bracket.
fn bracket_expression(scan: &mut Scan<'_>) -> Result<(), Problem> {
    scan.eat("^");
    let mut is_first = true;
    loop {
        if !is_first && scan.eat("]") {
            return Ok(());
        }
        is_first = false;
        let Some(start) = element(scan)? else { continue };
        // A hyphen before the closing bracket is itself.
        if scan.peek() == Some('-') && scan.peek_second() != Some(']') {
            scan.next();
            let end = element(scan)?.ok_or(Problem::Missing(Part::Operand))?;
            if end < start {
                return Err(Problem::Reversed);
            }
        }
    }
}

/// A character or collating element, or `None` for a class, which cannot begin a range.
fn element(scan: &mut Scan<'_>) -> Result<Option<char>, Problem> {
    let character = scan.next().ok_or(Problem::Unbalanced('['))?;
    let kind = match (character, scan.peek()) {
        ('[', Some(kind @ (':' | '.' | '='))) => kind,
        _ => return Ok(Some(character)),
    };
    scan.next();
    let name = scan.take_while(|character| character != kind && character != ']');
    if !scan.eat(kind.encode_utf8(&mut [0; 4])) || !scan.eat("]") {
        return Err(Problem::Unbalanced(kind));
    }
    match kind {
        ':' if CLASSES.contains(&name) => Ok(None),
        ':' => Err(Problem::UnknownName),
        _ => {
            let mut characters = name.chars();
            match (characters.next(), characters.next()) {
                (Some(only), None) => Ok((kind == '.').then_some(only)),
                _ => Err(Problem::UnknownName),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_of_posix_compile() {
        for good in [
            "a",
            "a|b",
            "(a|b)*c",
            "^[0-9]{1,3}$",
            "[]a-z^-]+",
            "[^]]",
            "[[:alpha:]_][[:alnum:]_]*",
            "a\\.b\\\\",
            "x{2,}",
            "[a-]",
            "[[.-.]a]",
            "[[=e=]]",
            "(^a|b$)",
            "a^b",
            "\\(\\)",
            "[*?\\]",
            "GET /[^ ]* HTTP/1\\.[01]",
            "\u{e9}+",
            "]",
            "}",
        ] {
            assert_eq!(ere(good), Ok(()), "{good}");
        }
        for (bad, problem) in [
            ("", Problem::Empty),
            ("*a", Problem::NothingToRepeat),
            ("a**", Problem::NothingToRepeat),
            (".*?", Problem::NothingToRepeat),
            ("(+a)", Problem::NothingToRepeat),
            ("^*", Problem::NothingToRepeat),
            ("(?i)a", Problem::NothingToRepeat),
            ("a||b", Problem::Missing(Part::Operand)),
            ("()", Problem::Missing(Part::Operand)),
            ("a|", Problem::Missing(Part::Operand)),
            ("(a", Problem::Unbalanced('(')),
            ("a)", Problem::Unbalanced(')')),
            ("[a", Problem::Unbalanced('[')),
            ("[]", Problem::Unbalanced('[')),
            ("[z-a]", Problem::Reversed),
            ("[[:alfa:]]", Problem::UnknownName),
            ("[[:alpha]]", Problem::Unbalanced(':')),
            ("[[.space.]]", Problem::UnknownName),
            ("[a-[:digit:]]", Problem::Missing(Part::Operand)),
            ("a{3,2}", Problem::Reversed),
            ("a{,2}", Problem::Character(',')),
            ("a{256}", Problem::Range { least: 0, greatest: MAX_REPETITIONS }),
            ("a{1", Problem::Missing(Part::Close)),
            ("\\d+", Problem::Escape('d')),
            ("a\\", Problem::Missing(Part::Operand)),
            (&"(".repeat(MAX_DEPTH + 1), Problem::TooLong { limit: MAX_DEPTH }),
        ] {
            assert_eq!(ere(bad), Err(problem), "{bad}");
        }
    }
}
