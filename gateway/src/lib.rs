//! The RADIUS gateway.
#![forbid(unsafe_code)]
