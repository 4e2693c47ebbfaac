//! The filter: routing and policy together.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

#[path = "support/packets.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod packets;
#[path = "filter/support.rs"]
mod support;

mod filter {
    mod explain;
    mod load;
    mod request;
}
