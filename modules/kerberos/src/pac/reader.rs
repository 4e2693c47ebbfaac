//! Little-endian reading with bounds, for the PAC's own structures and for NDR.

use crate::error::{Error, Problem};

/// A position in the octets of one structure. Every read either stays inside or is an error.
pub(super) struct Reader<'a> {
    what: &'static str,
    octets: &'a [u8],
    position: usize,
}

impl<'a> Reader<'a> {
    /// Reads `octets` from their start; `what` names the structure in errors.
    pub(super) fn new(what: &'static str, octets: &'a [u8]) -> Self {
        Self { what, octets, position: 0 }
    }

    /// The next `count` octets.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let needed = self.position.saturating_add(count);
        let taken = self.octets.get(self.position..needed).ok_or_else(|| {
            Error::malformed(self.what, Problem::Truncated { needed, found: self.octets.len() })
        })?;
        self.position = needed;
        Ok(taken)
    }

    /// Skips `count` octets.
    pub(super) fn skip(&mut self, count: usize) -> Result<(), Error> {
        self.take(count).map(|_| ())
    }

    /// Skips to the next multiple of four octets from the start: NDR aligns each primitive to its
    /// own size, and the largest one in the PAC has four octets.
    pub(super) fn align(&mut self) -> Result<(), Error> {
        self.skip(self.position.wrapping_neg() % 4)
    }

    /// An octet.
    pub(super) fn u8(&mut self) -> Result<u8, Error> {
        self.array().map(u8::from_le_bytes)
    }

    /// A 16-bit number.
    pub(super) fn u16(&mut self) -> Result<u16, Error> {
        self.array().map(u16::from_le_bytes)
    }

    /// A 32-bit number.
    pub(super) fn u32(&mut self) -> Result<u32, Error> {
        self.array().map(u32::from_le_bytes)
    }

    /// A 64-bit number.
    pub(super) fn u64(&mut self) -> Result<u64, Error> {
        self.array().map(u64::from_le_bytes)
    }

    /// A 32-bit number that is a count, an offset or a length.
    pub(super) fn length(&mut self) -> Result<usize, Error> {
        self.u32().map(saturating)
    }

    /// The error that a field of this structure holds a value that its specification rules out.
    pub(super) fn invalid(&self, problem: &'static str) -> Error {
        Error::malformed(self.what, Problem::Value(problem))
    }

    /// `found`, or the error that it exceeds `limit`.
    pub(super) fn bounded(&self, found: usize, limit: usize) -> Result<usize, Error> {
        if found > limit {
            return Err(Error::malformed(self.what, Problem::TooLarge { found, limit }));
        }
        Ok(found)
    }

    /// The text of UTF-16 code units in little-endian octets.
    pub(super) fn utf16(&self, octets: &[u8]) -> Result<String, Error> {
        if !octets.len().is_multiple_of(2) {
            return Err(self.invalid("UTF-16 text of an odd number of octets"));
        }
        char::decode_utf16(utf16_units(octets))
            .collect::<Result<_, _>>()
            .map_err(|_| self.invalid("UTF-16 text with an unpaired surrogate"))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }
}

/// The UTF-16 code units of little-endian octets; a last odd octet is left out.
pub(super) fn utf16_units(octets: &[u8]) -> impl Iterator<Item = u16> {
    octets.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit))
}

/// A 32-bit count as `usize`. Where it does not fit, no octets could back it either.
fn saturating(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_past_the_end_says_how_much_is_missing() {
        let mut reader = Reader::new("example", &[1, 2, 3]);
        assert_eq!(reader.u16(), Ok(0x0201));
        let missing = Problem::Truncated { needed: 6, found: 3 };
        assert_eq!(reader.u32(), Err(Error::malformed("example", missing)));
        assert_eq!(reader.u8(), Ok(3), "a failed read does not move");
    }

    #[test]
    fn a_length_near_the_end_of_the_address_space_is_refused() {
        let mut reader = Reader::new("example", &[1, 2, 3]);
        reader.skip(1).unwrap();
        assert!(reader.take(usize::MAX).is_err());
    }

    #[test]
    fn alignment_is_to_four_octets_from_the_start() {
        let mut reader = Reader::new("example", &[1, 2, 3, 4, 5, 6, 7, 8]);
        reader.align().unwrap();
        assert_eq!(reader.u8(), Ok(1));
        reader.align().unwrap();
        assert_eq!(reader.u8(), Ok(5));
    }

    #[test]
    fn utf16_text_must_be_whole_and_well_formed() {
        let reader = Reader::new("example", &[]);
        assert_eq!(reader.utf16(&[0xfc, 0x00, 0x3d, 0xd8, 0x00, 0xde]), Ok("ü😀".to_owned()));
        assert!(reader.utf16(&[0x41, 0x00, 0x42]).is_err());
        assert!(reader.utf16(&[0x3d, 0xd8]).is_err());
    }
}
