//! Which values of a packet are meant.

use core::fmt;

use super::carrier::{VENDOR_SPECIFIC, first_member};
use super::tlv::Level;
use crate::dictionary;
use crate::error::{Error, Misconfigured};

/// Levels of the "tlv" data type that a [`Reference`] can lead into: RFC 6929 section 2.3.1
/// recommends no more.
pub const MAX_TLV_NESTING: usize = 4;

/// Largest tag (RFC 2868 section 3.1).
pub const MAX_TAG: u8 = 0x1f;

/// Where the path of a [`Reference`] begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Root {
    /// An attribute of RFC 2865 section 5.
    Standard(u8),
    /// A member of an attribute of the Extended or Long Extended Type: RFC 6929 section 2.
    Extended {
        /// Type, from 241 to 246.
        container: u8,
        /// Extended-Type.
        number: u8,
    },
    /// A member of Vendor-Specific (RFC 2865 section 5.26) in the format recommended there.
    Vendor {
        /// Vendor-Id: the enterprise number.
        vendor: u32,
        /// Vendor type.
        number: u8,
    },
    /// A member of Extended-Vendor-Specific: RFC 6929 section 2.4.
    ExtendedVendor {
        /// Type, from 241 to 246.
        container: u8,
        /// Vendor-Id: the enterprise number.
        vendor: u32,
        /// EVS-Type.
        number: u8,
    },
}

impl Root {
    /// What the members in its payload belong to.
    pub(super) fn level(self) -> Level {
        match self {
            Self::Vendor { .. } => Level::Vendor,
            Self::Standard(_) | Self::Extended { .. } | Self::ExtendedVendor { .. } => Level::Tlv,
        }
    }
}

/// Which values of a packet are meant: an attribute by its numbers, and perhaps only those with one
/// tag.
///
/// As text it is a name of the dictionary, or the numbers joined by dots (RFC 6929 section 2.1), in
/// each case with an optional `:` and tag: `Tunnel-Private-Group-Id:1`, `26.9.1`, `241.26.1.4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    root: Root,
    /// INVARIANT: zeros only after the last level.
    members: [u8; MAX_TLV_NESTING],
    tag: Option<u8>,
}

impl Reference {
    /// The values of `root` itself.
    #[must_use]
    pub const fn new(root: Root) -> Self {
        Self { root, members: [0; MAX_TLV_NESTING], tag: None }
    }

    /// The values of an attribute of RFC 2865 section 5.
    #[must_use]
    pub const fn standard(number: u8) -> Self {
        Self::new(Root::Standard(number))
    }

    /// The values of a member of Vendor-Specific.
    #[must_use]
    pub const fn vendor(vendor: u32, number: u8) -> Self {
        Self::new(Root::Vendor { vendor, number })
    }

    /// The values of a member of an extended attribute.
    #[must_use]
    pub const fn extended(container: u8, number: u8) -> Self {
        Self::new(Root::Extended { container, number })
    }

    /// The values of a TLV that is a direct member of the values of an attribute.
    #[must_use]
    pub(crate) const fn member(mut self, number: u8) -> Self {
        let [first, ..] = &mut self.members;
        *first = number;
        self
    }

    /// The values of a TLV that is a direct member of these; `None` below [`MAX_TLV_NESTING`] levels.
    #[must_use]
    pub fn nested(mut self, number: u8) -> Option<Self> {
        let place = self.members.iter_mut().find(|member| **member == 0)?;
        *place = number;
        (number != 0).then_some(self)
    }

    /// Only the values with this tag; 0 stands for values without one.
    #[must_use]
    pub const fn with_tag(mut self, tag: Option<u8>) -> Self {
        self.tag = tag;
        self
    }

    /// Reads a name or numbers, and an optional tag.
    ///
    /// # Errors
    /// [`Misconfigured::UnknownAttribute`]; [`Misconfigured::Tag`] if the attribute has no tag or
    /// the tag is above 31.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let unknown = || Misconfigured::UnknownAttribute { name: text.to_owned() };
        if let Some(definition) = dictionary::named(text) {
            return Ok(definition.reference);
        }
        let (name, tag) = match text.rsplit_once(':') {
            Some((name, tag)) => (name, Some(tag)),
            None => (text, None),
        };
        let reference = match dictionary::named(name) {
            Some(definition) => definition.reference,
            None => numbers(name).ok_or_else(unknown)?,
        };
        let Some(tag) = tag else { return Ok(reference) };
        let refused = |problem| Misconfigured::Tag { name: text.to_owned(), problem };
        if !dictionary::definition(&reference).is_some_and(|definition| definition.tagged) {
            return Err(refused("this attribute has no tag").into());
        }
        match tag.parse() {
            Ok(tag) if tag <= MAX_TAG => Ok(reference.with_tag(Some(tag))),
            _ => Err(refused("a tag is a number from 0 to 31").into()),
        }
    }

    /// Where the path begins.
    #[must_use]
    pub const fn root(&self) -> Root {
        self.root
    }

    /// The tag that values must have.
    #[must_use]
    pub const fn tag(&self) -> Option<u8> {
        self.tag
    }

    /// The numbers of the members of the "tlv" data type that lead to the values.
    pub fn members(&self) -> impl Iterator<Item = u8> {
        self.members.into_iter().take_while(|number| *number != 0)
    }

    /// The Type, if the values are those of whole attributes with any tag.
    pub(crate) fn plain_number(&self) -> Option<u8> {
        match self {
            Self { root: Root::Standard(number), members: [0, ..], tag: None } => Some(*number),
            _ => None,
        }
    }

    /// The numbers that lead from the payload of the root to the values.
    pub(super) fn path_in_payload(&self) -> Vec<u8> {
        first_member(self.root).into_iter().chain(self.members()).collect()
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match dictionary::definition(self) {
            Some(definition) => f.write_str(definition.name)?,
            None => write_numbers(self, f)?,
        }
        match self.tag {
            Some(tag) => write!(f, ":{tag}"),
            None => Ok(()),
        }
    }
}

fn write_numbers(reference: &Reference, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match reference.root {
        Root::Standard(number) => write!(f, "Attr-{number}")?,
        Root::Extended { container, number } => write!(f, "Attr-{container}.{number}")?,
        Root::Vendor { vendor, number } => {
            write!(f, "Attr-{VENDOR_SPECIFIC}.{vendor}.{number}")?;
        }
        Root::ExtendedVendor { container, vendor, number } => {
            write!(f, "Attr-{container}.{VENDOR_SPECIFIC}.{vendor}.{number}")?;
        }
    }
    reference.members().try_for_each(|number| write!(f, ".{number}"))
}

/// Reads numbers joined by dots, with `Attr-` in front or without.
fn numbers(text: &str) -> Option<Reference> {
    let mut numbers = text.strip_prefix("Attr-").unwrap_or(text).split('.');
    let mut next = || numbers.next();
    let octet = |text: &str| text.parse::<u8>().ok().filter(|number| *number != 0);
    let vendor = |text: &str| text.parse::<u32>().ok();

    let root = match octet(next()?)? {
        VENDOR_SPECIFIC => match next() {
            Some(id) => Root::Vendor { vendor: vendor(id)?, number: octet(next()?)? },
            None => Root::Standard(VENDOR_SPECIFIC),
        },
        container @ 241..=246 => match next().map(octet) {
            Some(Some(VENDOR_SPECIFIC)) => match next() {
                Some(id) => {
                    let (vendor, number) = (vendor(id)?, octet(next()?)?);
                    Root::ExtendedVendor { container, vendor, number }
                }
                None => Root::Extended { container, number: VENDOR_SPECIFIC },
            },
            Some(number) => Root::Extended { container, number: number? },
            None => Root::Standard(container),
        },
        number => Root::Standard(number),
    };
    let mut reference = Reference::new(root);
    let mut members = reference.members.iter_mut();
    for number in numbers {
        *members.next()? = octet(number)?;
    }
    Some(reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        let reference = Reference::parse("user-NAME").unwrap();
        assert_eq!(reference, Reference::standard(1));
        assert_eq!(reference.to_string(), "User-Name");
        assert_eq!(Reference::parse("Cisco-AVPair").unwrap(), Reference::vendor(9, 1));
    }

    #[test]
    fn numbers_stand_for_attributes_without_a_name() {
        for text in ["Attr-17", "Attr-26.99999.4", "Attr-241.200", "Attr-245.26.7.1.2.3.4.5"] {
            assert_eq!(Reference::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Reference::parse("1").unwrap().to_string(), "User-Name");
        assert_eq!(Reference::parse("26.9.1").unwrap().to_string(), "Cisco-AVPair");
        assert_eq!(Reference::parse("241.5.1").unwrap().to_string(), "IP-Port-Type");
    }

    #[test]
    fn tags_are_for_tagged_attributes() {
        let reference = Reference::parse("Tunnel-Private-Group-Id:1").unwrap();
        assert_eq!((reference.root(), reference.tag()), (Root::Standard(81), Some(1)));
        assert_eq!(reference.to_string(), "Tunnel-Private-Group-Id:1");
        for text in ["User-Name:1", "Tunnel-Type:32", "Tunnel-Type:", "Tunnel-Type:x"] {
            assert_eq!(Reference::parse(text).unwrap_err().code(), "attribute_tag", "{text}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "Attr-", "0", "256", "1.0", "26.9", "26.9.0", "241.0", "Usr-Name", "1..2"]
        {
            assert_eq!(Reference::parse(text).unwrap_err().code(), "unknown_attribute", "{text}");
        }
        assert!(Reference::parse("245.1.2.3.4.5").is_ok());
        assert!(Reference::parse("245.1.2.3.4.5.6").is_err());
    }
}
