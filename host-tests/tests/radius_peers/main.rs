//! Real RADIUS clients, proxies and servers.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

mod chain;
mod eap;
mod gateway;
mod peers;
mod radsecproxy;
mod stage;
