//! The PAC against real ones, hand-written ones and broken ones.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

mod checksum;
mod client_info;
mod frame;
mod logon_info;
mod mutations;
mod real_pacs;
mod server_checksum;
mod upn_dns_info;
mod vector;
