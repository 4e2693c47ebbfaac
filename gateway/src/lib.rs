//! The RADIUS gateway: sockets, secrets, accounting and the rules of RFC 2607 in native code around
//! a policy module in a sandbox.
#![forbid(unsafe_code)]

pub mod clock;
pub mod delivery;
pub mod journal;
pub mod metrics;
mod random;
