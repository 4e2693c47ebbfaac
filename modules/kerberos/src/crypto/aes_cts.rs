//! AES in CBC mode with ciphertext stealing and a zero initial vector (RFC 3962 section 5).
//!
//! This is the variant called CS3: the last two blocks are exchanged always, also where the length
//! is a multiple of the block length; a single block is plain CBC.

use aes::cipher::array::Array;
use aes::cipher::consts::{U16, U32};
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt};
use aes::cipher::{InnerIvInit, KeyInit};
use aes::{Aes128, Aes256};

/// Length of an AES block, in octets.
pub(super) const BLOCK_LEN: usize = 16;

pub(super) type Block = Array<u8, U16>;

/// An expanded AES key for both directions.
pub(super) enum AesCts {
    Aes128(Aes128),
    Aes256(Aes256),
}

impl AesCts {
    /// Expands the first 16 or all 32 octets of `key`, as `key_len` says.
    pub(super) fn new(key_len: usize, key: &Array<u8, U32>) -> Self {
        if key_len == BLOCK_LEN {
            Self::Aes128(Aes128::new(key.split_ref::<U16>().0))
        } else {
            Self::Aes256(Aes256::new(key))
        }
    }

    /// Encrypts `data` in place. Less than one block is left as it is.
    pub(super) fn encrypt(&self, data: &mut [u8]) {
        match self {
            Self::Aes128(aes) => encrypt(aes, data),
            Self::Aes256(aes) => encrypt(aes, data),
        }
    }

    /// Decrypts `data` in place. Less than one block is left as it is.
    pub(super) fn decrypt(&self, data: &mut [u8]) {
        match self {
            Self::Aes128(aes) => decrypt(aes, data),
            Self::Aes256(aes) => decrypt(aes, data),
        }
    }
}

fn encrypt<C: BlockCipherEncrypt<BlockSize = U16>>(aes: &C, data: &mut [u8]) {
    let (blocks, tail) = split_before_last_block(data);
    let mut cbc = cbc::Encryptor::inner_iv_init(aes, &Block::default());
    cbc.encrypt_blocks(blocks);
    let Some(last) = blocks.last_mut().filter(|_| !tail.is_empty()) else { return };

    let mut stolen = Block::default();
    let (padded, _) = stolen.split_at_mut(tail.len());
    padded.copy_from_slice(tail);
    cbc.encrypt_block(&mut stolen);
    tail.copy_from_slice(last.split_at(tail.len()).0);
    *last = stolen;
}

fn decrypt<C: BlockCipherDecrypt<BlockSize = U16>>(aes: &C, data: &mut [u8]) {
    let (blocks, tail) = split_before_last_block(data);
    let before_last = blocks.iter().nth_back(1).copied().unwrap_or_default();
    cbc::Decryptor::inner_iv_init(aes, &Block::default()).decrypt_blocks(blocks);
    let Some(last) = blocks.last_mut().filter(|_| !tail.is_empty()) else { return };

    // CBC has decrypted the exchanged last block with the rest, as one batch; undoing its chaining
    // leaves the plaintext of the tail, padded with zeros, combined with the block before it.
    let mut stolen = *last;
    xor(&mut stolen, &before_last);
    let (kept, _) = stolen.split_at_mut(tail.len());
    for (plain, cipher) in kept.iter_mut().zip(tail) {
        (*plain, *cipher) = (*cipher, *plain ^ *cipher);
    }
    aes.decrypt_block(&mut stolen);
    xor(&mut stolen, &before_last);
    *last = stolen;
}

/// All blocks but the last, and the last with its 1 to 16 octets; a single block has no tail.
fn split_before_last_block(data: &mut [u8]) -> (&mut [Block], &mut [u8]) {
    let before_last = data.len().saturating_sub(1) & !(BLOCK_LEN.saturating_sub(1));
    let (head, tail) = data.split_at_mut(before_last.max(BLOCK_LEN.min(data.len())));
    let (blocks, _) = Block::slice_as_chunks_mut(head);
    (blocks, tail)
}

fn xor(block: &mut Block, other: &Block) {
    for (octet, other) in block.iter_mut().zip(other) {
        *octet ^= other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::vectors;

    #[test]
    fn ciphertexts_are_those_of_rfc_3962_appendix_b() {
        let text = include_str!("../../tests/vectors/rfc3962-appendix-b-ciphertext-stealing.txt");
        for vector in vectors::parse(text) {
            let mut key = Array::default();
            key.split_at_mut(16).0.copy_from_slice(vector.octets("key"));
            let aes = AesCts::new(16, &key);
            let mut data = vector.octets("Input").to_vec();
            aes.encrypt(&mut data);
            assert_eq!(data, vector.octets("Output"));
            aes.decrypt(&mut data);
            assert_eq!(data, vector.octets("Input"));
        }
    }

    #[test]
    fn a_single_block_is_plain_aes() {
        // FIPS 197 appendix C.3.
        let key = Array::from_fn(|i| i as u8);
        let mut block: [u8; 16] = core::array::from_fn(|i| i as u8 * 0x11);
        AesCts::new(32, &key).encrypt(&mut block);
        assert_eq!(block.to_vec(), vectors::hex("8ea2b7ca516745bfeafc49904b496089"));
    }
}
