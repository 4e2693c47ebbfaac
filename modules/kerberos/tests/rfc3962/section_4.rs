//! RFC 3962 section 4, "Key Generation from Pass Phrases or Random Data", with the vectors of
//! appendix B. Ciphertext stealing (section 5) is tested beside its code.

use kerberos::crypto::{EncryptionType, Key, MAX_ITERATIONS};

use crate::vectors;

#[test]
fn passwords_give_the_keys_of_appendix_b() {
    let text = include_str!("../vectors/rfc3962-appendix-b-string-to-key.txt");
    for vector in vectors::parse(text) {
        for (enctype, name) in [
            (EncryptionType::Aes128CtsHmacSha1, "128-bit AES key"),
            (EncryptionType::Aes256CtsHmacSha1, "256-bit AES key"),
        ] {
            let iterations = Some(vector.number("iterations"));
            let (password, salt) = (vector.octets("password"), vector.octets("salt"));
            let key = Key::from_password(enctype, password, salt, iterations).unwrap();
            assert_eq!(key.as_bytes(), vector.octets(name));
        }
    }
}

#[test]
fn an_iteration_count_above_the_limit_is_refused() {
    for enctype in EncryptionType::ALL {
        for iterations in [0, MAX_ITERATIONS + 1, u32::MAX] {
            let error = Key::from_password(enctype, b"p", b"s", Some(iterations)).unwrap_err();
            assert_eq!(error.code(), "malformed");
        }
    }
}
