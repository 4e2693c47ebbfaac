//! Sections 6.16 to 6.18: who can read a report, and who wrote it.

use chacha20::ChaCha20Rng;
use iodef::encryption::{OpeningKey, open, seal};
use iodef::signature::{
    Certificate, ContactBook, PrivateKey, Signer, Standing, sign_enveloped, verify,
};
use rand_core::SeedableRng as _;

use super::support::{REPORT, parse};

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/signature/keys/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn certificate(name: &str) -> Certificate {
    Certificate::read(&file(&format!("{name}.cert.pem"))).unwrap()
}

fn signed() -> String {
    let key = PrivateKey::from_pkcs8(&file("p256.key.pem"), None).unwrap();
    let certificate = certificate("p256");
    let signer = Signer {
        key: &key,
        certificate: Some(&certificate),
        signed_at: "2027-03-02T10:30:00+01:00",
    };
    sign_enveloped(&parse(REPORT), &signer).unwrap()
}

#[test]
fn rfc3067_6_16_a_part_is_read_by_its_receivers_only() {
    let document = parse(REPORT);
    let contact = document.resolve("/IODEF-Document/Incident/Contact").unwrap();
    let mut random = ChaCha20Rng::seed_from_u64(3);
    let sealed = seal(&document, &[contact], &[certificate("rsa")], &mut random).unwrap();
    assert!(!sealed.contains("contact@csirt.example.com"));
    let other = OpeningKey::from_pkcs8(&file("rsa2.key.pem"), None).unwrap();
    assert!(open(&parse(&sealed), &other).is_err());
    let key = OpeningKey::from_pkcs8(&file("rsa.key.pem"), None).unwrap();
    assert_eq!(open(&parse(&sealed), &key).unwrap(), REPORT);
}

#[test]
fn rfc3067_6_17_one_changed_octet_is_seen() {
    let changed = signed().replacen("192.0.2.10", "192.0.2.11", 1);
    let book = ContactBook::of_certificates(&[certificate("p256")]);
    assert_eq!(verify(&parse(&changed), &book, None).standing, Standing::Invalid);
}

#[test]
fn rfc3067_6_18_the_signer_is_known_or_not_trusted() {
    let document = parse(&signed());
    let standing = |names: &[&str]| {
        let certificates: Vec<_> = names.iter().map(|name| certificate(name)).collect();
        verify(&document, &ContactBook::of_certificates(&certificates), None).standing
    };
    assert_eq!(standing(&["p256"]), Standing::Trusted);
    assert_eq!(standing(&["p384"]), Standing::Unknown);
    assert_eq!(verify(&parse(REPORT), &ContactBook::default(), None).standing, Standing::Unsigned);
}
