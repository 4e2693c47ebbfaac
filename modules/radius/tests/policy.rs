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

#[path = "../../../fuzz/src/input.rs"]
#[allow(dead_code, reason = "shared with other targets")]
mod input;
#[path = "support/packets.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod packets;
#[path = "../../../fuzz/src/radius_policy.rs"]
mod radius_policy;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;
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
    mod property;
    mod reject;
    mod templates;
    mod tunnels;
}

#[test]
fn fuzzed_policies_keep_to_rfc_2607() {
    replay::replay("radius_policy", radius_policy::check);
}
