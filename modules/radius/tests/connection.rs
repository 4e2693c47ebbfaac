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

#[path = "../../../fuzz/src/input.rs"]
#[allow(dead_code, reason = "shared with other targets")]
mod input;
#[path = "support/packets.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod packets;
#[path = "../../../fuzz/src/radius_connection.rs"]
mod radius_connection;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;
#[path = "connection/support.rs"]
mod support;

mod connection {
    mod answers;
    mod edits;
    mod framing;
    mod limits;
    mod load;
    mod property;
    mod rejects;
    mod routing;
}

#[test]
fn fuzzed_connections_keep_to_rfc_2607() {
    replay::replay("radius_connection", radius_connection::check);
}
