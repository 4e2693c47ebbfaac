//! Certificates of signers (RFC 5280), and the contact book that pins them.

use std::time::Duration;

use pkcs8::der::{Decode as _, Document as Der};
use serde::{Deserialize, Serialize};
use x509_cert::Certificate as X509;

use super::algorithm::DigestAlgorithm;
use super::fault::KeyFault;
use super::key::PublicKey;

/// Most entries of a contact book.
pub const MAX_CONTACTS: usize = 10_000;

/// A certificate, as far as a signature needs it. No chain is built: trust is by pinning.
#[derive(Debug, Clone, PartialEq)]
pub struct Certificate {
    der: Vec<u8>,
    key: PublicKey,
    subject: String,
    not_before: Duration,
    not_after: Duration,
}

impl Certificate {
    /// Reads a certificate, DER or PEM.
    ///
    /// # Errors
    /// When it is none, or its key is not of a kind that is verified here.
    pub fn read(octets: &[u8]) -> Result<Self, KeyFault> {
        let der = match std::str::from_utf8(octets) {
            Ok(text) if text.contains("-----BEGIN CERTIFICATE-----") => {
                Der::from_pem(first_pem(text)).map_err(not_a_certificate)?.1.into_vec()
            }
            _ => octets.to_vec(),
        };
        let certificate = X509::from_der(&der).map_err(not_a_certificate)?;
        let body = certificate.tbs_certificate();
        let key = PublicKey::try_from(body.subject_public_key_info())?;
        let validity = body.validity();
        Ok(Self {
            key,
            subject: body.subject().to_string(),
            not_before: validity.not_before.to_unix_duration(),
            not_after: validity.not_after.to_unix_duration(),
            der,
        })
    }

    /// The certificate in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The public key that it certifies.
    #[must_use]
    pub fn public_key(&self) -> &PublicKey {
        &self.key
    }

    /// Its subject (RFC 4514).
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The first and the last moment of its validity, since the Unix epoch.
    #[must_use]
    pub fn validity(&self) -> (Duration, Duration) {
        (self.not_before, self.not_after)
    }

    /// Whether a time since the Unix epoch is in its validity.
    #[must_use]
    pub fn is_valid_at(&self, time: Duration) -> bool {
        (self.not_before..=self.not_after).contains(&time)
    }

    /// SHA-256 of the certificate in lower-case hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        hex(&DigestAlgorithm::Sha256.digest(&self.der))
    }
}

impl PublicKey {
    /// SHA-256 of the SubjectPublicKeyInfo in lower-case hexadecimal digits.
    ///
    /// # Errors
    /// When the key cannot be encoded.
    pub fn fingerprint(&self) -> Result<String, KeyFault> {
        Ok(hex(&DigestAlgorithm::Sha256.digest(&self.to_spki()?)))
    }
}

/// The teams whose certificates or keys are known: the only source of trust.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactBook {
    /// The pins.
    pub contacts: Vec<Contact>,
}

/// A team and what it signs with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name of the team.
    pub name: String,
    /// Its domain, as in the `name` of its IncidentIDs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// SHA-256 of a certificate or of a SubjectPublicKeyInfo, in hexadecimal digits; colons and
    /// upper case are let be.
    pub sha256: String,
}

impl ContactBook {
    /// Pins certificates under their subjects.
    #[must_use]
    pub fn of_certificates(certificates: &[Certificate]) -> Self {
        let contacts = certificates.iter().map(|certificate| Contact {
            name: certificate.subject().to_owned(),
            domain: None,
            sha256: certificate.fingerprint(),
        });
        Self { contacts: contacts.collect() }
    }

    /// The contact with one of these fingerprints.
    #[must_use]
    pub(crate) fn find(&self, fingerprints: &[String]) -> Option<&Contact> {
        self.contacts.iter().take(MAX_CONTACTS).find(|contact| {
            let pinned: String = contact
                .sha256
                .chars()
                .filter(char::is_ascii_hexdigit)
                .map(|digit| digit.to_ascii_lowercase())
                .collect();
            fingerprints.contains(&pinned)
        })
    }
}

/// The first certificate of a text, without what stands before and after it.
fn first_pem(text: &str) -> &str {
    const END: &str = "-----END CERTIFICATE-----";
    let start = text.find("-----BEGIN CERTIFICATE-----").unwrap_or(0);
    let rest = text.get(start..).unwrap_or("");
    let length = rest.find(END).map_or(rest.len(), |at| at.saturating_add(END.len()));
    rest.get(..length).unwrap_or("")
}

pub(crate) fn hex(octets: &[u8]) -> String {
    use std::fmt::Write as _;
    octets.iter().fold(String::new(), |mut text, octet| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{octet:02x}");
        text
    })
}

fn not_a_certificate(error: impl std::fmt::Display) -> KeyFault {
    KeyFault::Undecodable { expected: "an X.509 certificate", detail: error.to_string() }
}

impl Certificate {
    /// Whether a private key is that of this certificate.
    pub(crate) fn belongs_to(&self, key: &PublicKey) -> bool {
        self.key == *key
    }
}
