//! How much work a file may ask for before its passphrase is known to be right.

use pkcs8::pkcs5::EncryptionScheme;
use pkcs8::pkcs5::pbes2::{Kdf, ScryptParams};

use super::fault::KeyFault;

/// Most rounds of a derivation (RFC 8018 section 4.2): some seconds.
pub const MAX_ROUNDS: u32 = 10_000_000;
/// Most octets of memory for scrypt, which fills 128 · N · r of them (RFC 7914 section 6).
pub const MAX_SCRYPT_OCTETS: u64 = 256 << 20;
/// Most times that scrypt does this, its parameter p.
pub const MAX_SCRYPT_TIMES: u16 = 16;

/// Checks what a file asks for, before anything is decrypted.
///
/// # Errors
/// [`KeyFault::Derivation`] above the bounds of this module.
pub fn check_derivation(scheme: &EncryptionScheme) -> Result<(), KeyFault> {
    match scheme.pbes2().map(|parameters| &parameters.kdf) {
        Some(Kdf::Pbkdf2(asked)) if asked.iteration_count > MAX_ROUNDS => {
            Err(KeyFault::Derivation { asked: format!("{} rounds", asked.iteration_count) })
        }
        Some(Kdf::Scrypt(asked)) if !is_bearable(asked) => Err(KeyFault::Derivation {
            asked: format!(
                "scrypt with N = {}, r = {}, p = {}",
                asked.cost_parameter, asked.block_size, asked.parallelization
            ),
        }),
        _ => Ok(()),
    }
}

fn is_bearable(asked: &ScryptParams) -> bool {
    let octets = asked.cost_parameter.checked_mul(128 * u64::from(asked.block_size));
    asked.cost_parameter.is_power_of_two()
        && octets.is_some_and(|octets| octets <= MAX_SCRYPT_OCTETS)
        && asked.parallelization <= MAX_SCRYPT_TIMES
}
