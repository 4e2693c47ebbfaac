//! Reading a string from left to right.

use super::{Part, Problem};

/// What is left of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// The character after the next one.
    pub(super) fn peek_second(&self) -> Option<char> {
        self.rest.chars().nth(1)
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    /// Passes `expected` if it is next.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Passes `expected`, or says that `part` is missing or what stands there instead.
    pub(super) fn expect(&mut self, expected: char, part: Part) -> Result<(), Problem> {
        match self.next() {
            Some(found) if found == expected => Ok(()),
            Some(found) => Err(Problem::Character(found)),
            None => Err(Problem::Missing(part)),
        }
    }

    /// The characters for which `accept` holds.
    pub(super) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|character| !accept(character)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// ASCII digits, at least one.
    pub(super) fn digits(&mut self, part: Part) -> Result<&'a str, Problem> {
        let digits = self.take_while(|character| character.is_ascii_digit());
        match (digits.is_empty(), self.peek()) {
            (false, _) => Ok(digits),
            (true, Some(found)) => Err(Problem::Character(found)),
            (true, None) => Err(Problem::Missing(part)),
        }
    }

    /// Exactly two ASCII digits as a number.
    pub(super) fn two_digits(&mut self, part: Part) -> Result<u8, Problem> {
        let mut number = 0_u8;
        for _ in 0..2 {
            let found = self.next().ok_or(Problem::Missing(part))?;
            let digit = found.to_digit(10).ok_or(Problem::Character(found))?;
            // Two digits make at most 99.
            number = number.wrapping_mul(10).wrapping_add(digit as u8);
        }
        Ok(number)
    }

    /// Nothing may follow.
    pub(super) fn end(&self) -> Result<(), Problem> {
        self.peek().map_or(Ok(()), |found| Err(Problem::Character(found)))
    }
}
