//! What a thread computes for something, which other work of the machine does not lengthen.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What is linear takes less than a second, what is quadratic minutes.
const LINEAR: Duration = Duration::from_secs(10);

/// Does the work, which has to be linear.
pub fn linear<T>(work: impl FnOnce() -> T) -> T {
    let before = computed();
    let result = work();
    let took = computed().saturating_sub(before);
    assert!(took < LINEAR, "{took:?} of computing");
    result
}

fn computed() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}
