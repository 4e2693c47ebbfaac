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

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(100);

    #[test]
    fn a_state_leads_to_its_server_in_its_pool_for_its_lifetime() {
        let mut conversations = Conversations::new(Duration::from_secs(5));
        conversations.insert(PoolId(1), b"state", ServerId(3), NOW);
        let server = |pool, later| {
            conversations.server(PoolId(pool), b"state", NOW + Duration::from_secs(later))
        };
        assert_eq!(server(1, 4), Some(ServerId(3)));
        assert_eq!(server(1, 5), None);
        assert_eq!(server(2, 0), None);
    }

    #[test]
    fn the_oldest_goes_for_a_new_one() {
        let mut conversations = Conversations::new(Duration::from_secs(5));
        for number in 0..=MAX_CONVERSATIONS {
            let later = Duration::from_nanos(number as u64);
            conversations.insert(PoolId(0), &number.to_be_bytes(), ServerId(0), NOW + later);
        }
        assert_eq!(conversations.len(), MAX_CONVERSATIONS);
        assert_eq!(conversations.server(PoolId(0), &0_usize.to_be_bytes(), NOW), None);
        assert!(conversations.server(PoolId(0), &1_usize.to_be_bytes(), NOW).is_some());
    }
}
