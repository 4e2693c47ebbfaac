//! Keys. Private keys live in memory only and are wiped when dropped.

use std::fmt;

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::signature::hazmat::{PrehashSigner as _, PrehashVerifier as _};
use pkcs8::der::{Encode as _, SecretDocument};
use pkcs8::{DecodePrivateKey as _, EncryptedPrivateKeyInfoRef, PrivateKeyInfoRef};
use rsa::pkcs1v15::Pkcs1v15Sign;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use x509_cert::spki::{DecodePublicKey as _, EncodePublicKey as _, SubjectPublicKeyInfoOwned};

use super::algorithm::{DigestAlgorithm, SignatureAlgorithm};
use super::derivation::check_derivation;
use super::fault::KeyFault;

/// Largest RSA modulus that is read: more would only be slow.
pub const MAX_RSA_BITS: usize = 8192;
/// Smallest RSA modulus that is trusted.
pub const MIN_RSA_BITS: usize = 2048;

const EC_PUBLIC_KEY: &str = "1.2.840.10045.2.1";
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";
const ED25519: &str = "1.3.101.112";
const RSA: &str = "1.2.840.113549.1.1.1";
const KINDS: &str = "ECDSA on P-256 or P-384, or Ed25519";

/// A private key that signs.
pub enum PrivateKey {
    /// ECDSA on P-256.
    P256(Box<p256::ecdsa::SigningKey>),
    /// ECDSA on P-384.
    P384(Box<p384::ecdsa::SigningKey>),
    /// Ed25519.
    Ed25519(Box<ed25519_dalek::SigningKey>),
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PrivateKey({})", self.algorithm().name())
    }
}

impl PrivateKey {
    /// Reads a PKCS#8 key (RFC 5958), DER or PEM, encrypted or not.
    ///
    /// # Errors
    /// When it is none, when the passphrase is not right, or when its kind does not sign here.
    pub fn from_pkcs8(octets: &[u8], passphrase: Option<&str>) -> Result<Self, KeyFault> {
        let document = pkcs8_document(octets, passphrase)?;
        Self::from_der(document.as_bytes())
    }

    fn from_der(der: &[u8]) -> Result<Self, KeyFault> {
        let info = PrivateKeyInfoRef::try_from(der).map_err(not_pkcs8)?;
        let algorithm = info.algorithm.oid.to_string();
        let curve = info.algorithm.parameters_oid().map(|oid| oid.to_string());
        match (algorithm.as_str(), curve.as_deref()) {
            (EC_PUBLIC_KEY, Ok(P256)) => p256::ecdsa::SigningKey::from_pkcs8_der(der)
                .map(|key| Self::P256(Box::new(key)))
                .map_err(not_pkcs8),
            (EC_PUBLIC_KEY, Ok(P384)) => p384::ecdsa::SigningKey::from_pkcs8_der(der)
                .map(|key| Self::P384(Box::new(key)))
                .map_err(not_pkcs8),
            (EC_PUBLIC_KEY, Ok(other)) => {
                Err(KeyFault::Algorithm { algorithm: other.to_owned(), expected: KINDS })
            }
            (ED25519, _) => ed25519_dalek::SigningKey::from_pkcs8_der(der)
                .map(|key| Self::Ed25519(Box::new(key)))
                .map_err(not_pkcs8),
            _ => Err(KeyFault::Algorithm { algorithm, expected: KINDS }),
        }
    }

    /// How this key signs.
    #[must_use]
    pub fn algorithm(&self) -> SignatureAlgorithm {
        match self {
            Self::P256(_) => SignatureAlgorithm::EcdsaSha256,
            Self::P384(_) => SignatureAlgorithm::EcdsaSha384,
            Self::Ed25519(_) => SignatureAlgorithm::Ed25519,
        }
    }

    /// The public half.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        match self {
            Self::P256(key) => PublicKey::P256(*key.verifying_key()),
            Self::P384(key) => PublicKey::P384(*key.verifying_key()),
            Self::Ed25519(key) => PublicKey::Ed25519(key.verifying_key()),
        }
    }

    /// Signs with [`Self::algorithm`]; an ECDSA signature is r and s side by side (RFC 9231
    /// section 2.3.6, RFC 7518 section 3.4).
    ///
    /// # Errors
    /// When the primitive fails.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, KeyFault> {
        const FAILED: KeyFault = KeyFault::Failed("no signature could be made");
        match self {
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature =
                    key.sign_prehash(&Sha256::digest(message)).map_err(|_| FAILED)?;
                Ok(signature.to_bytes().to_vec())
            }
            Self::P384(key) => {
                let signature: p384::ecdsa::Signature =
                    key.sign_prehash(&Sha384::digest(message)).map_err(|_| FAILED)?;
                Ok(signature.to_bytes().to_vec())
            }
            Self::Ed25519(key) => {
                use ed25519_dalek::Signer as _;
                Ok(key.try_sign(message).map_err(|_| FAILED)?.to_bytes().to_vec())
            }
        }
    }
}

/// A public key that verifies.
#[derive(Debug, Clone, PartialEq)]
pub enum PublicKey {
    /// ECDSA on P-256.
    P256(p256::ecdsa::VerifyingKey),
    /// ECDSA on P-384.
    P384(p384::ecdsa::VerifyingKey),
    /// Ed25519.
    Ed25519(ed25519_dalek::VerifyingKey),
    /// RSA.
    Rsa(Box<rsa::PublicKey>),
}

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7).
    ///
    /// # Errors
    /// When it is none, or of a kind or size that is not verified here.
    pub fn from_spki(der: &[u8]) -> Result<Self, KeyFault> {
        let info = SubjectPublicKeyInfoOwned::try_from(der).map_err(not_spki)?;
        let algorithm = info.algorithm.oid.to_string();
        let curve = info.algorithm.parameters.as_ref();
        let curve = curve.and_then(|any| any.decode_as::<pkcs8::ObjectIdentifier>().ok());
        let curve = curve.map(|oid| oid.to_string());
        match (algorithm.as_str(), curve.as_deref()) {
            (EC_PUBLIC_KEY, Some(P256)) => p256::ecdsa::VerifyingKey::from_public_key_der(der)
                .map(Self::P256)
                .map_err(not_spki),
            (EC_PUBLIC_KEY, Some(P384)) => p384::ecdsa::VerifyingKey::from_public_key_der(der)
                .map(Self::P384)
                .map_err(not_spki),
            (ED25519, _) => ed25519_dalek::VerifyingKey::from_public_key_der(der)
                .map(Self::Ed25519)
                .map_err(not_spki),
            (RSA, _) => {
                let key = rsa::PublicKey::from_public_key_der(der).map_err(not_spki)?;
                let bits = rsa::traits::PublicKeyParts::size(&key).saturating_mul(8);
                if (MIN_RSA_BITS..=MAX_RSA_BITS).contains(&bits) {
                    return Ok(Self::Rsa(Box::new(key)));
                }
                Err(KeyFault::Algorithm {
                    algorithm: format!("RSA of {bits} bits"),
                    expected: "RSA of 2048 to 8192 bits",
                })
            }
            (_, curve) => Err(KeyFault::Algorithm {
                algorithm: curve.map_or(algorithm.clone(), str::to_owned),
                expected: "ECDSA on P-256 or P-384, Ed25519, or RSA",
            }),
        }
    }

    /// The SubjectPublicKeyInfo in DER.
    ///
    /// # Errors
    /// When it cannot be encoded.
    pub fn to_spki(&self) -> Result<Vec<u8>, KeyFault> {
        let document = match self {
            Self::P256(key) => key.to_public_key_der(),
            Self::P384(key) => key.to_public_key_der(),
            Self::Ed25519(key) => key.to_public_key_der(),
            Self::Rsa(key) => key.to_public_key_der(),
        };
        document.map(|document| document.as_bytes().to_vec()).map_err(not_spki)
    }

    /// Whether `signature` is by this key over `message`.
    #[must_use]
    pub fn verifies(
        &self,
        algorithm: SignatureAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let digest = match algorithm {
            SignatureAlgorithm::EcdsaSha256 | SignatureAlgorithm::RsaSha256 => {
                DigestAlgorithm::Sha256.digest(message)
            }
            SignatureAlgorithm::EcdsaSha384 | SignatureAlgorithm::RsaSha384 => {
                DigestAlgorithm::Sha384.digest(message)
            }
            SignatureAlgorithm::RsaSha512 => DigestAlgorithm::Sha512.digest(message),
            SignatureAlgorithm::Ed25519 => Vec::new(),
        };
        match (self, algorithm) {
            (
                Self::P256(key),
                SignatureAlgorithm::EcdsaSha256 | SignatureAlgorithm::EcdsaSha384,
            ) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()),
            (
                Self::P384(key),
                SignatureAlgorithm::EcdsaSha256 | SignatureAlgorithm::EcdsaSha384,
            ) => p384::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_prehash(&digest, &signature).is_ok()),
            (Self::Ed25519(key), SignatureAlgorithm::Ed25519) => {
                ed25519_dalek::Signature::from_slice(signature)
                    .is_ok_and(|signature| key.verify(message, &signature).is_ok())
            }
            (Self::Rsa(key), SignatureAlgorithm::RsaSha256) => {
                key.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, signature).is_ok()
            }
            (Self::Rsa(key), SignatureAlgorithm::RsaSha384) => {
                key.verify(Pkcs1v15Sign::new::<Sha384>(), &digest, signature).is_ok()
            }
            (Self::Rsa(key), SignatureAlgorithm::RsaSha512) => {
                key.verify(Pkcs1v15Sign::new::<Sha512>(), &digest, signature).is_ok()
            }
            _ => false,
        }
    }
}

/// The DER of a PKCS#8 key, decrypted if it was encrypted.
pub(crate) fn pkcs8_document(
    octets: &[u8],
    passphrase: Option<&str>,
) -> Result<SecretDocument, KeyFault> {
    let document = match std::str::from_utf8(octets) {
        Ok(text) if text.trim_start().starts_with("-----BEGIN") => {
            let (_, document) = SecretDocument::from_pem(text.trim()).map_err(not_pkcs8)?;
            document
        }
        _ => SecretDocument::try_from(octets).map_err(not_pkcs8)?,
    };
    match EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()) {
        Ok(encrypted) => {
            let passphrase = passphrase.ok_or(KeyFault::Passphrase)?;
            check_derivation(&encrypted.encryption_algorithm)?;
            encrypted.decrypt(passphrase).map_err(|_| KeyFault::Passphrase)
        }
        Err(_) => Ok(document),
    }
}

fn not_pkcs8(error: impl fmt::Display) -> KeyFault {
    KeyFault::Undecodable { expected: "a PKCS#8 private key", detail: error.to_string() }
}

fn not_spki(error: impl fmt::Display) -> KeyFault {
    KeyFault::Undecodable {
        expected: "a public key (SubjectPublicKeyInfo)",
        detail: error.to_string(),
    }
}

impl TryFrom<&SubjectPublicKeyInfoOwned> for PublicKey {
    type Error = KeyFault;

    fn try_from(info: &SubjectPublicKeyInfoOwned) -> Result<Self, KeyFault> {
        Self::from_spki(&info.to_der().map_err(not_spki)?)
    }
}
