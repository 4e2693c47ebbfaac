//! What a string may look like: pure checks over `&str`, without a document.
//!
//! A check returns what it read, or a [`Problem`] that says what was seen. Every check takes linear
//! time and none panics, whatever the string is.

pub mod domain;
pub mod email;
pub mod hardware;
pub mod ip;
pub mod number;
mod problem;
mod scan;
pub mod timestamp;
pub mod uri;
pub mod xml_name;

pub use problem::{Part, Problem};

/// White space of XML around `text` removed.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}
