//! Signatures: XML-DSig enveloped and detached, JWS for JSON.
mod algorithm;
mod fault;
mod key;
pub use algorithm::{DigestAlgorithm, SignatureAlgorithm};
pub use fault::{KeyFault, SignatureFault};
pub use key::{MAX_RSA_BITS, MIN_RSA_BITS, PrivateKey, PublicKey};
