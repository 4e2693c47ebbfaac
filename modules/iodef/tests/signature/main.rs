//! Signatures: what we make and what we accept.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

mod attacks;
#[path = "../cost/mod.rs"]
mod cost;
mod jws;
mod keys;
mod standing;
mod xml;
