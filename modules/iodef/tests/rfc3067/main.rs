//! What RFC 3067 demands, by the numbers of its sections. `docs/rfc3067.md` lists the tests, those in
//! the browser included, and `listed` compares the list with what is there.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

mod content;
mod format;
mod listed;
mod protection;
mod support;
