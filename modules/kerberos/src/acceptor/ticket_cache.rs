//! Decrypted tickets, so that a returning ticket costs one small decryption.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::ticket::{OpenTicket, ServiceTicket};

/// A bounded map from the hash of a ticket's octets to what it decrypted to.
///
/// Only authenticated requests enter a ticket. Keys are wiped when an entry goes.
pub(super) struct TicketCache {
    capacity: usize,
    entries: BTreeMap<[u8; 32], Entry>,
    uses: u64,
}

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
    pub(super) fn new(capacity: usize) -> Self {
        Self { capacity, entries: BTreeMap::new(), uses: 0 }
    }

    /// The ticket of these octets, if it is known.
    pub(super) fn get(&mut self, octets: &[u8]) -> Option<KnownTicket> {
        if self.capacity == 0 {
            return None;
        }
        self.uses = self.uses.wrapping_add(1);
        let entry = self.entries.get_mut(&key(octets))?;
        entry.last_use = self.uses;
        Some(entry.ticket.clone())
    }

    /// Remembers a ticket; expired ones go first, then the one that was used longest ago.
    pub(super) fn insert(&mut self, octets: &[u8], ticket: KnownTicket, now: Duration) {
        if self.capacity == 0 {
            return;
        }
        if self.entries.len() >= self.capacity {
            self.entries.retain(|_, entry| entry.ticket.open.endtime >= now);
        }
        if self.entries.len() >= self.capacity {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.last_use);
            if let Some(oldest) = oldest.map(|(key, _)| *key) {
                self.entries.remove(&oldest);
            }
        }
        self.entries.insert(key(octets), Entry { ticket, last_use: self.uses });
    }
}

fn key(octets: &[u8]) -> [u8; 32] {
    Sha256::digest(octets).into()
}
