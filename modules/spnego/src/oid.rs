//! Object identifiers of GSS-API mechanisms, kept as the content octets of their DER encoding.

use core::fmt;

use crate::error::Malformed;

/// The longest object identifier kept, in content octets.
///
/// Mechanism identifiers in use have at most 20; a longer one in a peer's list matches nothing.
pub const MAX_OID_BYTES: usize = 32;

/// An object identifier: the content octets of its DER encoding, at most [`MAX_OID_BYTES`].
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Oid {
    len: u8,
    octets: [u8; MAX_OID_BYTES],
}

impl Oid {
    /// Kerberos V5, 1.2.840.113554.1.2.2 (RFC 4121 section 1).
    pub const KRB5: Self = Self::from_array([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02]);
    /// Kerberos V5 as Windows 2000 misspelt it, 1.2.840.48018.1.2.2 (RFC 4178 appendix C).
    pub const MS_KRB5: Self =
        Self::from_array([0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 0x01, 0x02, 0x02]);
    /// Kerberos V5 user-to-user, 1.2.840.113554.1.2.2.3.
    pub const KRB5_U2U: Self =
        Self::from_array([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02, 0x03]);
    /// This negotiation mechanism itself, 1.3.6.1.5.5.2 (RFC 4178 section 4.2).
    pub const SPNEGO: Self = Self::from_array([0x2b, 0x06, 0x01, 0x05, 0x05, 0x02]);
    /// NTLMSSP, 1.3.6.1.4.1.311.2.2.10.
    pub const NTLM: Self =
        Self::from_array([0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a]);
    /// NegoEx, 1.3.6.1.4.1.311.2.2.30.
    pub const NEGOEX: Self =
        Self::from_array([0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x1e]);
    /// IAKERB, 1.3.6.1.5.2.5.
    pub const IAKERB: Self = Self::from_array([0x2b, 0x06, 0x01, 0x05, 0x02, 0x05]);

    /// Takes the content octets of a DER OBJECT IDENTIFIER (without tag and length).
    ///
    /// # Errors
    /// [`Malformed::Oid`] if there are none or more than [`MAX_OID_BYTES`], if the last
    /// subidentifier does not end, or if one is padded.
    pub fn from_content(content: &[u8]) -> Result<Self, Malformed> {
        let mut octets = [0; MAX_OID_BYTES];
        let len = u8::try_from(content.len()).map_err(|_| Malformed::Oid)?;
        octets.get_mut(..content.len()).ok_or(Malformed::Oid)?.copy_from_slice(content);
        let ends = content.last().is_some_and(|octet| octet & 0x80 == 0);
        if !ends || subidentifiers(content).any(|sub| sub.first() == Some(&0x80)) {
            return Err(Malformed::Oid);
        }
        Ok(Self { len, octets })
    }

    /// The content octets.
    #[must_use]
    pub fn content(&self) -> &[u8] {
        self.octets.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// Whether both name one mechanism: equal, or the two spellings of Kerberos V5.
    #[must_use]
    pub fn names_same_mechanism(&self, other: &Self) -> bool {
        self == other || (self.is_kerberos() && other.is_kerberos())
    }

    fn is_kerberos(&self) -> bool {
        *self == Self::KRB5 || *self == Self::MS_KRB5
    }

    fn name(&self) -> Option<&'static str> {
        match *self {
            Self::KRB5 => Some("Kerberos"),
            Self::MS_KRB5 => Some("MS-Kerberos"),
            Self::KRB5_U2U => Some("Kerberos user-to-user"),
            Self::SPNEGO => Some("SPNEGO"),
            Self::NTLM => Some("NTLM"),
            Self::NEGOEX => Some("NegoEx"),
            Self::IAKERB => Some("IAKERB"),
            _ => None,
        }
    }

    const fn from_array<const N: usize>(content: [u8; N]) -> Self {
        let mut octets = [0; MAX_OID_BYTES];
        let (used, _) = octets.split_at_mut(N);
        used.copy_from_slice(&content);
        assert!(N <= u8::MAX as usize, "an identifier fits its length octet");
        Self { len: N as u8, octets }
    }
}

/// Dotted decimal; a subidentifier beyond 128 bits prints as `?`.
impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, octets) in subidentifiers(self.content()).enumerate() {
            let value = octets.iter().try_fold(0u128, |value, octet| {
                value.checked_mul(128).map(|shifted| shifted | u128::from(octet & 0x7f))
            });
            match (position, value) {
                // X.690 8.19.4: the first subidentifier joins the first two arcs.
                (0, Some(joined)) => {
                    let first = joined.checked_div(40).unwrap_or_default().min(2);
                    write!(f, "{first}.{}", joined.saturating_sub(first.saturating_mul(40)))?;
                }
                (_, Some(value)) => write!(f, ".{value}")?,
                (_, None) => f.write_str(".?")?,
            }
        }
        Ok(())
    }
}

/// The dotted form, with the common name where there is one.
impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => write!(f, "{self} ({name})"),
            None => write!(f, "{self}"),
        }
    }
}

fn subidentifiers(content: &[u8]) -> impl Iterator<Item = &[u8]> {
    content.split_inclusive(|octet| octet & 0x80 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_print_as_dotted_decimal() {
        assert_eq!(Oid::KRB5.to_string(), "1.2.840.113554.1.2.2");
        assert_eq!(Oid::MS_KRB5.to_string(), "1.2.840.48018.1.2.2");
        assert_eq!(Oid::KRB5_U2U.to_string(), "1.2.840.113554.1.2.2.3");
        assert_eq!(Oid::SPNEGO.to_string(), "1.3.6.1.5.5.2");
        assert_eq!(Oid::NTLM.to_string(), "1.3.6.1.4.1.311.2.2.10");
        assert_eq!(Oid::NEGOEX.to_string(), "1.3.6.1.4.1.311.2.2.30");
        assert_eq!(Oid::IAKERB.to_string(), "1.3.6.1.5.2.5");
        assert_eq!(Oid::from_content(&[0x88, 0x37, 0x03]).unwrap().to_string(), "2.999.3");
        assert_eq!(format!("{:?}", Oid::NTLM), "1.3.6.1.4.1.311.2.2.10 (NTLM)");
    }

    #[test]
    fn a_subidentifier_beyond_128_bits_prints_as_a_question_mark() {
        let mut content = vec![0x2a];
        content.extend([0xff; 20]);
        content.push(0x7f);
        assert_eq!(Oid::from_content(&content).unwrap().to_string(), "1.2.?");
    }

    #[test]
    fn content_that_is_no_identifier_is_refused() {
        for content in [&[][..], &[0x2a, 0x86], &[0x80, 0x01], &[0x2a, 0x80, 0x01], &[0x2a; 33]] {
            assert_eq!(Oid::from_content(content), Err(Malformed::Oid), "{content:02x?}");
        }
        assert_eq!(Oid::from_content(&[0x2a; 32]).unwrap().content(), [0x2a; 32]);
    }

    #[test]
    fn the_two_spellings_of_kerberos_are_one_mechanism_and_no_others_are() {
        assert!(Oid::KRB5.names_same_mechanism(&Oid::MS_KRB5));
        assert!(Oid::MS_KRB5.names_same_mechanism(&Oid::KRB5));
        assert!(!Oid::KRB5.names_same_mechanism(&Oid::KRB5_U2U));
        assert!(!Oid::NTLM.names_same_mechanism(&Oid::MS_KRB5));
        assert_ne!(Oid::KRB5, Oid::MS_KRB5);
    }
}
