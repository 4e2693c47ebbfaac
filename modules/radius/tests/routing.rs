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

#[path = "schedule/database.rs"]
mod schedule_database;
