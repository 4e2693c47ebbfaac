//! Protocol keys and the operations on them.

use core::fmt;

use aes::cipher::array::Array;
use aes::cipher::consts::U32;
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::{ChecksumKey, EncryptionType, SealingKey, sha2_profile, simplified};
use crate::error::{Error, Misconfigured, Problem};

/// Largest iteration count of string-to-key that this core computes.
///
/// The count can come from the network, and each costs time (RFC 3962 section 4 asks for a limit
/// of at least 50,000).
pub const MAX_ITERATIONS: u32 = 1 << 20;

/// A key of up to 32 octets, padded with zeros.
pub(super) type Octets = Zeroizing<Array<u8, U32>>;

/// A protocol key (RFC 3961 section 3): a long-term key, a session key or a subkey.
///
/// It is wiped when dropped; `Debug` shows its type only; equality takes the same time wherever the
/// keys differ.
#[derive(Clone)]
pub struct Key {
    enctype: EncryptionType,
    octets: Octets,
}

impl Key {
    /// The key with these octets.
    ///
    /// # Errors
    /// [`Misconfigured::KeyLength`] unless there are [`EncryptionType::key_len`] octets.
    pub fn new(enctype: EncryptionType, octets: &[u8]) -> Result<Self, Error> {
        let needed = enctype.key_len();
        if octets.len() != needed {
            return Err(Misconfigured::KeyLength { enctype, needed, found: octets.len() }.into());
        }
        Ok(Self::generate(enctype, |key| key.copy_from_slice(octets)))
    }

    /// The key that string-to-key makes of a password (RFC 3962 section 4, RFC 8009 section 4).
    ///
    /// `password` and `salt` are UTF-8; `iterations` is the s2kparams of the KDC, if it sent them.
    ///
    /// # Errors
    /// [`Error::Malformed`] if the iteration count is above [`MAX_ITERATIONS`], or 0, which stands
    /// for 2^32.
    pub fn from_password(
        enctype: EncryptionType,
        password: &[u8],
        salt: &[u8],
        iterations: Option<u32>,
    ) -> Result<Self, Error> {
        let iterations = iterations.unwrap_or(enctype.default_iterations());
        if !(1..=MAX_ITERATIONS).contains(&iterations) {
            let problem = Problem::Value("iteration count is above the limit");
            return Err(Error::malformed("s2kparams", problem));
        }
        if enctype.is_simplified() {
            Ok(simplified::string_to_key(enctype, password, salt, iterations))
        } else {
            Ok(sha2_profile::string_to_key(enctype, password, salt, iterations))
        }
    }

    /// A new key from `rng`.
    #[must_use]
    pub fn random(enctype: EncryptionType, rng: &mut dyn CryptoRng) -> Self {
        Self::generate(enctype, |octets| rng.fill_bytes(octets))
    }

    /// The encryption type of the key.
    #[must_use]
    pub fn encryption_type(&self) -> EncryptionType {
        self.enctype
    }

    /// The octets of the key: [`EncryptionType::key_len`] of them, secret.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.octets.split_at(self.enctype.key_len()).0
    }

    /// The keys that encrypt and protect messages of one key usage.
    #[must_use]
    pub fn sealing(&self, usage: u32) -> SealingKey {
        let (ke, ki) = if self.enctype.is_simplified() {
            simplified::sealing_keys(self, usage)
        } else {
            sha2_profile::sealing_keys(self, usage)
        };
        SealingKey::new(self.enctype, &ke, &ki)
    }

    /// The key that makes checksums of one key usage, of [`EncryptionType::checksum_type`].
    #[must_use]
    pub fn checksum(&self, usage: u32) -> ChecksumKey {
        let kc = if self.enctype.is_simplified() {
            simplified::checksum_key(self, usage)
        } else {
            sha2_profile::checksum_key(self, usage)
        };
        ChecksumKey::new(self.enctype, &kc)
    }

    /// The key whose [`EncryptionType::key_len`] octets `fill` writes (random-to-key is the
    /// identity for AES).
    pub(super) fn generate(enctype: EncryptionType, fill: impl FnOnce(&mut [u8])) -> Self {
        let mut octets = Octets::default();
        fill(octets.split_at_mut(enctype.key_len()).0);
        Self { enctype, octets }
    }

    pub(super) fn padded(&self) -> &Octets {
        &self.octets
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.enctype == other.enctype
            && bool::from(self.octets.as_slice().ct_eq(other.octets.as_slice()))
    }
}

impl Eq for Key {}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Key").field("enctype", &self.enctype).finish_non_exhaustive()
    }
}

/// The pseudo-random function of the key's encryption type (RFC 3961 section 5.3, RFC 8009
/// section 5): [`EncryptionType::prf_len`] octets.
#[must_use]
pub fn prf(key: &Key, input: &[u8]) -> Zeroizing<Vec<u8>> {
    let mut output = Zeroizing::new(vec![0; key.enctype.prf_len()]);
    if key.enctype.is_simplified() {
        simplified::prf(key, input, &mut output);
    } else {
        sha2_profile::prf(key, input, &mut output);
    }
    output
}
