//! Certificates, as a person compares them.

use iodef::signature::{Certificate, PublicKey};
use serde::Serialize;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::fault::{Fault, answer};

/// Longest file of a certificate or key, in octets.
pub const MAX_KEY_OCTETS: usize = 1024 * 1024;

/// What a certificate says.
#[derive(Serialize)]
pub struct About {
    /// RFC 4514.
    subject: String,
    /// SHA-256 of the certificate.
    sha256: String,
    /// SHA-256 of its SubjectPublicKeyInfo.
    key_sha256: String,
    /// The kind of its key.
    algorithm: &'static str,
    /// Seconds since the Unix epoch.
    not_before: u64,
    /// Seconds since the Unix epoch.
    not_after: u64,
}

impl About {
    /// What this certificate says.
    pub fn new(certificate: &Certificate) -> Result<Self, Fault> {
        let (not_before, not_after) = certificate.validity();
        Ok(Self {
            subject: certificate.subject().to_owned(),
            sha256: certificate.fingerprint(),
            key_sha256: certificate.public_key().fingerprint()?,
            algorithm: algorithm(certificate.public_key()),
            not_before: not_before.as_secs(),
            not_after: not_after.as_secs(),
        })
    }
}

/// The kind of a key, as people name it.
pub fn algorithm(key: &PublicKey) -> &'static str {
    match key {
        PublicKey::P256(_) => "ECDSA P-256",
        PublicKey::P384(_) => "ECDSA P-384",
        PublicKey::Ed25519(_) => "Ed25519",
        PublicKey::Rsa(_) => "RSA",
    }
}

/// Reads a certificate, DER or PEM.
pub fn read(octets: &[u8]) -> Result<Certificate, Fault> {
    if octets.len() > MAX_KEY_OCTETS {
        return Err(too_long());
    }
    Ok(Certificate::read(octets)?)
}

/// A file that is too long for a key.
pub fn too_long() -> Fault {
    Fault::of("too_large", format!("more than {MAX_KEY_OCTETS} octets are no key or certificate"))
}

/// Subject, fingerprints and validity of a certificate.
///
/// # Errors
/// What is no certificate of a key that can be used here.
#[wasm_bindgen]
pub fn certificate(octets: &[u8]) -> Result<JsValue, JsValue> {
    answer(&About::new(&read(octets)?)?)
}
