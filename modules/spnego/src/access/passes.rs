//! Requests that come through the filter a second time, after an internal redirect.
//!
//! The first run removed the client's token, so the second has nothing to show but a pass: a random
//! value that the first one put into a header. The proxy redirects a request that has ended without
//! a response for the client, so a pass is good from then on: once, on its connection, for a second.

use core::time::Duration;
use std::collections::VecDeque;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use super::hex;
use super::identity::Identity;

/// Passes that are good at the same time; the oldest makes room.
const MAX_PASSES: usize = 1024;
/// How long a pass is good: the proxy starts the redirected request right after the first.
const GRACE: Duration = Duration::from_secs(1);

const OCTETS: usize = 16;

/// The pass of an admitted request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    octets: [u8; OCTETS],
    identity: Identity,
}

impl Pass {
    pub(super) fn new(identity: Identity, rng: &mut dyn CryptoRng) -> Self {
        let mut octets = [0; OCTETS];
        rng.fill_bytes(&mut octets);
        Self { octets, identity }
    }

    /// The value of [`PASS_HEADER`](super::PASS_HEADER) for the upstream.
    #[must_use]
    pub fn value(&self) -> String {
        hex::encode(&self.octets)
    }
}

/// The passes that are good.
#[derive(Default)]
pub(super) struct Passes {
    good: VecDeque<Good>,
}

struct Good {
    pass: Pass,
    header: Option<String>,
    connection: u64,
    since: Duration,
}

impl Passes {
    /// Makes a pass good, whose request ended without a response.
    pub(super) fn admit(
        &mut self,
        pass: Pass,
        header: Option<String>,
        connection: u64,
        now: Duration,
    ) {
        self.forget(now);
        if self.good.len() >= MAX_PASSES {
            self.good.pop_front();
        }
        self.good.push_back(Good { pass, header, connection, since: now });
    }

    /// Takes a pass: the identity and the header of the first run.
    pub(super) fn redeem(
        &mut self,
        value: &[u8],
        connection: u64,
        now: Duration,
    ) -> Option<(Identity, Option<String>)> {
        self.forget(now);
        let octets: [u8; OCTETS] = hex::decode(value)?;
        let shown = |good: &Good| bool::from(good.pass.octets.ct_eq(&octets));
        let at = self.good.iter().position(|good| good.connection == connection && shown(good))?;
        let good = self.good.remove(at)?;
        Some((good.pass.identity, good.header))
    }

    /// Whether none is good.
    pub(super) fn is_empty(&self) -> bool {
        self.good.is_empty()
    }

    fn forget(&mut self, now: Duration) {
        self.good.retain(|good| now.abs_diff(good.since) < GRACE);
    }
}
