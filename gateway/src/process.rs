//! What all threads share.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, OnceLock};

use radius::transaction::HopState;
use tokio::sync::mpsc::UnboundedSender;

use crate::challenges::Challenges;
use crate::class_table::ClassTable;
use crate::coa::RealmPaths;
use crate::delivery::DeliveryHandle;
use crate::delivery::flood::Flood;
use crate::metrics::Metrics;
use crate::thread::Message;

/// What all threads share.
pub struct Process {
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// Which worker has made which challenge.
    pub challenges: Challenges,
    /// The Class values that home servers have given.
    pub classes: ClassTable,
    /// The pools that Access-Accepts of each realm have come through.
    pub realm_paths: RealmPaths,
    /// The restarts of NAS that went to all realms.
    pub flood: Flood,
    /// Accounting that is stored and forwarded.
    pub delivery: DeliveryHandle,
    workers: OnceLock<Vec<UnboundedSender<Message>>>,
    stage: AtomicU8,
}

/// Where in its life the process is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Stage {
    /// It takes no requests yet.
    Starting = 0,
    /// It takes requests.
    Serving = 1,
    /// It takes no requests any more.
    Draining = 2,
}

impl Process {
    /// Before its workers are started. `secret` is random: nobody outside can choose what collides in
    /// a table.
    #[must_use]
    pub fn new(metrics: Arc<Metrics>, delivery: DeliveryHandle, secret: [u8; 16]) -> Self {
        Self {
            metrics,
            challenges: Challenges::default(),
            classes: ClassTable::new(secret),
            realm_paths: RealmPaths::new(secret),
            flood: Flood::default(),
            delivery,
            workers: OnceLock::new(),
            stage: AtomicU8::new(Stage::Starting as u8),
        }
    }

    /// Says how the workers are reached, once.
    pub fn set_workers(&self, workers: Vec<UnboundedSender<Message>>) {
        // A second call has nothing to say: the workers stay for the life of the process.
        let _ = self.workers.set(workers);
    }

    /// Says something to a worker.
    pub fn tell(&self, worker: usize, message: Message) {
        let sender = self.workers.get().and_then(|workers| workers.get(worker));
        if sender.is_none_or(|sender| sender.send(message).is_err()) {
            self.metrics.count("worker", "message_lost");
        }
    }

    /// How many workers there are.
    #[must_use]
    pub fn workers(&self) -> usize {
        self.workers.get().map_or(0, Vec::len)
    }

    /// Where in its life the process is.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match self.stage.load(Ordering::Acquire) {
            0 => Stage::Starting,
            1 => Stage::Serving,
            _ => Stage::Draining,
        }
    }

    /// Enters a stage.
    pub fn enter(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Release);
    }

    /// Notes how a server is seen: 0 is alive, 1 is suspect, 2 is dead.
    pub fn note_server(&self, name: &str, state: HopState) {
        let value = match state {
            HopState::Alive => 0,
            HopState::Suspect => 1,
            HopState::Dead => 2,
        };
        self.metrics.set("server_state", name, value);
    }
}
