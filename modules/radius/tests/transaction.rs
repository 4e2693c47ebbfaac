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

#[path = "../../../fuzz/src/input.rs"]
#[allow(dead_code, reason = "shared with other targets")]
mod input;
#[path = "support/network.rs"]
mod network;
#[path = "support/packets.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod packets;
#[path = "../../../fuzz/src/radius_transaction.rs"]
mod radius_transaction;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

mod rfc2607 {
    mod section_5;
    mod section_5_1_monitor;
    mod section_5_2_monitor;
}
mod rfc2865 {
    mod section_2_5_transactions;
    mod section_5_33_transactions;
}
mod rfc5080 {
    mod section_2_2_1;
    mod section_2_2_2;
}
mod rfc5997 {
    mod section_4_1;
    mod section_4_3;
}
mod transactions {
    mod balancing;
    mod limits;
    mod monitor_property;
    mod resume;
    mod schedules;
}

#[test]
fn fuzzed_events_leave_nothing_behind() {
    replay::replay("radius_transaction", radius_transaction::check);
}
