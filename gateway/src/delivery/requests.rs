//! Requests of clients whose records are, or were, in the journal.
//!
//! A client whose answer was lost sends its request again, perhaps to a gateway that was restarted
//! meanwhile and has no cache of answers. Its record must not be stored once more with another
//! Event-Timestamp: then nothing downstream could tell that the two are one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use radius::packet::Authenticator;

use crate::journal::{Recent, RecordId};

/// How long a request is remembered whose record was acknowledged.
const LIFETIME: Duration = Duration::from_secs(120);

/// Most of them; the oldest goes for a new one.
const MAX_RECENT: usize = 131_072;

/// A client and the Request Authenticator of a packet of its.
type Key = (String, Authenticator);

/// What is known about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Its record is in the journal.
    Waiting(RecordId),
    /// Its record was acknowledged.
    Acknowledged,
}

/// Requests of clients.
#[derive(Debug, Default)]
pub(super) struct Requests {
    waiting: BTreeMap<Key, RecordId>,
    recent: BTreeMap<Key, u64>,
    expiries: BTreeSet<(u64, Key)>,
}

impl Requests {
    /// What is known about a request.
    pub(super) fn get(
        &self,
        client: &str,
        request: &Authenticator,
        now: Duration,
    ) -> Option<Known> {
        let key = (client.to_owned(), *request);
        if let Some(id) = self.waiting.get(&key) {
            return Some(Known::Waiting(*id));
        }
        let expires = *self.recent.get(&key)?;
        (u128::from(expires) > now.as_millis()).then_some(Known::Acknowledged)
    }

    /// The record of a request is in the journal.
    pub(super) fn wait(&mut self, client: &str, request: Authenticator, id: RecordId) {
        self.waiting.insert((client.to_owned(), request), id);
    }

    /// The record of a request is not in the journal.
    pub(super) fn forget(&mut self, client: &str, request: Authenticator) {
        self.waiting.remove(&(client.to_owned(), request));
    }

    /// How a request is to be remembered whose record is acknowledged now.
    pub(super) fn recent(client: &str, request: Authenticator, now: Duration) -> Recent {
        let expires = now.saturating_add(LIFETIME).as_millis();
        let expires = u64::try_from(expires).unwrap_or(u64::MAX);
        Recent { expires, client: client.to_owned(), request }
    }

    /// Remembers that, and forgets what has expired.
    pub(super) fn remember(&mut self, recent: Recent, now: Duration) {
        let key = (recent.client, recent.request);
        self.waiting.remove(&key);
        if let Some(before) = self.recent.insert(key.clone(), recent.expires) {
            self.expiries.remove(&(before, key.clone()));
        }
        self.expiries.insert((recent.expires, key));
        while self.expiries.first().is_some_and(|(expires, _)| {
            u128::from(*expires) <= now.as_millis() || self.recent.len() > MAX_RECENT
        }) {
            let Some((_, key)) = self.expiries.pop_first() else { return };
            self.recent.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1_700_000_000);

    #[test]
    fn a_request_is_known_while_its_record_waits_and_a_while_after() {
        let mut requests = Requests::default();
        assert_eq!(requests.get("nas", &[1; 16], NOW), None);
        requests.wait("nas", [1; 16], RecordId(7));
        assert_eq!(requests.get("nas", &[1; 16], NOW), Some(Known::Waiting(RecordId(7))));
        assert_eq!(requests.get("other", &[1; 16], NOW), None);
        requests.remember(Requests::recent("nas", [1; 16], NOW), NOW);
        assert_eq!(requests.get("nas", &[1; 16], NOW), Some(Known::Acknowledged));
        assert_eq!(requests.get("nas", &[1; 16], NOW + LIFETIME), None);
    }

    #[test]
    fn few_are_remembered_and_the_oldest_goes() {
        let mut requests = Requests::default();
        for number in 0..=MAX_RECENT {
            let mut request = [0; 16];
            request[..8].copy_from_slice(&number.to_be_bytes());
            let now = NOW + Duration::from_micros(number as u64);
            requests.remember(Requests::recent("nas", request, now), now);
        }
        assert_eq!(requests.recent.len(), MAX_RECENT);
        assert_eq!(requests.expiries.len(), MAX_RECENT);
        assert_eq!(requests.get("nas", &[0; 16], NOW), None);
    }
}
