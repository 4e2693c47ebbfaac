//! Texts with wildcards, and regular expressions.

use regex_lite::{Captures, Regex, RegexBuilder};

use super::error::PolicyProblem;
use crate::routing::{MAX_REGEX_MEMORY, MAX_REGEX_OCTETS, MAX_VALUE_OCTETS};

/// A text in which `*` stands for any octets and `?` for one.
#[derive(Debug, Clone)]
pub(super) struct Glob(Vec<u8>);

/// A regular expression that a whole text meets.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Regex);

impl Glob {
    pub fn new(text: &str) -> Result<Self, PolicyProblem> {
        at_most(text.len(), MAX_VALUE_OCTETS)?;
        if text.is_empty() {
            return Err(PolicyProblem::Empty);
        }
        Ok(Self(text.as_bytes().to_vec()))
    }

    /// Takes time in proportion to the product of both lengths: only the last `*` is tried again,
    /// because what an earlier one stands for can stay the shortest.
    pub fn is_met_by(&self, text: &[u8]) -> bool {
        let (mut glob, mut rest) = (self.0.as_slice(), text);
        let mut again: Option<(&[u8], &[u8])> = None;
        loop {
            match (glob, rest) {
                ([b'*', behind @ ..], _) => {
                    again = Some((behind, rest));
                    glob = behind;
                }
                ([octet, behind @ ..], [first, others @ ..])
                    if *octet == b'?' || octet == first =>
                {
                    (glob, rest) = (behind, others);
                }
                ([], []) => return true,
                _ => match again {
                    Some((behind, [_, others @ ..])) => {
                        again = Some((behind, others));
                        (glob, rest) = (behind, others);
                    }
                    _ => return false,
                },
            }
        }
    }
}

impl Pattern {
    pub fn new(text: &str) -> Result<Self, PolicyProblem> {
        at_most(text.len(), MAX_REGEX_OCTETS)?;
        let compile = |text: &str| RegexBuilder::new(text).size_limit(MAX_REGEX_MEMORY).build();
        // The pattern must be one by itself: `a)|(b` would be one only inside of the group.
        let whole = compile(text).and_then(|_| compile(&format!(r"\A(?:{text})\z")));
        whole.map(Self).map_err(|error| PolicyProblem::BadRegex(error.to_string()))
    }

    /// A text that is not UTF-8 meets no pattern.
    pub fn is_met_by(&self, text: &[u8]) -> bool {
        core::str::from_utf8(text).is_ok_and(|text| self.0.is_match(text))
    }

    pub fn captures<'t>(&self, text: &'t [u8]) -> Option<Captures<'t>> {
        self.0.captures(core::str::from_utf8(text).ok()?)
    }

    /// How many groups there are, with the whole text as the first.
    pub fn groups(&self) -> usize {
        self.0.captures_len()
    }
}

pub(super) fn at_most(found: usize, limit: usize) -> Result<(), PolicyProblem> {
    if found <= limit { Ok(()) } else { Err(PolicyProblem::TooLarge { found, limit }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(glob: &str, text: &str) -> bool {
        Glob::new(glob).unwrap().is_met_by(text.as_bytes())
    }

    #[test]
    fn wildcards_stand_for_any_octets_and_for_one() {
        assert!(meets("*", ""));
        assert!(meets("ap-*", "ap-"));
        assert!(meets("ap-*-?", "ap-1-2-3"));
        assert!(meets("*:eduroam", "00-10:x:eduroam"));
        assert!(meets("a*b*c", "abbcbc"));
        assert!(!meets("ap-?", "ap-"));
        assert!(!meets("ap-?", "ap-12"));
        assert!(!meets("a*b*c", "abbcb"));
        assert!(!meets("ap", "AP"));
        assert!(Glob::new("").is_err());
    }

    #[test]
    fn many_wildcards_do_not_take_exponential_time() {
        let glob = "*a".repeat(126);
        assert!(!meets(&glob, &"a".repeat(125)));
        assert!(!meets(&format!("{glob}b"), &"a".repeat(253)));
    }

    #[test]
    fn a_regular_expression_meets_the_whole_text() {
        let pattern = Pattern::new("a|b(c)").unwrap();
        assert!(pattern.is_met_by(b"a"));
        assert!(!pattern.is_met_by(b"ab"));
        assert!(!pattern.is_met_by(b"a\n"));
        assert!(!pattern.is_met_by(&[0xff]));
        assert_eq!(pattern.groups(), 2);
        assert_eq!(pattern.captures(b"bc").unwrap().get(1).unwrap().as_str(), "c");
        for bad in ["a)|(b", "(", &"a{100}".repeat(100), &"a".repeat(1025)] {
            assert!(Pattern::new(bad).is_err(), "{bad}");
        }
    }
}
