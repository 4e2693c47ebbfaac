//! The octets of a key, wiped when dropped.

use rasn::de::Decoder;
use rasn::enc::Encoder;
use rasn::prelude::*;
use rasn::types::{Constraints, Identifier};
use zeroize::Zeroizing;

/// An `OCTET STRING` that is wiped when dropped and not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyOctets(Zeroizing<Vec<u8>>);

impl KeyOctets {
    /// The octets.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<&[u8]> for KeyOctets {
    fn from(octets: &[u8]) -> Self {
        Self(Zeroizing::new(octets.to_vec()))
    }
}

impl From<Vec<u8>> for KeyOctets {
    fn from(octets: Vec<u8>) -> Self {
        Self(Zeroizing::new(octets))
    }
}

impl AsnType for KeyOctets {
    const TAG: Tag = Tag::OCTET_STRING;
    const IDENTIFIER: Identifier = Identifier::OCTET_STRING;
}

impl Decode for KeyOctets {
    fn decode_with_tag_and_constraints<D: Decoder>(
        decoder: &mut D,
        tag: Tag,
        constraints: &Constraints,
    ) -> Result<Self, D::Error> {
        decoder.decode_octet_string(tag, constraints)
    }
}

impl Encode for KeyOctets {
    fn encode_with_tag_and_constraints<'b, E: Encoder<'b>>(
        &self,
        encoder: &mut E,
        tag: Tag,
        constraints: &Constraints,
        identifier: Identifier,
    ) -> Result<(), E::Error> {
        encoder.encode_octet_string(tag, constraints, &self.0, identifier).map(drop)
    }
}
