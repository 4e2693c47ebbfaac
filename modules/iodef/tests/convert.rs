//! Conversions between forms and versions, merging, splitting, filtering, figures and differences.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

mod cost;
#[path = "convert/json.rs"]
mod json;
#[path = "convert/merge.rs"]
mod merge;
#[path = "convert/parts.rs"]
mod parts;
#[path = "convert/support.rs"]
mod support;
#[path = "convert/v1.rs"]
mod v1;
