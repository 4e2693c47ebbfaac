//! The encoding of maps in the proxy-wasm ABI: headers, and properties that are maps or lists.
//!
//! ```text
//! count: u32
//! count times: name length: u32, value length: u32
//! count times: name, 0x00, value, 0x00
//! ```
//!
//! All integers are little-endian. An empty map is encoded as no octets at all.

/// One name and its value, as octets.
pub type Pair<'a> = (&'a [u8], &'a [u8]);

/// Most pairs of one map that are decoded. Envoy admits 100 headers by default; its limit can be
/// raised, and a list in route metadata arrives as pairs as well.
pub const MAX_PAIRS: usize = 4096;

/// Octets of a length, and of the count.
const LENGTH_OCTETS: usize = 4;

/// Why octets are not a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PairsError {
    /// The octets end before the map does.
    #[error("the map is truncated")]
    Truncated,
    /// The map declares more pairs than [`MAX_PAIRS`].
    #[error("the map declares {0} pairs, at most {MAX_PAIRS} are read")]
    TooMany(usize),
    /// A name or value is not followed by 0x00.
    #[error("a name or value of the map is not terminated")]
    Unterminated,
    /// Octets follow the last pair.
    #[error("octets follow the map")]
    TrailingOctets,
}

/// Decodes a map. No octets, and a lone 0x00, are the empty map.
///
/// # Errors
///
/// A [`PairsError`] for octets that are not exactly one map of at most [`MAX_PAIRS`] pairs.
pub fn decode_pairs(octets: &[u8]) -> Result<Vec<Pair<'_>>, PairsError> {
    if matches!(octets, [] | [0]) {
        return Ok(Vec::new());
    }
    let mut lengths = Reader(octets);
    let count = lengths.length()?;
    if count > MAX_PAIRS {
        return Err(PairsError::TooMany(count));
    }
    let mut data = Reader(octets);
    data.take(LENGTH_OCTETS)?;
    for _ in 0..count {
        data.take(LENGTH_OCTETS)?;
        data.take(LENGTH_OCTETS)?;
    }
    let mut pairs = Vec::with_capacity(count);
    for _ in 0..count {
        let (name_length, value_length) = (lengths.length()?, lengths.length()?);
        pairs.push((data.terminated(name_length)?, data.terminated(value_length)?));
    }
    if data.0.is_empty() { Ok(pairs) } else { Err(PairsError::TrailingOctets) }
}

/// Encodes a map. Lengths beyond 32 bits saturate, which no host accepts and no memory holds.
#[must_use]
pub fn encode_pairs(pairs: &[Pair<'_>]) -> Vec<u8> {
    let mut octets = Vec::new();
    octets.extend_from_slice(&length_octets(pairs.len()));
    for (name, value) in pairs {
        octets.extend_from_slice(&length_octets(name.len()));
        octets.extend_from_slice(&length_octets(value.len()));
    }
    for (name, value) in pairs {
        octets.extend_from_slice(name);
        octets.push(0);
        octets.extend_from_slice(value);
        octets.push(0);
    }
    octets
}

fn length_octets(length: usize) -> [u8; LENGTH_OCTETS] {
    u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes()
}

/// The octets that are still to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], PairsError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(PairsError::Truncated)?;
        self.0 = rest;
        Ok(taken)
    }

    fn length(&mut self) -> Result<usize, PairsError> {
        let octets = self.take(LENGTH_OCTETS)?.try_into().map_err(|_| PairsError::Truncated)?;
        usize::try_from(u32::from_le_bytes(octets)).map_err(|_| PairsError::Truncated)
    }

    fn terminated(&mut self, length: usize) -> Result<&'a [u8], PairsError> {
        let taken = self.take(length)?;
        if self.take(1)? == [0] { Ok(taken) } else { Err(PairsError::Unterminated) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_survives_the_round_trip_with_octets_that_are_not_utf_8() {
        let pairs: [(&[u8], &[u8]); 3] =
            [(b"authorization", b"Negotiate \xff\x00\x80"), (b"x", b""), (b"", b"y")];
        let octets = encode_pairs(&pairs);
        let decoded = decode_pairs(&octets).unwrap();
        assert_eq!(decoded, pairs);
    }

    #[test]
    fn an_empty_map_is_no_octets_or_a_lone_zero_or_a_count_of_zero() {
        for octets in [&b""[..], &b"\0"[..], &b"\0\0\0\0"[..]] {
            assert_eq!(decode_pairs(octets), Ok(Vec::new()));
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let whole = encode_pairs(&[(b"a", b"1"), (b"b", b"2")]);
        for length in 2..whole.len() {
            assert_eq!(decode_pairs(&whole[..length]), Err(PairsError::Truncated), "{length}");
        }
    }

    #[test]
    fn a_count_beyond_the_bound_is_refused_before_memory_is_reserved() {
        assert_eq!(decode_pairs(&[0xff; 8]), Err(PairsError::TooMany(0xffff_ffff)));
    }

    #[test]
    fn a_missing_terminator_and_trailing_octets_are_refused() {
        let mut octets = encode_pairs(&[(b"a", b"1")]);
        octets.push(7);
        assert_eq!(decode_pairs(&octets), Err(PairsError::TrailingOctets));
        octets.truncate(octets.len() - 2);
        octets.push(7);
        assert_eq!(decode_pairs(&octets), Err(PairsError::Unterminated));
    }
}
