//! The thread that writes: whatever waits goes to disk in one transaction.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::UnboundedSender;

use super::record::RecordId;
use super::store::{Change, Store};
use crate::clock;

/// Most changes in one transaction.
const MAX_CHANGES: usize = 4_096;

/// How long the disk is left alone after it has failed.
const PAUSE: Duration = Duration::from_secs(1);

/// How often requests are forgotten that were acknowledged long ago.
const FORGET_EVERY: Duration = Duration::from_secs(5);

/// What became of a change, in the order in which changes were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// The record.
    pub id: RecordId,
    /// What was changed.
    pub what: What,
    /// Whether it is on disk. What is not has not happened.
    pub is_durable: bool,
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A record was added.
    Appended,
    /// Another packet of it is to be sent.
    Updated,
    /// It was removed. That is tried until the disk takes it.
    Completed,
}

pub(super) struct Committer {
    pub(super) store: Store,
    pub(super) done: UnboundedSender<Vec<Committed>>,
}

impl Committer {
    /// Writes until nobody can ask for more.
    pub(super) fn run(self, changes: &Receiver<Change>) {
        // What must reach the disk although it has failed once.
        let mut owed = Vec::new();
        let mut forgotten = Instant::now();
        loop {
            let first = match changes.recv_timeout(PAUSE) {
                Ok(change) => Some(change),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            self.check();
            if first.is_none() && owed.is_empty() {
                continue;
            }
            let waiting = std::iter::from_fn(|| changes.try_recv().ok());
            let batch: Vec<Change> = std::mem::take(&mut owed)
                .into_iter()
                .chain(first)
                .chain(waiting.take(MAX_CHANGES))
                .collect();
            let is_due = forgotten.elapsed() >= FORGET_EVERY;
            if is_due {
                forgotten = Instant::now();
            }
            owed = self.write(batch, is_due);
        }
        if !owed.is_empty() {
            let left = owed.len();
            tracing::error!(left, "completed records stay in the journal and will be sent again");
        }
    }

    /// Writes a batch and returns what is owed still.
    fn write(&self, batch: Vec<Change>, is_due: bool) -> Vec<Change> {
        let now = u64::try_from(clock::civil().as_millis()).ok().filter(|_| is_due);
        match self.store.apply(&batch, now) {
            Ok(()) => {
                self.report(&batch, true);
                Vec::new()
            }
            Err(error) => {
                tracing::error!(%error, changes = batch.len(), "accounting is not acknowledged now");
                let owed = self.failed(batch);
                self.reopen();
                owed
            }
        }
    }

    /// Opens the database again if the disk has failed.
    fn check(&self) {
        if !self.store.is_open() {
            self.reopen();
        }
    }

    fn reopen(&self) {
        std::thread::sleep(PAUSE);
        match self.store.reopen() {
            Ok(()) => tracing::warn!("the journal was opened again"),
            Err(error) => tracing::error!(%error, "the journal cannot be opened again"),
        }
    }

    fn failed(&self, batch: Vec<Change>) -> Vec<Change> {
        let (kept, lost): (Vec<_>, Vec<_>) = batch
            .into_iter()
            .partition(|change| matches!(change, Change::Complete { .. } | Change::Undo { .. }));
        self.report(&lost, false);
        let undo = lost.into_iter().filter_map(|change| match change {
            Change::Append { id, .. } => Some(Change::Undo { id }),
            _ => None,
        });
        kept.into_iter().chain(undo).collect()
    }

    fn report(&self, batch: &[Change], is_durable: bool) {
        let committed = batch.iter().filter_map(|change| {
            let (id, what) = match change {
                Change::Append { id, .. } => (*id, What::Appended),
                Change::Update { id, .. } => (*id, What::Updated),
                Change::Complete { id, .. } => (*id, What::Completed),
                Change::Undo { .. } => return None,
            };
            Some(Committed { id, what, is_durable })
        });
        // Nobody listens when the process ends.
        let _ = self.done.send(committed.collect());
    }
}
