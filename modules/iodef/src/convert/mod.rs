//! From one form to another: version 1 to version 2, XML to JSON and back, many documents to one
//! and one to many, a document to its parts, its figures, or what changed in it.
//!
//! Whatever a target cannot hold as it was is a [`Lossy`] step of a [`Report`]; nothing is dropped
//! without one.

mod compare;
mod csv;
mod fault;
mod filter;
mod fragment;
pub mod json;
mod merge;
mod paths;
mod report;
mod shapes;
mod split;
mod statistics;
mod tree;
pub mod v1;

pub use compare::{Change, Difference, Differences, MAX_DIFFERENCES, compare};
pub use csv::{COLUMNS, MAX_OCTETS, MAX_REPEATED_CHARS, MAX_ROWS, Table, indicators_csv};
pub use fault::{ConvertFault, JsonFault};
pub use filter::{Filter, Filtered, filter};
pub use merge::{Conflict, MAX_CONFLICTS, Merged, merge};
pub use report::{Converted, Loss, Lossy, MAX_LOSSY, MAX_ORIGINAL_CHARS, Report};
pub use split::{MAX_PARTS_BYTES, Part, split};
pub use statistics::{Counts, MAX_LABELS, OTHER, Statistics, statistics};

use crate::Error;
use crate::document::Document;

/// Finds out whether the document element is the IODEF-Document of a namespace.
///
/// # Errors
/// [`ConvertFault::Version`] if it is not.
pub fn check_root(document: &Document, expected: &'static str) -> Result<(), Error> {
    let root = document.root();
    let (namespace, local) = (document.namespace(root), document.local_name(root));
    if (namespace, local) == (expected, "IODEF-Document") {
        return Ok(());
    }
    Err(ConvertFault::Version { seen: format!("{{{namespace}}}{local}"), expected }.into())
}
