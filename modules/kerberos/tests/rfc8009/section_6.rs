//! RFC 8009 section 6, "Checksum Parameters", with the vectors of appendix A.

use kerberos::crypto::{EncryptionType, Key};

use crate::vectors;

#[test]
fn checksums_are_those_of_appendix_a() {
    let text = include_str!("../vectors/rfc8009-appendix-a-checksum.txt");
    for vector in vectors::parse(text) {
        let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
        let checksum_key = Key::new(enctype, vector.octets("base-key")).unwrap().checksum(2);
        let (plaintext, checksum) = (vector.octets("plaintext"), vector.octets("checksum"));
        assert_eq!(checksum_key.sign(&[plaintext]), checksum);
        assert!(checksum_key.verify(&[plaintext], checksum));
    }
}
