//! IODEF incident reports (RFC 7970, RFC 5070): a document that loses nothing, what its schemas and
//! texts say about it, and what people do with it.
//!
//! Bytes go in; a [`document::Document`], diagnostics and bytes come out. Nothing here does I/O or
//! reads a clock.
#![forbid(unsafe_code)]

pub mod canonical;
pub mod convert;
pub mod diagnostic;
pub mod document;
pub mod editor;
#[cfg(feature = "crypto")]
pub mod encryption;
#[cfg(all(feature = "crypto", feature = "messages"))]
pub mod filter;
pub mod level;
pub mod overlay;
pub mod profile;
pub mod registry;
pub mod restriction;
pub mod rules;
#[cfg(feature = "crypto")]
pub mod signature;
pub mod structure;
#[cfg(feature = "messages")]
pub mod text;
pub mod validation;
pub mod value;

mod error;
mod escape;
mod order;

pub use editor::EditFault;
pub use error::{Error, Fault, Place, RedactionFault, Unsupported};
