//! Message-Authenticator: RFC 3579 section 3.2, RFC 5176 section 3.4.

use super::Secret;
use crate::attribute::{Attributes, MAX_ATTRIBUTES_OCTETS};
use crate::error::{Error, Problem, Reason};
use crate::packet::{Authenticator, Code, Packet, header};

/// Type of Message-Authenticator.
pub(super) const MESSAGE_AUTHENTICATOR: u8 = 80;

/// Type of EAP-Message.
const EAP_MESSAGE: u8 = 79;

/// Octets of its value.
const OCTETS: usize = 16;

/// What a packet must have.
///
/// Whatever the policy, it is required in a Status-Server (RFC 5997 section 3) and in an
/// Access-Request or its answer with an EAP-Message (RFC 3579 section 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MessageAuthenticatorPolicy {
    /// It is verified if it is there.
    Optional,
    /// It must be there.
    Required,
    /// It must be the first attribute. Chosen-prefix forgeries of the Response Authenticator
    /// (BlastRADIUS) need attributes before it.
    First,
}

/// Where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// Before all other attributes.
    First,
    /// Behind another attribute.
    Elsewhere,
}

impl Attributes {
    /// Where Message-Authenticator is, if there is one.
    ///
    /// # Errors
    /// [`Reason::MessageAuthenticatorDuplicate`] if there are several, [`Error::Malformed`] unless
    /// it has 16 octets.
    pub fn message_authenticator(&self) -> Result<Option<Position>, Error> {
        let of_type = self.iter().enumerate();
        let mut found = of_type.filter(|(_, attribute)| attribute.number == MESSAGE_AUTHENTICATOR);
        let Some((index, attribute)) = found.next() else { return Ok(None) };
        let others = found.count();
        if others > 0 {
            let count = others.saturating_add(1);
            return Err(Reason::MessageAuthenticatorDuplicate { count }.into());
        }
        if attribute.value.len() != OCTETS {
            let problem = Problem::Length { needed: OCTETS, found: attribute.value.len() };
            return Err(Error::malformed("Message-Authenticator", problem));
        }
        Ok(Some(if index == 0 { Position::First } else { Position::Elsewhere }))
    }

    /// Puts a Message-Authenticator before all other attributes and removes those that were there.
    /// Its value is set when the packet is signed.
    ///
    /// # Errors
    /// [`Reason::PacketTooLong`] or [`Reason::TooManyAttributes`].
    pub fn prepend_message_authenticator(&mut self) -> Result<(), Error> {
        self.remove_message_authenticator();
        self.push_first(MESSAGE_AUTHENTICATOR, &[0; OCTETS])
    }

    /// Removes every Message-Authenticator.
    pub fn remove_message_authenticator(&mut self) {
        self.retain(|attribute| attribute.number != MESSAGE_AUTHENTICATOR);
    }

    /// The value of Message-Authenticator.
    pub(super) fn message_authenticator_value(&self) -> Option<[u8; OCTETS]> {
        let mut attributes = self.iter();
        let found = attributes.find(|attribute| attribute.number == MESSAGE_AUTHENTICATOR)?;
        found.value.try_into().ok()
    }
}

/// Whether the packet keeps to the policy.
///
/// # Errors
/// [`Reason::MessageAuthenticatorMissing`], [`Reason::MessageAuthenticatorNotFirst`] and those of
/// [`Attributes::message_authenticator`].
pub(super) fn check_presence(
    packet: &Packet,
    policy: MessageAuthenticatorPolicy,
) -> Result<Option<Position>, Error> {
    let position = packet.attributes.message_authenticator()?;
    match position {
        None if policy >= MessageAuthenticatorPolicy::Required || is_always_required(packet) => {
            Err(Reason::MessageAuthenticatorMissing.into())
        }
        Some(Position::Elsewhere) if policy == MessageAuthenticatorPolicy::First => {
            Err(Reason::MessageAuthenticatorNotFirst.into())
        }
        position => Ok(position),
    }
}

/// HMAC-MD5 over the packet with this authenticator field and a Message-Authenticator of zeros.
pub(super) fn compute(
    packet: &Packet,
    authenticator: &Authenticator,
    secret: &Secret,
) -> Result<[u8; OCTETS], Error> {
    let header = header(packet.code, packet.identifier, packet.len(), authenticator)?;
    let octets = packet.attributes.as_bytes();
    let before = packet
        .attributes
        .iter()
        .take_while(|attribute| attribute.number != MESSAGE_AUTHENTICATOR)
        .map(|attribute| attribute.value.len().saturating_add(2))
        .fold(2, usize::saturating_add);
    let after = before.saturating_add(OCTETS).min(MAX_ATTRIBUTES_OCTETS);
    let (front, back) =
        (octets.get(..before).unwrap_or(octets), octets.get(after..).unwrap_or_default());
    Ok(secret.hmac(&[&header, front, &[0; OCTETS], back]))
}

fn is_always_required(packet: &Packet) -> bool {
    match packet.code {
        Code::STATUS_SERVER => true,
        Code::ACCESS_REQUEST
        | Code::ACCESS_ACCEPT
        | Code::ACCESS_REJECT
        | Code::ACCESS_CHALLENGE => {
            packet.attributes.iter().any(|attribute| attribute.number == EAP_MESSAGE)
        }
        _ => false,
    }
}
