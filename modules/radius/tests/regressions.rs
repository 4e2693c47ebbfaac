//! Replays inputs that fuzzing found, and a few that reach deep, with the oracles of `fuzz/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    dead_code,
    missing_docs,
    reason = "tests"
)]

#[path = "../../../fuzz/src/input.rs"]
mod input;
#[path = "../../../fuzz/src/radius_attributes.rs"]
mod radius_attributes;
#[path = "../../../fuzz/src/radius_dictionary.rs"]
mod radius_dictionary;
#[path = "../../../fuzz/src/radius_packet.rs"]
mod radius_packet;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

use replay::replay;

#[test]
fn packets_are_written_as_they_were_read() {
    replay("radius_packet", radius_packet::check);
}

#[test]
fn edits_keep_what_they_do_not_touch() {
    replay("radius_attributes", radius_attributes::check);
}

#[test]
fn printed_values_read_back() {
    replay("radius_dictionary", radius_dictionary::check);
}
