//! Runs the built command line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

mod help;
mod iodef;
mod iodef_secure;
mod keytab;
mod radius;
mod radius_capture;
#[path = "../../../modules/kerberos/tests/support/realm.rs"]
#[allow(dead_code, reason = "the kerberos core uses the rest")]
mod realm;
mod run;
mod token;
mod token_acceptor_side;
mod token_hostile;
mod token_refused;
mod tokens;
mod vector;
