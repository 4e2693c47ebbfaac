//! The clock by which calls of guests are limited.
//!
//! A call may take so much time of a processor. Wall-clock time would not do: on a busy machine, a
//! thread that waits for its turn looks like a module that loops. So the clock goes on as fast as
//! the busiest thread with a guest does, which for a guest that loops is wall-clock time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use proxy_wasm_host::{Engine, EngineConfig, Error};
use rustix::thread::{Pid, gettid};

/// The time between two looks, and what one tick of the clock stands for.
const PERIOD: Duration = Duration::from_millis(10);

/// The threads that have guests of one engine.
#[derive(Default)]
pub(super) struct Threads(Mutex<BTreeSet<i32>>);

impl Threads {
    /// The calling thread has a guest from now on.
    pub fn enter(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(own_number());
    }

    fn numbers(&self) -> BTreeSet<i32> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// An engine whose clock goes on until its threads are dropped.
///
/// # Errors
/// What wasmtime says, or the system, which gives no thread.
pub(super) fn engine() -> Result<(Engine, Arc<Threads>), EngineError> {
    let config = EngineConfig::new().with_epoch_period(PERIOD).with_external_ticks(true);
    let engine = config.build()?;
    let threads = Arc::new(Threads::default());
    let (clock, watched) = (engine.clone(), Arc::downgrade(&threads));
    thread::Builder::new()
        .name(String::from("guest-clock"))
        .spawn(move || run(&clock, &watched))?;
    Ok((engine, threads))
}

/// Why there is no engine.
#[derive(Debug, thiserror::Error)]
pub(super) enum EngineError {
    #[error(transparent)]
    Engine(#[from] Error),
    #[error("no thread for the clock of guests: {0}")]
    Thread(#[from] std::io::Error),
}

fn run(engine: &Engine, threads: &Weak<Threads>) {
    let mut seen: BTreeMap<i32, Duration> = BTreeMap::new();
    let mut elapsed = Duration::ZERO;
    // Without that statistic the limit is one of wall-clock time.
    let is_measured = processor_time(own_number()).is_some();
    loop {
        thread::sleep(PERIOD);
        let Some(threads) = threads.upgrade() else { return };
        let mut progress = if is_measured { Duration::ZERO } else { PERIOD };
        let mut now = BTreeMap::new();
        for number in threads.numbers() {
            // A thread that has ended makes no progress.
            let Some(time) = processor_time(number) else { continue };
            let before = seen.get(&number).copied().unwrap_or(time);
            progress = progress.max(time.saturating_sub(before));
            now.insert(number, time);
        }
        seen = now;
        elapsed = elapsed.saturating_add(progress);
        while let Some(rest) = elapsed.checked_sub(PERIOD) {
            elapsed = rest;
            engine.increment_epoch();
        }
    }
}

fn own_number() -> i32 {
    Pid::as_raw(Some(gettid()))
}

/// How long a thread of this process has had a processor.
fn processor_time(thread: i32) -> Option<Duration> {
    let statistics = std::fs::read_to_string(format!("/proc/self/task/{thread}/schedstat")).ok()?;
    let nanoseconds = statistics.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn the_clock_goes_on_with_the_thread_that_works_and_not_with_one_that_waits() {
        let (engine, threads) = engine().unwrap();
        threads.enter();
        let before = engine.ticks();
        thread::sleep(PERIOD * 10);
        let idle = engine.ticks() - before;
        assert!(idle <= 2, "{idle} ticks while nothing was done");
        let limit = Instant::now() + Duration::from_secs(20);
        while engine.ticks() - before < idle + 5 {
            assert!(Instant::now() < limit);
        }
    }
}
