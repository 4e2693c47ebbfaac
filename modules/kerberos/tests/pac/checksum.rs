//! The keyed checksums of RFC 3962 and RFC 8009 with key usage 17, written apart from the crate so
//! that the vectors are judged by something else.

use aes::cipher::{Block, BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Aes256};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha384};

use super::vector::hex;

/// Whether `mac` is the checksum of `message` with `key`, and of the type that belongs to it.
pub fn verify(enctype: &str, key: &[u8], checksum_type: i32, message: &[u8], mac: &[u8]) -> bool {
    let (expected_type, expected) = match enctype {
        "17" => (15, hmac_sha1_96(&derive_rfc3962::<Aes128>(key), message)),
        "18" => (16, hmac_sha1_96(&derive_rfc3962::<Aes256>(key), message)),
        "19" => (19, hmac_sha256(&derive_rfc8009(hmac_sha256, key, 128), message)[..16].to_vec()),
        "20" => (20, hmac_sha384(&derive_rfc8009(hmac_sha384, key, 192), message)[..24].to_vec()),
        other => panic!("enctype {other}"),
    };
    checksum_type == expected_type && mac == expected
}

/// Kc of RFC 3961 section 5.1: encrypts the folded constant until there are enough octets.
fn derive_rfc3962<C: BlockCipherEncrypt + KeyInit>(key: &[u8]) -> Vec<u8> {
    let cipher = C::new_from_slice(key).unwrap();
    // 128-fold of 00 00 00 11 99: key usage 17 and the mark of checksum keys.
    let constant = hex("1ddb6db6d324cc488843a1d0e642343a");
    let mut block = Block::<C>::try_from(constant.as_slice()).unwrap();
    let mut derived = Vec::new();
    while derived.len() < key.len() {
        cipher.encrypt_block(&mut block);
        derived.extend_from_slice(&block);
    }
    derived
}

/// Kc of RFC 8009 section 3: one round of the counter mode with the label and the length in bits.
fn derive_rfc8009(prf: fn(&[u8], &[u8]) -> Vec<u8>, key: &[u8], bits: u32) -> Vec<u8> {
    let mut input = hex("00000001000000119900");
    input.extend(bits.to_be_bytes());
    let mut derived = prf(key, &input);
    derived.truncate(usize::try_from(bits / 8).unwrap());
    derived
}

fn hmac_sha1_96(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mac = Hmac::<Sha1>::new_from_slice(key).unwrap().chain_update(message);
    mac.finalize().into_bytes()[..12].to_vec()
}

fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(message);
    mac.finalize().into_bytes().to_vec()
}

fn hmac_sha384(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mac = Hmac::<Sha384>::new_from_slice(key).unwrap().chain_update(message);
    mac.finalize().into_bytes().to_vec()
}
