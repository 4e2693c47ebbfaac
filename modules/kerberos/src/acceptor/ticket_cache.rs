//! Decrypted tickets, so that a returning ticket costs one small decryption.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::ticket::{OpenTicket, ServiceTicket};

/// A bounded map from the hash of a ticket's octets to what it decrypted to.
///
/// Only authenticated requests enter a ticket. Keys are wiped when an entry goes. However many
/// entries there are, a request costs only a few steps down a tree.
pub(super) struct TicketCache {
    capacity: usize,
    entries: BTreeMap<TicketHash, Entry>,
    /// The same tickets by their last use.
    by_last_use: BTreeMap<u64, TicketHash>,
    uses: u64,
    swept_at: Duration,
}

/// How long an expired ticket stays at most while requests come. Looking at all tickets at every
/// new one would make a full cache slower than none.
const SWEEP_INTERVAL: Duration = Duration::from_secs(60);

/// SHA-256 of a ticket's octets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TicketHash([u8; 32]);

struct Entry {
    ticket: KnownTicket,
    last_use: u64,
}

/// A ticket whose fixed properties were checked.
#[derive(Clone)]
pub(super) struct KnownTicket {
    pub(super) open: Arc<OpenTicket>,
    pub(super) vetted: Arc<ServiceTicket>,
}

impl TicketHash {
    pub(super) fn of(octets: &[u8]) -> Self {
        Self(Sha256::digest(octets).into())
    }
}

impl TicketCache {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            entries: BTreeMap::new(),
            by_last_use: BTreeMap::new(),
            uses: 0,
            swept_at: Duration::ZERO,
        }
    }

    /// The ticket with this hash, if it is known.
    pub(super) fn get(&mut self, hash: &TicketHash, now: Duration) -> Option<KnownTicket> {
        self.sweep(now);
        let entry = self.entries.get_mut(hash)?;
        self.uses = self.uses.wrapping_add(1);
        self.by_last_use.remove(&entry.last_use);
        self.by_last_use.insert(self.uses, *hash);
        entry.last_use = self.uses;
        Some(entry.ticket.clone())
    }

    /// Remembers a ticket that is not known; where there is no room, the one that was used longest
    /// ago goes.
    pub(super) fn insert(&mut self, hash: TicketHash, ticket: KnownTicket) {
        if self.capacity == 0 {
            return;
        }
        if self.entries.len() >= self.capacity
            && let Some((_, oldest)) = self.by_last_use.pop_first()
        {
            self.entries.remove(&oldest);
        }
        self.uses = self.uses.wrapping_add(1);
        self.by_last_use.insert(self.uses, hash);
        self.entries.insert(hash, Entry { ticket, last_use: self.uses });
    }

    /// Removes expired tickets, and with them their keys.
    fn sweep(&mut self, now: Duration) {
        if now.saturating_sub(self.swept_at) < SWEEP_INTERVAL {
            return;
        }
        self.swept_at = now;
        self.entries.retain(|_, entry| entry.ticket.open.endtime >= now);
        self.by_last_use.retain(|_, hash| self.entries.contains_key(hash));
    }
}
