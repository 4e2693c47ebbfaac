//! Which worker has made a challenge that waits for its answer.
//!
//! A client may send the answer from another port, so that the kernel gives it to another worker.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// By the State of the challenge. It is as large as the challenges of all workers that wait.
#[derive(Default)]
pub struct Challenges {
    workers: Mutex<HashMap<Vec<u8>, usize>>,
    count: AtomicUsize,
}

impl Challenges {
    /// Whether none waits, without waiting for another worker.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count.load(Ordering::Acquire) == 0
    }

    /// Notes who has made a challenge.
    pub fn insert(&self, state: &[u8], worker: usize) {
        let mut workers = self.workers();
        workers.insert(state.to_vec(), worker);
        self.count.store(workers.len(), Ordering::Release);
    }

    /// Forgets a challenge.
    pub fn remove(&self, state: &[u8]) {
        let mut workers = self.workers();
        workers.remove(state);
        self.count.store(workers.len(), Ordering::Release);
    }

    /// Who has made a challenge.
    #[must_use]
    pub fn worker(&self, state: &[u8]) -> Option<usize> {
        self.workers().get(state).copied()
    }

    fn workers(&self) -> MutexGuard<'_, HashMap<Vec<u8>, usize>> {
        self.workers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_leads_to_its_worker_until_it_is_removed() {
        let challenges = Challenges::default();
        assert!(challenges.is_empty());
        challenges.insert(b"state", 3);
        assert_eq!((challenges.worker(b"state"), challenges.worker(b"other")), (Some(3), None));
        assert!(!challenges.is_empty());
        challenges.remove(b"state");
        assert!(challenges.is_empty());
    }
}
