//! The encryption types of RFC 3961, 3962 and 8009.

use core::fmt;

use crate::error::Unsupported;

/// An encryption type that this core implements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EncryptionType {
    /// aes128-cts-hmac-sha1-96 (RFC 3962), number 17.
    Aes128CtsHmacSha1 = 17,
    /// aes256-cts-hmac-sha1-96 (RFC 3962), number 18.
    Aes256CtsHmacSha1 = 18,
    /// aes128-cts-hmac-sha256-128 (RFC 8009), number 19.
    Aes128CtsHmacSha256 = 19,
    /// aes256-cts-hmac-sha384-192 (RFC 8009), number 20.
    Aes256CtsHmacSha384 = 20,
}

impl EncryptionType {
    /// The implemented encryption type with this number.
    ///
    /// # Errors
    /// [`Unsupported::EncryptionType`], with the registered name, for every other number.
    pub fn from_number(number: i32) -> Result<Self, Unsupported> {
        match number {
            17 => Ok(Self::Aes128CtsHmacSha1),
            18 => Ok(Self::Aes256CtsHmacSha1),
            19 => Ok(Self::Aes128CtsHmacSha256),
            20 => Ok(Self::Aes256CtsHmacSha384),
            _ => Err(Unsupported::EncryptionType { number, name: "unknown" }),
        }
    }

    /// The registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Aes128CtsHmacSha1 => "aes128-cts-hmac-sha1-96",
            Self::Aes256CtsHmacSha1 => "aes256-cts-hmac-sha1-96",
            Self::Aes128CtsHmacSha256 => "aes128-cts-hmac-sha256-128",
            Self::Aes256CtsHmacSha384 => "aes256-cts-hmac-sha384-192",
        }
    }
}

impl fmt::Display for EncryptionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
