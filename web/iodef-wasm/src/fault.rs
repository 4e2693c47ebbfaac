//! What is refused, as the interface reads it.

use iodef::Error;
use serde::Serialize;

use crate::utf16::Offsets;

/// Why something was refused.
#[derive(Debug, Clone, Serialize)]
pub struct Fault {
    /// In words.
    pub message: String,
    /// The stable name to search the documentation for.
    pub code: String,
    /// From 1, or 0 where there is no place.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// In UTF-16 units.
    pub offset: usize,
}

impl Fault {
    /// A refusal of the core, about a text.
    pub fn new(error: &Error, text: &str) -> Self {
        let place = error.place().unwrap_or_default();
        let message = match error {
            Error::Malformed { fault, .. } => fault.to_string(),
            other => other.to_string(),
        };
        let offset = if text.is_empty() {
            place.offset
        } else {
            Offsets::new(text).units(text, place.offset)
        };
        Self {
            message,
            code: error.code().to_owned(),
            line: place.line,
            column: place.column,
            offset,
        }
    }

    /// Of this session.
    pub fn of(code: &str, message: &str) -> Self {
        Self { message: message.to_owned(), code: code.to_owned(), line: 0, column: 0, offset: 0 }
    }

    /// A path that leads nowhere: the document changed meanwhile.
    pub fn no_such_element() -> Self {
        Self::of("no_such_element", "there is no such element any more")
    }

    /// Asked before a document was opened, or of one that cannot be parsed.
    pub fn no_document() -> Self {
        Self::of("no_document", "there is no document that could be parsed")
    }
}
