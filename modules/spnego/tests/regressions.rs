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

#[path = "../../../fuzz/src/access/mod.rs"]
mod access;
#[path = "../../../fuzz/src/http_header.rs"]
mod http_header;
#[path = "../../../fuzz/src/input.rs"]
mod input;
#[path = "support/mechanisms.rs"]
mod mechanisms;
#[path = "../../../fuzz/src/negotiation.rs"]
mod negotiation;
#[path = "../../kerberos/tests/support/realm.rs"]
mod realm;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;
#[path = "../../../fuzz/src/toy.rs"]
mod toy;

use replay::replay;

#[test]
fn only_new_authenticators_and_passes_are_admitted() {
    replay("access", access::check);
}

#[test]
fn headers_read_back_and_are_bounded() {
    replay("http_header", http_header::check);
}

#[test]
fn a_verified_list_is_the_list_that_was_offered() {
    replay("spnego", negotiation::check);
}
