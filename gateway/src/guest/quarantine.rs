//! When a module that fails is asked nothing any more.

use std::collections::VecDeque;
use std::time::Duration;

/// Faults within a time: too many, and the module is asked nothing any more.
#[derive(Debug, Clone)]
pub struct Quarantine {
    failures: u32,
    window: Duration,
    recent: VecDeque<Duration>,
}

impl Quarantine {
    /// So many `failures` within `window` are too many.
    #[must_use]
    pub fn new(failures: u32, window: Duration) -> Self {
        Self { failures, window, recent: VecDeque::new() }
    }

    /// Notes a fault.
    pub fn note(&mut self, now: Duration) {
        self.forget(now);
        if !self.is_full() {
            self.recent.push_back(now);
        }
    }

    /// Whether the module is not to be asked.
    #[must_use]
    pub fn is_closed(&mut self, now: Duration) -> bool {
        self.forget(now);
        self.is_full()
    }

    fn is_full(&self) -> bool {
        u32::try_from(self.recent.len()).is_ok_and(|count| count >= self.failures)
    }

    fn forget(&mut self, now: Duration) {
        while self.recent.front().is_some_and(|then| now.saturating_sub(*then) >= self.window) {
            self.recent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_quarantined_by_faults_within_the_window() {
        let second = Duration::from_secs(1);
        let mut quarantine = Quarantine::new(2, second * 60);
        quarantine.note(second);
        assert!(!quarantine.is_closed(second));
        quarantine.note(second * 50);
        assert!(quarantine.is_closed(second * 50));
        assert!(!quarantine.is_closed(second * 61));
    }
}
