//! What the RFCs say, section by section, and what MIT krb5 made of them.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

#[path = "support/realm.rs"]
mod realm;
#[path = "support/rng.rs"]
mod rng;
#[path = "support/vectors.rs"]
mod vectors;

mod mit_krb5 {
    mod crypto;
    mod keytab;
}
mod rfc3961 {
    mod section_5_1;
    mod section_5_3;
    mod section_5_4;
}
mod rfc3962 {
    mod section_4;
}
mod rfc4120 {
    mod section_1_5_1;
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
mod rfc6113 {
    mod section_5_1;
}
mod rfc8009 {
    mod section_4;
    mod section_5;
    mod section_6;
}
mod rfc8062 {
    mod section_4;
}
