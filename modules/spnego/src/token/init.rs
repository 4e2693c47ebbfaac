//! NegTokenInit (RFC 4178 section 4.2.1), and NegTokenInit2 as Windows extends it.

use super::tlv::{self, Reader, tag};
use crate::{error::Malformed, flags::ContextFlags, oid::Oid};

/// The most mechanisms taken in one mechTypes. Windows offers five.
pub const MAX_MECH_TYPES: usize = 32;

/// The longest mechTypes taken, in bytes of its encoding: a context keeps them between legs.
/// Windows sends 48, and [`MAX_MECH_TYPES`] of the longest [`Oid`] take 1,092.
pub const MAX_MECH_TYPES_BYTES: usize = 2048;

/// The most mechanisms of an offer that an error repeats.
pub const MAX_REPORTED_MECH_TYPES: usize = 8;

/// The text that Windows and MIT Kerberos put into negHints; it has no meaning.
const HINT_NAME: &[u8] = b"not_defined_in_RFC4178@please_ignore";

/// The negotiation token of an initiator's first message.
///
/// RFC 2478 also lets later tokens have this form, then without mechTypes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NegTokenInit<'a> {
    /// The offered mechanisms, most preferred first.
    pub mech_types: Option<MechTypes<'a>>,
    /// The content octets of reqFlags, undecoded: RFC 4178 says to ignore them.
    pub req_flags: Option<&'a [u8]>,
    /// The token of the first mechanism; an empty one counts as absent.
    pub mech_token: Option<&'a [u8]>,
    /// The MIC over mechTypes; an empty one counts as absent.
    pub mech_list_mic: Option<&'a [u8]>,
    /// Whether negHints is present, which makes it a NegTokenInit2.
    pub has_neg_hints: bool,
}

impl<'a> NegTokenInit<'a> {
    /// Reads the `[0]` element of a NegotiationToken.
    ///
    /// Unknown fields are passed over (RFC 4178 section 6).
    ///
    /// # Errors
    /// [`Malformed`]; more than [`MAX_MECH_TYPES`] mechanisms are an error.
    pub fn parse(encoding: &'a [u8]) -> Result<Self, Malformed> {
        let choice = tlv::only("NegotiationToken", tag::CONTEXT_0, encoding)?;
        let sequence = tlv::only("NegTokenInit", tag::SEQUENCE, choice)?;
        let mut reader = Reader::new("NegTokenInit", sequence);
        let mut token = Self::default();
        let mut last = None;
        while let Some(field) = reader.next()? {
            if last.replace(field.tag) >= Some(field.tag) {
                return Err(Malformed::FieldOrder { field: "NegTokenInit" });
            }
            token.set_field(field.tag, field.content)?;
        }
        Ok(token)
    }

    fn set_field(&mut self, field_tag: u8, content: &'a [u8]) -> Result<(), Malformed> {
        let inner = content.first().copied();
        match field_tag {
            tag::CONTEXT_0 => self.mech_types = Some(MechTypes::parse(content)?),
            tag::CONTEXT_1 => {
                self.req_flags = Some(tlv::only("reqFlags", tag::BIT_STRING, content)?);
            }
            tag::CONTEXT_2 => self.mech_token = tlv::octet_string("mechToken", content)?,
            // NegTokenInit2 has negHints here and moves the MIC to [4].
            tag::CONTEXT_3 if inner == Some(tag::SEQUENCE) => {
                tlv::only("negHints", tag::SEQUENCE, content)?;
                self.has_neg_hints = true;
            }
            tag::CONTEXT_3 => self.mech_list_mic = tlv::octet_string("mechListMIC", content)?,
            tag::CONTEXT_4 if self.has_neg_hints => {
                self.mech_list_mic = tlv::octet_string("mechListMIC", content)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Writes the `[0]` element of a NegotiationToken in DER, without negHints.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let field = |field_tag, inner_tag, content: Option<&[u8]>| match content {
            Some(content) => tlv::write(field_tag, &[&tlv::write(inner_tag, &[content])]),
            None => Vec::new(),
        };
        let mech_types = match self.mech_types {
            Some(mech_types) => tlv::write(tag::CONTEXT_0, &[mech_types.encoding()]),
            None => Vec::new(),
        };
        let fields = [
            mech_types.as_slice(),
            &field(tag::CONTEXT_1, tag::BIT_STRING, self.req_flags),
            &field(tag::CONTEXT_2, tag::OCTET_STRING, self.mech_token),
            &field(tag::CONTEXT_3, tag::OCTET_STRING, self.mech_list_mic),
        ];
        tlv::write(tag::CONTEXT_0, &[&tlv::write(tag::SEQUENCE, &fields)])
    }

    /// The requested flags, if reqFlags is present and well-formed.
    #[must_use]
    pub fn context_flags(&self) -> Option<ContextFlags> {
        self.req_flags.and_then(ContextFlags::from_bit_string)
    }
}

/// MechTypeList, as the octets that were received: the MIC covers exactly these
/// (RFC 4178 section 5 a and appendix D).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MechTypes<'a> {
    encoding: &'a [u8],
    content: &'a [u8],
}

impl<'a> MechTypes<'a> {
    /// Reads a SEQUENCE OF OBJECT IDENTIFIER that fills `encoding`.
    ///
    /// # Errors
    /// [`Malformed`]; more than [`MAX_MECH_TYPES`] elements or [`MAX_MECH_TYPES_BYTES`] are an
    /// error.
    pub fn parse(encoding: &'a [u8]) -> Result<Self, Malformed> {
        if encoding.len() > MAX_MECH_TYPES_BYTES {
            return Err(Malformed::MechTypesTooLong { max: MAX_MECH_TYPES_BYTES });
        }
        let content = tlv::only("mechTypes", tag::SEQUENCE, encoding)?;
        let mut reader = Reader::new("mechTypes", content);
        let mut count = 0;
        while reader.peek_tag().is_some() {
            reader.expect(tag::OBJECT_IDENTIFIER)?;
            count = usize::saturating_add(count, 1);
            if count > MAX_MECH_TYPES {
                return Err(Malformed::TooManyMechTypes { max: MAX_MECH_TYPES });
            }
        }
        Ok(Self { encoding, content })
    }

    /// The whole encoding, from the SEQUENCE tag on.
    #[must_use]
    pub fn encoding(&self) -> &'a [u8] {
        self.encoding
    }

    /// The mechanisms in order; `None` for one that is no identifier or too long to keep, which
    /// still holds its place.
    pub fn iter(&self) -> impl Iterator<Item = Option<Oid>> + use<'a> {
        let mut reader = Reader::new("mechTypes", self.content);
        core::iter::from_fn(move || reader.next().ok().flatten())
            .map(|tlv| Oid::from_content(tlv.content).ok())
    }
}

impl core::fmt::Debug for MechTypes<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Writes a MechTypeList in DER.
#[must_use]
pub fn encode_mech_types(oids: &[Oid]) -> Vec<u8> {
    let elements: Vec<_> =
        oids.iter().map(|oid| tlv::write(tag::OBJECT_IDENTIFIER, &[oid.content()])).collect();
    let parts: Vec<_> = elements.iter().map(Vec::as_slice).collect();
    tlv::write(tag::SEQUENCE, &parts)
}

/// Writes the NegTokenInit2 that an acceptor which speaks first sends, without framing.
pub(super) fn encode_neg_hints(oids: &[Oid]) -> Vec<u8> {
    let hint_name = tlv::write(tag::GENERAL_STRING, &[HINT_NAME]);
    let hints = tlv::write(tag::SEQUENCE, &[&tlv::write(tag::CONTEXT_0, &[&hint_name])]);
    let mech_types = tlv::write(tag::CONTEXT_0, &[&encode_mech_types(oids)]);
    let fields = [mech_types.as_slice(), &tlv::write(tag::CONTEXT_3, &[&hints])];
    tlv::write(tag::CONTEXT_0, &[&tlv::write(tag::SEQUENCE, &fields)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn init(fields: &[&[u8]]) -> Vec<u8> {
        tlv::write(tag::CONTEXT_0, &[&tlv::write(tag::SEQUENCE, fields)])
    }

    fn field(field_tag: u8, inner_tag: u8, content: &[u8]) -> Vec<u8> {
        tlv::write(field_tag, &[&tlv::write(inner_tag, &[content])])
    }

    #[test]
    fn unknown_fields_are_passed_over_and_known_ones_kept() {
        let token = field(tag::CONTEXT_2, tag::OCTET_STRING, b"token");
        let unknown = field(0xa9, tag::SEQUENCE, b"");
        let bytes = init(&[&token, &unknown]);
        assert_eq!(NegTokenInit::parse(&bytes).unwrap().mech_token, Some(&b"token"[..]));
    }

    #[test]
    fn fields_that_repeat_or_go_back_are_refused() {
        let two = field(tag::CONTEXT_2, tag::OCTET_STRING, b"token");
        let three = field(tag::CONTEXT_3, tag::OCTET_STRING, b"mic");
        for fields in [[&two, &two], [&three, &two]] {
            let bytes = init(&[fields[0], fields[1]]);
            let error = Malformed::FieldOrder { field: "NegTokenInit" };
            assert_eq!(NegTokenInit::parse(&bytes), Err(error));
        }
    }

    #[test]
    fn with_neg_hints_the_mic_is_field_four_and_without_them_field_four_is_unknown() {
        let hints = field(tag::CONTEXT_3, tag::SEQUENCE, b"");
        let four = field(tag::CONTEXT_4, tag::OCTET_STRING, b"mic");
        let bytes = init(&[&hints, &four]);
        let token = NegTokenInit::parse(&bytes).unwrap();
        assert_eq!((token.has_neg_hints, token.mech_list_mic), (true, Some(&b"mic"[..])));
        let bytes = init(&[&four]);
        assert_eq!(NegTokenInit::parse(&bytes).unwrap().mech_list_mic, None);
    }

    #[test]
    fn an_empty_octet_string_counts_as_absent() {
        let bytes = init(&[&field(tag::CONTEXT_2, tag::OCTET_STRING, b"")]);
        assert_eq!(NegTokenInit::parse(&bytes), Ok(NegTokenInit::default()));
    }

    #[test]
    fn a_list_may_have_as_many_mechanisms_as_the_bound_and_no_more() {
        let list = encode_mech_types(&[Oid::KRB5; MAX_MECH_TYPES]);
        assert_eq!(MechTypes::parse(&list).unwrap().iter().count(), MAX_MECH_TYPES);
        let list = encode_mech_types(&[Oid::KRB5; MAX_MECH_TYPES + 1]);
        let error = Malformed::TooManyMechTypes { max: MAX_MECH_TYPES };
        assert_eq!(MechTypes::parse(&list), Err(error));
    }

    #[test]
    fn a_list_may_be_as_long_as_the_bound_and_no_longer() {
        // Four octets of tag and length stand before the identifier, and four before the list.
        for (spare, expected) in [(8, Ok(1)), (7, Err(()))] {
            let oid = vec![0x2a; MAX_MECH_TYPES_BYTES - spare];
            let list = tlv::write(tag::SEQUENCE, &[&tlv::write(tag::OBJECT_IDENTIFIER, &[&oid])]);
            let count = MechTypes::parse(&list).map(|list| list.iter().count());
            assert_eq!(count.map_err(drop), expected);
        }
    }

    #[test]
    fn an_identifier_that_cannot_be_kept_holds_its_place() {
        let long = tlv::write(tag::OBJECT_IDENTIFIER, &[&[0x2a; 40]]);
        let known = tlv::write(tag::OBJECT_IDENTIFIER, &[Oid::KRB5.content()]);
        let list = tlv::write(tag::SEQUENCE, &[&long, &known]);
        let oids: Vec<_> = MechTypes::parse(&list).unwrap().iter().collect();
        assert_eq!(oids, [None, Some(Oid::KRB5)]);
    }
}
