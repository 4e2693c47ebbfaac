//! The profile of RFC 8009: AES with HMAC-SHA-2, encryption types 19 and 20.

use sha2::{Sha256, Sha384};

use super::EncryptionType;
use super::key::{Key, Octets};
use super::mac::Mac;
use super::simplified::usage_constant;

/// PBKDF2 with HMAC-SHA-2, then KDF-HMAC-SHA2 (RFC 8009 section 4).
pub(super) fn string_to_key(
    enctype: EncryptionType,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
) -> Key {
    let saltp = [enctype.name().as_bytes(), &[0], salt].concat();
    let tkey = Key::generate(enctype, |octets| match enctype {
        EncryptionType::Aes256CtsHmacSha384 => {
            pbkdf2::pbkdf2_hmac::<Sha384>(password, &saltp, iterations, octets);
        }
        _ => pbkdf2::pbkdf2_hmac::<Sha256>(password, &saltp, iterations, octets),
    });
    Key::generate(enctype, |octets| kdf(&base_mac(&tkey), b"kerberos", &[], octets))
}

/// Ke and Ki (RFC 8009 section 5).
pub(super) fn sealing_keys(key: &Key, usage: u32) -> (Octets, Octets) {
    let base = base_mac(key);
    let enctype = key.encryption_type();
    let ke = derive(&base, &usage_constant(usage, 0xaa), enctype.key_len());
    let ki = derive(&base, &usage_constant(usage, 0x55), hmac_key_len(enctype));
    (ke, ki)
}

/// Kc (RFC 8009 section 5).
pub(super) fn checksum_key(key: &Key, usage: u32) -> Octets {
    let len = hmac_key_len(key.encryption_type());
    derive(&base_mac(key), &usage_constant(usage, 0x99), len)
}

/// The pseudo-random function of RFC 8009 section 5.
pub(super) fn prf(key: &Key, input: &[u8], output: &mut [u8]) {
    kdf(&base_mac(key), b"prf", input, output);
}

/// Length of Kc and Ki, in octets: that of the truncated HMAC, also where Ke is longer.
fn hmac_key_len(enctype: EncryptionType) -> usize {
    enctype.mac_len()
}

fn base_mac(key: &Key) -> Mac {
    Mac::new(key.encryption_type(), key.padded())
}

fn derive(base: &Mac, label: &[u8], len: usize) -> Octets {
    let mut octets = Octets::default();
    kdf(base, label, &[], octets.split_at_mut(len).0);
    octets
}

/// KDF-HMAC-SHA2 (RFC 8009 section 3) with `base` keyed by the key; k is the length of `output`,
/// which no use here makes longer than the hash.
fn kdf(base: &Mac, label: &[u8], context: &[u8], output: &mut [u8]) {
    let bits = (output.len() as u32).wrapping_mul(8);
    base.write(&[&[0, 0, 0, 1], label, &[0], context, &bits.to_be_bytes()], output);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::vectors;

    #[test]
    fn derived_keys_are_those_of_rfc_8009_appendix_a() {
        let text = include_str!("../../tests/vectors/rfc8009-appendix-a-key-derivation.txt");
        for vector in vectors::parse(text) {
            let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
            let key = Key::new(enctype, vector.octets("base-key")).unwrap();
            let (ke, ki) = sealing_keys(&key, 2);
            let kc = checksum_key(&key, 2);
            for (derived, name) in [(kc, "Kc"), (ke, "Ke"), (ki, "Ki")] {
                let expected = vector.octets(name);
                let (octets, padding) = derived.split_at(expected.len());
                assert_eq!(octets, expected, "{name}");
                assert!(padding.iter().all(|octet| *octet == 0), "{name}");
            }
        }
    }
}
