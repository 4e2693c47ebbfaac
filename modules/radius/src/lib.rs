//! RADIUS for a proxy: packets and attributes, the typed dictionary, authenticators and hiding.
//!
//! This crate does no I/O. Octets, the time and randomness ([`rand_core`]) are arguments; octets
//! and decisions are results. Every count, length and nesting from the wire is bounded, and nothing
//! panics on input.
#![forbid(unsafe_code)]

pub mod attribute;
pub mod crypto;
pub mod dictionary;
pub mod eap;
mod error;
pub mod nai;
pub mod packet;
pub mod policy;
pub mod radius11;
pub mod routing;
pub mod schedule;

pub use error::{Error, Misconfigured, Problem, Reason, Unsupported};
