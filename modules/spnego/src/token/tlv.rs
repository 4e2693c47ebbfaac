//! A reader and a writer for the few DER types of a negotiation token.
//!
//! Hand-written, because the decoder has to give the octets of mechTypes as they were received
//! (the MIC covers them), to tell NegTokenInit from NegTokenInit2 by an inner tag and to bear
//! three deviations of deployed peers, all without copying a token. Nothing here recurses.
//! Lengths in more octets than needed are taken: the MIC covers the received octets anyway.

use crate::error::Malformed;

/// The universal and GSS-API identifier octets in use.
pub(crate) mod tag {
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const GENERAL_STRING: u8 = 0x1b;
    pub(crate) const SEQUENCE: u8 = 0x30;
    /// InitialContextToken, [APPLICATION 0] (RFC 2743 section 3.1).
    pub(crate) const INITIAL_CONTEXT_TOKEN: u8 = 0x60;
    /// AP-REQ, [APPLICATION 14] (RFC 4120 section 5.5.1).
    pub(crate) const AP_REQ: u8 = 0x6e;
    pub(crate) const CONTEXT_0: u8 = 0xa0;
    pub(crate) const CONTEXT_1: u8 = 0xa1;
    pub(crate) const CONTEXT_2: u8 = 0xa2;
    pub(crate) const CONTEXT_3: u8 = 0xa3;
    pub(crate) const CONTEXT_4: u8 = 0xa4;
}

/// One element: its identifier octet and its content.
pub(crate) struct Tlv<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
}

/// Reads elements one after the other; `field` names what is read, for errors.
#[derive(Clone)]
pub(crate) struct Reader<'a> {
    field: &'static str,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(field: &'static str, bytes: &'a [u8]) -> Self {
        Self { field, rest: bytes }
    }

    pub(crate) fn peek_tag(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The octets that are not yet read.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// The next element, or `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Tlv<'a>>, Malformed> {
        let Some((&tag, rest)) = self.rest.split_first() else { return Ok(None) };
        if tag & 0x1f == 0x1f {
            return Err(Malformed::Tag { field: self.field, seen: tag, expected: 0 });
        }
        let (length, rest) = self.length(rest)?;
        let truncated = Malformed::Truncated { field: self.field };
        let (content, rest) = rest.split_at_checked(length).ok_or(truncated)?;
        self.rest = rest;
        Ok(Some(Tlv { tag, content }))
    }

    /// The content of the next element, which must have `tag`.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<&'a [u8], Malformed> {
        let tlv = self.next()?.ok_or(Malformed::Truncated { field: self.field })?;
        if tlv.tag == tag {
            Ok(tlv.content)
        } else {
            Err(Malformed::Tag { field: self.field, seen: tlv.tag, expected: tag })
        }
    }

    /// Ends the reading; nothing may be left.
    pub(crate) fn finish(self) -> Result<(), Malformed> {
        match self.rest.len() {
            0 => Ok(()),
            count => Err(Malformed::TrailingBytes { field: self.field, count }),
        }
    }

    fn length(&self, bytes: &'a [u8]) -> Result<(usize, &'a [u8]), Malformed> {
        let truncated = Malformed::Truncated { field: self.field };
        let (&first, rest) = bytes.split_first().ok_or(truncated.clone())?;
        if first & 0x80 == 0 {
            return Ok((usize::from(first), rest));
        }
        let octets = usize::from(first & 0x7f);
        if octets == 0 || octets > MAX_LENGTH_OCTETS {
            return Err(Malformed::Length { field: self.field });
        }
        let (octets, rest) = rest.split_at_checked(octets).ok_or(truncated)?;
        let length = octets.iter().fold(0u32, |length, &octet| (length << 8) | u32::from(octet));
        let length =
            usize::try_from(length).map_err(|_| Malformed::Length { field: self.field })?;
        Ok((length, rest))
    }
}

/// The content of the only element in `bytes`, which must have `tag`.
pub(crate) fn only<'a>(
    field: &'static str,
    tag: u8,
    bytes: &'a [u8],
) -> Result<&'a [u8], Malformed> {
    let mut reader = Reader::new(field, bytes);
    let content = reader.expect(tag)?;
    reader.finish()?;
    Ok(content)
}

/// The only element in `bytes`, an OCTET STRING; an empty one counts as absent, since old peers
/// send it where they mean none.
pub(crate) fn octet_string<'a>(
    field: &'static str,
    bytes: &'a [u8],
) -> Result<Option<&'a [u8]>, Malformed> {
    let content = only(field, tag::OCTET_STRING, bytes)?;
    Ok((!content.is_empty()).then_some(content))
}

/// Writes one element in DER around the octets of `parts`, one after the other.
pub(crate) fn write(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length = parts.iter().map(|part| part.len()).fold(0, usize::saturating_add);
    let mut out = Vec::with_capacity(length.saturating_add(HEADER_BYTES));
    out.push(tag);
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let octets = length.to_be_bytes();
            let leading = octets.iter().take_while(|&&octet| octet == 0).count();
            let octets = octets.get(leading..).unwrap_or_default();
            out.push(0x80 | u8::try_from(octets.len()).unwrap_or_default());
            out.extend_from_slice(octets);
        }
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

/// Four octets of length reach far beyond any token.
const MAX_LENGTH_OCTETS: usize = 4;

const HEADER_BYTES: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<u8>, Malformed> {
        only("test", tag::OCTET_STRING, bytes).map(<[u8]>::to_vec)
    }

    #[test]
    fn what_is_written_reads_back_at_every_length_form() {
        for length in [0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x1_0000] {
            let content = vec![0x5a; length];
            let encoding = write(tag::OCTET_STRING, &[&content]);
            assert_eq!(read(&encoding), Ok(content), "length {length}");
        }
    }

    #[test]
    fn written_lengths_are_minimal() {
        assert_eq!(write(0x04, &[&[0; 0x7f]])[..2], [0x04, 0x7f]);
        assert_eq!(write(0x04, &[&[0; 0x80]])[..3], [0x04, 0x81, 0x80]);
        assert_eq!(write(0x04, &[&[0; 0xff], &[0]])[..4], [0x04, 0x82, 0x01, 0x00]);
    }

    #[test]
    fn a_longer_length_than_needed_is_read() {
        assert_eq!(read(&[0x04, 0x82, 0x00, 0x01, 0x77]), Ok(vec![0x77]));
    }

    #[test]
    fn what_is_not_definite_short_tagged_and_complete_is_refused() {
        let field = "test";
        let truncated = Err(Malformed::Truncated { field });
        assert_eq!(read(&[]), truncated);
        assert_eq!(read(&[0x04]), truncated);
        assert_eq!(read(&[0x04, 0x02, 0x00]), truncated);
        assert_eq!(read(&[0x04, 0x82, 0x01]), truncated);
        assert_eq!(read(&[0x04, 0x84, 0xff, 0xff, 0xff, 0xff]), truncated);
        assert_eq!(read(&[0x04, 0x80, 0x00, 0x00]), Err(Malformed::Length { field }));
        assert_eq!(read(&[0x04, 0x85, 0, 0, 0, 0, 1, 0]), Err(Malformed::Length { field }));
        assert_eq!(
            read(&[0x1f, 0x01, 0x00]),
            Err(Malformed::Tag { field, seen: 0x1f, expected: 0 })
        );
        assert_eq!(read(&[0x24, 0x00]), Err(Malformed::Tag { field, seen: 0x24, expected: 0x04 }));
        assert_eq!(read(&[0x04, 0x00, 0x00]), Err(Malformed::TrailingBytes { field, count: 1 }));
    }
}
