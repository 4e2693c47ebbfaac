//! Store and forward (RFC 2607 section 5.2): records of accounting are on disk before anything is
//! acknowledged, and are sent until their home servers have acknowledged them.
//!
//! ```text
//! worker -> submit -> journal -> notify(OnDisk)
//!                        |-> server -> acknowledged -> out of the journal -> notify(Acknowledged)
//! ```
//!
//! - A record is sent as soon as it is on disk. What is sent is on disk with it, so that after a
//!   crash the same octets are sent again from the same port, if that is still free.
//! - Records of one client and Acct-Session-Id to one pool are sent one after the other, in the
//!   order in which they came. Pools do not wait for each other, and neither do sessions.
//! - At least once, never lost: those records can come twice whose acknowledgement was not on disk
//!   at a crash. They are the same in NAS, Acct-Session-Id, Acct-Status-Type and Event-Timestamp.
//! - A request that its client sends again is not stored again: for as long as its record waits,
//!   and for two minutes after it was acknowledged if the client gave no Event-Timestamp.
//! - Records that wait are on disk only; of each there are some 300 octets in memory.
//!
//! Deviations:
//! - Records of one session to different pools are not kept in order: home servers that do not know
//!   of each other cannot tell.

mod carrier;
mod destinations;
mod engine;
pub mod flood;
mod proxy_stop;
mod queue;
mod requests;
mod submit;
mod thread;

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use crate::journal::{Journal, JournalConfig};
use crate::metrics::Metrics;

pub use destinations::{Connect, Destinations, Endpoint, Link, LinkEvent};
pub use proxy_stop::{ProxyStopOrder, proxy_stop};
pub use submit::{Confirm, Notify, Outcome, Refused, Submit};

use thread::{Command, Start};

/// Records that wait for the thread.
const MAX_SUBMITS: usize = 8_192;

/// How long the thread may take to start.
const START_LIMIT: Duration = Duration::from_secs(60);

/// What an operator can set of the delivery itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryConfig {
    /// Most records of one pool that are under way. As many can come twice after a crash.
    pub in_flight: usize,
}

impl Default for DeliveryConfig {
    fn default() -> Self {
        Self { in_flight: 1_024 }
    }
}

/// Why there is no delivery: a text for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct DeliveryError(String);

impl DeliveryError {
    fn new(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// The thread that stores and forwards accounting.
pub struct Delivery {
    handle: DeliveryHandle,
    commands: mpsc::UnboundedSender<Command>,
    thread: JoinHandle<()>,
}

/// What others have of it.
#[derive(Clone)]
pub struct DeliveryHandle {
    submits: mpsc::Sender<Submit>,
    metrics: Arc<Metrics>,
}

impl Delivery {
    /// Opens the journal, and goes on with what is in it.
    ///
    /// # Errors
    /// A text for the operator.
    pub fn spawn(
        journal: &JournalConfig,
        destinations: Destinations,
        config: DeliveryConfig,
        metrics: Arc<Metrics>,
    ) -> Result<Self, DeliveryError> {
        let (journal, loaded) = Journal::open(journal).map_err(DeliveryError::new)?;
        let (submits, submitted) = mpsc::channel(MAX_SUBMITS);
        let (commands, commanded) = mpsc::unbounded_channel();
        let handle = DeliveryHandle { submits, metrics: Arc::clone(&metrics) };
        let start = Start {
            journal,
            loaded,
            destinations,
            config,
            metrics,
            submits: submitted,
            commands: commanded,
        };
        let (started, starting) = std::sync::mpsc::channel();
        let thread = std::thread::Builder::new()
            .name(String::from("delivery"))
            .spawn(move || thread::run(start, &started))
            .map_err(DeliveryError::new)?;
        starting
            .recv_timeout(START_LIMIT)
            .map_err(|_| DeliveryError::new("the delivery does not start"))??;
        Ok(Self { handle, commands, thread })
    }

    /// What others have of it.
    #[must_use]
    pub fn handle(&self) -> DeliveryHandle {
        self.handle.clone()
    }

    /// Takes other servers and pools.
    pub fn reconfigure(&self, destinations: Destinations) {
        if self.commands.send(Command::Reconfigure(Box::new(destinations))).is_err() {
            tracing::error!("the delivery has ended");
        }
    }

    /// Takes no more records, waits a moment for what is under way, and ends when everything is on
    /// disk. What is not acknowledged by then stays there.
    pub fn drain(self) {
        let (drained, draining) = oneshot::channel();
        if self.commands.send(Command::Drain(drained)).is_ok() {
            // If it ends otherwise, that is the end as well.
            let _ = draining.blocking_recv();
        }
        if self.thread.join().is_err() {
            tracing::error!("the delivery has panicked");
        }
    }
}

impl DeliveryHandle {
    /// Has a record stored and forwarded. This never waits: what cannot be taken is refused at once.
    pub fn submit(&self, submit: Submit) {
        let (submit, refused) = match self.submits.try_send(submit) {
            Ok(()) => return,
            Err(mpsc::error::TrySendError::Full(submit)) => (submit, Refused::Busy),
            Err(mpsc::error::TrySendError::Closed(submit)) => (submit, Refused::Draining),
        };
        self.metrics.count("journal_refused", refused.code());
        (submit.notify)(Outcome::Refused(refused));
    }
}
