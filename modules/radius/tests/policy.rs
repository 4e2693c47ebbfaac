//! Policy: what it decides, what it refuses to load, and what no policy can do.
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
#[path = "policy/support.rs"]
mod support;

mod policy {
    mod challenge;
    mod conditions;
    mod edits;
    mod explain;
    mod length;
    mod load;
    mod order;
    mod reject;
    mod templates;
    mod tunnels;
}
