//! The State values of challenges that policy made.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};

use super::Refusal;
use super::guarded::{Guarded, STATE, values};
use crate::attribute::Attributes;

/// Largest number of State values that are remembered.
pub const MAX_OWN_STATES: usize = 65_536;

/// Largest State of a challenge by policy.
pub const MAX_OWN_STATE_OCTETS: usize = 64;

/// Largest number of State attributes of a request that a challenge stands in front of. RFC 2865
/// section 5.24 allows one.
const MAX_REPLACED: usize = 1;

/// The client that was challenged, and the State that it got.
type Key = (u32, Vec<u8>);

/// The State values that this proxy gave to clients in challenges of its own, and what they stand
/// for: the State that the challenged request had. They expire.
#[derive(Debug)]
pub struct OwnStates {
    lifetime: Duration,
    states: BTreeMap<Key, Replaced>,
    expiries: BTreeSet<(Duration, Key)>,
}

#[derive(Debug)]
struct Replaced {
    state: Option<Vec<u8>>,
    expires: Duration,
}

impl OwnStates {
    /// None yet; each is remembered for `lifetime`.
    #[must_use]
    pub fn new(lifetime: Duration) -> Self {
        Self { lifetime, states: BTreeMap::new(), expiries: BTreeSet::new() }
    }

    /// How many are remembered.
    #[must_use]
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether none is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// Remembers the State of a challenge to `request`, and forgets those that have expired.
    pub(super) fn insert(
        &mut self,
        client: u32,
        state: &[u8],
        request: &Guarded,
        now: Duration,
    ) -> Result<(), Refusal> {
        self.expire(now);
        let too_many_replaced = request.values(STATE).nth(MAX_REPLACED).is_some();
        if state.len() > MAX_OWN_STATE_OCTETS || too_many_replaced {
            return Err(Refusal::ChallengeState);
        }
        // One State for two challenges would not tell which request goes on.
        let key = (client, state.to_vec());
        if self.states.contains_key(&key) {
            return Err(Refusal::ChallengeState);
        }
        if self.states.len() >= MAX_OWN_STATES {
            return Err(Refusal::OwnStatesFull { limit: MAX_OWN_STATES });
        }
        let mut state: Option<Vec<u8>> = request.values(STATE).next().map(<[u8]>::to_vec);
        // A challenge behind a challenge: what the first stood for goes on in the end.
        if let Some(earlier) = state.clone().and_then(|state| self.states.get(&(client, state))) {
            state = earlier.state.clone();
        }
        let expires = now.saturating_add(self.lifetime);
        self.states.insert(key.clone(), Replaced { state, expires });
        self.expiries.insert((expires, key));
        Ok(())
    }

    /// Whether `forwarded` has the State of `request`, or in the place of one of ours what that
    /// stands for.
    pub(super) fn is_restored(
        &self,
        client: u32,
        request: &Guarded,
        forwarded: &Attributes,
        now: Duration,
    ) -> bool {
        let mut states = request.values(STATE);
        let own = match (states.next(), states.next()) {
            (Some(state), None) => self.states.get(&(client, state.to_vec())),
            _ => None,
        };
        match own.filter(|own| now < own.expires) {
            Some(own) => own.state.as_deref().into_iter().eq(values(forwarded, STATE)),
            None => request.values(STATE).eq(values(forwarded, STATE)),
        }
    }

    fn expire(&mut self, now: Duration) {
        while self.expiries.first().is_some_and(|(expires, _)| *expires <= now) {
            let Some((_, key)) = self.expiries.pop_first() else { return };
            self.states.remove(&key);
        }
    }
}
