//! Encryption with integrity: the messages of one key and key usage.

use core::fmt;

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::EncryptionType;
use super::aes_cts::{AesCts, BLOCK_LEN};
use super::key::Octets;
use super::mac::Mac;

/// Length of the random confounder before each plaintext, in octets.
pub const CONFOUNDER_LEN: usize = BLOCK_LEN;

/// The initial cipher state, which RFC 8009 section 5 includes in the HMAC.
const INITIAL_CIPHER_STATE: [u8; BLOCK_LEN] = [0; BLOCK_LEN];

/// The ciphertext was not made with this key and key usage, or was changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("integrity check of the ciphertext failed")]
pub struct Integrity;

/// The encryption and decryption functions of one key and key usage (RFC 3961 section 5.3, RFC 8009
/// section 5), with all keys derived and expanded.
pub struct SealingKey {
    enctype: EncryptionType,
    aes: AesCts,
    mac: Mac,
}

impl SealingKey {
    pub(super) fn new(enctype: EncryptionType, ke: &Octets, ki: &Octets) -> Self {
        let aes = AesCts::new(enctype.key_len(), ke);
        Self { enctype, aes, mac: Mac::new(enctype, ki) }
    }

    /// The encryption type of the key.
    #[must_use]
    pub fn encryption_type(&self) -> EncryptionType {
        self.enctype
    }

    /// Length of the ciphertext of a plaintext of `plaintext_len` octets.
    #[must_use]
    pub fn ciphertext_len(&self, plaintext_len: usize) -> usize {
        plaintext_len.saturating_add(CONFOUNDER_LEN).saturating_add(self.enctype.mac_len())
    }

    /// Checks and decrypts `ciphertext`. The plaintext is wiped when dropped.
    ///
    /// # Errors
    /// [`Integrity`], whatever is wrong with the ciphertext: an attacker learns nothing else.
    pub fn open(&self, ciphertext: &[u8]) -> Result<Zeroizing<Vec<u8>>, Integrity> {
        let encrypted_len = ciphertext.len().checked_sub(self.enctype.mac_len());
        let encrypted_len = encrypted_len.filter(|len| *len >= CONFOUNDER_LEN).ok_or(Integrity)?;
        let (encrypted, mac) = ciphertext.split_at(encrypted_len);

        let covers_plaintext = self.enctype.is_simplified();
        if !covers_plaintext && !self.mac.verify(&[&INITIAL_CIPHER_STATE, encrypted], mac) {
            return Err(Integrity);
        }
        let mut plaintext = Zeroizing::new(encrypted.to_vec());
        self.aes.decrypt(&mut plaintext);
        if covers_plaintext && !self.mac.verify(&[&plaintext], mac) {
            return Err(Integrity);
        }
        plaintext.drain(..CONFOUNDER_LEN);
        Ok(plaintext)
    }

    /// Encrypts `plaintext` with a confounder from `rng`.
    #[must_use]
    pub fn seal(&self, plaintext: &[u8], rng: &mut dyn CryptoRng) -> Vec<u8> {
        self.seal_parts(&[plaintext], rng)
    }

    /// Encrypts the concatenation of `parts` with a confounder from `rng`.
    #[must_use]
    pub fn seal_parts(&self, parts: &[&[u8]], rng: &mut dyn CryptoRng) -> Vec<u8> {
        let plaintext_len = parts.iter().map(|part| part.len()).sum();
        // With the full capacity the buffer never moves and leaves no plaintext behind.
        let mut message = Vec::with_capacity(self.ciphertext_len(plaintext_len));
        message.resize(CONFOUNDER_LEN, 0);
        rng.fill_bytes(&mut message);
        for part in parts {
            message.extend_from_slice(part);
        }

        let mut mac = [0; Mac::MAX_LEN];
        let (mac, _) = mac.split_at_mut(self.enctype.mac_len());
        if self.enctype.is_simplified() {
            self.mac.write(&[&message], mac);
            self.aes.encrypt(&mut message);
        } else {
            self.aes.encrypt(&mut message);
            self.mac.write(&[&INITIAL_CIPHER_STATE, &message], mac);
        }
        message.extend_from_slice(mac);
        message
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealingKey").field("enctype", &self.enctype).finish_non_exhaustive()
    }
}
