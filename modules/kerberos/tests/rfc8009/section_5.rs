//! RFC 8009 section 5, "Kerberos Algorithm Protocol Parameters", with the vectors of appendix A.
//! The derived keys (section 3) are tested beside their code.

use kerberos::crypto::{EncryptionType, Key, prf};

use crate::rng::Given;
use crate::vectors::{self, Vector};

#[test]
fn messages_are_encrypted_as_in_appendix_a() {
    let text = include_str!("../vectors/rfc8009-appendix-a-encryption.txt");
    for vector in vectors::parse(text) {
        let sealing = base_key(&vector).sealing(2);
        let (plaintext, ciphertext) = (vector.octets("plaintext"), vector.octets("ciphertext"));
        let confounder = &mut Given(vector.octets("confounder"));
        assert_eq!(sealing.seal(plaintext, confounder), ciphertext);
        assert_eq!(sealing.open(ciphertext).unwrap().as_slice(), plaintext);
    }
}

#[test]
fn the_pseudo_random_function_gives_the_values_of_appendix_a() {
    let text = include_str!("../vectors/rfc8009-appendix-a-prf.txt");
    for vector in vectors::parse(text) {
        let output = prf(&base_key(&vector), vector.octets("input"));
        assert_eq!(output.as_slice(), vector.octets("output"));
    }
}

fn base_key(vector: &Vector) -> Key {
    let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
    Key::new(enctype, vector.octets("base-key")).unwrap()
}
