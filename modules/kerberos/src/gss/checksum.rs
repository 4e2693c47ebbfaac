//! The authenticator checksum of type 0x8003 (RFC 4121 section 4.1.1).

use super::GssFlags;
use crate::{Error, Problem};

/// What the 0x8003 checksum carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthenticatorChecksum {
    /// `Bnd`: hash of the channel bindings; zero if the client has none.
    pub bindings: [u8; 16],
    /// `Flags`.
    pub flags: GssFlags,
    /// Whether a KRB-CRED with a delegated credential is inside. It is never read further.
    pub delegated: bool,
}

impl AuthenticatorChecksum {
    /// `cksumtype` of this checksum.
    pub const TYPE: i32 = 0x8003;

    const WHAT: &str = "0x8003 checksum";
    const FIXED: usize = 24;
    const BINDINGS_LENGTH: u32 = 16;
    const DELEGATION_OPTION: u16 = 1;

    /// Reads the checksum.
    ///
    /// # Errors
    /// [`Error::Malformed`] if it is shorter than 24 octets, if its lengths do not add up, or if
    /// the delegation flag is set without a credential.
    pub fn parse(octets: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader { rest: octets, whole: octets.len() };
        if u32::from_le_bytes(reader.array()?) != Self::BINDINGS_LENGTH {
            return Err(Error::malformed(Self::WHAT, Problem::Value("Lgth is not 16")));
        }
        let bindings = reader.array()?;
        let flags = GssFlags(u32::from_le_bytes(reader.array()?));
        let delegated = flags.contains(GssFlags::DELEG);
        if delegated {
            if u16::from_le_bytes(reader.array()?) != Self::DELEGATION_OPTION {
                return Err(Error::malformed(Self::WHAT, Problem::Value("DlgOpt is not 1")));
            }
            let length = u16::from_le_bytes(reader.array()?);
            reader.take(usize::from(length))?;
        }
        // Extensions (RFC 4121 section 4.1.1): none is critical, but their framing must hold.
        while !reader.rest.is_empty() {
            reader.array::<4>()?;
            let length = u32::from_be_bytes(reader.array()?);
            reader.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        }
        Ok(Self { bindings, flags, delegated })
    }

    /// The checksum of these flags and bindings, without delegation.
    #[cfg(feature = "client")]
    #[must_use]
    pub fn encode(bindings: [u8; 16], flags: GssFlags) -> Vec<u8> {
        let mut octets = Vec::with_capacity(Self::FIXED);
        octets.extend_from_slice(&Self::BINDINGS_LENGTH.to_le_bytes());
        octets.extend_from_slice(&bindings);
        octets.extend_from_slice(&flags.0.to_le_bytes());
        octets
    }
}

struct Reader<'a> {
    rest: &'a [u8],
    whole: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or_else(|| {
            let read = self.whole.saturating_sub(self.rest.len());
            Error::malformed(
                AuthenticatorChecksum::WHAT,
                Problem::Truncated {
                    needed: read.saturating_add(length).max(AuthenticatorChecksum::FIXED),
                    found: self.whole,
                },
            )
        })?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Error> {
        self.take(N)?.try_into().map_err(|_| Error::der(AuthenticatorChecksum::WHAT))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(flags: u32) -> Vec<u8> {
        let mut octets = vec![16, 0, 0, 0];
        octets.extend_from_slice(&[7; 16]);
        octets.extend_from_slice(&flags.to_le_bytes());
        octets
    }

    #[test]
    fn flags_and_bindings_are_read() {
        let checksum = AuthenticatorChecksum::parse(&fixed(0x3e)).unwrap();
        assert_eq!(checksum.bindings, [7; 16]);
        assert!(checksum.flags.contains(GssFlags::MUTUAL | GssFlags::INTEG));
        assert!(!checksum.delegated);
    }

    #[test]
    fn every_length_below_24_is_refused() {
        let octets = fixed(0);
        for end in 0..24 {
            assert!(AuthenticatorChecksum::parse(&octets[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn a_delegated_credential_is_noticed_and_must_be_there() {
        let mut octets = fixed(1);
        assert!(AuthenticatorChecksum::parse(&octets).is_err());
        octets.extend_from_slice(&[1, 0, 3, 0]);
        assert!(AuthenticatorChecksum::parse(&octets).is_err());
        octets.extend_from_slice(b"CRE");
        assert!(AuthenticatorChecksum::parse(&octets).unwrap().delegated);
        octets[24] = 2;
        assert!(AuthenticatorChecksum::parse(&octets).is_err());
    }

    #[test]
    fn extensions_are_skipped_and_their_framing_is_checked() {
        let mut octets = fixed(0);
        octets.extend_from_slice(&[0, 0, 0, 1, 0, 0, 0, 2, 0xaa]);
        assert!(AuthenticatorChecksum::parse(&octets).is_err());
        octets.push(0xbb);
        assert!(AuthenticatorChecksum::parse(&octets).is_ok());
        octets.push(0);
        assert!(AuthenticatorChecksum::parse(&octets).is_err());
    }

    #[test]
    fn another_length_of_bindings_is_refused() {
        let mut octets = fixed(0);
        octets[0] = 15;
        assert!(AuthenticatorChecksum::parse(&octets).is_err());
    }
}
