//! Keys of the tests, made by openssl, and what they read as.

use iodef::document::{Document, Limits};
use iodef::signature::{Certificate, KeyFault, PrivateKey, Signer};
use pkcs8::EncryptedPrivateKeyInfoRef;
use pkcs8::der::Encode as _;
use pkcs8::der::asn1::OctetStringRef;
use pkcs8::pkcs5::pbes2::{EncryptionScheme, Kdf, Pbkdf2Params, Pbkdf2Prf, Salt, ScryptParams};
use pkcs8::pkcs5::{self, pbes2};

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

/// An encrypted key whose derivation asks for this.
fn asking(kdf: Kdf) -> KeyFault {
    let encryption = EncryptionScheme::Aes256Cbc { iv: [0; 16] };
    let scheme = pkcs5::EncryptionScheme::Pbes2(pbes2::Parameters { kdf, encryption });
    let encrypted_data = OctetStringRef::new(&[0; 16]).unwrap();
    let info = EncryptedPrivateKeyInfoRef { encryption_algorithm: scheme, encrypted_data };
    PrivateKey::from_pkcs8(&info.to_der().unwrap(), Some("any")).unwrap_err()
}

#[test]
fn a_derivation_is_done_within_bounds_only() {
    let rounds = |iteration_count| {
        let salt = Salt::new([0; 8]).unwrap();
        asking(Kdf::Pbkdf2(Pbkdf2Params {
            salt,
            iteration_count,
            key_length: None,
            prf: Pbkdf2Prf::HmacWithSha256,
        }))
    };
    assert_eq!(rounds(1000), KeyFault::Passphrase);
    assert_eq!(rounds(u32::MAX), KeyFault::Derivation { asked: "4294967295 rounds".into() });

    let scrypt = |cost_parameter, block_size, parallelization| {
        let salt = Salt::new([0; 8]).unwrap();
        let key_length = None;
        asking(Kdf::Scrypt(ScryptParams {
            salt,
            cost_parameter,
            block_size,
            parallelization,
            key_length,
        }))
    };
    assert_eq!(scrypt(1 << 14, 8, 1), KeyFault::Passphrase);
    for (cost, block, times) in [
        (0, 8, 1),
        (3, 8, 1),
        (1 << 40, 8, 1),
        (1 << 63, 8, 1),
        (1 << 14, u16::MAX, 1),
        (1 << 14, 8, 17),
    ] {
        let fault = scrypt(cost, block, times);
        assert!(matches!(fault, KeyFault::Derivation { .. }), "{cost} {block} {times}: {fault}");
    }
}
