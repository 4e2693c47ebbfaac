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

#[path = "../../../fuzz/src/accept/mod.rs"]
mod accept;
#[path = "../../../fuzz/src/ap_rep.rs"]
mod ap_rep;
#[path = "../../../fuzz/src/ap_req.rs"]
mod ap_req;
#[path = "../../../fuzz/src/input.rs"]
mod input;
#[path = "../../../fuzz/src/keytab.rs"]
mod keytab;
#[path = "../../../fuzz/src/pac.rs"]
mod pac;
#[path = "../../../fuzz/src/principal.rs"]
mod principal;
#[path = "support/realm.rs"]
mod realm;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;
#[path = "../../../fuzz/src/wrap_mic.rs"]
mod wrap_mic;

use replay::replay;

#[test]
fn requests_sealed_with_the_right_keys_meet_the_rules() {
    replay("accept", accept::check);
}

#[test]
fn replies_are_taken_only_if_they_answer_the_request() {
    replay("ap_rep", ap_rep::check);
}

#[test]
fn requests_of_strangers_are_refused() {
    replay("ap_req", ap_req::check);
}

#[test]
fn keytabs_read_back_and_find_their_keys() {
    replay("keytab", keytab::check);
}

#[test]
fn pacs_are_bounded_and_covered_by_their_signature() {
    replay("pac", pac::check);
}

#[test]
fn the_text_of_a_principal_reads_back() {
    replay("principal", principal::check);
}

#[test]
fn changed_per_message_tokens_are_refused() {
    replay("wrap_mic", wrap_mic::check);
}
