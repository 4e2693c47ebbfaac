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
#[path = "../../../fuzz/src/iodef_convert.rs"]
mod iodef_convert;
#[path = "../../../fuzz/src/iodef_edit.rs"]
mod iodef_edit;
#[path = "../../../fuzz/src/iodef_parse.rs"]
mod iodef_parse;
#[path = "../../../fuzz/src/iodef_redact.rs"]
mod iodef_redact;
#[cfg(feature = "crypto")]
#[path = "../../../fuzz/src/key_file.rs"]
mod key_file;
#[path = "../../../fuzz/src/replay.rs"]
mod replay;

use replay::replay;

#[test]
fn what_is_read_holds_together() {
    replay("iodef_parse", iodef_parse::check);
}

#[test]
fn after_edits_a_document_is_what_its_text_reads_as() {
    replay("iodef_edit", iodef_edit::check);
}

#[test]
fn what_conversions_write_reads_again() {
    replay("iodef_convert", iodef_convert::check);
}

#[test]
fn what_is_redacted_holds_nothing_above_the_level_and_reads_again() {
    replay("iodef_redact", iodef_redact::check);
}

#[cfg(feature = "crypto")]
#[test]
fn what_is_read_out_of_a_key_file_was_in_it_and_is_authentic() {
    replay("key_file", key_file::check);
}
