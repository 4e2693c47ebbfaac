//! The RADIUS gateway: sockets, secrets, accounting and the rules of RFC 2607 in native code around
//! a policy module in a sandbox.
#![forbid(unsafe_code)]

pub mod check;
pub mod class_table;
pub mod coa;
pub mod config;
pub mod metrics;
pub mod remembered;
