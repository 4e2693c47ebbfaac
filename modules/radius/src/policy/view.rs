//! What conditions, tests and templates look at.

use std::borrow::Cow;
use std::time::Duration;

use super::Client;
use super::kinds::Kinds;
use crate::attribute::{Attributes, Reference};
use crate::dictionary::{self, Value};
use crate::nai::Nai;

/// Type of User-Name.
const USER_NAME: Reference = Reference::standard(1);

/// One packet, with what belongs to it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    /// A single kind.
    pub kind: Kinds,
    /// Whether the packet or the request that it answers carries EAP-Message.
    pub is_eap: bool,
    /// The attributes of the packet, as edited so far.
    pub attributes: &'a Attributes,
    /// The attributes of the request: of this one, or of the one that this packet answers.
    pub request: &'a Attributes,
    pub client: Client<'a>,
    pub now: Duration,
}

/// What belongs to a packet, whatever its attributes become.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// A single kind.
    pub kind: Kinds,
    /// Whether the packet or the request that it answers carries EAP-Message.
    pub is_eap: bool,
    /// The request that a reply answers.
    pub request: Option<&'a Attributes>,
    pub client: Client<'a>,
    pub now: Duration,
}

impl<'a> Context<'a> {
    /// The packet with these attributes.
    pub fn view<'v>(&self, attributes: &'v Attributes) -> View<'v>
    where
        'a: 'v,
    {
        let Self { kind, is_eap, request, client, now } = *self;
        View { kind, is_eap, attributes, request: request.unwrap_or(attributes), client, now }
    }
}

impl View<'_> {
    /// The realm of the request.
    pub fn realm(&self) -> Option<Vec<u8>> {
        let user_name = self.request.first(&USER_NAME)?;
        Nai::parse(&user_name, &[]).ok()?.realm().map(<[u8]>::to_vec)
    }

    /// What the User-Name of the request has before its realm.
    pub fn local_part(&self) -> Option<Vec<u8>> {
        let user_name = self.request.first(&USER_NAME)?;
        Nai::parse(&user_name, &[]).ok().map(|nai| nai.local_part().to_vec())
    }
}

/// A typed value without its tag; none if the octets are not of the data type.
pub(super) fn value(reference: &Reference, octets: &[u8]) -> Option<Value> {
    match dictionary::definition(reference) {
        Some(definition) => definition.decode(octets).ok().map(|(_, value)| value),
        None => Some(Value::Octets(octets.to_vec())),
    }
}

/// A value as conditions and templates read it: octets as they are, everything else as text.
pub(crate) fn text<'a>(reference: &Reference, octets: &'a [u8]) -> Option<Cow<'a, [u8]>> {
    let Some(definition) = dictionary::definition(reference) else {
        return Some(Cow::Borrowed(octets));
    };
    match definition.decode(octets).ok()? {
        (_, Value::Octets(value)) => Some(Cow::Owned(value)),
        (_, value) => Some(Cow::Owned(definition.print(&value).into_bytes())),
    }
}
