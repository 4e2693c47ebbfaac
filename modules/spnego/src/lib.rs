//! SPNEGO (RFC 4178, and RFC 2478 as a named mode) over any mechanism, and the HTTP Negotiate
//! header (RFC 4559).
//!
//! This crate does no I/O: tokens and the time go in, tokens and decisions come out.
#![forbid(unsafe_code)]
