//! What a string may look like: pure checks over `&str`, without a document.
//!
//! A check returns what it read, or a [`Problem`] that says what was seen. Every check takes linear
//! time and none panics, whatever the string is.

pub mod xml_name;
