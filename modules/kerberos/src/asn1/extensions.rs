//! Fields that a later version adds to a message.

use rasn::prelude::*;
use rasn::types::{Any, Constraints, Identifier, Tag};

/// What follows the known fields of a message. A recipient must not decline a request because of it
/// (RFC 4120 section 1.5.1); its encoding is preserved and otherwise ignored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extensions(pub Vec<Any>);

impl AsnType for Extensions {
    /// Never on the wire: each extension has its own.
    const TAG: Tag = Tag::new(Class::Private, u32::MAX);
}

impl Decode for Extensions {
    fn decode_with_tag_and_constraints<D: Decoder>(
        decoder: &mut D,
        _: Tag,
        _: &Constraints,
    ) -> Result<Self, D::Error> {
        let mut extensions = Vec::new();
        // What is no value ends the extensions, and the decoder complains of what is left then.
        while let Ok(extension) = decoder.decode_any(Tag::EOC) {
            extensions.push(extension);
        }
        Ok(Self(extensions))
    }
}

impl Encode for Extensions {
    fn encode_with_tag_and_constraints<'b, E: Encoder<'b>>(
        &self,
        encoder: &mut E,
        _: Tag,
        _: &Constraints,
        _: Identifier,
    ) -> Result<(), E::Error> {
        self.0.iter().try_for_each(|extension| {
            encoder.encode_any(Tag::EOC, extension, Identifier::EMPTY).map(drop)
        })
    }
}
