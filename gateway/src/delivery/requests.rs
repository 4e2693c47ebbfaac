//! Requests of clients whose records are, or were, in the journal.
//!
//! A client whose answer was lost sends its request again, perhaps to a gateway that was restarted
//! meanwhile and has no cache of answers. Its record must not be stored once more with another
//! Event-Timestamp: then nothing downstream could tell that the two are one.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash as _;
use std::time::Duration;

use radius::packet::Authenticator;
use rand_core::CryptoRng;
use siphasher::sip128::{Hasher128 as _, SipHasher13};

use crate::journal::{Header, Recent, Record, RecordId};

/// How long a request is remembered whose record was acknowledged.
const LIFETIME: Duration = Duration::from_secs(120);

/// Most of them; the oldest goes for a new one.
const MAX_RECENT: usize = 131_072;

/// A client, the pool that its record goes to, and the Request Authenticator of its packet: a hash of
/// them with a secret key, because there are many.
type Key = u128;

/// What is known about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Its record is in the journal.
    Waiting(RecordId),
    /// Its record was acknowledged.
    Acknowledged,
}

/// Requests of clients.
pub(super) struct Requests {
    hasher: SipHasher13,
    waiting: BTreeMap<Key, RecordId>,
    recent: BTreeMap<Key, u64>,
    expiries: BTreeSet<(u64, Key)>,
}

impl Requests {
    /// None yet.
    pub(super) fn new(rng: &mut dyn CryptoRng) -> Self {
        let hasher = SipHasher13::new_with_keys(rng.next_u64(), rng.next_u64());
        let (waiting, recent, expiries) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { hasher, waiting, recent, expiries }
    }

    /// What is known about the request of a record.
    pub(super) fn get(&self, record: &Record, now: Duration) -> Option<Known> {
        let key = self.key(&record.client, &record.pool, &record.request?);
        if let Some(id) = self.waiting.get(&key) {
            return Some(Known::Waiting(*id));
        }
        let expires = *self.recent.get(&key)?;
        (u128::from(expires) > now.as_millis()).then_some(Known::Acknowledged)
    }

    /// A record is in the journal.
    pub(super) fn wait(&mut self, header: &Header) {
        if let Some(request) = header.request {
            let key = self.key(&header.client, &header.pool, &request);
            self.waiting.insert(key, header.id);
        }
    }

    /// A record is not in the journal any more.
    pub(super) fn forget(&mut self, header: &Header) {
        if let Some(request) = header.request {
            let key = self.key(&header.client, &header.pool, &request);
            self.waiting.remove(&key);
        }
    }

    /// How the request of a record is to be remembered that is acknowledged now: only if nothing
    /// else tells downstream that it has come again.
    pub(super) fn recent(header: &Header, now: Duration) -> Option<Recent> {
        let request = header.request.filter(|_| header.is_stamped)?;
        let expires = now.saturating_add(LIFETIME).as_millis();
        let expires = u64::try_from(expires).unwrap_or(u64::MAX);
        let (client, pool) = (header.client.to_string(), header.pool.to_string());
        Some(Recent { expires, client, pool, request })
    }

    /// Remembers that, and forgets what has expired.
    pub(super) fn remember(&mut self, recent: &Recent, now: Duration) {
        let key = self.key(&recent.client, &recent.pool, &recent.request);
        if let Some(before) = self.recent.insert(key, recent.expires) {
            self.expiries.remove(&(before, key));
        }
        self.expiries.insert((recent.expires, key));
        while self.expiries.first().is_some_and(|(expires, _)| {
            u128::from(*expires) <= now.as_millis() || self.recent.len() > MAX_RECENT
        }) {
            let Some((_, key)) = self.expiries.pop_first() else { return };
            self.recent.remove(&key);
        }
    }

    fn key(&self, client: &str, pool: &str, request: &Authenticator) -> Key {
        let mut hasher = self.hasher;
        (client, pool, request).hash(&mut hasher);
        hasher.finish128().as_u128()
    }
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng;
    use radius::attribute::Attributes;

    use super::*;
    use crate::journal::Kind;

    const NOW: Duration = Duration::from_secs(1_700_000_000);

    fn record(client: &str, pool: &str, number: usize) -> Record {
        let mut request = [0; 16];
        request[..8].copy_from_slice(&(number as u64).to_be_bytes());
        Record {
            kind: Kind::Accounting,
            client: client.to_owned(),
            request: Some(request),
            pool: pool.to_owned(),
            realm: Vec::new(),
            attributes: Attributes::new(),
            received: NOW,
            is_stamped: true,
            attempts: None,
        }
    }

    #[test]
    fn a_request_is_known_while_its_record_waits_and_a_while_after() {
        let mut requests = Requests::new(&mut ChaCha20Rng::seed_from_u64(1));
        let record = record("nas", "home", 1);
        let header = Header::new(RecordId(7), &record, false);
        assert_eq!(requests.get(&record, NOW), None);
        requests.wait(&header);
        assert_eq!(requests.get(&record, NOW), Some(Known::Waiting(RecordId(7))));
        assert_eq!(requests.get(&self::record("other", "home", 1), NOW), None);
        assert_eq!(requests.get(&self::record("nas", "other", 1), NOW), None);
        requests.forget(&header);
        requests.remember(&Requests::recent(&header, NOW).unwrap(), NOW);
        assert_eq!(requests.get(&record, NOW), Some(Known::Acknowledged));
        assert_eq!(requests.get(&record, NOW + LIFETIME), None);
        let own = Record { is_stamped: false, ..record };
        assert_eq!(Requests::recent(&Header::new(RecordId(7), &own, false), NOW), None);
    }

    #[test]
    fn few_are_remembered_and_the_oldest_goes() {
        let mut requests = Requests::new(&mut ChaCha20Rng::seed_from_u64(1));
        for number in 0..=MAX_RECENT {
            let header = Header::new(RecordId(0), &record("nas", "home", number), false);
            let now = NOW + Duration::from_millis(u64::from(number > 0));
            requests.remember(&Requests::recent(&header, now).unwrap(), now);
        }
        assert_eq!(requests.recent.len(), MAX_RECENT);
        assert_eq!(requests.expiries.len(), MAX_RECENT);
        assert_eq!(requests.get(&record("nas", "home", 0), NOW), None);
    }
}
