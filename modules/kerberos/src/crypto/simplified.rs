//! The simplified profile of RFC 3961 section 5.3 with AES and HMAC-SHA-1, as RFC 3962 uses it:
//! encryption types 17 and 18.

use aes::cipher::array::Array;
use aes::cipher::consts::U16;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use aes::{Aes128Enc, Aes256Enc};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::aes_cts::{AesCts, BLOCK_LEN, Block};
use super::key::{Key, Octets};
use super::{EncryptionType, n_fold};

/// PBKDF2 with HMAC-SHA-1, then DK (RFC 3962 section 4).
pub(super) fn string_to_key(
    enctype: EncryptionType,
    password: &[u8],
    salt: &[u8],
    iterations: u32,
) -> Key {
    let tkey = Key::generate(enctype, |octets| {
        pbkdf2::pbkdf2_hmac::<Sha1>(password, salt, iterations, octets);
    });
    let [base_key] = dk(&tkey, [b"kerberos"]);
    Key::generate(enctype, |octets| octets.copy_from_slice(base_key.split_at(octets.len()).0))
}

/// Ke and Ki (RFC 3961 section 5.3).
pub(super) fn sealing_keys(key: &Key, usage: u32) -> (Octets, Octets) {
    let [ke, ki] = dk(key, [&usage_constant(usage, 0xaa), &usage_constant(usage, 0x55)]);
    (ke, ki)
}

/// Kc (RFC 3961 section 5.3).
pub(super) fn checksum_key(key: &Key, usage: u32) -> Octets {
    let [kc] = dk(key, [&usage_constant(usage, 0x99)]);
    kc
}

/// The pseudo-random function of RFC 3961 section 5.3. The hash is cut to one AES block (RFC 6113
/// appendix A says so), which CBC encrypts as a single block.
pub(super) fn prf(key: &Key, input: &[u8], output: &mut [u8]) {
    let [derived] = dk(key, [b"prf"]);
    let hash = Sha1::digest(input);
    output.copy_from_slice(hash.split_at(output.len()).0);
    AesCts::new(key.encryption_type().key_len(), &derived).encrypt(output);
}

/// The well-known constant of a key usage and the purpose of the derived key.
pub(super) fn usage_constant(usage: u32, purpose: u8) -> [u8; 5] {
    let [a, b, c, d] = usage.to_be_bytes();
    [a, b, c, d, purpose]
}

/// DK (RFC 3961 section 5.1) for `N` constants at a time: one key expansion serves all of them, and
/// without AES instructions two blocks cost no more than one.
fn dk<const N: usize>(key: &Key, constants: [&[u8]; N]) -> [Octets; N] {
    let folded = Zeroizing::new(constants.map(|constant| Array(n_fold(constant))));
    if key.encryption_type().key_len() == BLOCK_LEN {
        let aes = Aes128Enc::new(key.padded().split_ref::<U16>().0);
        chain::<1, N>(&aes, folded)
    } else {
        chain::<2, N>(&Aes256Enc::new(key.padded()), folded)
    }
}

/// Encrypts each of `inputs` again and again, and concatenates the first `BLOCKS` results.
fn chain<const BLOCKS: usize, const N: usize>(
    aes: &impl BlockCipherEncrypt<BlockSize = U16>,
    mut inputs: Zeroizing<[Block; N]>,
) -> [Octets; N] {
    let mut outputs = [(); N].map(|()| Octets::default());
    for position in 0..BLOCKS {
        aes.encrypt_blocks(inputs.as_mut_slice());
        for (output, block) in outputs.iter_mut().zip(inputs.iter()) {
            let (blocks, _) = Block::slice_as_chunks_mut(output.as_mut_slice());
            if let Some(place) = blocks.get_mut(position) {
                *place = *block;
            }
        }
    }
    outputs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::vectors;

    #[test]
    fn derived_keys_are_those_that_mit_krb5_derives() {
        let text = include_str!("../../tests/vectors/mit-krb5-derived-keys.txt");
        for vector in vectors::parse(text) {
            let enctype = EncryptionType::from_number(vector.number("enctype")).unwrap();
            let key = Key::new(enctype, vector.octets("base key")).unwrap();
            let [derived] = dk(&key, [vector.octets("constant")]);
            assert_eq!(derived.split_at(enctype.key_len()).0, vector.octets("derived key"));
        }
    }
}
