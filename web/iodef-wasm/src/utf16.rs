//! Offsets: octets in the core, UTF-16 units in JavaScript.

/// Octets between two remembered offsets: what a look-up walks at most.
const STEP: usize = 4096;

/// The UTF-16 length of a text at every [`STEP`] octets; nothing for a text in ASCII, where both are
/// the same.
#[derive(Debug, Default)]
pub struct Offsets {
    steps: Vec<usize>,
    ascii: bool,
}

impl Offsets {
    /// Counts a text.
    pub fn new(text: &str) -> Self {
        let mut offsets = Self { steps: Vec::new(), ascii: text.is_ascii() };
        if !offsets.ascii {
            let mut units = 0_usize;
            for chunk in text.as_bytes().chunks(STEP) {
                offsets.steps.push(units);
                units = units.saturating_add(units_of(chunk));
            }
        }
        offsets
    }

    /// Whether it still holds after a replacement of as many octets, all ASCII on both sides.
    pub fn survives(&self, inserted: &str) -> bool {
        self.ascii && inserted.is_ascii()
    }

    /// The UTF-16 offset of an octet.
    pub fn units(&self, text: &str, octet: usize) -> usize {
        if self.ascii {
            return octet.min(text.len());
        }
        let octet = octet.min(text.len());
        let step = octet / STEP;
        let before = self.steps.get(step).copied().unwrap_or_default();
        let rest = text.as_bytes().get(step.saturating_mul(STEP)..octet).unwrap_or_default();
        before.saturating_add(units_of(rest))
    }

    /// The octet at a UTF-16 offset; in the middle of a character, its beginning.
    pub fn octet(&self, text: &str, units: usize) -> usize {
        if self.ascii {
            return units.min(text.len());
        }
        let step = self.steps.partition_point(|before| *before <= units).saturating_sub(1);
        let mut seen = self.steps.get(step).copied().unwrap_or_default();
        // A step may begin inside a character, whose units are counted at its first octet.
        let mut at = step.saturating_mul(STEP);
        while at < text.len() && !text.is_char_boundary(at) {
            at = at.saturating_add(1);
        }
        for character in text.get(at..).unwrap_or_default().chars() {
            let next = seen.saturating_add(character.len_utf16());
            if next > units {
                break;
            }
            seen = next;
            at = at.saturating_add(character.len_utf8());
        }
        at
    }
}

/// An octet that begins no character.
const CONTINUES: u8 = 0x80;
/// The high bit of each octet.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// UTF-16 units of the characters that begin among these octets.
fn units_of(octets: &[u8]) -> usize {
    let (words, rest) = octets.as_chunks::<8>();
    let mut tail = [CONTINUES; 8];
    for (to, from) in tail.iter_mut().zip(rest) {
        *to = *from;
    }
    let mut units = 0_usize;
    for word in words.iter().chain(std::iter::once(&tail)) {
        let word = u64::from_le_bytes(*word);
        // The bits of each octet that say whether it goes on with a character, and whether it begins
        // one of four octets; what comes over from its neighbour is not among them.
        let begins = (!word | word << 1) & HIGH;
        let pairs = word & word << 1 & word << 2 & word << 3 & HIGH;
        let count = begins.count_ones().saturating_add(pairs.count_ones());
        units = units.saturating_add(count as usize);
    }
    units
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn offsets_agree_with_utf16_at_every_character() {
        for text in ["plain".to_owned(), "aé𝄞b日".repeat(3000)] {
            let offsets = Offsets::new(&text);
            let mut units = 0;
            for (octet, character) in text.char_indices() {
                assert_eq!(offsets.units(&text, octet), units);
                assert_eq!(offsets.octet(&text, units), octet);
                units += character.len_utf16();
            }
            assert_eq!(offsets.units(&text, text.len()), units);
            assert_eq!(offsets.octet(&text, units), text.len());
        }
    }
}
