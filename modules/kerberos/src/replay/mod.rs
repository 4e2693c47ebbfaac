//! The replay cache (RFC 4120 section 3.2.3).
//!
//! Only authenticated requests reach it, so a stranger cannot fill it. A tag lives until
//! `ctime + clock skew`: as long as the authenticator itself would be accepted, also when the
//! client's clock runs ahead.

mod shared;
mod store;

use core::time::Duration;

pub use shared::{BUCKETS, MAX_TAGS_PER_BUCKET, SharedReplayCache};
pub use store::{Found, MemoryStore, SharedStore, StoreUnavailable, Stored};

use crate::Reason;

/// Remembers authenticators.
pub trait ReplayCache {
    /// Admits an authenticator once.
    ///
    /// # Errors
    /// [`Reason::Replay`], [`Reason::ReplayAfterLoss`], [`Reason::ReplayCacheFull`] or
    /// [`Reason::ReplayCacheUnavailable`]; each of them refuses the request.
    fn admit(&mut self, seen: &SeenAuthenticator<'_>, now: Duration) -> Result<Admission, Reason>;
}

/// An authenticator that decrypted and passed every other check.
#[derive(Debug, Clone, Copy)]
pub struct SeenAuthenticator<'a> {
    /// Its ciphertext, which identifies it whatever the unauthenticated fields around it say.
    pub ciphertext: &'a [u8],
    /// The client's time, since the Unix epoch.
    pub ctime: Duration,
    /// Allowed clock skew.
    pub clock_skew: Duration,
}

/// How an authenticator was admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// The cache vouches for it.
    Fresh,
    /// The cache was lost less than two clock skews ago. The authenticator is stamped after the
    /// loss; a replay of one that a fast clock stamped ahead cannot be ruled out.
    AfterLoss,
}

/// What to do with authenticators that a lost cache cannot vouch for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReplayAfterLoss {
    /// Refuse everything until the clock skew has passed since the loss, and until then and after
    /// it what a lost entry could stand for: the rule of RFC 4120 section 3.2.3.
    Refuse,
    /// Refuse what is stamped before the loss, admit what is stamped after it.
    #[default]
    AcceptNewer,
    /// Admit everything; a replay from before the loss succeeds once.
    Accept,
}
