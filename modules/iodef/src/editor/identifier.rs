//! Identifiers for `observable-id` and what refers to it.

use rand_core::CryptoRng;

/// Letters and digits that are not taken for one another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters of 5 bits each: among a million identifiers two are the same once in 10^12 cases.
const LETTERS: u32 = 16;

/// A new identifier, which is an NCName: `i-` and 80 random bits.
#[must_use]
pub fn identifier(rng: &mut impl CryptoRng) -> String {
    let mut bits = u128::from(rng.next_u64()) << 64 | u128::from(rng.next_u64());
    let mut name = String::from("i-");
    for _ in 0..LETTERS {
        let letter = usize::try_from(bits % 32).unwrap_or_default();
        name.extend(ALPHABET.get(letter).copied().map(char::from));
        bits >>= 5;
    }
    name
}
