//! Conformance tests: the path of a test names the RFC section that it is about.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs,
    reason = "tests"
)]

#[path = "support/realm.rs"]
mod realm;

mod rfc4120 {
    mod section_3_2_3;
    mod section_3_2_3_replay;
    mod section_3_2_4;
    mod section_3_2_6;
    mod section_5_2_6;
}
mod rfc4121;
mod rfc4537 {
    mod section_3;
}
mod rfc8062 {
    mod section_4;
}
