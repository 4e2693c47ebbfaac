//! User-Names, realm routing and schedules: by RFC section, against other programs, and by
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
#[path = "../../../fuzz/src/radius_realm.rs"]
mod radius_realm;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;
#[path = "realms/support.rs"]
mod support;

mod realms {
    mod explain;
    mod freeradius;
    mod load;
    mod precedence;
    mod property;
}
mod rfc2607 {
    mod section_5_2_routing;
}
mod rfc2865 {
    mod section_2_3_realms;
}
mod rfc7542 {
    mod section_2_6_1;
    mod section_3;
    mod section_3_3_1;
    mod section_3_4;
}
mod schedule {
    mod clock_changes;
    mod database;
    mod property;
}

#[test]
fn fuzzed_names_and_tables_are_routed_as_asking_every_route_says() {
    replay::replay("radius_realm", radius_realm::check);
}
