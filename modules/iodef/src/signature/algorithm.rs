//! Algorithms by the identifiers that signatures carry (RFC 9231, XML Signature 1.1 section 6).

use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// Exclusive Canonical XML 1.0 without comments.
pub const EXCLUSIVE_C14N: &str = "http://www.w3.org/2001/10/xml-exc-c14n#";
/// Exclusive Canonical XML 1.0 with comments.
pub const EXCLUSIVE_C14N_WITH_COMMENTS: &str =
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments";
/// Canonical XML 1.0 without comments.
pub const C14N: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
/// Canonical XML 1.0 with comments.
pub const C14N_WITH_COMMENTS: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments";
/// The transform that takes the signature itself out of what it signs.
pub const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";

/// A digest of references and of what is signed. SHA-1 is refused: collisions can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestAlgorithm {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl DigestAlgorithm {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Sha256, "http://www.w3.org/2001/04/xmlenc#sha256"),
        (Self::Sha384, "http://www.w3.org/2001/04/xmldsig-more#sha384"),
        (Self::Sha512, "http://www.w3.org/2001/04/xmlenc#sha512"),
    ];

    /// The algorithm of an identifier.
    #[must_use]
    pub fn from_uri(uri: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == uri).map(|(algorithm, _)| *algorithm)
    }

    /// Its identifier.
    #[must_use]
    pub fn uri(self) -> &'static str {
        Self::ALL.iter().find(|(known, _)| *known == self).map_or("", |(_, uri)| uri)
    }

    /// The digest of some octets.
    #[must_use]
    pub fn digest(self, octets: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(octets).to_vec(),
            Self::Sha384 => Sha384::digest(octets).to_vec(),
            Self::Sha512 => Sha512::digest(octets).to_vec(),
        }
    }
}

/// How octets are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureAlgorithm {
    /// ECDSA with SHA-256, on P-256 or P-384.
    EcdsaSha256,
    /// ECDSA with SHA-384, on P-256 or P-384.
    EcdsaSha384,
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// RSASSA-PKCS1-v1_5 with SHA-256; verified only.
    RsaSha256,
    /// RSASSA-PKCS1-v1_5 with SHA-384; verified only.
    RsaSha384,
    /// RSASSA-PKCS1-v1_5 with SHA-512; verified only.
    RsaSha512,
}

/// Algorithm, identifier in XML-DSig, name in JWS (RFC 7518 section 3.1, RFC 8037), name for people.
const SIGNATURES: [(SignatureAlgorithm, &str, &str, &str); 6] = [
    (
        SignatureAlgorithm::EcdsaSha256,
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "ES256",
        "ECDSA with SHA-256",
    ),
    (
        SignatureAlgorithm::EcdsaSha384,
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        "ES384",
        "ECDSA with SHA-384",
    ),
    (
        SignatureAlgorithm::Ed25519,
        "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519",
        "EdDSA",
        "Ed25519",
    ),
    (
        SignatureAlgorithm::RsaSha256,
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "RS256",
        "RSA with SHA-256",
    ),
    (
        SignatureAlgorithm::RsaSha384,
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
        "RS384",
        "RSA with SHA-384",
    ),
    (
        SignatureAlgorithm::RsaSha512,
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        "RS512",
        "RSA with SHA-512",
    ),
];

impl SignatureAlgorithm {
    fn row(self) -> Option<&'static (Self, &'static str, &'static str, &'static str)> {
        SIGNATURES.iter().find(|(known, ..)| *known == self)
    }

    /// The algorithm of an identifier of XML-DSig.
    #[must_use]
    pub fn from_uri(uri: &str) -> Option<Self> {
        SIGNATURES.iter().find(|(_, known, ..)| *known == uri).map(|row| row.0)
    }

    /// The algorithm of a JWS `alg`.
    #[must_use]
    pub fn from_jws(name: &str) -> Option<Self> {
        SIGNATURES.iter().find(|(_, _, known, _)| *known == name).map(|row| row.0)
    }

    /// Its identifier in XML-DSig.
    #[must_use]
    pub fn uri(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// Its name in JWS.
    #[must_use]
    pub fn jws(self) -> &'static str {
        self.row().map_or("", |row| row.2)
    }

    /// Its name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.3)
    }
}
