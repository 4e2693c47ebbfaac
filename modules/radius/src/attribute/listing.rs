//! Everything that a packet carries, for people.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::carrier::{Carrier, VENDOR_SPECIFIC, carriers, is_concatenated, with_starts};
use super::tlv::{Level, Tlvs, is_well_formed};
use super::{Attribute, Attributes, Reference, Root};
use crate::dictionary::{self, DataType};

/// Type of the first attribute with an Extended-Type, and of the last (RFC 6929 section 2).
const EXTENDED: core::ops::RangeInclusive<u8> = 241..=246;

impl Attributes {
    /// Every value with its reference, in the order of the packet. What belongs together is one
    /// value, at the place of its first attribute; what is not well-formed inside is the value of the
    /// attribute around it.
    #[must_use]
    pub fn values(&self) -> Vec<(Reference, Vec<u8>)> {
        let mut listing =
            Listing { octets: self.as_bytes(), seen: BTreeSet::new(), values: vec![] };
        for (start, attribute) in with_starts(self.as_bytes()) {
            listing.add(start, attribute);
        }
        listing.values
    }
}

struct Listing<'a> {
    octets: &'a [u8],
    /// Where attributes begin that are a part of a value that is listed.
    seen: BTreeSet<usize>,
    values: Vec<(Reference, Vec<u8>)>,
}

impl<'a> Listing<'a> {
    fn add(&mut self, start: usize, attribute: Attribute<'a>) {
        if self.seen.contains(&start) {
            return;
        }
        let number = attribute.number;
        if number == VENDOR_SPECIFIC {
            self.add_vendor_specific(attribute.value);
        } else if EXTENDED.contains(&number) {
            self.add_extended(start, attribute);
        } else if is_concatenated(number) {
            let carriers = carriers(self.octets, Root::Standard(number));
            carriers
                .into_iter()
                .for_each(|carrier| self.add_carrier(Root::Standard(number), carrier));
        } else {
            self.add_value(Reference::standard(number), attribute.value);
        }
    }

    fn add_vendor_specific(&mut self, value: &[u8]) {
        let whole = Reference::standard(VENDOR_SPECIFIC);
        let Some((vendor, payload)) = value.split_first_chunk() else {
            return self.add_value(whole, value);
        };
        let vendor = u32::from_be_bytes(*vendor);
        if !dictionary::has_recommended_format(vendor) || !is_well_formed(payload, Level::Vendor) {
            return self.add_value(whole, value);
        }
        for member in Tlvs::new(payload) {
            self.add_value(Reference::vendor(vendor, member.number), member.value);
        }
    }

    fn add_extended(&mut self, start: usize, attribute: Attribute<'a>) {
        let container = attribute.number;
        let Some(number) = attribute.value.first().copied() else {
            return self.add_value(Reference::standard(container), attribute.value);
        };
        let root = match attribute.value.get(evs_header(container)) {
            Some(&[a, b, c, d, evs_type]) if number == VENDOR_SPECIFIC => Root::ExtendedVendor {
                container,
                vendor: u32::from_be_bytes([a, b, c, d]),
                number: evs_type,
            },
            _ => Root::Extended { container, number },
        };
        let of_start = |carrier: &Carrier<'_>| carrier.starts.first() == Some(&start);
        match carriers(self.octets, root).into_iter().find(of_start) {
            Some(carrier) => self.add_carrier(root, carrier),
            None => self.add_value(Reference::standard(container), attribute.value),
        }
    }

    fn add_carrier(&mut self, root: Root, carrier: Carrier<'_>) {
        self.seen.extend(carrier.starts);
        let payload: Cow<'_, [u8]> = carrier.payload;
        self.add_value(Reference::new(root), &payload);
    }

    /// Adds a value, or what its members are if it is a TLV.
    fn add_value(&mut self, reference: Reference, value: &[u8]) {
        let is_tlv = dictionary::definition(&reference)
            .is_some_and(|definition| definition.data_type == DataType::Tlv);
        if !is_tlv || !is_well_formed(value, Level::Tlv) {
            return self.values.push((reference, value.to_vec()));
        }
        for member in Tlvs::new(value) {
            match reference.nested(member.number) {
                Some(nested) => self.add_value(nested, member.value),
                None => self.values.push((reference, member.value.to_vec())),
            }
        }
    }
}

/// Where Vendor-Id and EVS-Type are: behind the Extended-Type, and behind the flags of the last two
/// containers.
fn evs_header(container: u8) -> core::ops::Range<usize> {
    if container >= 245 { 2..7 } else { 1..6 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(octets: &[u8]) -> Vec<String> {
        let attributes = Attributes::parse(octets).unwrap();
        let values = attributes.values();
        for (reference, value) in &values {
            assert!(
                attributes.all(reference).iter().any(|found| **found == **value),
                "{reference} is not found by its reference"
            );
        }
        values.iter().map(|(reference, value)| format!("{reference}={value:02x?}")).collect()
    }

    #[test]
    fn values_are_listed_in_the_order_of_the_packet() {
        assert_eq!(
            listed(&[1, 3, b'a', 26, 12, 0, 0, 0, 9, 1, 3, b'x', 2, 3, b'y', 200, 2]),
            ["User-Name=[61]", "Cisco-AVPair=[78]", "Cisco-NAS-Port=[79]", "Attr-200=[]"]
        );
    }

    #[test]
    fn pieces_of_one_value_are_listed_once() {
        assert_eq!(
            listed(&[79, 4, 1, 2, 1, 3, b'a', 79, 3, 3]),
            ["EAP-Message=[01, 02, 03]", "User-Name=[61]"]
        );
    }

    #[test]
    fn what_is_not_well_formed_is_the_value_around_it() {
        assert_eq!(
            listed(&[26, 8, 0, 0, 0, 9, 1, 9]),
            ["Vendor-Specific=[00, 00, 00, 09, 01, 09]"]
        );
        assert_eq!(listed(&[26, 4, 0, 0]), ["Vendor-Specific=[00, 00]"]);
        assert_eq!(listed(&[241, 3, 1]).len(), 1);
        assert_eq!(listed(&[241, 2]).len(), 1);
    }

    #[test]
    fn extended_attributes_are_listed_by_their_numbers() {
        assert_eq!(listed(&[241, 5, 8, b'n', b'1']), ["Operator-NAS-Identifier=[6e, 31]"]);
        assert_eq!(listed(&[241, 9, 26, 0, 0, 0, 9, 4, 5]), ["Attr-241.26.9.4=[05]"]);
        assert_eq!(listed(&[245, 10, 26, 0, 0, 0, 0, 9, 4, 5]), ["Attr-245.26.9.4=[05]"]);
        let mut fragments = vec![245, 255, 7, 0x80];
        fragments.extend([1; 251]);
        fragments.extend([1, 3, b'a', 245, 5, 7, 0, 2]);
        let listed = listed(&fragments);
        assert_eq!(listed.len(), 2, "{listed:?}");
        assert!(listed[0].ends_with("01, 02]"), "{}", listed[0]);
    }
}
