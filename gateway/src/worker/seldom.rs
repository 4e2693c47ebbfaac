//! What goes wrong often is logged seldom: whoever sends packets must not fill the log.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// How long the same thing is not logged again.
const PAUSE: Duration = Duration::from_secs(10);

/// What was logged, by reason and by who is concerned: names of the configuration, so that there
/// are not many.
#[derive(Debug, Default)]
pub(super) struct Seldom(HashMap<(&'static str, Arc<str>), Entry>);

#[derive(Debug)]
struct Entry {
    logged: Duration,
    suppressed: u64,
}

impl Seldom {
    /// Whether something is to be logged now, and how often it was not since it was last.
    pub fn turn(&mut self, reason: &'static str, who: &Arc<str>, now: Duration) -> Option<u64> {
        let key = (reason, Arc::clone(who));
        let Some(entry) = self.0.get_mut(&key) else {
            self.0.insert(key, Entry { logged: now, suppressed: 0 });
            return Some(0);
        };
        if now.saturating_sub(entry.logged) < PAUSE {
            entry.suppressed = entry.suppressed.saturating_add(1);
            return None;
        }
        entry.logged = now;
        Some(std::mem::take(&mut entry.suppressed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_logged_once_in_a_while_and_what_is_new_at_once() {
        let (mut seldom, second) = (Seldom::default(), Duration::from_secs(1));
        let (nas, home): (Arc<str>, Arc<str>) = ("nas".into(), "home".into());
        assert_eq!(seldom.turn("malformed", &nas, second), Some(0));
        assert_eq!(seldom.turn("malformed", &nas, second * 2), None);
        assert_eq!(seldom.turn("malformed", &home, second * 2), Some(0));
        assert_eq!(seldom.turn("late_reply", &nas, second * 2), Some(0));
        assert_eq!(seldom.turn("malformed", &nas, second * 11), Some(1));
    }
}
