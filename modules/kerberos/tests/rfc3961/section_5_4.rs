//! RFC 3961 section 5.4, "Checksum Profiles Based on Simplified Profile": what every checksum type
//! promises, those of RFC 8009 included.

use kerberos::crypto::{EncryptionType, Key};

fn key(enctype: EncryptionType) -> Key {
    Key::new(enctype, &vec![0x5a; enctype.key_len()]).unwrap()
}

#[test]
fn a_checksum_verifies_over_the_same_octets_however_divided() {
    for enctype in EncryptionType::ALL {
        let checksum_key = key(enctype).checksum(25);
        let checksum = checksum_key.sign(&[b"message"]);
        assert_eq!(checksum.len(), enctype.mac_len());
        assert!(checksum_key.verify(&[b"message"], &checksum));
        assert!(checksum_key.verify(&[b"mes", b"", b"sage"], &checksum));
    }
}

#[test]
fn a_checksum_of_another_message_usage_or_type_does_not_verify() {
    for enctype in EncryptionType::ALL {
        let checksum = key(enctype).checksum(25).sign(&[b"message"]);
        assert!(!key(enctype).checksum(25).verify(&[b"massage"], &checksum));
        assert!(!key(enctype).checksum(23).verify(&[b"message"], &checksum));
        for other in EncryptionType::ALL.into_iter().filter(|other| *other != enctype) {
            assert!(!key(other).checksum(25).verify(&[b"message"], &checksum));
        }
    }
}

#[test]
fn a_checksum_with_a_flipped_bit_or_another_length_does_not_verify() {
    for enctype in EncryptionType::ALL {
        let checksum_key = key(enctype).checksum(25);
        let mut checksum = checksum_key.sign(&[b"message"]);
        for bit in 0..checksum.len() * 8 {
            checksum[bit / 8] ^= 1 << (bit % 8);
            assert!(!checksum_key.verify(&[b"message"], &checksum));
            checksum[bit / 8] ^= 1 << (bit % 8);
        }
        for end in 0..checksum.len() {
            assert!(!checksum_key.verify(&[b"message"], &checksum[..end]));
        }
        checksum.push(0);
        assert!(!checksum_key.verify(&[b"message"], &checksum));
    }
}

#[test]
fn checksum_types_are_the_assigned_ones() {
    assert_eq!(EncryptionType::ALL.map(EncryptionType::checksum_type), [15, 16, 19, 20]);
}
