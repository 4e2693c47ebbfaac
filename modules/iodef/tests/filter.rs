//! What `iodef_filter.wasm` decides, and what is written about it.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed"
)]

#[path = "filter/config_schema.rs"]
mod config_schema;
#[path = "filter/readme.rs"]
mod readme;
#[path = "filter/verdicts.rs"]
mod verdicts;
