//! What home has rejected recently.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use rand_core::CryptoRng;

use super::config::RejectCacheConfig;
use crate::attribute::{Attributes, Reference};
use crate::crypto::Secret;
use crate::eap::{self, Eap};
use crate::error::Error;

const USER_NAME: Reference = Reference::standard(1);
const USER_PASSWORD: Reference = Reference::standard(2);
const STATE: Reference = Reference::standard(24);
const CALLING_STATION_ID: Reference = Reference::standard(31);

/// Type of an EAP Identity (RFC 3748 section 5.1).
const IDENTITY: u8 = 1;

/// What a rejected request is known by: a keyed hash of who it was, and of the password.
pub(super) type Key = [u8; 16];

/// Rejected requests, the oldest first.
#[derive(Debug)]
pub(super) struct RejectCache {
    hash_key: Secret,
    lifetime: Duration,
    max_entries: usize,
    keys: BTreeSet<Key>,
    order: VecDeque<(Duration, Key)>,
}

impl RejectCache {
    pub(super) fn new(config: &RejectCacheConfig, rng: &mut dyn CryptoRng) -> Result<Self, Error> {
        let mut hash_key = [0; 32];
        rng.fill_bytes(&mut hash_key);
        Ok(Self {
            hash_key: Secret::new(&hash_key)?,
            lifetime: Duration::from_secs(config.lifetime_seconds.into()),
            max_entries: usize::try_from(config.max_entries).unwrap_or(1),
            keys: BTreeSet::new(),
            order: VecDeque::new(),
        })
    }

    /// The key of a request in clear; none if another user could have the same: a request without a
    /// password needs a Calling-Station-Id, since many users share the outer name of their EAP.
    pub(super) fn key(&self, request: &Attributes) -> Option<Key> {
        let user_name = request.first(&USER_NAME)?;
        let station = request.first(&CALLING_STATION_ID);
        let (kind, secret): (&[u8], _) = match eap::read(request) {
            Ok(Some(_)) => (b"eap", station.clone()?),
            Ok(None) => (b"password", request.first(&USER_PASSWORD)?),
            Err(_) => return None,
        };
        let station = station.unwrap_or_default();
        // No value is longer than 16 bits count, so that the parts cannot run into each other.
        let length = |part: &[u8]| u16::try_from(part.len()).unwrap_or(u16::MAX).to_be_bytes();
        let (name, number) = (length(&user_name), length(&station));
        Some(self.hash_key.hmac(&[kind, &name, &user_name, &number, &station, &secret]))
    }

    /// Whether home has rejected the same, and a request like this can be answered with it: one that
    /// begins an authentication.
    pub(super) fn is_rejected(&mut self, key: &Key, request: &Attributes, now: Duration) -> bool {
        self.expire(now);
        let begins = match eap::read(request) {
            Ok(Some(Eap::Packet(header))) => {
                header.code == eap::RESPONSE && header.method == Some(IDENTITY)
            }
            Ok(None) => true,
            Ok(Some(Eap::Start)) | Err(_) => false,
        };
        begins && !request.contains(&STATE) && self.keys.contains(key)
    }

    /// Remembers a reject of home.
    pub(super) fn insert(&mut self, key: Key, now: Duration) {
        self.expire(now);
        if self.keys.contains(&key) {
            return;
        }
        if self.order.len() >= self.max_entries
            && let Some((_, oldest)) = self.order.pop_front()
        {
            self.keys.remove(&oldest);
        }
        let expires = now.saturating_add(self.lifetime);
        self.keys.insert(key);
        self.order.push_back((expires, key));
    }

    fn expire(&mut self, now: Duration) {
        while self.order.front().is_some_and(|(expires, _)| *expires <= now) {
            let Some((_, key)) = self.order.pop_front() else { return };
            self.keys.remove(&key);
        }
    }
}
