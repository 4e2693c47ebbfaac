//! What the process remembers for a while about what it has seen: bounded, expiring, and shared by
//! all threads.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hasher as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// Locks, so that threads seldom wait for each other.
const SHARDS: usize = 16;

/// A value is as good as new for this part of its lifetime, so that not each look writes.
const FRESH_PART: u32 = 64;

/// Values by what identifies them.
pub struct Remembered<V> {
    lifetime: Duration,
    limit_per_shard: usize,
    secret: [u8; 16],
    shards: Vec<Mutex<Shard<V>>>,
}

/// What identifies a value: a keyed hash, which nobody outside can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u128);

struct Shard<V> {
    entries: HashMap<Key, Entry<V>>,
    oldest: BTreeSet<(Duration, Key)>,
}

struct Entry<V> {
    used: Duration,
    value: V,
}

impl<V: Default> Remembered<V> {
    /// Nothing yet. Values are forgotten that nobody has used for `lifetime`, and the oldest if there
    /// would be more than `limit`. `secret` is random.
    #[must_use]
    pub fn new(lifetime: Duration, limit: usize, secret: [u8; 16]) -> Self {
        let shard = || Mutex::new(Shard { entries: HashMap::new(), oldest: BTreeSet::new() });
        Self {
            lifetime,
            limit_per_shard: limit.div_ceil(SHARDS).max(1),
            secret,
            shards: std::iter::repeat_with(shard).take(SHARDS).collect(),
        }
    }

    /// The key of these parts, which are not those of another key if they are joined differently.
    #[must_use]
    pub fn key(&self, parts: &[&[u8]]) -> Key {
        let mut hasher = SipHasher13::new_with_key(&self.secret);
        for part in parts {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
        Key(hasher.finish128().as_u128())
    }

    /// Changes the value of a key, which is the default one if it has none, and uses it.
    pub fn update(&self, key: Key, now: Duration, change: impl FnOnce(&mut V)) {
        let Some(mut shard) = self.shard(key) else { return };
        shard.forget_before(now.saturating_sub(self.lifetime));
        if !shard.entries.contains_key(&key) {
            while shard.entries.len() >= self.limit_per_shard {
                shard.forget_oldest();
            }
            shard.oldest.insert((now, key));
            shard.entries.insert(key, Entry { used: now, value: V::default() });
        }
        self.touch(&mut shard, key, now);
        if let Some(entry) = shard.entries.get_mut(&key) {
            change(&mut entry.value);
        }
    }

    /// Looks at the value of a key, if it has one, and uses it.
    pub fn look<T>(&self, key: Key, now: Duration, look: impl FnOnce(&V) -> T) -> Option<T> {
        let mut shard = self.shard(key)?;
        shard.forget_before(now.saturating_sub(self.lifetime));
        self.touch(&mut shard, key, now);
        shard.entries.get(&key).map(|entry| look(&entry.value))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| locked(shard).entries.len()).fold(0, usize::saturating_add)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn touch(&self, shard: &mut Shard<V>, key: Key, now: Duration) {
        let Some(entry) = shard.entries.get_mut(&key) else { return };
        let fresh = self.lifetime.checked_div(FRESH_PART).unwrap_or_default();
        if now.saturating_sub(entry.used) > fresh {
            shard.oldest.remove(&(entry.used, key));
            entry.used = now;
            shard.oldest.insert((now, key));
        }
    }

    fn shard(&self, key: Key) -> Option<MutexGuard<'_, Shard<V>>> {
        let [octet, ..] = key.0.to_be_bytes();
        self.shards.get(usize::from(octet).checked_rem(SHARDS)?).map(locked)
    }
}

/// A thread that panicked has left the map whole: what changes it does not panic.
fn locked<V>(shard: &Mutex<Shard<V>>) -> MutexGuard<'_, Shard<V>> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<V> Shard<V> {
    fn forget_before(&mut self, time: Duration) {
        while self.oldest.first().is_some_and(|(used, _)| *used < time) {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((_, key)) = self.oldest.pop_first() {
            self.entries.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    fn remembered(limit: usize) -> Remembered<u32> {
        Remembered::new(HOUR, limit, [7; 16])
    }

    fn value(table: &Remembered<u32>, part: &[u8], now: Duration) -> Option<u32> {
        table.look(table.key(&[part]), now, |value| *value)
    }

    #[test]
    fn a_value_stays_while_it_is_used() {
        let table = remembered(100);
        table.update(table.key(&[b"a"]), Duration::ZERO, |value| *value += 1);
        table.update(table.key(&[b"b"]), Duration::ZERO, |value| *value += 2);
        for quarter in 1..=8 {
            assert_eq!(value(&table, b"a", HOUR / 4 * quarter), Some(1), "{quarter}");
        }
        assert_eq!(value(&table, b"b", HOUR * 2), None);
        assert_eq!(value(&table, b"a", HOUR * 4), None);
        table.update(table.key(&[b"c"]), HOUR * 4, |_| {});
        assert!(table.len() <= 2, "{}", table.len());
    }

    #[test]
    fn there_are_never_more_than_the_limit() {
        let table = remembered(64);
        for number in 0..10_000_u32 {
            let now = Duration::from_secs(number.into());
            table.update(table.key(&[&number.to_be_bytes()]), now, |value| *value = number);
            assert!(table.len() <= 64);
        }
        assert_eq!(value(&table, &9_999_u32.to_be_bytes(), HOUR), Some(9_999));
        assert_eq!(value(&table, &0_u32.to_be_bytes(), HOUR), None);
    }

    #[test]
    fn parts_that_are_joined_differently_are_another_key() {
        let table = remembered(1);
        assert_ne!(table.key(&[b"ab", b"c"]), table.key(&[b"a", b"bc"]));
        assert_ne!(table.key(&[b"ab"]), table.key(&[b"ab", b""]));
        let other = Remembered::<u32>::new(HOUR, 1, [8; 16]);
        assert_ne!(table.key(&[b"ab"]), other.key(&[b"ab"]));
    }
}
