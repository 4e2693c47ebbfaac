//! From one hop to the next: what is hidden with one secret is hidden with another.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use super::{Secret, hiding};
use crate::attribute::{Attributes, Level, Reference, Tlvs, is_well_formed, write};
use crate::dictionary::{self, DataType, Definition, Hiding};
use crate::error::{Error, Problem};
use crate::packet::Authenticator;

/// Types of CHAP-Password and CHAP-Challenge.
const CHAP_PASSWORD: u8 = 3;
const CHAP_CHALLENGE: u8 = 60;

/// Original-Packet-Code (RFC 7930 section 4), which RADIUS/1.1 does not have.
const ORIGINAL_PACKET_CODE: Reference = Reference::extended(241, 4);

/// Octets of MS-CHAP-MPPE-Keys before they are padded (RFC 2548 section 2.4.1).
const MPPE_KEYS_OCTETS: usize = 24;

/// How values are hidden between this proxy and one neighbour.
#[derive(Debug, Clone, Copy)]
pub enum Hop<'a> {
    /// With MD5 and the shared secret.
    Radius10 {
        /// The shared secret.
        secret: &'a Secret,
        /// The Request Authenticator: that of the packet if it is an Access-Request, that of its
        /// request if it is a response. In a CoA-Request, whose authenticator depends on its
        /// attributes, implementations use zeros.
        authenticator: &'a Authenticator,
    },
    /// Not at all: TLS does it (RADIUS/1.1 section 5.1).
    Radius11,
}

/// Hides for the hop `to` what was hidden for the hop `from`, with new salts.
///
/// A CHAP-Challenge is added as [`keep_chap_challenge`] does. For RADIUS/1.1, Message-Authenticator
/// and Original-Packet-Code are removed; towards another hop the caller adds and signs a
/// Message-Authenticator of its own.
///
/// # Errors
/// [`Error::Malformed`] or [`Reason::HiddenAttributeUnreadable`](crate::Reason::HiddenAttributeUnreadable) if a value is not hidden as it
/// should be, [`Reason::ValueTooLong`](crate::Reason::ValueTooLong), [`Reason::ValueEmpty`](crate::Reason::ValueEmpty) or [`Reason::PacketTooLong`](crate::Reason::PacketTooLong) if it
/// does not fit the other form. Nothing has changed then.
pub fn rehide(
    attributes: &mut Attributes,
    from: Hop<'_>,
    to: Hop<'_>,
    rng: &mut dyn CryptoRng,
) -> Result<(), Error> {
    let mut salts = Salts::new(rng);
    let mut new = attributes.clone();
    if let Hop::Radius10 { authenticator, .. } = from {
        keep_chap_challenge(&mut new, authenticator)?;
    }
    if matches!(to, Hop::Radius11) {
        remove_hop_by_hop(&mut new);
    }
    rewrite_hidden(&mut new, |definition, octets| {
        Plain::reveal(definition, octets, from)?.hide(definition, to, &mut salts)
    })?;
    *attributes = new;
    Ok(())
}

/// Adds a CHAP-Challenge with the Request Authenticator if CHAP-Password needs it: without that
/// attribute the challenge is the authenticator (RFC 2865 section 5.3), which changes on each hop.
///
/// # Errors
/// [`Reason::PacketTooLong`](crate::Reason::PacketTooLong) or [`Reason::TooManyAttributes`](crate::Reason::TooManyAttributes).
pub fn keep_chap_challenge(
    attributes: &mut Attributes,
    authenticator: &Authenticator,
) -> Result<(), Error> {
    let has = |number| attributes.iter().any(|attribute| attribute.number == number);
    if has(CHAP_PASSWORD) && !has(CHAP_CHALLENGE) {
        attributes.push(CHAP_CHALLENGE, authenticator)?;
    }
    Ok(())
}

/// Removes what RADIUS/1.1 sections 5.2 and 5.5 forbid.
pub(crate) fn remove_hop_by_hop(attributes: &mut Attributes) {
    attributes.remove_message_authenticator();
    attributes.remove(&ORIGINAL_PACKET_CODE);
}

/// Salts that are unique in one packet, with the high bit set (RFC 2868 section 3.5).
pub(crate) struct Salts(u16);

impl Salts {
    /// From a random start.
    pub(crate) fn new(rng: &mut dyn CryptoRng) -> Self {
        let mut start = [0; 2];
        rng.fill_bytes(&mut start);
        Self(u16::from_be_bytes(start))
    }

    fn next_salt(&mut self) -> [u8; 2] {
        self.0 = self.0.wrapping_add(1);
        (self.0 | 0x8000).to_be_bytes()
    }
}

/// A hidden value that was revealed: as RADIUS/1.1 has it, without its tag.
#[derive(Clone)]
pub(crate) struct Plain {
    /// The Tag field, which is always there if the attribute is tagged.
    pub(crate) tag: Option<u8>,
    value: Zeroizing<Vec<u8>>,
}

impl Plain {
    /// Undoes the hiding of `hop`.
    pub(crate) fn reveal(
        definition: &Definition,
        octets: &[u8],
        hop: Hop<'_>,
    ) -> Result<Self, Error> {
        let name = definition.name;
        let (tag, octets) = split_tag(definition, octets)?;
        let value = match (definition.hiding, hop) {
            (None, _) => Zeroizing::new(octets.to_vec()),
            (Some(Hiding::Salted), Hop::Radius10 { secret, authenticator }) => {
                hiding::reveal_salted(octets, secret, authenticator, name)?
            }
            (Some(Hiding::Password | Hiding::Keys), Hop::Radius10 { secret, authenticator }) => {
                hiding::reveal_password(octets, secret, authenticator, name)?
            }
            (Some(_), Hop::Radius11) => Zeroizing::new(octets.to_vec()),
        };
        let value = match definition.hiding {
            // Padding is zeros, and a password has none at its end.
            Some(Hiding::Password) => {
                let end = value.iter().rposition(|octet| *octet != 0);
                let length = end.map_or(0, |end| end.saturating_add(1));
                Zeroizing::new(value.get(..length).unwrap_or_default().to_vec())
            }
            Some(Hiding::Keys) => {
                let keys = value.get(..MPPE_KEYS_OCTETS).ok_or_else(|| {
                    let problem =
                        Problem::Truncated { needed: MPPE_KEYS_OCTETS, found: value.len() };
                    Error::malformed(name, problem)
                })?;
                Zeroizing::new(keys.to_vec())
            }
            _ => value,
        };
        Ok(Self { tag, value })
    }

    /// The value in clear.
    pub(crate) fn value(&self) -> &[u8] {
        &self.value
    }

    /// Hides the value as `hop` does.
    pub(crate) fn hide(
        &self,
        definition: &Definition,
        hop: Hop<'_>,
        salts: &mut Salts,
    ) -> Result<Zeroizing<Vec<u8>>, Error> {
        let hidden = match (definition.hiding, hop) {
            (Some(Hiding::Salted), Hop::Radius10 { secret, authenticator }) => {
                hiding::hide_salted(&self.value, salts.next_salt(), secret, authenticator)?
            }
            (Some(Hiding::Password | Hiding::Keys), Hop::Radius10 { secret, authenticator }) => {
                hiding::hide_password(&self.value, secret, authenticator)?
            }
            // RADIUS/1.1 section 5.1.1 asks for at least one octet; a zero is padding elsewhere.
            (Some(Hiding::Password), Hop::Radius11) if self.value.is_empty() => vec![0],
            (_, Hop::Radius11) | (None, _) => self.value.to_vec(),
        };
        let hidden = Zeroizing::new(hidden);
        Ok(match self.tag {
            Some(tag) => Zeroizing::new([&[tag][..], &hidden].concat()),
            None => hidden,
        })
    }
}

/// The Tag field and the rest. A hidden attribute always has that field.
pub(crate) fn split_tag<'a>(
    definition: &Definition,
    octets: &'a [u8],
) -> Result<(Option<u8>, &'a [u8]), Error> {
    match (definition.tagged, octets) {
        (false, octets) => Ok((None, octets)),
        (true, [tag, octets @ ..]) => Ok((Some(*tag), octets)),
        (true, []) => {
            let problem = Problem::Truncated { needed: 1, found: 0 };
            Err(Error::malformed(definition.name, problem))
        }
    }
}

/// Gives the octets of every hidden attribute to `rewrite`, and puts what it returns in their place.
pub(crate) fn rewrite_hidden(
    attributes: &mut Attributes,
    mut rewrite: impl FnMut(&'static Definition, &[u8]) -> Result<Zeroizing<Vec<u8>>, Error>,
) -> Result<(), Error> {
    let mut out = Zeroizing::new(Vec::with_capacity(attributes.as_bytes().len()));
    let mut changed = false;
    for attribute in attributes.iter() {
        let (number, value) = (attribute.number, attribute.value);
        let known = dictionary::standard(number);
        match known {
            Some(known) if known.hiding.is_some() => {
                changed = true;
                write(&mut out, number, &[&rewrite(known, value)?])?;
            }
            Some(known) if known.data_type == DataType::Vsa && has_hidden_member(value) => {
                changed = true;
                let members = rewrite_members(value, &mut rewrite)?;
                write(&mut out, number, &[&members])?;
            }
            _ => write(&mut out, number, &[value])?,
        }
    }
    match changed {
        true => attributes.become_octets(core::mem::take(&mut *out)),
        false => Ok(()),
    }
}

/// The Vendor-Id and the members of a Vendor-Specific value that is well-formed.
fn vendor_members(value: &[u8]) -> Option<(u32, Tlvs<'_>)> {
    let (id, members) = value.split_first_chunk()?;
    let vendor = u32::from_be_bytes(*id);
    let is_list =
        dictionary::has_recommended_format(vendor) && is_well_formed(members, Level::Vendor);
    is_list.then(|| (vendor, Tlvs::new(members)))
}

fn hidden_member(vendor: u32, number: u8) -> Option<&'static Definition> {
    let known = dictionary::definition(&Reference::vendor(vendor, number))?;
    known.hiding.is_some().then_some(known)
}

fn has_hidden_member(value: &[u8]) -> bool {
    vendor_members(value).is_some_and(|(vendor, mut members)| {
        members.any(|member| hidden_member(vendor, member.number).is_some())
    })
}

fn rewrite_members(
    value: &[u8],
    rewrite: &mut impl FnMut(&'static Definition, &[u8]) -> Result<Zeroizing<Vec<u8>>, Error>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let Some((vendor, members)) = vendor_members(value) else {
        return Ok(Zeroizing::new(value.to_vec()));
    };
    let mut out = Zeroizing::new(vendor.to_be_bytes().to_vec());
    for member in members {
        match hidden_member(vendor, member.number) {
            Some(known) => write(&mut out, member.number, &[&rewrite(known, member.value)?])?,
            None => write(&mut out, member.number, &[member.value])?,
        }
    }
    Ok(out)
}
