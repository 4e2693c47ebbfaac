//! Names, numbers and lengths of the encryption types.

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
    /// Every implemented encryption type, by number.
    pub const ALL: [Self; 4] = [
        Self::Aes128CtsHmacSha1,
        Self::Aes256CtsHmacSha1,
        Self::Aes128CtsHmacSha256,
        Self::Aes256CtsHmacSha384,
    ];

    /// The implemented encryption type with this number.
    ///
    /// # Errors
    /// [`Unsupported::EncryptionType`], with the registered name, for every other number.
    pub fn from_number(number: i32) -> Result<Self, Unsupported> {
        Self::ALL
            .into_iter()
            .find(|enctype| enctype.number() == number)
            .ok_or(Unsupported::EncryptionType { number, name: registered_name(number) })
    }

    /// The assigned number (RFC 3962 section 7, RFC 8009 section 7).
    #[must_use]
    pub fn number(self) -> i32 {
        self as i32
    }

    /// The registered name.
    #[must_use]
    pub fn name(self) -> &'static str {
        registered_name(self.number())
    }

    /// Length of a protocol key, in octets.
    #[must_use]
    pub fn key_len(self) -> usize {
        match self {
            Self::Aes128CtsHmacSha1 | Self::Aes128CtsHmacSha256 => 16,
            Self::Aes256CtsHmacSha1 | Self::Aes256CtsHmacSha384 => 32,
        }
    }

    /// Number of the associated checksum type (RFC 3962 section 7, RFC 8009 section 7).
    #[must_use]
    pub fn checksum_type(self) -> i32 {
        match self {
            Self::Aes128CtsHmacSha1 => 15,
            Self::Aes256CtsHmacSha1 => 16,
            Self::Aes128CtsHmacSha256 => 19,
            Self::Aes256CtsHmacSha384 => 20,
        }
    }

    /// Length of the truncated HMAC in checksums and at the end of ciphertexts, in octets.
    #[must_use]
    pub fn mac_len(self) -> usize {
        match self {
            Self::Aes128CtsHmacSha1 | Self::Aes256CtsHmacSha1 => 12,
            Self::Aes128CtsHmacSha256 => 16,
            Self::Aes256CtsHmacSha384 => 24,
        }
    }

    /// Length of the output of the pseudo-random function, in octets.
    #[must_use]
    pub fn prf_len(self) -> usize {
        match self {
            Self::Aes128CtsHmacSha1 | Self::Aes256CtsHmacSha1 => 16,
            Self::Aes128CtsHmacSha256 => 32,
            Self::Aes256CtsHmacSha384 => 48,
        }
    }

    /// Iteration count of string-to-key where none is given (RFC 3962 section 4, RFC 8009
    /// section 4).
    #[must_use]
    pub fn default_iterations(self) -> u32 {
        match self {
            Self::Aes128CtsHmacSha1 | Self::Aes256CtsHmacSha1 => 4096,
            Self::Aes128CtsHmacSha256 | Self::Aes256CtsHmacSha384 => 32768,
        }
    }

    /// Whether the type follows the simplified profile of RFC 3961 section 5.3, whose HMAC covers
    /// the plaintext; the others follow RFC 8009, whose HMAC covers the ciphertext.
    pub(super) fn is_simplified(self) -> bool {
        matches!(self, Self::Aes128CtsHmacSha1 | Self::Aes256CtsHmacSha1)
    }
}

impl fmt::Display for EncryptionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name that the IANA registry "Kerberos Encryption Type Numbers" gives to `number`, whether
/// this core implements it or not, or `unknown`.
#[must_use]
pub fn registered_name(number: i32) -> &'static str {
    match number {
        1 => "des-cbc-crc",
        2 => "des-cbc-md4",
        3 => "des-cbc-md5",
        5 => "des3-cbc-md5",
        7 => "des3-cbc-sha1",
        9 => "dsaWithSHA1-CmsOID",
        10 => "md5WithRSAEncryption-CmsOID",
        11 => "sha1WithRSAEncryption-CmsOID",
        12 => "rc2CBC-EnvOID",
        13 => "rsaEncryption-EnvOID",
        14 => "rsaES-OAEP-ENV-OID",
        15 => "des-ede3-cbc-Env-OID",
        16 => "des3-cbc-sha1-kd",
        17 => "aes128-cts-hmac-sha1-96",
        18 => "aes256-cts-hmac-sha1-96",
        19 => "aes128-cts-hmac-sha256-128",
        20 => "aes256-cts-hmac-sha384-192",
        23 => "rc4-hmac",
        24 => "rc4-hmac-exp",
        25 => "camellia128-cts-cmac",
        26 => "camellia256-cts-cmac",
        65 => "subkey-keymaterial",
        _ => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_implemented_number_gives_its_type() {
        let numbers = EncryptionType::ALL.map(EncryptionType::number);
        assert_eq!(numbers, [17, 18, 19, 20]);
        for enctype in EncryptionType::ALL {
            assert_eq!(EncryptionType::from_number(enctype.number()), Ok(enctype));
        }
    }

    #[test]
    fn other_types_are_refused_by_name() {
        for (number, name) in [
            (1, "des-cbc-crc"),
            (3, "des-cbc-md5"),
            (16, "des3-cbc-sha1-kd"),
            (23, "rc4-hmac"),
            (26, "camellia256-cts-cmac"),
            (0, "unknown"),
            (-133, "unknown"),
            (i32::MAX, "unknown"),
        ] {
            assert_eq!(
                EncryptionType::from_number(number),
                Err(Unsupported::EncryptionType { number, name })
            );
        }
    }
}
