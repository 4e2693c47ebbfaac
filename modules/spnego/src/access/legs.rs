//! Negotiations that wait for their next leg, by connection.

use core::time::Duration;
use std::collections::BTreeMap;

use crate::Acceptor;
use crate::kerberos::KerberosAcceptor;

/// Negotiations that wait at the same time; the one that has waited longest makes room.
pub(super) const MAX_LEGS: usize = 1024;
/// How long a negotiation waits for its next leg.
pub(super) const MAX_WAIT: Duration = Duration::from_secs(60);

pub(super) type Negotiation = Acceptor<KerberosAcceptor>;

/// At most one negotiation per connection. It only continues a token: a connection is never
/// authenticated, and a request without a token leaves it alone.
#[derive(Default)]
pub(super) struct Legs {
    waiting: BTreeMap<u64, Waiting>,
}

struct Waiting {
    negotiation: Negotiation,
    since: Duration,
}

impl Legs {
    /// Whether no negotiation waits.
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Takes the negotiation that waits on this connection.
    pub(super) fn take(&mut self, connection: u64, now: Duration) -> Option<Negotiation> {
        let waiting = self.waiting.remove(&connection)?;
        (now.saturating_sub(waiting.since) <= MAX_WAIT).then_some(waiting.negotiation)
    }

    /// Lets a negotiation wait, in place of the one that may wait on the connection already.
    pub(super) fn wait(&mut self, connection: u64, negotiation: Negotiation, now: Duration) {
        if self.waiting.len() >= MAX_LEGS && !self.waiting.contains_key(&connection) {
            self.waiting.retain(|_, waiting| now.saturating_sub(waiting.since) <= MAX_WAIT);
        }
        if self.waiting.len() >= MAX_LEGS && !self.waiting.contains_key(&connection) {
            let longest = self.waiting.iter().min_by_key(|(_, waiting)| waiting.since);
            if let Some(longest) = longest.map(|(connection, _)| *connection) {
                self.waiting.remove(&longest);
            }
        }
        self.waiting.insert(connection, Waiting { negotiation, since: now });
    }
}
