//! What the RFCs say, section by section, and what MIT krb5 made of them.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

#[path = "mit_krb5/crypto.rs"]
mod mit_krb5_crypto;
#[path = "mit_krb5/keytab.rs"]
mod mit_krb5_keytab;
#[path = "rfc3961/section_5_1.rs"]
mod rfc3961_section_5_1;
#[path = "rfc3961/section_5_3.rs"]
mod rfc3961_section_5_3;
#[path = "rfc3961/section_5_4.rs"]
mod rfc3961_section_5_4;
#[path = "rfc3962/section_4.rs"]
mod rfc3962_section_4;
#[path = "rfc6113/section_5_1.rs"]
mod rfc6113_section_5_1;
#[path = "rfc8009/section_4.rs"]
mod rfc8009_section_4;
#[path = "rfc8009/section_5.rs"]
mod rfc8009_section_5;
#[path = "rfc8009/section_6.rs"]
mod rfc8009_section_6;
#[path = "support/rng.rs"]
mod rng;
#[path = "support/vectors.rs"]
mod vectors;
