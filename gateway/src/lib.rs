//! The RADIUS gateway: sockets, secrets, accounting and the rules of RFC 2607 in native code around
//! a policy module in a sandbox.
#![forbid(unsafe_code)]

mod challenges;
pub mod check;
pub mod class_table;
pub mod clock;
pub mod coa;
pub mod config;
pub mod delivery;
mod destinations;
pub mod guest;
pub mod journal;
pub mod log;
pub mod metrics;
mod operation;
pub mod process;
mod random;
pub mod remembered;
pub mod run;
pub mod thread;
pub mod transport;
pub mod worker;
