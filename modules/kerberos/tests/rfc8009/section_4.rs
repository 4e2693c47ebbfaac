//! RFC 8009 section 4, "Key Generation from Pass Phrases", with the vectors of appendix A.

use kerberos::crypto::{EncryptionType, Key};

use crate::vectors;

#[test]
fn passwords_give_the_keys_of_appendix_a() {
    let text = include_str!("../vectors/rfc8009-appendix-a-string-to-key.txt");
    for vector in vectors::parse(text) {
        let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
        let saltp = vector.octets("saltp");
        let salt = saltp.strip_prefix(format!("{enctype}\0").as_bytes()).unwrap();
        for iterations in [None, Some(vector.number("iterations"))] {
            let password = vector.octets("password");
            let key = Key::from_password(enctype, password, salt, iterations).unwrap();
            assert_eq!(key.as_bytes(), vector.octets("base-key"));
        }
    }
}
