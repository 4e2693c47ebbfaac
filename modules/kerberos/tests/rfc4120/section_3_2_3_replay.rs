//! Receipt of a KRB_AP_REQ message: the replay cache.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use kerberos::Reason;
use kerberos::replay::{
    Admission, BUCKETS, MAX_TAGS_PER_BUCKET, MemoryStore, ReplayAfterLoss, ReplayCache,
    SeenAuthenticator, SharedReplayCache, SharedStore, StoreUnavailable, Stored,
};

use crate::realm::*;

/// A store that several caches share, and that a test can empty, break or contend for.
#[derive(Clone, Default)]
struct Shared {
    store: Rc<RefCell<MemoryStore>>,
    broken: Rc<Cell<bool>>,
    conflicts: Rc<Cell<usize>>,
}

impl SharedStore for Shared {
    type State = u32;

    fn get(&mut self, key: &str) -> Result<Option<(Vec<u8>, u32)>, StoreUnavailable> {
        if self.broken.get() {
            return Err(StoreUnavailable);
        }
        self.store.borrow_mut().get(key)
    }

    fn swap(
        &mut self,
        key: &str,
        value: &[u8],
        cas: Option<u32>,
    ) -> Result<Stored, StoreUnavailable> {
        if let Some(left) = self.conflicts.get().checked_sub(1) {
            self.conflicts.set(left);
            return Ok(Stored::Conflict);
        }
        self.store.borrow_mut().swap(key, value, cas)
    }
}

impl Shared {
    fn cache(&self, policy: ReplayAfterLoss, seed: u64) -> SharedReplayCache<Self> {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        SharedReplayCache::new(self.clone(), "replay", policy, &mut rng)
    }

    fn lose(&self) {
        *self.store.borrow_mut() = MemoryStore::default();
    }
}

fn seen(ciphertext: &[u8], ctime: Duration) -> SeenAuthenticator<'_> {
    SeenAuthenticator { ciphertext, ctime, clock_skew: SKEW }
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn an_authenticator_is_accepted_once() {
    let mut realm = Realm::new();
    let credential = realm.credential();
    let mut acceptor = realm.acceptor();
    let (token, _) = realm.token(&credential);
    assert!(accept(&mut acceptor, &token).is_ok());
    assert_eq!(refused(accept(&mut acceptor, &token)), Reason::Replay);
    let (another, _) = realm.token(&credential);
    assert!(accept(&mut acceptor, &another).is_ok());
}

#[test]
fn a_tag_lives_as_long_as_a_fast_clock_makes_its_authenticator_good() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Accept, 1);
    let ctime = NOW + SKEW - SECOND;
    assert!(cache.admit(&seen(b"fast", ctime), NOW).is_ok());
    for number in 0..20_000_u32 {
        cache.admit(&seen(&number.to_be_bytes(), NOW + SKEW), NOW + SKEW).unwrap();
    }
    let last_moment = ctime + SKEW;
    assert_eq!(cache.admit(&seen(b"fast", ctime), last_moment), Err(Reason::Replay));
}

#[test]
fn expired_tags_make_room() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Accept, 1);
    let round = |cache: &mut SharedReplayCache<Shared>, at: Duration| {
        for number in 0..10_000_u32 {
            cache.admit(&seen(&number.to_be_bytes(), at), at).unwrap();
        }
    };
    // Only because the tags of each round are gone can the next one use the same authenticators.
    for number in 0..5 {
        round(&mut cache, NOW + 2 * SKEW * number);
    }
}

/// A store whose buckets are all full of tags that live until a second after [`NOW`].
#[derive(Default)]
struct Full(MemoryStore);

impl SharedStore for Full {
    type State = u32;

    fn get(&mut self, key: &str) -> Result<Option<(Vec<u8>, u32)>, StoreUnavailable> {
        if !key.contains('/') {
            return self.0.get(key);
        }
        let Some((record, _)) = self.0.get("replay")? else { return Ok(None) };
        let expiry = u32::try_from(NOW.as_secs() + 1).unwrap().to_be_bytes();
        let tags = [&[0; 16][..], &expiry].concat().repeat(MAX_TAGS_PER_BUCKET);
        // A bucket starts with the first half of the hash key, which follows the time of the loss.
        Ok(Some(([&record[8..16], &tags].concat(), 1)))
    }

    fn swap(
        &mut self,
        key: &str,
        value: &[u8],
        cas: Option<u32>,
    ) -> Result<Stored, StoreUnavailable> {
        if key.contains('/') { Ok(Stored::Yes) } else { self.0.swap(key, value, cas) }
    }
}

#[test]
fn a_full_bucket_refuses_and_never_admits_unseen() {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut cache =
        SharedReplayCache::new(Full::default(), "replay", ReplayAfterLoss::Accept, &mut rng);
    assert_eq!(cache.admit(&seen(b"a", NOW), NOW), Err(Reason::ReplayCacheFull));
    let when_expired = NOW + 2 * SECOND;
    assert!(cache.admit(&seen(b"a", when_expired), when_expired).is_ok());
}

#[test]
fn the_hash_spreads_tags_over_the_buckets() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Accept, 1);
    for number in 0..20_000_u32 {
        cache.admit(&seen(&number.to_be_bytes(), NOW), NOW).unwrap();
    }
    let fullest = (0..BUCKETS)
        .filter_map(|bucket| shared.clone().get(&format!("replay/{bucket}")).unwrap())
        .map(|(bucket, _)| bucket.len() / 20)
        .max();
    assert!(fullest.unwrap() < 40, "ten tags in a bucket on average: {fullest:?}");
}

#[test]
fn acceptors_that_share_a_store_see_each_others_replays() {
    let shared = Shared::default();
    let mut one = shared.cache(ReplayAfterLoss::Accept, 1);
    let mut other = shared.cache(ReplayAfterLoss::Accept, 2);
    assert!(one.admit(&seen(b"a", NOW), NOW).is_ok());
    assert_eq!(other.admit(&seen(b"a", NOW), NOW), Err(Reason::Replay));
}

#[test]
fn a_contended_swap_is_tried_again_and_an_endless_one_refuses() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Accept, 1);
    cache.start(NOW).unwrap();
    shared.conflicts.set(10);
    assert!(cache.admit(&seen(b"a", NOW), NOW).is_ok());
    shared.conflicts.set(usize::MAX);
    let endless = cache.admit(&seen(b"b", NOW), NOW);
    assert_eq!(endless, Err(Reason::ReplayCacheUnavailable));
}

#[test]
fn a_store_that_is_down_refuses() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Accept, 1);
    shared.broken.set(true);
    assert_eq!(cache.admit(&seen(b"a", NOW), NOW), Err(Reason::ReplayCacheUnavailable));
}

#[test]
fn accept_newer_admits_what_is_stamped_after_the_loss_only() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::AcceptNewer, 1);
    cache.start(NOW).unwrap();
    let before = cache.admit(&seen(b"before", NOW - SECOND), NOW + SECOND);
    assert_eq!(before, Err(Reason::ReplayAfterLoss { since_loss: SECOND }));
    let after = cache.admit(&seen(b"after", NOW + SECOND), NOW + SECOND);
    assert_eq!(after, Ok(Admission::AfterLoss));
    let later = NOW + SKEW + SECOND;
    assert_eq!(cache.admit(&seen(b"later", later), later), Ok(Admission::Fresh));
}

#[test]
fn refuse_admits_nothing_until_the_skew_has_passed_and_nothing_that_could_be_lost() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Refuse, 1);
    cache.start(NOW).unwrap();
    let at = |cache: &mut SharedReplayCache<Shared>, ctime, now| {
        cache.admit(&seen(format!("{ctime:?}").as_bytes(), ctime), now).is_ok()
    };
    assert!(!at(&mut cache, NOW, NOW));
    assert!(!at(&mut cache, NOW + SKEW, NOW + SKEW));
    assert!(!at(&mut cache, NOW + SKEW + SKEW, NOW + SKEW), "a fast clock does not help");
    assert!(!at(&mut cache, NOW + SKEW, NOW + SKEW + SECOND), "this one may have been seen");
    assert!(at(&mut cache, NOW + SKEW + SECOND, NOW + SKEW + SECOND));
}

#[test]
fn accept_admits_and_says_that_it_does_not_know() {
    let shared = Shared::default();
    let mut cache = shared.cache(ReplayAfterLoss::Accept, 1);
    cache.start(NOW).unwrap();
    assert_eq!(cache.admit(&seen(b"a", NOW - SECOND), NOW), Ok(Admission::AfterLoss));
}

#[test]
fn a_loss_is_noticed_by_every_acceptor_that_shares_the_store() {
    let shared = Shared::default();
    let mut one = shared.cache(ReplayAfterLoss::AcceptNewer, 1);
    let mut other = shared.cache(ReplayAfterLoss::AcceptNewer, 2);
    one.start(NOW).unwrap();
    assert!(one.admit(&seen(b"a", NOW + SECOND), NOW + SECOND).is_ok());
    shared.lose();
    let lost_at = NOW + 2 * SECOND;
    // The first to look finds the loss and dates it.
    let stamped_before = seen(b"a", NOW + SECOND);
    let refused = Err(Reason::ReplayAfterLoss { since_loss: Duration::ZERO });
    assert_eq!(other.admit(&stamped_before, lost_at), refused);
    let refused = Err(Reason::ReplayAfterLoss { since_loss: SECOND });
    assert_eq!(one.admit(&stamped_before, lost_at + SECOND), refused);
}
