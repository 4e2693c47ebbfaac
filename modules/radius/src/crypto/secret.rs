//! The shared secret of a hop.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use md5::{Digest, Md5};
use zeroize::Zeroizing;

use crate::error::{Error, Misconfigured};

/// The shared secret of a hop, with its HMAC key schedule. It is wiped when dropped, and `Debug`
/// does not show it.
#[derive(Clone)]
pub struct Secret {
    octets: Zeroizing<Vec<u8>>,
    hmac: Hmac<Md5>,
}

impl Secret {
    /// The secret with these octets.
    ///
    /// # Errors
    /// [`Misconfigured::SecretEmpty`]: RFC 2865 section 3 forbids an empty secret.
    pub fn new(octets: &[u8]) -> Result<Self, Error> {
        if octets.is_empty() {
            return Err(Misconfigured::SecretEmpty.into());
        }
        // HMAC takes a key of any length.
        let hmac = Hmac::new_from_slice(octets).map_err(|_| Misconfigured::SecretEmpty)?;
        Ok(Self { octets: Zeroizing::new(octets.to_vec()), hmac })
    }

    /// The secret of RADIUS/TLS, `radsec` (RFC 6614 section 2.3).
    ///
    /// # Errors
    /// None in practice: the octets are there.
    pub fn radsec() -> Result<Self, Error> {
        Self::new(b"radsec")
    }

    /// MD5 of `parts` and then the secret.
    pub(super) fn md5_behind(&self, parts: &[&[u8]]) -> [u8; 16] {
        let mut md5 = Md5::new();
        parts.iter().for_each(|part| md5.update(part));
        md5.update(&*self.octets);
        md5.finalize().into()
    }

    /// MD5 of the secret and then `parts`.
    pub(super) fn md5_before(&self, parts: &[&[u8]]) -> Zeroizing<[u8; 16]> {
        let mut md5 = Md5::new();
        md5.update(&*self.octets);
        parts.iter().for_each(|part| md5.update(part));
        Zeroizing::new(md5.finalize().into())
    }

    /// HMAC-MD5 of `parts`.
    pub(crate) fn hmac(&self, parts: &[&[u8]]) -> [u8; 16] {
        let mut hmac = self.hmac.clone();
        parts.iter().for_each(|part| hmac.update(part));
        hmac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
