//! Conformance with the RFCs by section, a model of the man in the middle, and bad input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

mod common;
mod properties;
mod rfc2478;
mod rfc4178;
mod rfc4559;
