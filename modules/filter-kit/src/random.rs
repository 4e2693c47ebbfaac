//! Randomness: a ChaCha20 generator, seeded once per VM from the host.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use zeroize::Zeroize as _;

/// Octets of the seed: the ChaCha20 key.
const SEED_OCTETS: usize = 32;

/// A generator seeded by the host's `random_get`. Make one when the VM starts.
///
/// # Errors
///
/// A [`HostError`](crate::HostError) when the host gives no randomness; the shell must then refuse
/// its start, because nothing that it would draw could be trusted.
#[cfg(target_arch = "wasm32")]
pub fn generator_from_host() -> Result<ChaCha20Rng, crate::HostError> {
    let mut seed = [0; SEED_OCTETS];
    crate::raw::random(&mut seed)?;
    Ok(seeded(seed))
}

/// A generator with this seed; the seed is wiped.
#[cfg_attr(not(any(test, target_arch = "wasm32")), expect(dead_code, reason = "needs a host"))]
fn seeded(mut seed: [u8; SEED_OCTETS]) -> ChaCha20Rng {
    let generator = ChaCha20Rng::from_seed(seed);
    seed.zeroize();
    generator
}

#[cfg(test)]
mod tests {
    use chacha20::rand_core::CryptoRng;

    use super::*;

    #[test]
    fn the_generator_is_chacha20_and_satisfies_the_contract_of_the_cores() {
        fn draw(generator: &mut impl CryptoRng) -> [u8; 8] {
            let mut octets = [0; 8];
            generator.fill_bytes(&mut octets);
            octets
        }
        // First keystream octets of RFC 8439 appendix A.1, test vector 1: all-zero key and nonce.
        let expected = [0x76, 0xb8, 0xe0, 0xad, 0xa0, 0xf1, 0x3d, 0x90];
        assert_eq!(draw(&mut seeded([0; SEED_OCTETS])), expected);
        assert_ne!(draw(&mut seeded([1; SEED_OCTETS])), expected);
    }
}
