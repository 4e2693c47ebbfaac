//! One look at every octet, eight at a time, before anything is read.

/// What the look tells.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Survey {
    /// How many nodes there will be; markup in comments and CDATA sections is counted too.
    pub(super) nodes: usize,
    /// Whether `]]` stands anywhere, so that text must be searched for `]]>`.
    pub(super) has_brackets: bool,
    /// The first code point outside the production Char (XML 1.0 section 2.2), and its offset.
    pub(super) character: Option<(usize, u32)>,
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The high bit of each octet that equals `byte`.
const fn equal(word: u64, byte: u8) -> u64 {
    let differs = word ^ LOW.wrapping_mul(byte as u64);
    !(((differs & !HIGH).wrapping_add(!HIGH)) | differs) & HIGH
}

/// The high bit of each octet below 0x20.
const fn control(word: u64) -> u64 {
    // An octet has a bit in 0xE0 unless it is below 0x20.
    equal(word & LOW.wrapping_mul(0xE0), 0)
}

/// Looks for octets that are no characters of XML, and counts what will become nodes.
pub(super) fn survey(text: &str) -> Survey {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let mut tail = [b' '; 8];
    for (to, from) in tail.iter_mut().zip(rest) {
        *to = *from;
    }
    let mut survey = Survey { nodes: 0, has_brackets: false, character: None };
    let mut end_tags = 0_usize;
    // Whether the octet before the word is `]`: in the low octet, as the mask has it.
    let mut bracket = 0_u64;
    for (index, word) in words.iter().chain(core::iter::once(&tail)).enumerate() {
        let word = u64::from_le_bytes(*word);
        let from = index.saturating_mul(8);
        let mut less = equal(word, b'<');
        while less != 0 {
            let at = from.saturating_add(less.trailing_zeros() as usize / 8);
            let octet = |at: usize| text.as_bytes().get(at);
            let after_tag = at.checked_sub(1).and_then(octet) == Some(&b'>');
            let is_end = octet(at.saturating_add(1)) == Some(&b'/');
            survey.nodes = survey.nodes.saturating_add(if after_tag { 1 } else { 2 });
            end_tags = end_tags.saturating_add(usize::from(is_end));
            less &= less.wrapping_sub(1);
        }
        let is_bracket = equal(word, b']');
        survey.has_brackets |= is_bracket & (is_bracket << 8 | bracket) != 0;
        if (control(word) | equal(word, 0xEF)) != 0 && survey.character.is_none() {
            survey.character = wrong_character(text, from);
        }
        bracket = is_bracket >> 56;
    }
    survey.nodes = survey.nodes.saturating_sub(end_tags);
    survey
}

/// The first octet of the eight from `from` that begins no character of XML.
fn wrong_character(text: &str, from: usize) -> Option<(usize, u32)> {
    let eight = text.as_bytes().get(from..).unwrap_or_default().iter().take(8);
    for (index, byte) in eight.enumerate() {
        let at = from.saturating_add(index);
        match byte {
            b'\t' | b'\n' | b'\r' => {}
            0..0x20 => return Some((at, u32::from(*byte))),
            0xEF => {
                let c = text.get(at..).and_then(|rest| rest.chars().next());
                if let Some(c @ ('\u{FFFE}' | '\u{FFFF}')) = c {
                    return Some((at, u32::from(c)));
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same, octet by octet.
    fn plainly(text: &str) -> Survey {
        let starts = text.matches('<').count().saturating_sub(text.matches("</").count());
        let empty = text.matches("><").count();
        let texts = text.matches('<').count().saturating_sub(empty);
        let wrong = |c: &char| !super::super::chars::is_char(u32::from(*c));
        let character = text.char_indices().find(|(_, c)| wrong(c));
        Survey {
            nodes: starts.saturating_add(texts),
            has_brackets: text.contains("]]"),
            character: character.map(|(at, c)| (at, u32::from(c))),
        }
    }

    proptest::proptest! {
        #[test]
        fn eight_at_a_time_finds_what_one_at_a_time_finds(
            text in "[<>/\\]\\[\\x00-\\x21\u{7f}\u{80}\u{EF}\u{D7FF}\u{E000}\u{FFFD}-\u{FFFF}a\u{10FFFF}]{0,60}"
        ) {
            let whole = plainly(&text);
            let found = survey(&text);
            assert_eq!(found.character, whole.character);
            assert_eq!(found.has_brackets, whole.has_brackets);
            assert_eq!(found.nodes, whole.nodes);
        }
    }
}
