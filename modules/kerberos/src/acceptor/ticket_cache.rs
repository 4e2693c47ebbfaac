//! Decrypted tickets, so that a returning ticket costs one small decryption.

use core::hash::Hasher as _;
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use rand_core::CryptoRng;
use siphasher::sip128::{Hash128, Hasher128, SipHasher24};

use super::ticket::{OpenTicket, ServiceTicket};

/// A bounded map from the hash of a ticket's octets to what it decrypted to.
///
/// Only authenticated requests enter a ticket. Keys are wiped when an entry goes. However many
/// entries there are, a request costs only a few steps down a tree.
pub(super) struct TicketCache {
    hash_key: [u8; 16],
    capacity: usize,
    entries: BTreeMap<TicketHash, Entry>,
    /// The same tickets by their last use.
    by_last_use: BTreeMap<u64, TicketHash>,
    uses: u64,
    inserts_since_sweep: usize,
}

/// A keyed hash of a ticket's octets. Nobody gains by a ticket that is taken for another: its
/// authenticator must still be made with the session key of the one that is remembered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TicketHash([u8; 16]);

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

impl TicketCache {
    pub(super) fn new(capacity: usize, rng: &mut dyn CryptoRng) -> Self {
        let mut hash_key = [0; 16];
        rng.fill_bytes(&mut hash_key);
        Self {
            hash_key,
            capacity,
            entries: BTreeMap::new(),
            by_last_use: BTreeMap::new(),
            uses: 0,
            inserts_since_sweep: 0,
        }
    }

    pub(super) fn hash(&self, ticket: &[u8]) -> TicketHash {
        let mut hasher = SipHasher24::new_with_key(&self.hash_key);
        hasher.write(ticket);
        let hash: Hash128 = hasher.finish128();
        TicketHash(hash.as_bytes())
    }

    /// The ticket with this hash, if it is known.
    pub(super) fn get(&mut self, hash: &TicketHash) -> Option<KnownTicket> {
        let entry = self.entries.get_mut(hash)?;
        self.uses = self.uses.wrapping_add(1);
        self.by_last_use.remove(&entry.last_use);
        self.by_last_use.insert(self.uses, *hash);
        entry.last_use = self.uses;
        Some(entry.ticket.clone())
    }

    /// Remembers a ticket that is not known; where there is no room, the one that was used longest
    /// ago goes.
    pub(super) fn insert(&mut self, hash: TicketHash, ticket: KnownTicket, now: Duration) {
        if self.capacity == 0 {
            return;
        }
        self.sweep(now);
        if self.entries.len() >= self.capacity
            && let Some((_, oldest)) = self.by_last_use.pop_first()
        {
            self.entries.remove(&oldest);
        }
        self.uses = self.uses.wrapping_add(1);
        self.by_last_use.insert(self.uses, hash);
        self.entries.insert(hash, Entry { ticket, last_use: self.uses });
    }

    /// Removes expired tickets, once for as many new tickets as there is room for: looking at all
    /// of them at every new one would make a full cache slower than none.
    fn sweep(&mut self, now: Duration) {
        self.inserts_since_sweep = self.inserts_since_sweep.saturating_add(1);
        if self.inserts_since_sweep < self.capacity {
            return;
        }
        self.inserts_since_sweep = 0;
        self.entries.retain(|_, entry| entry.ticket.open.endtime >= now);
        self.by_last_use.retain(|_, hash| self.entries.contains_key(hash));
    }
}
