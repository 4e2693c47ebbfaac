//! What happens because time passes, or because a connection closes.

use std::time::Duration;

use radius::transaction::{Output, ServerId, TransactionId};

use super::{Engine, Now};
use crate::delivery::submit::Outcome;
use crate::journal::RecordId;

/// How long nothing is sent to a pool that takes nothing.
const PAUSE: Duration = Duration::from_millis(100);

impl Engine {
    /// When [`Self::handle_timeout`] is due.
    pub(in crate::delivery) fn poll_timeout(&self) -> Option<Duration> {
        self.forwarder.poll_timeout().into_iter().chain(self.paused.values().copied()).min()
    }

    /// Sends again and gives up what is due.
    pub(in crate::delivery) fn handle_timeout(&mut self, now: Now) {
        let over = |until: &Duration| *until <= now.steady;
        let ended: Vec<String> =
            self.paused.iter().filter(|it| over(it.1)).map(|it| it.0.clone()).collect();
        for pool in ended {
            self.paused.remove(&pool);
            self.start_ready(&pool, now);
        }
        let mut servers = self.destinations.servers();
        self.forwarder.handle_timeout(now.steady, &mut servers, &mut self.rng);
        drop(servers);
        // On connections nothing is put out for them.
        let limited = self.limited.iter().copied();
        let over: Vec<RecordId> = limited.filter(|id| self.has_had_its_attempts(*id)).collect();
        over.into_iter().for_each(|id| self.give_up(id, now));
        self.poll_forwarder(now);
    }

    /// A connection has closed: what was on it is sent again.
    pub(super) fn closed(&mut self, server: ServerId, socket: u16, now: Now) {
        let servers = self.destinations.servers();
        self.forwarder.closed(server, socket, now.steady, &servers, &mut self.rng);
        drop(servers);
        self.poll_forwarder(now);
    }

    /// Leaves a pool alone for a moment.
    pub(super) fn pause(&mut self, pool: &str, reason: &'static str, now: Now) {
        self.metrics.count("journal_paused", reason);
        tracing::debug!(pool, reason, "accounting waits");
        self.paused.insert(pool.to_owned(), now.steady.saturating_add(PAUSE));
    }

    /// Whether something can be sent to a pool.
    pub(super) fn is_open(&self, pool: &str, now: Now) -> bool {
        let is_paused = self.paused.get(pool).is_some_and(|until| *until > now.steady);
        !is_paused && self.destinations.names.contains_key(pool)
    }

    /// Most records of one pool that are under way.
    pub(super) fn limit(&self) -> usize {
        self.in_flight.min(self.destinations.forwarding.max_pending_per_pool)
    }

    /// Whether a record that is under way was sent as often as it may be, not counting the packet
    /// that is due.
    pub(super) fn has_had_its_attempts(&self, id: RecordId) -> bool {
        let Some(flight) = self.entries.get(&id).and_then(|entry| entry.flight.as_ref()) else {
            return false;
        };
        let transmissions = self.forwarder.transmissions(TransactionId(id.0));
        let sent = flight.sent_before.saturating_add(transmissions);
        flight.record.attempts.is_some_and(|attempts| sent > attempts.get())
    }

    /// Gives a record up that home does not acknowledge.
    pub(super) fn give_up(&mut self, id: RecordId, now: Now) {
        self.forwarder.cancel(TransactionId(id.0), now.steady);
        tracing::warn!(record = id.0, "home does not acknowledge a record; it is given up");
        self.finish(id, Outcome::GivenUp, now);
    }

    fn poll_forwarder(&mut self, now: Now) {
        while let Some(output) = self.forwarder.poll_output() {
            match output {
                Output::Transmit(transmit) => {
                    let Some(transaction) = self.forwarder.transaction(&transmit) else { continue };
                    self.metrics.count("journal", "sent_again");
                    self.send(RecordId(transaction.0), transmit, now);
                }
                Output::FailedOver { from, to, .. } => {
                    self.metrics.count("journal", "failed_over");
                    let (from, to) = (self.destinations.name(from), self.destinations.name(to));
                    tracing::debug!(from, to, "accounting goes to another server");
                }
                // Retransmission has a limit, and the journal has none.
                Output::Failed { transaction } => {
                    self.put_back(RecordId(transaction.0), "no_answer", now);
                }
            }
        }
    }
}
