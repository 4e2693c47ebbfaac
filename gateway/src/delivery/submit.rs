//! What is asked of the delivery, and what comes of it.

use crate::journal::Record;

/// A record to be stored and forwarded.
pub struct Submit {
    /// The record.
    pub record: Record,
    /// When `notify` is called with success.
    pub confirm: Confirm,
    /// Called once, in the thread of the delivery: it must not wait.
    pub notify: Notify,
}

/// When a record is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirm {
    /// When it is on disk.
    OnDisk,
    /// When home has acknowledged it.
    Acknowledged,
}

/// Hears what came of a record.
pub type Notify = Box<dyn FnOnce(Outcome) + Send>;

/// What came of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is on disk: the client may be answered.
    OnDisk,
    /// Home has acknowledged it.
    Acknowledged,
    /// It was sent as often as it may be.
    GivenUp,
    /// It is not stored: the client must not be answered.
    Refused(Refused),
}

/// Why a record is not stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// The journal holds as much as it may.
    #[error("the journal is full: {limit} octets wait for their home servers")]
    Full {
        /// The configured limit.
        limit: u64,
    },
    /// More records wait to be written than the disk keeps up with.
    #[error("too many records wait for the disk")]
    Busy,
    /// The disk does not take it; the log says why.
    #[error("the journal cannot be written")]
    Disk,
    /// The process is about to end.
    #[error("the gateway is draining")]
    Draining,
    /// The packet cannot be made.
    #[error(transparent)]
    Packet(#[from] radius::Error),
}

impl Outcome {
    /// Whether the client may be answered.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        matches!(self, Self::OnDisk | Self::Acknowledged)
    }
}

impl Refused {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Full { .. } => "journal_full",
            Self::Busy => "journal_busy",
            Self::Disk => "journal_disk",
            Self::Draining => "draining",
            Self::Packet(error) => error.code(),
        }
    }
}
