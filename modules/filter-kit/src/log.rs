//! The host's log.

use crate::raw;

/// How much a line matters. Ordered: a host that logs one level logs the ones after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Every step.
    Trace,
    /// For whoever debugs the filter.
    Debug,
    /// What an operator may want to know.
    Info,
    /// What an operator should look at.
    Warn,
    /// What an operator must look at.
    Error,
    /// The filter cannot go on.
    Critical,
}

/// Writes one line. A host that does not take it is not told about it either: there is no other
/// place to say so.
pub fn log(level: Level, message: &str) {
    let _ = raw::log(level as u32, message.as_bytes());
}

/// Most octets of a line that quotes what a client chose, which must not fill the log.
pub const MAX_QUOTING_LINE: usize = 512;

/// Writes a warning that quotes what a client chose, up to [`MAX_QUOTING_LINE`].
pub fn warn_quoting(message: &str) {
    let end = message.floor_char_boundary(MAX_QUOTING_LINE);
    log(Level::Warn, message.get(..end).unwrap_or_default());
}
