//! A replay cache in a store that several acceptors share.
//!
//! Tags live in a fixed set of buckets, chosen by a keyed hash so that nobody can aim at one. The
//! first acceptor that finds the store empty writes a record with the hash key and the time: that
//! is when the cache was lost, for every acceptor that shares it. Each bucket starts with the name
//! of that record, so that an acceptor need not read it again as long as its buckets are there.

use core::time::Duration;

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};

use super::{Admission, ReplayAfterLoss, ReplayCache, SeenAuthenticator, SharedStore, Stored};
use crate::Reason;

/// Number of buckets: fewer than the keys that hosts allow in shared data, which start at 4096.
pub const BUCKETS: u16 = 2048;

/// Live tags that one bucket holds: 2,097,152 in all, in at most 42 MB. An authenticator that
/// finds its bucket full is refused, never admitted unseen.
pub const MAX_TAGS_PER_BUCKET: usize = 1024;

const TAG: usize = 16;
const EXPIRY: usize = 4;
const RECORD: usize = TAG + EXPIRY;
/// Octets of the hash key that name its record at the start of each bucket.
const NAME: usize = 8;
/// Octets of a full bucket.
const BUCKET: usize = NAME + MAX_TAGS_PER_BUCKET * RECORD;
const HASH_KEY: usize = 16;
/// Octets of the ciphertext that are hashed. It ends in a MAC of at least 12 octets, so that they
/// identify it.
const HASHED: usize = 32;
const LOSS_TIME: usize = 8;
const MAX_SWAPS: usize = 64;

/// The replay cache over a [`SharedStore`].
pub struct SharedReplayCache<S> {
    store: S,
    prefix: String,
    after_loss: ReplayAfterLoss,
    /// Becomes the hash key if this acceptor is the one that finds the store empty.
    fresh_hash_key: [u8; HASH_KEY],
    /// The record as it was read last.
    epoch: Option<Epoch>,
}

/// What the record says.
#[derive(Clone, Copy)]
struct Epoch {
    lost_at: Duration,
    hash_key: [u8; HASH_KEY],
}

/// What stands for an authenticator in a bucket.
struct Tag {
    octets: [u8; TAG],
    /// In seconds since the Unix epoch.
    expires: u32,
}

/// What becomes of a tag.
enum Inserted {
    Yes,
    /// There is no bucket of the record that the acceptor knows, which may be lost.
    NoBucket,
}

impl<S: SharedStore> SharedReplayCache<S> {
    /// A cache in `store`, whose keys start with `prefix`.
    pub fn new(
        store: S,
        prefix: &str,
        after_loss: ReplayAfterLoss,
        rng: &mut dyn CryptoRng,
    ) -> Self {
        let mut fresh_hash_key = [0; HASH_KEY];
        rng.fill_bytes(&mut fresh_hash_key);
        Self { store, prefix: prefix.to_owned(), after_loss, fresh_hash_key, epoch: None }
    }

    /// Writes the record of an empty store now, so that the time of the loss is that of the start
    /// and not of the first request.
    ///
    /// # Errors
    /// [`Reason::ReplayCacheUnavailable`].
    pub fn start(&mut self, now: Duration) -> Result<(), Reason> {
        self.read_epoch(now).map(drop)
    }

    fn read_epoch(&mut self, now: Duration) -> Result<Epoch, Reason> {
        for _ in 0..MAX_SWAPS {
            if let Some((record, _)) = self.store.get(&self.prefix).map_err(|_| UNAVAILABLE)? {
                let epoch = Epoch::decode(&record).ok_or(UNAVAILABLE)?;
                return Ok(*self.epoch.insert(epoch));
            }
            let epoch = Epoch { lost_at: now, hash_key: self.fresh_hash_key };
            let stored = self.store.swap(&self.prefix, &epoch.encode(), None);
            if stored.map_err(|_| UNAVAILABLE)? == Stored::Yes {
                return Ok(*self.epoch.insert(epoch));
            }
        }
        Err(UNAVAILABLE)
    }

    /// Admits an authenticator by this record. `is_current` says that it was just read, so that a
    /// bucket that is not there is a new one.
    fn admit_by(
        &mut self,
        epoch: &Epoch,
        is_current: bool,
        seen: &SeenAuthenticator<'_>,
        now: Duration,
    ) -> Result<Option<Admission>, Reason> {
        let admission = after_loss(self.after_loss, epoch.lost_at, seen, now)?;
        let (bucket, tag) = epoch.locate(seen.ciphertext);
        let key = format!("{}/{bucket}", self.prefix);
        // Rounded up: a tag never goes before its authenticator does.
        let expires = seen.ctime.saturating_add(seen.clock_skew).as_secs().saturating_add(1);
        let tag = Tag { octets: tag, expires: u32::try_from(expires).unwrap_or(u32::MAX) };
        Ok(match self.insert(&key, epoch, is_current, &tag, now)? {
            Inserted::Yes => Some(admission),
            Inserted::NoBucket => None,
        })
    }

    fn insert(
        &mut self,
        key: &str,
        epoch: &Epoch,
        is_current: bool,
        tag: &Tag,
        now: Duration,
    ) -> Result<Inserted, Reason> {
        for _ in 0..MAX_SWAPS {
            let (bucket, state) = match self.store.get(key).map_err(|_| UNAVAILABLE)? {
                Some((bucket, state)) => (bucket, Some(state)),
                None => (Vec::new(), None),
            };
            let records = match bucket.strip_prefix(epoch.name()) {
                Some(records) => records.as_chunks::<RECORD>().0,
                None if is_current => &[],
                None => return Ok(Inserted::NoBucket),
            };
            let mut kept = Vec::with_capacity(bucket.len().saturating_add(RECORD));
            kept.extend_from_slice(epoch.name());
            for record in records {
                let seen = Tag::decode(record);
                if u64::from(seen.expires) < now.as_secs() {
                    continue;
                }
                if seen.octets == tag.octets {
                    return Err(Reason::Replay);
                }
                kept.extend_from_slice(record);
            }
            if kept.len() >= BUCKET {
                return Err(Reason::ReplayCacheFull);
            }
            kept.extend_from_slice(&tag.octets);
            kept.extend_from_slice(&tag.expires.to_be_bytes());
            if self.store.swap(key, &kept, state).map_err(|_| UNAVAILABLE)? == Stored::Yes {
                return Ok(Inserted::Yes);
            }
        }
        Err(UNAVAILABLE)
    }
}

impl<S: SharedStore> ReplayCache for SharedReplayCache<S> {
    fn admit(&mut self, seen: &SeenAuthenticator<'_>, now: Duration) -> Result<Admission, Reason> {
        if let Some(known) = self.epoch
            && let Some(admission) = self.admit_by(&known, false, seen, now)?
        {
            return Ok(admission);
        }
        let current = self.read_epoch(now)?;
        self.admit_by(&current, true, seen, now)?.ok_or(UNAVAILABLE)
    }
}

impl Epoch {
    fn encode(&self) -> Vec<u8> {
        let micros = u64::try_from(self.lost_at.as_micros()).unwrap_or(u64::MAX);
        let mut record = micros.to_be_bytes().to_vec();
        record.extend_from_slice(&self.hash_key);
        record
    }

    fn decode(record: &[u8]) -> Option<Self> {
        let (micros, hash_key) = record.split_first_chunk::<LOSS_TIME>()?;
        Some(Self {
            lost_at: Duration::from_micros(u64::from_be_bytes(*micros)),
            hash_key: hash_key.try_into().ok()?,
        })
    }

    fn name(&self) -> &[u8] {
        self.hash_key.get(..NAME).unwrap_or_default()
    }

    /// Bucket and tag of an authenticator. Key and hashed octets are of a fixed length and fill one
    /// block of SHA-256, which makes the plain hash a keyed one.
    fn locate(&self, ciphertext: &[u8]) -> (u16, [u8; TAG]) {
        let mut block = [0; HASH_KEY + HASHED];
        let newest_first = ciphertext.iter().rev().take(HASHED);
        block.iter_mut().zip(self.hash_key.iter().chain(newest_first)).for_each(|(b, o)| *b = *o);
        let digest: [u8; 32] = Sha256::digest(block).into();
        let [b0, b1, rest @ ..] = digest;
        let mut tag = [0; TAG];
        tag.iter_mut().zip(rest).for_each(|(t, r)| *t = r);
        (u16::from_be_bytes([b0, b1]) % BUCKETS, tag)
    }
}

/// What a lost cache says of an authenticator.
fn after_loss(
    policy: ReplayAfterLoss,
    lost_at: Duration,
    seen: &SeenAuthenticator<'_>,
    now: Duration,
) -> Result<Admission, Reason> {
    let refused = Err(Reason::ReplayAfterLoss { since_loss: now.saturating_sub(lost_at) });
    // The newest stamp that an entry lost at `lost_at` can have.
    let newest_lost = lost_at.saturating_add(seen.clock_skew);
    match policy {
        ReplayAfterLoss::Refuse if now <= newest_lost || seen.ctime <= newest_lost => refused,
        ReplayAfterLoss::AcceptNewer if seen.ctime < lost_at => refused,
        _ if seen.ctime <= newest_lost => Ok(Admission::AfterLoss),
        _ => Ok(Admission::Fresh),
    }
}

impl Tag {
    fn decode(record: &[u8; RECORD]) -> Self {
        let mut octets = [0; TAG];
        octets.iter_mut().zip(record).for_each(|(o, r)| *o = *r);
        let [.., e0, e1, e2, e3] = *record;
        Self { octets, expires: u32::from_be_bytes([e0, e1, e2, e3]) }
    }
}

const UNAVAILABLE: Reason = Reason::ReplayCacheUnavailable;
