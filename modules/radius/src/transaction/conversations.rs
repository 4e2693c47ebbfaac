//! Which server a State leads to.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

use super::{PoolId, ServerId};

/// Largest number of conversations that are remembered; the oldest goes for a new one.
pub const MAX_CONVERSATIONS: usize = 65_536;

type Key = (PoolId, Vec<u8>);

/// Conversations that a server has begun with a challenge: only it knows how they go on.
#[derive(Debug)]
pub(super) struct Conversations {
    lifetime: Duration,
    servers: BTreeMap<Key, (ServerId, Duration)>,
    expiries: BTreeSet<(Duration, Key)>,
}

impl Conversations {
    /// None; each is remembered for `lifetime`.
    pub(super) fn new(lifetime: Duration) -> Self {
        Self { lifetime, servers: BTreeMap::new(), expiries: BTreeSet::new() }
    }

    /// Notes that a server has sent this State.
    pub(super) fn insert(&mut self, pool: PoolId, state: &[u8], server: ServerId, now: Duration) {
        self.expire(now);
        let key = (pool, state.to_vec());
        let expires = now.saturating_add(self.lifetime);
        if let Some((_, before)) = self.servers.insert(key.clone(), (server, expires)) {
            self.expiries.remove(&(before, key.clone()));
        }
        self.expiries.insert((expires, key));
        while self.servers.len() > MAX_CONVERSATIONS {
            self.forget_oldest();
        }
    }

    /// The server that has sent this State.
    pub(super) fn server(&self, pool: PoolId, state: &[u8], now: Duration) -> Option<ServerId> {
        let (server, expires) = self.servers.get(&(pool, state.to_vec()))?;
        (now < *expires).then_some(*server)
    }

    /// How many are remembered.
    pub(super) fn len(&self) -> usize {
        self.servers.len()
    }

    fn expire(&mut self, now: Duration) {
        while self.expiries.first().is_some_and(|(expires, _)| *expires <= now) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((_, key)) = self.expiries.pop_first() {
            self.servers.remove(&key);
        }
    }
}
