//! DER (X.690) as PKCS#12 nests it: tags of one octet, definite lengths.

/// Longest length that is read, in octets of its own.
const MAX_LENGTH_OCTETS: usize = 4;

/// A tag of one octet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tag(u8);

impl Tag {
    /// INTEGER.
    pub const INTEGER: Self = Self(0x02);
    /// OCTET STRING.
    pub const OCTET_STRING: Self = Self(0x04);
    /// OBJECT IDENTIFIER.
    pub const OBJECT_IDENTIFIER: Self = Self(0x06);
    /// SEQUENCE.
    pub const SEQUENCE: Self = Self(0x30);
    /// `[0] EXPLICIT`.
    pub const EXPLICIT_0: Self = Self(0xa0);
    /// `[0] IMPLICIT` of something that is not constructed.
    pub const IMPLICIT_0: Self = Self(0x80);
}

/// What is not read yet.
pub struct Reader<'d> {
    rest: &'d [u8],
}

impl<'d> Reader<'d> {
    /// Reads these octets.
    pub fn new(octets: &'d [u8]) -> Self {
        Self { rest: octets }
    }

    /// The content of the next element, if it has this tag.
    pub fn take(&mut self, tag: Tag) -> Option<&'d [u8]> {
        let (header, length) = self.header(tag)?;
        let content = self.rest.get(header..header.checked_add(length)?)?;
        self.rest = self.rest.get(header.checked_add(length)?..)?;
        Some(content)
    }

    /// The next element with its tag and length, if it has this tag.
    pub fn whole(&mut self, tag: Tag) -> Option<&'d [u8]> {
        let (header, length) = self.header(tag)?;
        let (element, rest) = self.rest.split_at_checked(header.checked_add(length)?)?;
        self.rest = rest;
        Some(element)
    }

    /// Reads inside the next element, if it has this tag.
    pub fn enter(&mut self, tag: Tag) -> Option<Self> {
        self.take(tag).map(Self::new)
    }

    /// How long tag and length are, and the length itself.
    fn header(&self, tag: Tag) -> Option<(usize, usize)> {
        let (first, rest) = self.rest.split_first()?;
        (*first == tag.0).then_some(())?;
        let (length, rest) = rest.split_first()?;
        if *length < 0x80 {
            return Some((2, usize::from(*length)));
        }
        let count = usize::from(length & 0x7f);
        (1..=MAX_LENGTH_OCTETS).contains(&count).then_some(())?;
        let octets = rest.get(..count)?;
        let length = octets.iter().fold(0_usize, |sum, octet| (sum << 8) | usize::from(*octet));
        Some((count.checked_add(2)?, length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_one_after_another_and_nothing_beyond_the_end() {
        let mut reader = Reader::new(&[0x30, 3, 2, 1, 3, 4, 0x81, 1, 9]);
        assert_eq!(reader.enter(Tag::SEQUENCE).unwrap().take(Tag::INTEGER), Some(&[3][..]));
        assert_eq!(reader.take(Tag::INTEGER), None);
        assert_eq!(reader.take(Tag::OCTET_STRING), Some(&[9][..]));
        assert_eq!(reader.take(Tag::OCTET_STRING), None);
        for broken in [
            &[0x30, 4, 2, 1, 3][..],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x85, 0, 0, 0, 0, 0],
            &[0x30, 0x84, 255, 255, 255, 255],
            &[0x30],
        ] {
            assert!(Reader::new(broken).take(Tag::SEQUENCE).is_none(), "{broken:?}");
            assert!(Reader::new(broken).whole(Tag::SEQUENCE).is_none(), "{broken:?}");
        }
    }
}
