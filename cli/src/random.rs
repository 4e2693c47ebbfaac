//! A generator that the operating system seeds.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;

use crate::error::Error;

/// A generator for keys and tokens that live as long as one command.
pub fn generator() -> Result<ChaCha20Rng, Error> {
    ChaCha20Rng::try_from_rng(&mut getrandom::SysRng).map_err(Error::Randomness)
}
