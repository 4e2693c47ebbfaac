//! What a string may look like: pure checks over `&str`, without a document.
//!
//! A check returns what it read, or a [`Problem`] that says what was seen. Every check takes linear
//! time and none panics, whatever the string is.

pub mod address;
pub mod contact;
pub mod csv;
pub mod digest;
pub mod domain;
pub mod dtype;
pub mod email;
pub mod encoding;
pub mod enumeration;
pub mod ere;
pub mod hardware;
pub mod ip;
pub mod language;
pub mod media_type;
pub mod number;
pub mod port;
mod problem;
mod scan;
pub mod software;
pub mod timestamp;
pub mod uri;
pub mod windows;
pub mod xml_name;
pub mod xpath;

pub use problem::{Part, Problem};

/// White space of XML around `text` removed.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\r', '\n'])
}
