//! Truncated HMACs, and the checksums made of them.

use core::fmt;

use hmac::digest::Key as HmacKey;
use hmac::{EagerHash, Hmac, KeyInit, Mac as _};
use sha1::Sha1;
use sha2::{Sha256, Sha384};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::EncryptionType;
use super::key::Octets;

/// The checksum of one key and key usage (RFC 3961 section 5.4, RFC 8009 section 6).
pub struct ChecksumKey {
    mac: Mac,
}

impl ChecksumKey {
    pub(super) fn new(enctype: EncryptionType, kc: &Octets) -> Self {
        Self { mac: Mac::new(enctype, kc) }
    }

    /// The checksum over the concatenation of `parts`: [`EncryptionType::mac_len`] octets.
    #[must_use]
    pub fn sign(&self, parts: &[&[u8]]) -> Vec<u8> {
        let mut checksum = vec![0; self.mac.enctype.mac_len()];
        self.mac.write(parts, &mut checksum);
        checksum
    }

    /// Whether `checksum` is the one over the concatenation of `parts`, in a time that does not
    /// depend on where it differs. One of another length is not.
    #[must_use]
    pub fn verify(&self, parts: &[&[u8]], checksum: &[u8]) -> bool {
        self.mac.verify(parts, checksum)
    }
}

impl fmt::Debug for ChecksumKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChecksumKey").field("enctype", &self.mac.enctype).finish_non_exhaustive()
    }
}

/// HMAC with the hash of an encryption type, its key already absorbed.
pub(super) struct Mac {
    enctype: EncryptionType,
    state: State,
}

enum State {
    Sha1(Hmac<Sha1>),
    Sha256(Hmac<Sha256>),
    Sha384(Hmac<Sha384>),
}

impl Mac {
    /// Length of the longest truncated HMAC, in octets.
    pub(super) const MAX_LEN: usize = 24;

    /// The zeros that pad `key` change nothing: HMAC pads its key with zeros (RFC 2104 section 2).
    pub(super) fn new(enctype: EncryptionType, key: &Octets) -> Self {
        let state = match enctype {
            EncryptionType::Aes128CtsHmacSha1 | EncryptionType::Aes256CtsHmacSha1 => {
                State::Sha1(keyed(key))
            }
            EncryptionType::Aes128CtsHmacSha256 => State::Sha256(keyed(key)),
            EncryptionType::Aes256CtsHmacSha384 => State::Sha384(keyed(key)),
        };
        Self { enctype, state }
    }

    /// Writes the leading octets of the HMAC over the concatenation of `parts`, as many as `output`
    /// takes and the hash has.
    pub(super) fn write(&self, parts: &[&[u8]], output: &mut [u8]) {
        match &self.state {
            State::Sha1(hmac) => write(hmac, parts, output),
            State::Sha256(hmac) => write(hmac, parts, output),
            State::Sha384(hmac) => write(hmac, parts, output),
        }
    }

    /// Compares in constant time with the HMAC truncated to [`EncryptionType::mac_len`].
    pub(super) fn verify(&self, parts: &[&[u8]], mac: &[u8]) -> bool {
        let mut expected = [0; Self::MAX_LEN];
        let (expected, _) = expected.split_at_mut(self.enctype.mac_len());
        self.write(parts, expected);
        expected.ct_eq(mac).into()
    }
}

fn keyed<D: EagerHash>(key: &Octets) -> Hmac<D> {
    let mut block = Zeroizing::new(HmacKey::<Hmac<D>>::default());
    for (padded, octet) in block.iter_mut().zip(key.iter()) {
        *padded = *octet;
    }
    Hmac::new(&block)
}

fn write<D: EagerHash>(keyed: &Hmac<D>, parts: &[&[u8]], output: &mut [u8]) {
    let mut hmac = keyed.clone();
    for part in parts {
        hmac.update(part);
    }
    let mac = Zeroizing::new(hmac.finalize().into_bytes());
    for (output, octet) in output.iter_mut().zip(mac.iter()) {
        *output = *octet;
    }
}
