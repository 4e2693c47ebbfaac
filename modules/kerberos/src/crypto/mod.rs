//! The encryption and checksum types of RFC 3961, 3962 and 8009.
//!
//! A long-term or session [`Key`] is never used directly: [`Key::sealing`] and [`Key::checksum`]
//! derive the keys of one key usage (RFC 4120 section 7.5.1) and expand them, so that a caller who
//! keeps the result pays for the derivation once.
//!
//! Left out: cipher states other than the initial one (RFC 3961 section 3), which neither RFC 4120
//! nor RFC 4121 uses, and every encryption type outside 17 to 20.

mod aes_cts;
mod encryption_type;
mod fx_cf2;
mod key;
mod mac;
mod n_fold;
mod sealing;
mod sha2_profile;
mod simplified;

pub use encryption_type::{EncryptionType, registered_name};
pub use fx_cf2::{fx_cf2, prf_plus};
pub use key::{Key, MAX_ITERATIONS, prf};
pub use mac::ChecksumKey;
pub use n_fold::n_fold;
pub use sealing::{CONFOUNDER_LEN, Integrity, SealingKey};

#[cfg(test)]
#[path = "../../tests/support/vectors.rs"]
mod vectors;
