//! Kerberos 5 (RFC 4120) for the side that accepts: keytab, crypto, AP-REQ acceptance, the GSS
//! tokens of RFC 4121, PAC and anonymous tickets.
//!
//! This crate does no I/O. Octets, the time (a [`core::time::Duration`] since the Unix epoch) and
//! randomness ([`rand_core`]) are arguments; octets and decisions are results.
#![forbid(unsafe_code)]

#[cfg(feature = "acceptor")]
pub mod acceptor;
pub mod asn1;
#[cfg(feature = "client")]
pub mod client;
pub mod crypto;
mod error;
pub mod gss;
pub mod keytab;
#[cfg(feature = "acceptor")]
pub mod pac;
pub mod principal;
#[cfg(feature = "acceptor")]
pub mod replay;

pub use error::{Error, Misconfigured, Problem, Reason, Unsupported};
pub use principal::Principal;
