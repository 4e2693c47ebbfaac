//! Attributes of RFC 2865 section 5, kept as the octets of the wire.
//!
//! [`Attributes`] is one buffer of (Type, Length, Value): cheap to copy and to read, rebuilt where
//! it is edited. Whatever an edit does not touch keeps its octets and its order. A [`Reference`]
//! says which values are meant: an attribute, a member of a Vendor-Specific or of an extended
//! attribute (RFC 6929), or a member of a TLV in one of them.
//!
//! An attribute inside another one that is not well-formed is an "invalid attribute" (RFC 6929
//! section 2.8): no [`Reference`] reaches into it, and it stays as it is.

mod carrier;
mod edit;
mod listing;
mod reference;
mod tlv;

use core::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::error::{Error, Problem, Reason};
use crate::packet::{HEADER_OCTETS, MAX_PACKET_OCTETS};

pub(crate) use carrier::{carriers, with_starts};
pub use edit::Edit;
pub use reference::{MAX_TAG, MAX_TLV_NESTING, Reference, Root};
pub(crate) use tlv::{Level, Tlvs, is_well_formed};

/// Largest number of attributes in a packet. RFC 2865 has no such limit, but a packet of
/// empty attributes could hold 2,038 of them.
pub const MAX_ATTRIBUTES: usize = 512;

/// Largest Value of one attribute.
pub const MAX_VALUE_OCTETS: usize = 253;

/// Octets of all attributes of the largest packet.
pub const MAX_ATTRIBUTES_OCTETS: usize = MAX_PACKET_OCTETS - HEADER_OCTETS;

/// Room that a list which grows is given beyond what it needs.
const SPARE_OCTETS: usize = 64;

/// One attribute as it is on the wire.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The Type field.
    pub number: u8,
    /// The Value field, at most [`MAX_VALUE_OCTETS`].
    pub value: &'a [u8],
}

/// A list of attributes. It is wiped when dropped, because RADIUS/1.1 carries passwords in clear.
///
/// `Debug` shows the types and lengths only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// INVARIANT: a sequence of attributes, each with a Length from 2 to 255 that fits.
    octets: Vec<u8>,
}

impl Attributes {
    /// No attributes.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the attributes of a packet.
    ///
    /// # Errors
    /// [`Error::Malformed`] if a Length is below 2 or leads beyond the end, above
    /// [`MAX_ATTRIBUTES_OCTETS`] or above [`MAX_ATTRIBUTES`].
    pub fn parse(octets: &[u8]) -> Result<Self, Error> {
        if octets.len() > MAX_ATTRIBUTES_OCTETS {
            let problem = Problem::TooLarge { found: octets.len(), limit: MAX_ATTRIBUTES_OCTETS };
            return Err(Error::malformed("attributes", problem));
        }
        let mut tlvs = Tlvs::new(octets);
        let count = tlvs.by_ref().count();
        if !tlvs.is_at_end() {
            let problem = Problem::Value("a Length is below 2 or leads beyond the end");
            return Err(Error::malformed("attributes", problem));
        }
        if count > MAX_ATTRIBUTES {
            let problem = Problem::TooLarge { found: count, limit: MAX_ATTRIBUTES };
            return Err(Error::malformed("number of attributes", problem));
        }
        Ok(Self { octets: octets.to_vec() })
    }

    /// The octets of the wire.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.octets
    }

    /// Every attribute in order.
    pub fn iter(&self) -> impl Iterator<Item = Attribute<'_>> {
        Tlvs::new(&self.octets)
    }

    /// How many attributes there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.octets.is_empty()
    }

    /// Appends one attribute.
    ///
    /// # Errors
    /// [`Reason::ValueTooLong`] above [`MAX_VALUE_OCTETS`], [`Reason::PacketTooLong`] or
    /// [`Reason::TooManyAttributes`].
    pub fn push(&mut self, number: u8, value: &[u8]) -> Result<(), Error> {
        let mut attribute = Vec::with_capacity(value.len().saturating_add(2));
        write(&mut attribute, number, &[value])?;
        self.append(Zeroizing::new(attribute))
    }

    /// Puts one attribute before all others.
    ///
    /// # Errors
    /// As [`Self::push`].
    pub fn push_first(&mut self, number: u8, value: &[u8]) -> Result<(), Error> {
        let mut octets = Vec::with_capacity(grown(&self.octets, value));
        write(&mut octets, number, &[value])?;
        octets.extend_from_slice(&self.octets);
        self.become_octets(octets)
    }

    /// Keeps the attributes for which `keep` holds, and says how many went.
    pub fn retain(&mut self, mut keep: impl FnMut(Attribute<'_>) -> bool) -> usize {
        let (mut from, mut to, mut removed) = (0_usize, 0_usize, 0_usize);
        while let Some(attribute) = self.octets.get(from..).and_then(|rest| Tlvs::new(rest).next())
        {
            let size = attribute.value.len().saturating_add(2);
            let behind = from.saturating_add(size);
            if keep(attribute) {
                if removed > 0 {
                    self.octets.copy_within(from..behind, to);
                }
                to = to.saturating_add(size);
            } else {
                removed = removed.saturating_add(1);
            }
            from = behind;
        }
        self.octets.get_mut(to..).unwrap_or_default().zeroize();
        self.octets.truncate(to);
        removed
    }

    /// Puts `value` in the place of the first value of a Type, if that has the same length.
    pub(crate) fn overwrite_first(&mut self, number: u8, value: &[u8]) {
        let Some((start, _)) =
            with_starts(&self.octets).find(|(_, attribute)| attribute.number == number)
        else {
            return;
        };
        let end = start.saturating_add(2).saturating_add(value.len());
        if let Some([_, length, old @ ..]) = self.octets.get_mut(start..end)
            && usize::from(*length) == value.len().saturating_add(2)
        {
            old.copy_from_slice(value);
        }
    }

    /// Appends attributes, which are well-formed, unless they are too many.
    pub(crate) fn append(&mut self, attributes: Zeroizing<Vec<u8>>) -> Result<(), Error> {
        let octets = self.octets.len().saturating_add(attributes.len());
        check_size(octets, || self.count().saturating_add(Tlvs::new(&attributes).count()))?;
        if octets > self.octets.capacity() {
            // What has to move is wiped where it was.
            let mut moved = Vec::with_capacity(octets.saturating_add(SPARE_OCTETS));
            moved.extend_from_slice(&self.octets);
            self.octets.zeroize();
            self.octets = moved;
        }
        self.octets.extend_from_slice(&attributes);
        Ok(())
    }

    /// Takes `octets`, which are well-formed, as the new list, unless they are too many.
    pub(crate) fn become_octets(&mut self, octets: Vec<u8>) -> Result<(), Error> {
        let new = Self { octets };
        check_size(new.octets.len(), || new.count())?;
        *self = new;
        Ok(())
    }
}

/// Refuses more octets or attributes than a packet can have.
fn check_size(octets: usize, count: impl FnOnce() -> usize) -> Result<(), Error> {
    if octets > MAX_ATTRIBUTES_OCTETS {
        let found = octets.saturating_add(HEADER_OCTETS);
        return Err(Reason::PacketTooLong { found, limit: MAX_PACKET_OCTETS }.into());
    }
    let found = count();
    if found > MAX_ATTRIBUTES {
        return Err(Reason::TooManyAttributes { found, limit: MAX_ATTRIBUTES }.into());
    }
    Ok(())
}

impl Drop for Attributes {
    fn drop(&mut self) {
        self.octets.zeroize();
    }
}

impl fmt::Debug for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl fmt::Debug for Attribute<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({} octets)", self.number, self.value.len())
    }
}

/// Appends one attribute whose value is `parts` one after the other.
pub(crate) fn write(out: &mut Vec<u8>, number: u8, parts: &[&[u8]]) -> Result<(), Error> {
    let found = parts.iter().map(|part| part.len()).fold(0, usize::saturating_add);
    let length = u8::try_from(found.saturating_add(2))
        .map_err(|_| Reason::ValueTooLong { found, limit: MAX_VALUE_OCTETS })?;
    out.extend([number, length]);
    for part in parts {
        out.extend_from_slice(part);
    }
    Ok(())
}

/// Room for one attribute more.
fn grown(octets: &[u8], value: &[u8]) -> usize {
    octets.len().saturating_add(value.len()).saturating_add(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_keep_their_octets_and_order() {
        let octets = [1, 3, b'a', 200, 2, 1, 4, 0, 255];
        let attributes = Attributes::parse(&octets).unwrap();
        assert_eq!(attributes.as_bytes(), octets);
        let numbers: Vec<u8> = attributes.iter().map(|attribute| attribute.number).collect();
        assert_eq!(numbers, [1, 200, 1]);
    }

    #[test]
    fn a_length_that_cannot_be_is_refused() {
        for octets in [&[1, 1][..], &[1, 0], &[1], &[1, 3], &[1, 2, 3], &[1, 255, 0]] {
            assert_eq!(Attributes::parse(octets).unwrap_err().code(), "malformed");
        }
    }

    #[test]
    fn the_number_of_attributes_is_bounded() {
        let most = [1, 2].repeat(MAX_ATTRIBUTES);
        let mut attributes = Attributes::parse(&most).unwrap();
        assert_eq!(attributes.push(1, &[]).unwrap_err().code(), "too_many_attributes");
        assert_eq!(attributes.as_bytes(), most);
        assert!(Attributes::parse(&[1, 2].repeat(MAX_ATTRIBUTES + 1)).is_err());
    }

    #[test]
    fn a_packet_never_grows_beyond_its_limit() {
        let mut attributes = Attributes::new();
        for _ in 0..15 {
            attributes.push(26, &[0; 253]).unwrap();
        }
        attributes.push(26, &[0; 249]).unwrap();
        assert_eq!(attributes.as_bytes().len(), MAX_ATTRIBUTES_OCTETS);
        assert_eq!(attributes.push_first(1, &[]).unwrap_err().code(), "packet_too_long");
        assert_eq!(attributes.push(1, &[0; 254]).unwrap_err().code(), "value_too_long");
    }

    #[test]
    fn debug_shows_no_values() {
        let mut attributes = Attributes::new();
        attributes.push(2, b"password").unwrap();
        assert_eq!(format!("{attributes:?}"), "[2(8 octets)]");
    }
}
