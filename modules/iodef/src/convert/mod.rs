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

/// The most elements of one namespace inside each other that a conversion reads, which is what JSON has
/// room for: each is an object in an array there.
pub const MAX_DEPTH: usize = json::MAX_DEPTH / 2;

/// Finds out whether a document is one of a namespace that can be read to its innermost element.
///
/// # Errors
/// [`ConvertFault::Version`] and [`ConvertFault::TooLarge`] if it is not.
fn check_readable(document: &Document, expected: &'static str) -> Result<(), Error> {
    check_root(document, expected)?;
    let mut ends = Vec::new();
    for node in document.descendants(document.root()) {
        while ends.pop_if(|end| *end <= node).is_some() {}
        if document.is_element(node) && document.namespace(node) == expected {
            ends.push(document.subtree_end(node));
        }
        if ends.len() > MAX_DEPTH {
            let what = "elements of IODEF inside each other";
            return Err(ConvertFault::TooLarge { what, limit: MAX_DEPTH }.into());
        }
    }
    Ok(())
}

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
