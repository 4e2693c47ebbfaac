//! This proxy's own Proxy-State: RFC 2865 section 5.33.

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;

use crate::attribute::Attributes;
use crate::error::Error;

/// Octets of this proxy's Proxy-State: its tag, and a nonce of the transmission.
pub const PROXY_STATE_OCTETS: usize = TAG_OCTETS + NONCE_OCTETS;

/// Largest number of Proxy-States that a configuration may allow in a request.
pub const MAX_HOPS: usize = 128;

/// Type of Proxy-State.
const PROXY_STATE: u8 = 33;

const TAG_OCTETS: usize = 8;
const NONCE_OCTETS: usize = 8;

/// What makes one transmission's Proxy-State its own.
type Nonce = [u8; NONCE_OCTETS];

/// The Proxy-State that one packet of this proxy carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnProxyState([u8; PROXY_STATE_OCTETS]);

/// What this proxy knows its own Proxy-State by. All workers of a proxy have the same, and so have
/// proxies that stand for each other: a request that comes back to any of them has looped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ProxyTag([u8; TAG_OCTETS]);

/// Why a request is not forwarded once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Loop {
    /// It carries a Proxy-State of this proxy.
    #[error("request has passed through this proxy before")]
    OwnProxyState,
    /// It has passed through too many proxies.
    #[error("request has passed through {found} proxies, the limit is {limit}")]
    TooManyHops {
        /// Proxy-States that it carries.
        found: usize,
        /// The configured limit.
        limit: usize,
    },
}

impl ProxyTag {
    /// A tag of these octets: random, or configured.
    #[must_use]
    pub fn new(octets: [u8; TAG_OCTETS]) -> Self {
        Self(octets)
    }

    /// Whether a request may go on: `max_hops` or more Proxy-States are too many.
    ///
    /// # Errors
    /// The [`Loop`] it is in.
    pub fn check(&self, request: &Attributes, max_hops: usize) -> Result<(), Loop> {
        if proxy_states(request).any(|value| value.starts_with(&self.0)) {
            return Err(Loop::OwnProxyState);
        }
        let found = proxy_states(request).count();
        if found >= max_hops {
            return Err(Loop::TooManyHops { found, limit: max_hops });
        }
        Ok(())
    }

    /// The Proxy-State of one more packet.
    pub(super) fn own(&self, rng: &mut dyn CryptoRng) -> OwnProxyState {
        let mut nonce = Nonce::default();
        rng.fill_bytes(&mut nonce);
        OwnProxyState::new(self, nonce)
    }
}

impl OwnProxyState {
    fn new(tag: &ProxyTag, nonce: Nonce) -> Self {
        let mut value = [0; PROXY_STATE_OCTETS];
        let (front, back) = value.split_at_mut(TAG_OCTETS);
        front.copy_from_slice(&tag.0);
        back.copy_from_slice(&nonce);
        Self(value)
    }

    /// That of a packet that this proxy has sent: the last one.
    pub(super) fn of(sent: &Attributes) -> Option<Self> {
        proxy_states(sent).last()?.try_into().ok().map(Self)
    }

    /// Adds it behind all others.
    pub(super) fn push(&self, request: &mut Attributes) -> Result<(), Error> {
        request.push(PROXY_STATE, &self.0)
    }

    /// Removes it from a reply, if the reply has those of `request` and then this one. Else nothing
    /// has changed, and the reply belongs to another request.
    pub(super) fn pop(&self, reply: &mut Attributes, request: &Attributes) -> bool {
        let mut sent = proxy_states(request);
        let mut received = proxy_states(reply).peekable();
        while let Some(value) = received.next() {
            if received.peek().is_none() {
                if sent.next().is_some() || !bool::from(value.ct_eq(&self.0)) {
                    return false;
                }
            } else if sent.next() != Some(value) {
                return false;
            }
        }
        drop((sent, received));
        let mut left = proxy_states(request).count();
        let removed = reply.retain(|attribute| {
            if attribute.number != PROXY_STATE {
                return true;
            }
            let is_kept = left > 0;
            left = left.saturating_sub(1);
            is_kept
        });
        removed == 1
    }
}

impl fmt::Debug for ProxyTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ProxyTag")
    }
}

impl Loop {
    /// The stable, searchable name of the loop.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OwnProxyState => "loop_own_proxy_state",
            Self::TooManyHops { .. } => "loop_too_many_hops",
        }
    }
}

fn proxy_states(attributes: &Attributes) -> impl Iterator<Item = &[u8]> {
    attributes
        .iter()
        .filter(|attribute| attribute.number == PROXY_STATE)
        .map(|attribute| attribute.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAG: ProxyTag = ProxyTag(*b"proxy-01");

    fn with(values: &[&[u8]]) -> Attributes {
        let mut attributes = Attributes::new();
        attributes.push(1, b"fred").unwrap();
        values.iter().for_each(|value| attributes.push(PROXY_STATE, value).unwrap());
        attributes.push(25, b"class").unwrap();
        attributes
    }

    #[test]
    fn what_is_pushed_is_popped_and_nothing_else() {
        let request = with(&[b"a", b"b"]);
        let mut sent = request.clone();
        let own = OwnProxyState::new(&TAG, *b"12345678");
        own.push(&mut sent).unwrap();
        assert_eq!(OwnProxyState::of(&sent), Some(own));
        assert!(own.pop(&mut sent, &request));
        assert_eq!(sent, request);
    }

    #[test]
    fn a_reply_with_other_proxy_states_is_left_as_it_is() {
        let own: &[u8] = b"proxy-0112345678";
        let wrong: [&[&[u8]]; 9] = [
            &[],
            &[b"a"],
            &[b"a", b"b"],
            &[b"a", own],
            &[b"b", b"a", own],
            &[b"a", own, b"b"],
            &[b"a", b"b", b"c", own],
            &[b"a", b"b", b"proxy-0112345679"],
            &[b"a", b"b", own, own],
        ];
        for values in wrong {
            let mut reply = with(values);
            let popped =
                OwnProxyState::new(&TAG, *b"12345678").pop(&mut reply, &with(&[b"a", b"b"]));
            assert!(!popped, "{values:?}");
            assert_eq!(reply, with(values));
        }
    }

    #[test]
    fn own_proxy_states_and_too_many_are_loops() {
        assert_eq!(TAG.check(&with(&[b"a", b"proxy-0"]), 3), Ok(()));
        assert_eq!(TAG.check(&with(&[b"proxy-01xxxxxxxx", b"a"]), 3), Err(Loop::OwnProxyState));
        let refused = TAG.check(&with(&[b"a", b"b", b"c"]), 3);
        assert_eq!(refused, Err(Loop::TooManyHops { found: 3, limit: 3 }));
    }
}
