//! Challenges that wait for an answer (RFC 2865 section 4.4).
//!
//! The State of an Access-Challenge of ours is the mark of the engine and 16 random octets. The
//! mark tells it from a State of a home server, which goes through, also after the challenge has
//! been forgotten.

use core::fmt;
use std::time::Duration;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use super::config::ChallengesConfig;
use super::error::{PolicyError, PolicyProblem};
use super::evaluate::Position;
use crate::attribute::{Attributes, Reference};
use crate::error::Error;

/// The most seconds that an answer is waited for.
pub const MAX_LIFETIME_SECONDS: u32 = 600;

/// The most challenges that wait at the same time.
pub const MAX_PENDING: u32 = 1_024;

/// Octets of the mark of an engine.
pub const MARK_OCTETS: usize = 8;

/// Octets of the random part of a State.
const RANDOM_OCTETS: usize = 16;

/// Types of attributes.
const REPLY_MESSAGE: u8 = 18;
const STATE: u8 = 24;
const PROXY_STATE: u8 = 33;

/// Compares answers that are hidden from policy.
pub trait Answers {
    /// Whether the hidden value for which `handle` stands is `expected`; none if that cannot be
    /// told. The time must not depend on how much of it agrees.
    ///
    /// A policy module can ask for a value that it guesses: a host answers one question for each
    /// handle.
    fn is_equal(&mut self, attribute: &Reference, handle: &[u8], expected: &[u8]) -> Option<bool>;
}

/// For hosts that hand over hidden values in clear: compares them.
#[derive(Debug, Clone, Copy, Default)]
pub struct ClearAnswers;

/// Bounds, checked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    lifetime: Duration,
    max_pending: usize,
}

/// The challenges that wait.
pub(super) struct Challenges {
    mark: [u8; MARK_OCTETS],
    pending: Vec<Pending>,
}

/// A request that waits.
pub(super) struct Pending {
    random: [u8; RANDOM_OCTETS],
    expires: Duration,
    client: String,
    /// The request as the rules before have left it.
    pub attributes: Attributes,
    pub pool: Option<usize>,
    /// The position after the challenge.
    pub position: Position,
}

impl Answers for ClearAnswers {
    fn is_equal(&mut self, _: &Reference, value: &[u8], expected: &[u8]) -> Option<bool> {
        Some(value.ct_eq(expected).into())
    }
}

impl Bounds {
    pub fn new(config: &ChallengesConfig) -> Result<Self, PolicyError> {
        let within = |found: u32, max: u32, key: &str| {
            let (found, max) = (u64::from(found), u64::from(max));
            let problem = PolicyProblem::OutOfRange { found, min: 1, max };
            match (1..=max).contains(&found) {
                true => Ok(()),
                false => Err(PolicyError::new(format!("challenges.{key}"), problem)),
            }
        };
        within(config.lifetime_seconds, MAX_LIFETIME_SECONDS, "lifetime_seconds")?;
        within(config.max_pending, MAX_PENDING, "max_pending")?;
        let lifetime = Duration::from_secs(config.lifetime_seconds.into());
        Ok(Self { lifetime, max_pending: usize::try_from(config.max_pending).unwrap_or(1) })
    }
}

impl Challenges {
    pub fn new(mark: [u8; MARK_OCTETS]) -> Self {
        Self { mark, pending: Vec::new() }
    }

    /// The first State of a request that an engine with this mark has made.
    pub fn state(&self, request: &Attributes) -> Option<Vec<u8>> {
        let states = request.iter().filter(|attribute| attribute.number == STATE);
        let mut states = states.map(|attribute| attribute.value);
        states.find(|state| state.starts_with(&self.mark)).map(<[u8]>::to_vec)
    }

    /// Whether there is room for one more at `now`.
    pub fn has_room(&mut self, bounds: &Bounds, now: Duration) -> bool {
        self.expire(now);
        self.pending.len() < bounds.max_pending
    }

    /// Keeps a request, and says what its State is and when it expires.
    pub fn keep(
        &mut self,
        request: (Attributes, Option<usize>, Position),
        client: &str,
        bounds: &Bounds,
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) -> (Vec<u8>, Duration) {
        let mut random = [0; RANDOM_OCTETS];
        rng.fill_bytes(&mut random);
        let expires = now.saturating_add(bounds.lifetime);
        let (attributes, pool, position) = request;
        let client = client.to_owned();
        self.pending.push(Pending { random, expires, client, attributes, pool, position });
        ([&self.mark[..], &random].concat(), expires)
    }

    /// Takes the request with this State, if it waits for an answer from this client. Each State
    /// has one answer.
    pub fn take(&mut self, state: &[u8], client: &str, now: Duration) -> Option<Pending> {
        self.expire(now);
        let random = state.get(MARK_OCTETS..)?;
        let is_it = |pending: &Pending| bool::from(pending.random[..].ct_eq(random));
        let at = self.pending.iter().position(is_it)?;
        let is_same_client = self.pending.get(at).is_some_and(|pending| pending.client == client);
        is_same_client.then(|| self.pending.swap_remove(at))
    }

    /// Forgets what has expired at `now`.
    pub fn expire(&mut self, now: Duration) {
        self.pending.retain(|pending| pending.expires > now);
    }

    /// When the next one expires.
    pub fn next_expiry(&self) -> Option<Duration> {
        self.pending.iter().map(|pending| pending.expires).min()
    }
}

/// The attributes of an Access-Challenge.
///
/// # Errors
/// [`Reason::PacketTooLong`](crate::Reason::PacketTooLong) or
/// [`Reason::TooManyAttributes`](crate::Reason::TooManyAttributes).
pub(super) fn answer(
    reply_message: &str,
    state: &[u8],
    request: &Attributes,
) -> Result<Attributes, Error> {
    let mut attributes = Attributes::new();
    attributes.prepend_message_authenticator()?;
    attributes.push(REPLY_MESSAGE, reply_message.as_bytes())?;
    attributes.push(STATE, state)?;
    for attribute in request.iter().filter(|attribute| attribute.number == PROXY_STATE) {
        attributes.push(PROXY_STATE, attribute.value)?;
    }
    Ok(attributes)
}

/// Gives a request that goes on the Proxy-States of the one that answered the challenge, because
/// its reply must have those (RFC 2865 section 5.33).
///
/// # Errors
/// As [`answer`].
pub(super) fn take_proxy_states(
    attributes: &mut Attributes,
    request: &Attributes,
) -> Result<(), Error> {
    attributes.retain(|attribute| attribute.number != PROXY_STATE);
    for attribute in request.iter().filter(|attribute| attribute.number == PROXY_STATE) {
        attributes.push(PROXY_STATE, attribute.value)?;
    }
    Ok(())
}

impl fmt::Debug for Challenges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Challenges({})", self.pending.len())
    }
}
