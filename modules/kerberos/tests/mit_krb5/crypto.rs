//! Keys, messages, checksums and pseudo-random octets that MIT krb5 made.

use kerberos::crypto::{EncryptionType, Key, fx_cf2, prf};

use crate::vectors::{self, Vector};

#[test]
fn passwords_give_the_same_keys() {
    let text = include_str!("../vectors/mit-krb5-string-to-key.txt");
    for vector in vectors::parse(text) {
        let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
        let iterations = vector.number("iterations");
        let given = (iterations != enctype.default_iterations()).then_some(iterations);
        let (password, salt) = (vector.octets("password"), vector.octets("salt"));
        let key = Key::from_password(enctype, password, salt, given).unwrap();
        assert_eq!(key.as_bytes(), vector.octets("key"));
    }
}

#[test]
fn messages_open() {
    let text = include_str!("../vectors/mit-krb5-encryption.txt");
    for vector in vectors::parse(text) {
        let sealing = key(&vector, "").sealing(vector.number("usage"));
        let plaintext = sealing.open(vector.octets("ciphertext")).unwrap();
        assert_eq!(plaintext.as_slice(), vector.octets("plaintext"));
    }
}

#[test]
fn checksums_are_the_same() {
    let text = include_str!("../vectors/mit-krb5-checksum.txt");
    for vector in vectors::parse(text) {
        let checksum_key = key(&vector, "").checksum(vector.number("usage"));
        assert_eq!(checksum_key.sign(&[vector.octets("message")]), vector.octets("checksum"));
    }
}

#[test]
fn the_pseudo_random_function_gives_the_same_octets() {
    let text = include_str!("../vectors/mit-krb5-prf.txt");
    for vector in vectors::parse(text) {
        let output = prf(&key(&vector, ""), vector.octets("input"));
        assert_eq!(output.as_slice(), vector.octets("output"));
    }
}

#[test]
fn keys_of_every_pair_of_types_combine_to_the_same_key() {
    let text = include_str!("../vectors/mit-krb5-krb-fx-cf2.txt");
    for vector in vectors::parse(text) {
        let (key1, key2) = (key(&vector, "1"), key(&vector, "2"));
        let peppers = (vector.octets("pepper1"), vector.octets("pepper2"));
        let combined = fx_cf2(&key1, &key2, peppers.0, peppers.1);
        assert_eq!(combined.encryption_type(), key1.encryption_type());
        assert_eq!(combined.as_bytes(), vector.octets("output"));
    }
}

fn key(vector: &Vector, suffix: &str) -> Key {
    let enctype = vector.number(&format!("enctype{suffix}"));
    let enctype = EncryptionType::from_number(enctype).unwrap();
    Key::new(enctype, vector.octets(&format!("key{suffix}"))).unwrap()
}
