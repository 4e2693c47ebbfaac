//! RFC 6113 section 5.1, PRF+ and KRB-FX-CF2, with the vectors of appendix A.

use kerberos::crypto::{EncryptionType, Key, fx_cf2, prf, prf_plus};

use crate::vectors;

#[test]
fn two_passwords_combine_to_the_keys_of_appendix_a() {
    let text = include_str!("../vectors/rfc6113-appendix-a-krb-fx-cf2.txt");
    for vector in vectors::parse(text) {
        let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
        let [key1, key2] =
            [b"key1", b"key2"].map(|text| Key::from_password(enctype, text, text, None).unwrap());
        assert_eq!(fx_cf2(&key1, &key2, b"a", b"b").as_bytes(), vector.octets("output"));
    }
}

#[test]
fn prf_plus_counts_from_one_and_cuts_the_tail() {
    for enctype in EncryptionType::ALL {
        let key = Key::new(enctype, &vec![1; enctype.key_len()]).unwrap();
        let blocks: Vec<u8> = (1..=16)
            .flat_map(|counter| prf(&key, &[&[counter], &b"info"[..]].concat()).to_vec())
            .collect();
        for len in [0, 1, 16, 33, 48, 49, 255] {
            assert_eq!(prf_plus(&key, b"info", len).as_slice(), &blocks[..usize::from(len)]);
        }
    }
}
