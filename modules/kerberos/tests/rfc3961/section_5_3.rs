//! RFC 3961 section 5.3, "Cryptosystem Profile Based on Simplified Profile": what every encryption
//! type promises, those of RFC 8009 included.

use kerberos::crypto::{EncryptionType, Integrity, Key, prf};
use kerberos::{Error, Misconfigured};
use proptest::prelude::*;

use crate::rng::Given;

const CONFOUNDER: [u8; 16] = *b"unpredictable...";

fn key(enctype: EncryptionType) -> Key {
    Key::random(enctype, &mut Given(b"0123456789abcdef0123456789ABCDEF"))
}

#[test]
fn every_length_opens_to_what_was_sealed() {
    for enctype in EncryptionType::ALL {
        let sealing = key(enctype).sealing(11);
        for len in 0..=200 {
            let plaintext: Vec<u8> = (0..len).collect();
            let ciphertext = sealing.seal(&plaintext, &mut Given(&CONFOUNDER));
            assert_eq!(ciphertext.len(), sealing.ciphertext_len(plaintext.len()));
            assert_eq!(sealing.open(&ciphertext).unwrap().as_slice(), plaintext, "{enctype} {len}");
        }
    }
}

#[test]
fn any_flipped_bit_is_refused() {
    for enctype in EncryptionType::ALL {
        let sealing = key(enctype).sealing(11);
        for len in [0, 1, 15, 16, 17, 32, 45] {
            let mut ciphertext = sealing.seal(&vec![7; len], &mut Given(&CONFOUNDER));
            for bit in 0..ciphertext.len() * 8 {
                ciphertext[bit / 8] ^= 1 << (bit % 8);
                assert_eq!(sealing.open(&ciphertext), Err(Integrity), "{enctype} {len} {bit}");
                ciphertext[bit / 8] ^= 1 << (bit % 8);
            }
            assert!(sealing.open(&ciphertext).is_ok());
        }
    }
}

#[test]
fn a_truncated_or_extended_ciphertext_is_refused() {
    for enctype in EncryptionType::ALL {
        let sealing = key(enctype).sealing(11);
        for len in [0, 1, 16, 40] {
            let mut ciphertext = sealing.seal(&vec![7; len], &mut Given(&CONFOUNDER));
            for end in 0..ciphertext.len() {
                assert_eq!(sealing.open(&ciphertext[..end]), Err(Integrity), "{enctype} {end}");
            }
            ciphertext.push(0);
            assert_eq!(sealing.open(&ciphertext), Err(Integrity));
        }
    }
}

#[test]
fn another_usage_key_or_encryption_type_does_not_open() {
    for enctype in EncryptionType::ALL {
        let sealed = key(enctype).sealing(22).seal(b"text", &mut Given(&CONFOUNDER));
        assert_eq!(key(enctype).sealing(24).open(&sealed), Err(Integrity));
        let other_key = Key::new(enctype, &vec![0; enctype.key_len()]).unwrap();
        assert_eq!(other_key.sealing(22).open(&sealed), Err(Integrity));
        for other in EncryptionType::ALL.into_iter().filter(|other| *other != enctype) {
            assert_eq!(key(other).sealing(22).open(&sealed), Err(Integrity), "{enctype} {other}");
        }
    }
}

#[test]
fn equal_plaintexts_with_other_confounders_have_nothing_in_common() {
    for enctype in EncryptionType::ALL {
        let sealing = key(enctype).sealing(11);
        let one = sealing.seal(&[0; 64], &mut Given(&CONFOUNDER));
        let two = sealing.seal(&[0; 64], &mut Given(&[0; 16]));
        for (one, two) in one.chunks_exact(8).zip(two.chunks_exact(8)) {
            assert_ne!(one, two);
        }
    }
}

#[test]
fn parts_are_sealed_as_their_concatenation() {
    for enctype in EncryptionType::ALL {
        let sealing = key(enctype).sealing(11);
        let parts = sealing.seal_parts(&[b"one", b"", b" two"], &mut Given(&CONFOUNDER));
        assert_eq!(parts, sealing.seal(b"one two", &mut Given(&CONFOUNDER)));
    }
}

#[test]
fn a_key_of_another_length_is_refused() {
    for enctype in EncryptionType::ALL {
        for found in [0, 8, 15, 17, 24, 31, 33, 64] {
            let needed = enctype.key_len();
            let error = Misconfigured::KeyLength { enctype, needed, found };
            assert_eq!(Key::new(enctype, &vec![1; found]), Err(Error::from(error)));
        }
    }
}

#[test]
fn keys_do_not_show_their_octets() {
    let key = Key::new(EncryptionType::Aes128CtsHmacSha1, &[0xab; 16]).unwrap();
    assert_eq!(format!("{key:?}"), "Key { enctype: Aes128CtsHmacSha1, .. }");
    let sealing = format!("{:?}", key.sealing(11));
    assert_eq!(sealing, "SealingKey { enctype: Aes128CtsHmacSha1, .. }");
    let checksum = format!("{:?}", key.checksum(11));
    assert_eq!(checksum, "ChecksumKey { enctype: Aes128CtsHmacSha1, .. }");
}

#[test]
fn keys_are_equal_with_type_and_octets() {
    let [one, two] = [EncryptionType::Aes128CtsHmacSha1, EncryptionType::Aes128CtsHmacSha256];
    assert_eq!(key(one), key(one));
    assert_ne!(key(one), key(two));
    assert_ne!(key(one), Key::new(one, &[0; 16]).unwrap());
}

#[test]
fn the_pseudo_random_function_has_the_length_of_its_type() {
    for (enctype, len) in EncryptionType::ALL.into_iter().zip([16, 16, 32, 48]) {
        assert_eq!(prf(&key(enctype), b"input").len(), len);
        assert_eq!(enctype.prf_len(), len);
    }
}

proptest! {
    #[test]
    fn random_octets_do_not_open(
        octets in prop::collection::vec(any::<u8>(), 0..300),
        enctype in prop::sample::select(EncryptionType::ALL.to_vec()),
    ) {
        prop_assert_eq!(key(enctype).sealing(2).open(&octets), Err(Integrity));
    }

    #[test]
    fn any_plaintext_opens_with_any_key_and_usage(
        plaintext in prop::collection::vec(any::<u8>(), 0..2000),
        octets in any::<[u8; 32]>(),
        confounder in any::<[u8; 16]>(),
        usage in any::<u32>(),
        enctype in prop::sample::select(EncryptionType::ALL.to_vec()),
    ) {
        let sealing = Key::new(enctype, &octets[..enctype.key_len()]).unwrap().sealing(usage);
        let ciphertext = sealing.seal(&plaintext, &mut Given(&confounder));
        let opened = sealing.open(&ciphertext).unwrap();
        prop_assert_eq!(opened.as_slice(), plaintext);
    }
}
