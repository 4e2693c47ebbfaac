//! Why nothing was signed, sealed or opened.

use super::derivation::{MAX_ROUNDS, MAX_SCRYPT_OCTETS, MAX_SCRYPT_TIMES};

/// Why a key, a certificate or a document cannot be used for signing or sealing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFault {
    /// The bytes are not what they should be.
    #[error("this is not {expected}: {detail}")]
    Undecodable {
        /// What was expected.
        expected: &'static str,
        /// What the decoder saw; never a part of the key.
        detail: String,
    },
    /// An encrypted key came without its passphrase, or with another.
    #[error("the private key is encrypted, and the passphrase is missing or wrong")]
    Passphrase,
    /// More work to derive a key from the passphrase than is done for a file.
    #[error(
        "the key asks for {asked} to be read; expected at most {MAX_ROUNDS} rounds, or {} MiB and \
         {MAX_SCRYPT_TIMES} times of scrypt with a power of two as N: encrypt it again with less",
        MAX_SCRYPT_OCTETS >> 20
    )]
    Derivation {
        /// What it asks for.
        asked: String,
    },
    /// A PKCS#12 file that is protected as it is not read here; how it is.
    #[error("the PKCS#12 file is {0}; export it again with AES and a passphrase")]
    Pkcs12(&'static str),
    /// A kind of key that is not used for this.
    #[error("a key of algorithm {algorithm} cannot be used; expected {expected}")]
    Algorithm {
        /// Object identifier of the algorithm or of the curve.
        algorithm: String,
        /// The kinds that can.
        expected: &'static str,
    },
    /// Private key and certificate do not belong together.
    #[error("the certificate holds another public key than that of the private key")]
    OtherKey,
    /// The primitive refused.
    #[error("the operation with the key failed: {0}")]
    Failed(&'static str),
}

/// Why a document cannot be signed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureFault {
    /// The key.
    #[error(transparent)]
    Key(#[from] KeyFault),
    /// A second enveloped signature would break the first.
    #[error("the document is signed already: remove that signature first, or sign detached")]
    Signed,
    /// Only an IODEF-Document of version 2 has a place for an enveloped signature.
    #[error("expected an IODEF-Document of version 2, found {seen}")]
    Root {
        /// The document element.
        seen: String,
    },
    /// The text is not a signature at all.
    #[error("this is no signature: {0}")]
    NotASignature(&'static str),
    /// Nothing is sealed for this key.
    #[error("no sealed element of this document is for this key")]
    NotForThisKey,
    /// A sealed element that cannot be opened.
    #[error("{xpath} cannot be opened: {reason}")]
    Sealed {
        /// The sealed element.
        xpath: String,
        /// What is wrong.
        reason: &'static str,
    },
}
