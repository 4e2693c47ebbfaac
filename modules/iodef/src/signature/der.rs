//! DER (X.690) as PKCS#12 nests it: elements one after another, each with the tag that is expected.

use pkcs8::der::asn1::AnyRef;
use pkcs8::der::{Decode as _, Reader as _, SliceReader, Tag, TagNumber};

/// `[0] EXPLICIT`.
pub const EXPLICIT_0: Tag = context(true);
/// `[0] IMPLICIT` of something that is not constructed.
pub const IMPLICIT_0: Tag = context(false);

const fn context(constructed: bool) -> Tag {
    Tag::ContextSpecific { constructed, number: TagNumber(0) }
}

/// What is not read yet; nothing, where it is too long for DER.
pub struct Reader<'d> {
    rest: Option<SliceReader<'d>>,
}

impl<'d> Reader<'d> {
    /// Reads these octets.
    pub fn new(octets: &'d [u8]) -> Self {
        Self { rest: SliceReader::new(octets).ok() }
    }

    /// The content of the next element, if it has this tag.
    pub fn take(&mut self, tag: Tag) -> Option<&'d [u8]> {
        AnyRef::from_der(self.whole(tag)?).ok().map(|element| element.value())
    }

    /// The next element with its tag and length, if it has this tag.
    pub fn whole(&mut self, tag: Tag) -> Option<&'d [u8]> {
        let rest = self.rest.as_mut()?;
        let is_next = Tag::peek(rest).is_ok_and(|next| next == tag);
        is_next.then(|| rest.tlv_bytes().ok()).flatten()
    }

    /// Reads inside the next element, if it has this tag.
    pub fn enter(&mut self, tag: Tag) -> Option<Self> {
        self.take(tag).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_one_after_another_and_nothing_beyond_the_end() {
        let mut reader = Reader::new(&[0x30, 3, 2, 1, 3, 4, 1, 9]);
        assert_eq!(reader.enter(Tag::Sequence).unwrap().take(Tag::Integer), Some(&[3][..]));
        assert_eq!(reader.take(Tag::Integer), None);
        assert_eq!(reader.take(Tag::OctetString), Some(&[9][..]));
        assert_eq!(reader.take(Tag::OctetString), None);
        for broken in [
            &[0x30, 4, 2, 1, 3][..],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x81, 1, 9],
            &[0x30, 0x85, 0, 0, 0, 0, 0],
            &[0x30, 0x84, 255, 255, 255, 255],
            &[0x30],
        ] {
            assert!(Reader::new(broken).take(Tag::Sequence).is_none(), "{broken:?}");
            assert!(Reader::new(broken).whole(Tag::Sequence).is_none(), "{broken:?}");
        }
    }
}
