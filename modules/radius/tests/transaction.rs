//! The monitor of RFC 2607 and transactions: by RFC section, on a simulated network, and by
//! properties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

#[path = "support/network.rs"]
mod network;
#[path = "support/packets.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod packets;

mod rfc2607 {
    mod section_5_1_monitor;
    mod section_5_2_monitor;
}
mod rfc5080 {
    mod section_2_2_1;
    mod section_2_2_2;
}
mod transactions {
    mod monitor_property;
}
