//! Real Kerberos clients through a real Envoy with the built filter, and a real MIT KDC.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests"
)]

mod anonymous;
mod certificate;
mod channel_bindings;
mod chromium;
mod curl;
mod dissection;
mod error_token;
mod legs;
mod pyspnego;
mod requests_gssapi;
mod rfc2478;
mod script;
mod stage;
