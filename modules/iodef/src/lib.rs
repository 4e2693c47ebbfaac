//! IODEF incident reports (RFC 7970, RFC 5070): a document that loses nothing, what its schemas and
//! texts say about it, and what people do with it.
//!
//! Bytes go in; a [`document::Document`], diagnostics and bytes come out. Nothing here does I/O or
//! reads a clock.
#![forbid(unsafe_code)]

pub mod canonical;
pub mod document;
mod error;

pub use error::{EditFault, Error, Fault, Place, Unsupported};
