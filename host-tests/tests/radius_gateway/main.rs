//! The gateway with the built RADIUS module, between clients and home servers that do what a test
//! says.
//!
//! A test that begins with `r1_` to `r19_` is about that line of the requirements of RFC 2607, and is
//! written from the RFC, not from what the gateway does.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

mod accounting;
mod answers;
mod blast_radius;
mod challenge;
mod class;
mod coa;
mod edits;
mod flood;
mod hostile;
mod mutations;
mod paths;
mod properties;
mod proxy_stop;
mod reload;
mod stage;
mod tls;
mod transports;
