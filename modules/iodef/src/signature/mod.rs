//! Signatures over incident reports (RFC 3067 sections 6.17 and 6.18): XML-DSig enveloped and
//! detached, JWS (RFC 7515) for RFC 8727 JSON.
//!
//! Verification works on the tree that is shown and returns what is covered, so that content that
//! was moved out of a signature is seen. Trust comes from a [`ContactBook`] of pinned certificates
//! alone.

mod algorithm;
mod certificate;
mod der;
mod derivation;
mod fault;
pub mod jws;
mod key;
mod pkcs12;
pub(crate) mod shape;
pub(crate) mod sign;
mod standing;
mod verify;

pub use algorithm::{DigestAlgorithm, SignatureAlgorithm};
pub use certificate::{Certificate, Contact, ContactBook, MAX_CONTACTS};
pub use derivation::{MAX_ROUNDS, MAX_SCRYPT_OCTETS, MAX_SCRYPT_TIMES, check_derivation};
pub use fault::{KeyFault, SignatureFault};
pub(crate) use key::pkcs8_document;
pub use key::{MAX_RSA_BITS, MIN_RSA_BITS, PrivateKey, PublicKey};
pub use pkcs12::{Pkcs12Contents, is_pkcs12, read_pkcs12};
pub use sign::{Signer, sign_detached, sign_enveloped};
pub use standing::{Standing, TimeFault};
pub use verify::{MAX_REFERENCES, MAX_SIGNATURES, Verification, Verified, verify, verify_detached};
