//! Requests that come through the filter a second time, after an internal redirect.
//!
//! The first pass removed the client's token, so the second has nothing to show but a pass: a
//! random value that the first one put into a header. It is good once, on its connection, while
//! the request is under way.

use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::identity::Identity;

/// Passes that are good at the same time; the oldest makes room.
const MAX_PASSES: usize = 8192;
/// How long a pass outlives its request: the proxy starts the redirected one right after it.
const GRACE: Duration = Duration::from_secs(1);

const KEY: usize = 64;
const SERIAL: usize = 8;
const PROOF: usize = 16;

pub(super) struct Passes {
    key: [u8; KEY],
    next: u64,
    good: BTreeMap<u64, Pass>,
    ended: VecDeque<(u64, Duration)>,
}

struct Pass {
    connection: u64,
    identity: Identity,
    header: Option<String>,
}

impl Passes {
    pub(super) fn new(key: [u8; KEY]) -> Self {
        Self { key, next: 0, good: BTreeMap::new(), ended: VecDeque::new() }
    }

    /// The header value of a new pass.
    pub(super) fn issue(
        &mut self,
        connection: u64,
        identity: Identity,
        header: Option<String>,
    ) -> String {
        if self.good.len() >= MAX_PASSES {
            self.good.pop_first();
        }
        let serial = self.next;
        self.next = serial.wrapping_add(1);
        self.good.insert(serial, Pass { connection, identity, header });
        let octets = [&serial.to_be_bytes()[..], &self.proof(serial)].concat();
        octets.iter().map(|octet| format!("{octet:02x}")).collect()
    }

    /// Takes a pass: the identity and the header of the first pass.
    pub(super) fn redeem(
        &mut self,
        value: &[u8],
        connection: u64,
        now: Duration,
    ) -> Option<(Identity, Option<String>)> {
        self.forget_ended(now);
        let serial = self.serial(value)?;
        self.good.get(&serial).filter(|pass| pass.connection == connection)?;
        let pass = self.good.remove(&serial)?;
        Some((pass.identity, pass.header))
    }

    /// Notes that the request of this pass ended.
    pub(super) fn end(&mut self, value: &[u8], now: Duration) {
        self.forget_ended(now);
        if let Some(serial) = self.serial(value).filter(|serial| self.good.contains_key(serial)) {
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

    /// The serial number of a value that this filter made.
    fn serial(&self, value: &[u8]) -> Option<u64> {
        let octets = unhex(value)?;
        let (serial, proof) = octets.split_first_chunk::<SERIAL>()?;
        let serial = u64::from_be_bytes(*serial);
        bool::from(self.proof(serial).ct_eq(proof)).then_some(serial)
    }

    fn proof(&self, serial: u64) -> [u8; PROOF] {
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&self.key.into());
        mac.update(&serial.to_be_bytes());
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        let mut proof = [0; PROOF];
        proof.iter_mut().zip(digest).for_each(|(p, d)| *p = d);
        proof
    }
}

fn unhex(value: &[u8]) -> Option<Vec<u8>> {
    if value.len() != (SERIAL + PROOF) * 2 {
        return None;
    }
    let digit = |octet: u8| char::from(octet).to_digit(16).and_then(|d| u8::try_from(d).ok());
    value
        .as_chunks::<2>()
        .0
        .iter()
        .map(|[high, low]| Some((digit(*high)? << 4) | digit(*low)?))
        .collect()
}
