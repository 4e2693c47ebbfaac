//! Security identifiers (MS-DTYP section 2.4.2).

use core::fmt;
use core::str::FromStr;

use super::reader::Reader;
use crate::error::{Error, Problem};

/// The most sub-authorities that a SID can have (MS-DTYP section 2.4.2).
pub const MAX_SUB_AUTHORITIES: usize = 15;

/// A security identifier: the name of a user, group or domain that survives a rename.
///
/// Displays and parses as `S-1-5-21-1780957454-2517233512-37924845-1102` (MS-DTYP section
/// 2.4.2.1). An identifier authority of 2^32 or more is written as `0x` and twelve digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sid {
    identifier_authority: u64,
    count: u8,
    // INVARIANT: zero from `count` on, so that the derived comparisons are right.
    sub_authorities: [u32; MAX_SUB_AUTHORITIES],
}

impl Sid {
    /// The account or group with this relative identifier in the domain that `self` names.
    ///
    /// # Errors
    /// [`Problem::TooLarge`] when `self` has [`MAX_SUB_AUTHORITIES`] already.
    pub fn with_relative_identifier(mut self, relative_identifier: u32) -> Result<Self, Error> {
        self.push(relative_identifier)?;
        Ok(self)
    }

    /// The numbers after the identifier authority; the last one is the relative identifier.
    #[must_use]
    pub fn sub_authorities(&self) -> &[u32] {
        self.sub_authorities.get(..usize::from(self.count)).unwrap_or_default()
    }

    /// Reads the packet form (MS-DTYP section 2.4.2.2): revision 1, the number of sub-authorities,
    /// a 48-bit big-endian authority, 32-bit little-endian sub-authorities.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Error> {
        if reader.u8()? != 1 {
            return Err(reader.invalid("a SID of a revision other than 1"));
        }
        let count = reader.u8()?;
        let authority = reader.take(6)?;
        let mut sid =
            Self::new(authority.iter().fold(0, |sum, octet| sum << 8 | u64::from(*octet)));
        for _ in 0..count {
            sid.push(reader.u32()?)?;
        }
        Ok(sid)
    }

    fn new(identifier_authority: u64) -> Self {
        Self { identifier_authority, count: 0, sub_authorities: [0; MAX_SUB_AUTHORITIES] }
    }

    fn push(&mut self, sub_authority: u32) -> Result<(), Error> {
        let found = usize::from(self.count).saturating_add(1);
        let too_large = Problem::TooLarge { found, limit: MAX_SUB_AUTHORITIES };
        *self
            .sub_authorities
            .get_mut(usize::from(self.count))
            .ok_or_else(|| Error::malformed("SID", too_large))? = sub_authority;
        self.count = self.count.saturating_add(1);
        Ok(())
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match u32::try_from(self.identifier_authority) {
            Ok(authority) => write!(f, "S-1-{authority}")?,
            Err(_) => write!(f, "S-1-0x{:012X}", self.identifier_authority)?,
        }
        self.sub_authorities().iter().try_for_each(|number| write!(f, "-{number}"))
    }
}

impl FromStr for Sid {
    type Err = Error;

    /// Reads the text form (MS-DTYP section 2.4.2.1); the `S` may be a small letter.
    fn from_str(text: &str) -> Result<Self, Error> {
        let invalid = || Error::malformed("SID", Problem::Value("not of the form S-1-5-21-..."));
        let mut parts = text.split('-');
        if !parts.next().is_some_and(|part| part.eq_ignore_ascii_case("S"))
            || parts.next() != Some("1")
        {
            return Err(invalid());
        }
        let authority = parts.next().ok_or_else(invalid)?;
        let mut sid = Self::new(identifier_authority(authority).ok_or_else(invalid)?);
        for part in parts {
            sid.push(decimal(part).ok_or_else(invalid)?)?;
        }
        Ok(sid)
    }
}

fn identifier_authority(text: &str) -> Option<u64> {
    match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) if digits.len() == 12 && digits.bytes().all(|d| d.is_ascii_hexdigit()) => {
            u64::from_str_radix(digits, 16).ok()
        }
        Some(_) => None,
        None => decimal(text).map(u64::from),
    }
}

/// A decimal number of at most ten digits without a sign, which `u32::from_str` would admit.
fn decimal(text: &str) -> Option<u32> {
    let digits = text.len() <= 10 && text.bytes().all(|digit| digit.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_form_is_read_and_written() {
        for text in [
            "S-1-1-0",
            "S-1-5-32-544",
            "S-1-5-21-1780957454-2517233512-37924845-1102",
            "S-1-0xFFFFFFFFFFFF-7",
            "S-1-5-0-1-2-3-4-5-6-7-8-9-10-11-12-13-4294967295",
        ] {
            assert_eq!(text.parse::<Sid>().unwrap().to_string(), text);
        }
        assert_eq!("s-1-0x000000000005-18".parse::<Sid>().unwrap().to_string(), "S-1-5-18");
    }

    #[test]
    fn what_is_not_a_sid_is_refused() {
        for text in [
            "",
            "S",
            "S-1",
            "S-1-",
            "S-2-5-18",
            "X-1-5-18",
            "S-1-5-",
            "S-1-5--18",
            "S-1-5-+18",
            "S-1-5-4294967296",
            "S-1-5-00000000018",
            "S-1-4294967296-1",
            "S-1-0x5-18",
            "S-1-5-18 ",
            "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16",
        ] {
            assert!(text.parse::<Sid>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_packet_form_is_read_with_its_bounds() {
        let octets = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0];
        let read = |octets: &[u8]| Sid::read(&mut Reader::new("SID", octets));
        assert_eq!(read(&octets).unwrap().to_string(), "S-1-5-32-544");
        assert!(read(&octets[..15]).is_err());

        let mut of_revision_two = octets;
        of_revision_two[0] = 2;
        assert!(read(&of_revision_two).is_err());

        let mut too_long = [0; 8 + 16 * 4];
        too_long[..2].copy_from_slice(&[1, 16]);
        let too_large = Problem::TooLarge { found: 16, limit: MAX_SUB_AUTHORITIES };
        assert_eq!(read(&too_long), Err(Error::malformed("SID", too_large)));
    }

    #[test]
    fn a_relative_identifier_extends_a_domain() {
        let domain: Sid = "S-1-5-21-1-2-3".parse().unwrap();
        assert_eq!(domain.with_relative_identifier(513).unwrap().to_string(), "S-1-5-21-1-2-3-513");
        let full: Sid = "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15".parse().unwrap();
        assert!(full.with_relative_identifier(1).is_err());
    }
}
