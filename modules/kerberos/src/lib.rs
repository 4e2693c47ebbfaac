//! Kerberos 5 (RFC 4120) for the side that accepts: keytab, crypto, AP-REQ acceptance, the GSS
//! tokens of RFC 4121, PAC and anonymous tickets.
//!
//! This crate does no I/O. Octets, the time (a [`core::time::Duration`] since the Unix epoch) and
//! randomness ([`rand_core`]) are arguments; octets and decisions are results.
#![forbid(unsafe_code)]

pub mod crypto;
mod error;
pub mod keytab;
pub mod principal;

pub use error::{Error, Misconfigured, Problem, Reason, Unsupported};
