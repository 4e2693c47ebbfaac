//! Handles in the place of hidden values, for a sandbox that must not see them.

use core::fmt;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::attribute::{Attributes, Reference};
use crate::crypto::{
    Hop, Plain, Salts, keep_chap_challenge, remove_hop_by_hop, rewrite_hidden, split_tag,
};
use crate::error::{Error, Reason};

/// Octets of the random part of a handle, the same in all handles of one packet.
const NONCE_OCTETS: usize = 14;

/// The hidden values of one packet. They are wiped when dropped, and `Debug` does not show them.
///
/// A handle is 14 random octets and a number: nobody who has not seen the packet can guess it.
#[derive(Clone)]
pub struct Handles {
    nonce: [u8; NONCE_OCTETS],
    values: Vec<(Reference, Plain)>,
}

/// Converts the attributes of the hop `from` to RADIUS/1.1 form with a handle in the place of each
/// hidden value. The tag of a tagged attribute stays in front of its handle.
///
/// CHAP-Challenge, Message-Authenticator and Original-Packet-Code are treated as
/// [`rehide`](crate::crypto::rehide) does.
///
/// # Errors
/// As [`rehide`](crate::crypto::rehide). Nothing has changed then.
pub fn seal(
    attributes: &mut Attributes,
    from: Hop<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<Handles, Error> {
    let mut handles = Handles { nonce: [0; NONCE_OCTETS], values: Vec::new() };
    rng.fill_bytes(&mut handles.nonce);
    let mut new = attributes.clone();
    if let Hop::Radius10 { authenticator, .. } = from {
        keep_chap_challenge(&mut new, authenticator)?;
    }
    remove_hop_by_hop(&mut new);
    rewrite_hidden(&mut new, |definition, octets| {
        let plain = Plain::reveal(definition, octets, from)?;
        let handle = handles.handle(handles.values.len());
        let octets = plain.tag.into_iter().chain(handle).collect();
        handles.values.push((definition.reference, plain));
        Ok(Zeroizing::new(octets))
    })?;
    *attributes = new;
    Ok(handles)
}

/// Puts the hidden values back, hidden for the hop `to`.
///
/// A handle may be missing: policy has removed its attribute. The handles can be used again, for
/// another hop.
///
/// # Errors
/// [`Reason::HandleForged`] if a hidden attribute holds anything but a handle that [`seal`] put into
/// an attribute of that name and tag, [`Reason::HandleDuplicated`] if it holds one that was there
/// before, and those of [`rehide`](crate::crypto::rehide). Nothing has changed then.
pub fn unseal(
    attributes: &mut Attributes,
    handles: &Handles,
    to: Hop<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<(), Error> {
    let mut salts = Salts::new(rng);
    let mut used = vec![false; handles.values.len()];
    rewrite_hidden(attributes, |definition, octets| {
        let attribute = definition.name;
        let (tag, handle) = split_tag(definition, octets)?;
        let found = handles
            .position(handle)
            .and_then(|at| Some((handles.values.get(at)?, used.get_mut(at)?)));
        match found {
            Some(((reference, plain), used))
                if *reference == definition.reference && plain.tag == tag =>
            {
                if core::mem::replace(used, true) {
                    return Err(Reason::HandleDuplicated { attribute }.into());
                }
                plain.hide(definition, to, &mut salts)
            }
            _ => Err(Reason::HandleForged { attribute }.into()),
        }
    })
}

impl Handles {
    /// How many hidden values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether nothing is hidden.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether the hidden value for which `handle` stands is `expected`, in a time that does not
    /// depend on how much of it agrees; none if there is no such value.
    #[must_use]
    pub fn is_equal(&self, handle: &[u8], expected: &[u8]) -> Option<bool> {
        let (_, plain) = self.values.get(self.position(handle)?)?;
        Some(plain.value().ct_eq(expected).into())
    }

    /// The handle of a value. A packet has fewer values than 16 bits count.
    fn handle(&self, at: usize) -> impl Iterator<Item = u8> + use<> {
        let number = u16::try_from(at).unwrap_or(u16::MAX);
        self.nonce.into_iter().chain(number.to_be_bytes())
    }

    /// Which value a handle stands for.
    fn position(&self, handle: &[u8]) -> Option<usize> {
        let number = handle.strip_prefix(&self.nonce)?;
        Some(usize::from(u16::from_be_bytes(number.try_into().ok()?)))
    }
}

impl fmt::Debug for Handles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handles({})", self.values.len())
    }
}
