//! The attributes that a proxy must not change.

use super::Refusal;
use crate::attribute::Attributes;
use crate::eap;

/// Type of State.
pub(super) const STATE: u8 = 24;
/// Type of Class.
pub(super) const CLASS: u8 = 25;
/// Type of Proxy-State.
pub(super) const PROXY_STATE: u8 = 33;
/// Type of EAP-Message.
pub(super) const EAP_MESSAGE: u8 = 79;

/// The guarded attributes of one packet, in order.
#[derive(Debug, Clone)]
pub(super) struct Guarded {
    kept: Attributes,
    /// Whether the EAP-Message attributes of the packet are contiguous, and an EAP packet.
    is_eap_whole: bool,
}

impl Guarded {
    /// Those of a packet.
    pub(super) fn new(attributes: &Attributes) -> Self {
        let mut kept = attributes.clone();
        kept.retain(|attribute| {
            matches!(attribute.number, STATE | CLASS | PROXY_STATE | EAP_MESSAGE)
        });
        Self { kept, is_eap_whole: eap::read(attributes).is_ok() }
    }

    /// Whether there is one of this Type.
    pub(super) fn has(&self, number: u8) -> bool {
        self.values(number).next().is_some()
    }

    /// The values of this Type in order.
    pub(super) fn values(&self, number: u8) -> impl Iterator<Item = &[u8]> {
        values(&self.kept, number)
    }

    /// Whether `attributes` has the same values of this Type in the same order.
    pub(super) fn check(
        &self,
        number: u8,
        attributes: &Attributes,
        refusal: Refusal,
    ) -> Result<(), Refusal> {
        if self.values(number).eq(values(attributes, number)) { Ok(()) } else { Err(refusal) }
    }

    /// Whether the EAP-Message attributes are the same, and still contiguous (RFC 3579 section 3.1).
    pub(super) fn check_eap(&self, attributes: &Attributes) -> Result<(), Refusal> {
        self.check(EAP_MESSAGE, attributes, Refusal::EapMessageChanged)?;
        // The values are the same, so that only what is between them can make a difference.
        match self.is_eap_whole && eap::read(attributes).is_err() {
            true => Err(Refusal::EapMessageChanged),
            false => Ok(()),
        }
    }
}

/// The values of a Type in order.
pub(super) fn values(attributes: &Attributes, number: u8) -> impl Iterator<Item = &[u8]> {
    attributes
        .iter()
        .filter(move |attribute| attribute.number == number)
        .map(|attribute| attribute.value)
}
