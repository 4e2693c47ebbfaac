//! Connections in Envoy, without Envoy.
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
#[path = "connection/support.rs"]
mod support;

mod connection {
    mod answers;
    mod edits;
    mod framing;
    mod limits;
    mod load;
    mod rejects;
    mod routing;
}
