//! Requests that come through the filter a second time, after an internal redirect.
//!
//! The first pass removed the client's token, so the second has nothing to show but a pass: a
//! random value that the first one put into a header. It is good once, on its connection, while
//! the request is under way.

use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use super::hex;
use super::identity::Identity;

/// Passes that are good at the same time; the oldest makes room.
const MAX_PASSES: usize = 8192;
/// How long a pass outlives its request: the proxy starts the redirected one right after it.
const GRACE: Duration = Duration::from_secs(1);

const SERIAL: usize = 8;
const SECRET: usize = 16;

#[derive(Default)]
pub(super) struct Passes {
    next: u64,
    good: BTreeMap<u64, Pass>,
    ended: VecDeque<(u64, Duration)>,
}

struct Pass {
    secret: [u8; SECRET],
    connection: u64,
    identity: Identity,
    header: Option<String>,
}

impl Passes {
    /// The header value of a new pass.
    pub(super) fn issue(
        &mut self,
        connection: u64,
        identity: Identity,
        header: Option<String>,
        rng: &mut dyn CryptoRng,
    ) -> String {
        if self.good.len() >= MAX_PASSES {
            self.good.pop_first();
        }
        let serial = self.next;
        self.next = serial.wrapping_add(1);
        let mut secret = [0; SECRET];
        rng.fill_bytes(&mut secret);
        self.good.insert(serial, Pass { secret, connection, identity, header });
        hex::encode(&[&serial.to_be_bytes()[..], &secret].concat())
    }

    /// Takes a pass: the identity and the header of the first pass.
    pub(super) fn redeem(
        &mut self,
        value: &[u8],
        connection: u64,
        now: Duration,
    ) -> Option<(Identity, Option<String>)> {
        self.forget_ended(now);
        let (serial, pass) = self.find(value)?;
        if pass.connection != connection {
            return None;
        }
        let pass = self.good.remove(&serial)?;
        Some((pass.identity, pass.header))
    }

    /// Notes that the request of this pass ended.
    pub(super) fn end(&mut self, value: &[u8], now: Duration) {
        self.forget_ended(now);
        if let Some((serial, _)) = self.find(value) {
            self.ended.push_back((serial, now));
        }
    }

    fn forget_ended(&mut self, now: Duration) {
        while let Some((serial, at)) = self.ended.front().copied() {
            // The count matters when the clock is set back, and no grace seems to end.
            if now.saturating_sub(at) < GRACE && self.ended.len() <= MAX_PASSES {
                break;
            }
            self.ended.pop_front();
            self.good.remove(&serial);
        }
    }

    /// The pass with this value and its serial number.
    fn find(&self, value: &[u8]) -> Option<(u64, &Pass)> {
        let octets: [u8; SERIAL + SECRET] = hex::decode(value)?;
        let (serial, secret) = octets.split_first_chunk::<SERIAL>()?;
        let serial = u64::from_be_bytes(*serial);
        let pass = self.good.get(&serial)?;
        bool::from(pass.secret.ct_eq(secret)).then_some((serial, pass))
    }
}
