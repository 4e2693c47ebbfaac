//! Accounting on disk, until its home server has acknowledged it (RFC 2607 section 5.2).
//!
//! One thread writes. Changes that wait for it are committed together, durably, and then each is
//! reported: under load one `fsync` serves many records. What a crash leaves is repaired when the
//! journal is opened; a file that is torn otherwise, or that is none, is refused.
//!
//! The journal keeps at most [`JournalConfig::max_octets`] of records with their packets; above
//! that, records are refused. The file itself can be larger, because pages that a commit leaves are
//! used again by later ones.
//!
//! Hidden attributes are stored in clear: the file can be read by its owner only.

mod codec;
mod committer;
mod error;
mod record;
mod store;

use std::path::PathBuf;
use std::sync::mpsc::SyncSender;
use std::thread::JoinHandle;

use tokio::sync::mpsc::UnboundedReceiver;

pub use committer::{Committed, What};
pub use error::JournalError;
pub use record::{Kind, Origin, Record, RecordId, Sent};
pub(crate) use record::{event_time, event_timestamp};
pub use store::{Header, Loaded, Recent};

use committer::Committer;
use store::{Change, Store};

/// Changes that wait for the thread that writes.
const MAX_WAITING: usize = 16_384;

/// Where the journal is, and how large it may become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalConfig {
    /// Its directory.
    pub directory: PathBuf,
    /// Most octets of records and their packets.
    pub max_octets: u64,
}

/// The journal holds as much as it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the journal is full: {limit} octets wait for their home servers")]
pub struct Full {
    /// The configured limit.
    pub limit: u64,
}

/// The journal, as its one user has it.
pub struct Journal {
    store: Store,
    changes: Option<SyncSender<Change>>,
    done: UnboundedReceiver<Vec<Committed>>,
    thread: Option<JoinHandle<()>>,
    max_octets: u64,
    octets: u64,
    next: u64,
    uncommitted: usize,
}

impl Journal {
    /// Opens the journal and says what is in it.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn open(config: &JournalConfig) -> Result<(Self, Loaded), JournalError> {
        Self::start(Store::open(&config.directory)?, config.max_octets)
    }

    fn start(store: Store, max_octets: u64) -> Result<(Self, Loaded), JournalError> {
        let (loaded, next) = store.load()?;
        let (changes, receiver) = std::sync::mpsc::sync_channel(MAX_WAITING);
        let (sender, done) = tokio::sync::mpsc::unbounded_channel();
        let committer = Committer { store: store.clone(), done: sender };
        let thread = std::thread::Builder::new()
            .name(String::from("committer"))
            .spawn(move || committer.run(&receiver))
            .map_err(|error| JournalError::Disk(error.to_string()))?;
        let octets = loaded.records.iter().map(|it| it.cost).fold(0, u64::saturating_add);
        let journal = Self {
            store,
            changes: Some(changes),
            done,
            thread: Some(thread),
            max_octets,
            octets,
            next,
            uncommitted: 0,
        };
        Ok((journal, loaded))
    }

    /// Octets of records and their packets.
    #[must_use]
    pub fn octets(&self) -> u64 {
        self.octets
    }

    /// Changes that are not reported yet.
    #[must_use]
    pub fn uncommitted(&self) -> usize {
        self.uncommitted
    }

    /// Sets octets aside for a record, and says which number it will have.
    ///
    /// # Errors
    /// [`Full`].
    pub fn reserve(&mut self, cost: u64) -> Result<RecordId, Full> {
        let octets = self.octets.saturating_add(cost);
        if octets > self.max_octets {
            return Err(Full { limit: self.max_octets });
        }
        self.octets = octets;
        let id = RecordId(self.next);
        self.next = self.next.saturating_add(1);
        Ok(id)
    }

    /// Adds a record that octets were reserved for, and its packet when it is under way.
    pub fn append(&mut self, id: RecordId, record: &Record, sent: Option<&Sent>) {
        let sent = sent.map(Sent::encode);
        self.change(Change::Append { id, record: record.encode(), sent });
    }

    /// Puts another packet in the place of the one that was sent last of a record.
    pub fn update(&mut self, id: RecordId, sent: &Sent) {
        self.change(Change::Update { id, sent: sent.encode() });
    }

    /// Removes a record.
    pub fn complete(&mut self, id: RecordId, recent: Option<Recent>) {
        self.change(Change::Complete { id, recent });
    }

    /// Gives back what was reserved for a record: it is gone, or was never stored.
    pub fn release(&mut self, cost: u64) {
        self.octets = self.octets.saturating_sub(cost);
    }

    /// What has become of changes, when something has; none if the thread that writes has ended.
    pub async fn committed(&mut self) -> Option<Vec<Committed>> {
        let committed = self.done.recv().await;
        self.note(committed)
    }

    /// The same without waiting.
    pub fn try_committed(&mut self) -> Option<Vec<Committed>> {
        let committed = self.done.try_recv().ok();
        self.note(committed)
    }

    /// A record and what was sent of it, if it is there.
    ///
    /// # Errors
    /// [`JournalError::Disk`] or [`JournalError::Version`].
    pub fn read(&self, id: RecordId) -> Result<Option<(Record, Option<Sent>)>, JournalError> {
        self.store.read(id)
    }

    fn note(&mut self, committed: Option<Vec<Committed>>) -> Option<Vec<Committed>> {
        let count = committed.as_ref().map_or(0, Vec::len);
        self.uncommitted = self.uncommitted.saturating_sub(count);
        committed
    }

    fn change(&mut self, change: Change) {
        self.uncommitted = self.uncommitted.saturating_add(1);
        if let Some(changes) = &self.changes
            && changes.send(change).is_err()
        {
            tracing::error!("the thread that writes the journal has ended");
        }
    }
}

/// Writes what waits and ends the thread.
impl Drop for Journal {
    fn drop(&mut self) {
        self.changes = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that writes the journal has panicked");
        }
    }
}

#[cfg(test)]
mod tests;
