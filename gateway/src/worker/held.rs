//! Hidden values of requests that wait behind a challenge by policy.

use std::collections::HashMap;
use std::time::Duration;

use radius::radius11::Handles;

use super::Worker;

/// Most challenges of one worker that wait: as many as a policy may have.
const MAX_HELD: usize = radius::policy::MAX_PENDING as usize;

/// By the State of the challenge.
#[derive(Default)]
pub(super) struct Held(HashMap<Vec<u8>, Entry>);

struct Entry {
    handles: Handles,
    expires: Duration,
    setup: u64,
}

impl Held {
    /// The hidden values that are held under a State.
    pub fn handles(&self, state: &[u8]) -> Option<Handles> {
        self.0.get(state).map(|entry| entry.handles.clone())
    }

    /// The setup whose module has made the challenge.
    pub fn setup(&self, state: &[u8]) -> Option<u64> {
        self.0.get(state).map(|entry| entry.setup)
    }
}

impl Worker {
    /// Holds hidden values for the answer to a challenge, and tells the other workers where it is to
    /// go. Says whether there was room.
    pub(super) fn hold(
        &mut self,
        state: Vec<u8>,
        handles: Handles,
        expires: Duration,
        setup: u64,
    ) -> bool {
        if self.held.0.len() >= MAX_HELD {
            return false;
        }
        self.process.challenges.insert(&state, self.number);
        if self.held.0.insert(state, Entry { handles, expires, setup }).is_none()
            && let Some(generation) = self.generation(setup)
        {
            generation.in_use = generation.in_use.saturating_add(1);
        }
        true
    }

    /// Forgets what has expired.
    pub(super) fn expire_held(&mut self, now: Duration) {
        if self.held.0.is_empty() {
            return;
        }
        let expired: Vec<_> = self.held.0.extract_if(|_, entry| entry.expires <= now).collect();
        for (state, entry) in expired {
            self.process.challenges.remove(&state);
            if let Some(generation) = self.generation(entry.setup) {
                generation.in_use = generation.in_use.saturating_sub(1);
            }
        }
    }
}
