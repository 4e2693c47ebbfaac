//! The typed dictionary: names, numbers, data types and named values of attributes.
//!
//! Names are spelled as operators know them from FreeRADIUS; they are found in any case. The tables
//! are static; an index of them is made at the first use. The standard attributes follow their RFCs;
//! of the vendors those attributes are here that policies ask for and every one that is hidden.

mod definition;
mod lines;
mod names;
mod standard;
mod text;
mod time;
mod value;
mod vendors;

use std::sync::LazyLock;

use crate::attribute::{Reference, Root};

pub use definition::{DataType, Definition, Hiding, Role};
pub use value::Value;
pub use vendors::Vendor;

/// The definition with this name or former name, in any case.
#[must_use]
pub fn named(name: &str) -> Option<&'static Definition> {
    let name = FORMER_NAMES
        .iter()
        .find(|(former, _)| former.eq_ignore_ascii_case(name))
        .map_or(name, |(_, name)| name);
    definitions().find(|definition| definition.name.eq_ignore_ascii_case(name))
}

/// The definition of the attribute that a reference leads to, whatever its tag.
#[must_use]
pub fn definition(reference: &Reference) -> Option<&'static Definition> {
    let wanted = reference.with_tag(None);
    let table = match reference.root() {
        Root::Standard(_) => standard::STANDARD,
        Root::Extended { .. } => standard::EXTENDED,
        Root::Vendor { vendor, .. } => self::vendor(vendor)?.attributes,
        Root::ExtendedVendor { .. } => return None,
    };
    let at = table.binary_search_by(|definition| definition.reference.cmp(&wanted)).ok()?;
    table.get(at)
}

/// The definition of an attribute of RFC 2865 section 5.
#[must_use]
pub fn standard(number: u8) -> Option<&'static Definition> {
    *BY_NUMBER.get(usize::from(number))?
}

/// Every attribute of every packet is looked up, several times on its way.
static BY_NUMBER: LazyLock<[Option<&'static Definition>; 256]> = LazyLock::new(|| {
    let mut table = [None; 256];
    for definition in standard::STANDARD {
        let number = definition.reference.plain_number().map(usize::from);
        if let Some(place) = number.and_then(|number| table.get_mut(number)) {
            *place = Some(definition);
        }
    }
    table
});

/// The vendor with this enterprise number.
#[must_use]
pub fn vendor(number: u32) -> Option<&'static Vendor> {
    let at = vendors::VENDORS.binary_search_by_key(&number, |vendor| vendor.number).ok()?;
    vendors::VENDORS.get(at)
}

/// Every definition.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    let vendors = vendors::VENDORS.iter().flat_map(|vendor| vendor.attributes);
    standard::STANDARD.iter().chain(standard::EXTENDED).chain(vendors)
}

/// Whether a vendor's attributes have the format that RFC 2865 section 5.26 recommends: one octet
/// each of type and length. So have those of vendors that are not known here.
#[must_use]
pub fn has_recommended_format(vendor: u32) -> bool {
    !OTHER_FORMATS.contains(&vendor)
}

/// Vendors with another format: USR, Alcatel-ESAM, Lucent, Telrad, Starent, Kineto, WiMAX.
const OTHER_FORMATS: [u32; 7] = [429, 637, 4846, 5323, 8164, 16445, 24757];

/// Other spellings that configurations use.
const FORMER_NAMES: [(&str, &str); 5] = [
    ("Password", "User-Password"),
    ("CUI", "Chargeable-User-Identity"),
    ("MS-MPPE-Encryption-Type", "MS-MPPE-Encryption-Types"),
    ("3GPP-Location-Info", "3GPP-User-Location-Info"),
    ("HP-Ip-Filter-Raw", "HP-Nas-Filter-Rule"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_definition_is_found_by_name_and_by_number() {
        let mut names = BTreeSet::new();
        for expected in definitions() {
            assert_eq!(definition(&expected.reference), Some(expected), "{}", expected.name);
            assert_eq!(named(&expected.name.to_uppercase()), Some(expected), "{}", expected.name);
            assert!(names.insert(expected.name.to_lowercase()), "{} twice", expected.name);
        }
        for (former, name) in FORMER_NAMES {
            assert_eq!(named(former).map(|definition| definition.name), Some(name));
            assert!(!names.contains(&former.to_lowercase()));
        }
    }

    #[test]
    fn vendors_are_in_order_and_own_their_attributes() {
        assert!(vendors::VENDORS.windows(2).all(|pair| pair[0].number < pair[1].number));
        for vendor in vendors::VENDORS {
            assert!(has_recommended_format(vendor.number));
            for definition in vendor.attributes {
                let Root::Vendor { vendor: number, .. } = definition.reference.root() else {
                    panic!("{} is not of a vendor", definition.name)
                };
                assert_eq!(number, vendor.number, "{}", definition.name);
            }
        }
    }

    #[test]
    fn named_values_have_one_number_each() {
        for definition in definitions() {
            let names: BTreeSet<_> =
                definition.values.iter().map(|(_, name)| name.to_lowercase()).collect();
            assert_eq!(names.len(), definition.values.len(), "{}", definition.name);
        }
    }
}
