//! What live replay tags cost, and the size of the module.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng as _;
use host_tests::bench::{Aim, Report, resident_octets};
use host_tests::{Result, module};
use kerberos::crypto::EncryptionType;
use kerberos::replay::{
    Found, MemoryStore, ReplayAfterLoss, ReplayCache as _, SeenAuthenticator, SharedReplayCache,
    SharedStore, StoreUnavailable, Stored,
};

use crate::load;
use crate::mint::{Mint, Tickets, authorization, since_epoch};
use crate::servers::envoy;

/// Live tags.
const TAGS: usize = 100_000;
/// Requests before the memory is looked at: the VM and Envoy's buffers have their size then.
const UNTIMED: usize = 5000;
/// Tokens that are minted at a time.
const BATCH: usize = 5000;

const MEGABYTE: f64 = 1e6;
const KILOBYTE: f64 = 1e3;
/// Aims in megabytes and kilobytes.
const MEMORY_AIM: f64 = 8.0;
const SIZE_AIM: f64 = 600.0;

/// Adds the rows of the store and of Envoy.
pub fn run(report: &mut Report) -> Result<()> {
    let store = stored_octets() as f64 / MEGABYTE;
    let aim = Some(Aim::Most(MEMORY_AIM));
    report.state("memory.store", "100k replay tags", "MB", store, aim);
    report.state("memory.envoy", "RSS, 100k requests", "MB", envoy_growth()? / MEGABYTE, aim);
    Ok(())
}

/// Adds the size of the module.
pub fn size(report: &mut Report) -> Result<()> {
    let octets = std::fs::metadata(module("spnego_filter"))?.len() as f64;
    let aim = Some(Aim::Most(SIZE_AIM));
    report.state("size", "spnego_filter.wasm", "kB", octets / KILOBYTE, aim);
    Ok(())
}

/// Octets of keys and values in shared data when it holds the tags.
fn stored_octets() -> usize {
    let octets = Rc::default();
    let store = Counted {
        store: MemoryStore::default(),
        sizes: BTreeMap::new(),
        octets: Rc::clone(&octets),
    };
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let mut cache =
        SharedReplayCache::new(store, "spnego.replay", ReplayAfterLoss::Accept, &mut rng);
    let now = since_epoch();
    for number in 0..TAGS {
        let seen = SeenAuthenticator {
            ciphertext: &number.to_be_bytes(),
            ctime: now,
            clock_skew: Duration::from_secs(300),
        };
        cache.admit(&seen, now).unwrap();
    }
    octets.get()
}

/// By how many octets Envoy grows while it accepts as many tokens.
fn envoy_growth() -> Result<f64> {
    let mut mint = Mint::new();
    let envoy = envoy(Some(mint.keytab()))?;
    let mut send = |count: usize| -> Result<()> {
        let mut left = count;
        while left > 0 {
            let batch = left.min(BATCH);
            let tokens = mint.tokens(EncryptionType::Aes256CtsHmacSha1, Tickets::Warm, batch);
            let requests = load::requests(tokens.iter().map(|token| authorization(token)));
            load::send(envoy.ports().listener, &requests)?;
            left -= batch;
        }
        Ok(())
    };
    send(UNTIMED)?;
    let before = resident_octets(envoy.id())?;
    send(TAGS)?;
    Ok(resident_octets(envoy.id())? - before)
}

/// A store that keeps account of its keys and values.
struct Counted {
    store: MemoryStore,
    sizes: BTreeMap<String, usize>,
    octets: Rc<Cell<usize>>,
}

impl SharedStore for Counted {
    type State = <MemoryStore as SharedStore>::State;

    fn get(&mut self, key: &str) -> std::result::Result<Found<Self::State>, StoreUnavailable> {
        self.store.get(key)
    }

    fn swap(
        &mut self,
        key: &str,
        value: &[u8],
        expected: Option<Self::State>,
    ) -> std::result::Result<Stored, StoreUnavailable> {
        let stored = self.store.swap(key, value, expected)?;
        if stored == Stored::Yes {
            let size = key.len() + value.len();
            let before = self.sizes.insert(key.to_owned(), size).unwrap_or(0);
            self.octets.set(self.octets.get() + size - before);
        }
        Ok(stored)
    }
}
