//! Why there is no journal: texts for the operator.

use std::path::PathBuf;

/// Why the journal cannot be opened or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum JournalError {
    /// The directory or the file cannot be made or opened.
    #[error("{path}: {error}; the gateway needs to read and write there")]
    Unreachable {
        /// Which one.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// Another process has it.
    #[error("{path} is in use by another process; each gateway needs a journal of its own")]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The file is not a journal, or is damaged beyond what a crash does.
    #[error(
        "{path} is not a journal, or it is damaged: {detail}; move it to another place to start \
         with an empty one, and keep it: records in it are not forwarded"
    )]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// A record that this version does not know.
    #[error(
        "{path} holds record {record} in a form that this version does not know; start the version \
         that wrote it, let it forward its records, and then this one"
    )]
    Version {
        /// The file.
        path: PathBuf,
        /// Which record.
        record: u64,
    },
    /// The disk failed, or is full, since the journal was opened.
    #[error("the journal cannot be read or written: {0}")]
    Disk(String),
}

impl JournalError {
    pub(super) fn disk(error: impl Into<redb::Error>) -> Self {
        Self::Disk(error.into().to_string())
    }
}
