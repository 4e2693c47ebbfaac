//! Keys of the tests, made by openssl, and what they read as.

use iodef::document::{Document, Limits};
use iodef::signature::{Certificate, KeyFault, PrivateKey, Signer};

pub const SIGNED_AT: &str = "2027-03-02T10:30:00+01:00";

pub struct Pair {
    pub key: PrivateKey,
    pub certificate: Certificate,
}

impl Pair {
    pub fn signer(&self) -> Signer<'_> {
        Signer { key: &self.key, certificate: Some(&self.certificate), signed_at: SIGNED_AT }
    }
}

fn file(name: &str) -> Vec<u8> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/signature/keys");
    std::fs::read(format!("{directory}/{name}")).unwrap()
}

pub fn pair(name: &str) -> Pair {
    Pair {
        key: PrivateKey::from_pkcs8(&file(&format!("{name}.key.pem")), None).unwrap(),
        certificate: certificate(name),
    }
}

pub fn certificate(name: &str) -> Certificate {
    Certificate::read(&file(&format!("{name}.cert.pem"))).unwrap()
}

/// A document with comments, two prefixes and line ends that canonicalisation must keep.
pub fn report() -> Document {
    let text = include_str!("report.xml");
    Document::from_text(text.to_owned(), &Limits::default()).unwrap()
}

#[test]
fn an_encrypted_key_needs_its_passphrase() {
    let encrypted = file("p256.encrypted.pem");
    assert_eq!(PrivateKey::from_pkcs8(&encrypted, None).unwrap_err(), KeyFault::Passphrase);
    assert_eq!(
        PrivateKey::from_pkcs8(&encrypted, Some("wrong")).unwrap_err(),
        KeyFault::Passphrase
    );
    let key = PrivateKey::from_pkcs8(&encrypted, Some("correct-horse")).unwrap();
    assert_eq!(key.public_key(), *certificate("p256").public_key());
}

#[test]
fn an_rsa_key_does_not_sign() {
    let error = PrivateKey::from_pkcs8(&file("rsa.key.pem"), None).unwrap_err();
    assert!(matches!(error, KeyFault::Algorithm { .. }), "{error}");
}

#[test]
fn a_private_key_is_not_shown_by_debug() {
    assert_eq!(format!("{:?}", pair("p256").key), "PrivateKey(ECDSA with SHA-256)");
}
