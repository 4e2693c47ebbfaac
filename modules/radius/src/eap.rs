//! EAP inside of RADIUS: RFC 3579. Only the header of EAP is read (RFC 3748 section 4).

use crate::attribute::{Attributes, Reference};
use crate::error::{Error, Problem};
use crate::packet::{Code, Packet};

/// Type of EAP-Message.
const EAP_MESSAGE: u8 = 79;

/// Type of Reply-Message.
const REPLY_MESSAGE: u8 = 18;

/// Type of Proxy-State.
const PROXY_STATE: u8 = 33;

/// Code of an EAP Request (RFC 3748 section 4.1).
pub const REQUEST: u8 = 1;
/// Code of an EAP Response (RFC 3748 section 4.1).
pub const RESPONSE: u8 = 2;
/// Code of EAP Success (RFC 3748 section 4.2).
pub const SUCCESS: u8 = 3;
/// Code of EAP Failure (RFC 3748 section 4.2).
pub const FAILURE: u8 = 4;

/// Type of a Nak (RFC 3748 section 5.3.1).
const NAK: u8 = 3;

/// What the EAP-Message attributes of a packet carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eap {
    /// No octets: the NAS asks for a first request (RFC 3579 section 2.1).
    Start,
    /// An EAP packet.
    Packet(Header),
}

/// The header of an EAP packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The Code field, such as [`RESPONSE`].
    pub code: u8,
    /// Matches responses and requests.
    pub identifier: u8,
    /// The Type field of a Request or Response, such as 1 for Identity.
    pub method: Option<u8>,
}

/// What the EAP-Message attributes carry, or `None` if there are none.
///
/// # Errors
/// [`Error::Malformed`] if they are not contiguous (RFC 3579 section 3.1), or do not hold the octets
/// that the EAP Length says.
pub fn read(attributes: &Attributes) -> Result<Option<Eap>, Error> {
    let malformed = |problem| Error::malformed("EAP-Message", problem);
    let Some(message) = attributes.first(&Reference::standard(EAP_MESSAGE)) else {
        return Ok(None);
    };
    if !is_contiguous(attributes) {
        return Err(malformed(Problem::Value("other attributes are between its attributes")));
    }
    let [code, identifier, high, low, ref data @ ..] = *message else {
        return match message.is_empty() {
            true => Ok(Some(Eap::Start)),
            false => Err(malformed(Problem::Truncated { needed: 4, found: message.len() })),
        };
    };
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length < 4 {
        return Err(malformed(Problem::Value("EAP Length is below 4")));
    }
    if length > message.len() {
        return Err(malformed(Problem::Truncated { needed: length, found: message.len() }));
    }
    let has_type = matches!(code, REQUEST | RESPONSE) && length > 4;
    let method = data.first().copied().filter(|_| has_type);
    Ok(Some(Eap::Packet(Header { code, identifier, method })))
}

/// An EAP Failure (RFC 3748 section 4.2).
#[must_use]
pub fn failure(identifier: u8) -> [u8; 4] {
    [FAILURE, identifier, 0, 4]
}

/// The Access-Reject of a proxy that refuses `request`, ready to be signed.
///
/// Message-Authenticator comes first; every Proxy-State of the request is in it, in order (RFC 2865
/// section 5.33). Within an EAP conversation it carries an EAP Failure with the identifier of the
/// response that it refuses, and no Reply-Message (RFC 3579 section 2.6.5); to an EAP Request it
/// answers with a Nak (RFC 3579 section 2.6.2). Otherwise it carries `reply_message`, if that is
/// not empty.
///
/// # Errors
/// [`Reason::ValueTooLong`](crate::Reason::ValueTooLong) if `reply_message` has more than 253
/// octets, [`Reason::PacketTooLong`](crate::Reason::PacketTooLong).
pub fn access_reject(request: &Packet, reply_message: &str) -> Result<Packet, Error> {
    let mut reject = Packet::new(Code::ACCESS_REJECT, request.identifier);
    reject.attributes.prepend_message_authenticator()?;
    match read(&request.attributes) {
        Ok(Some(Eap::Packet(Header { code: REQUEST, identifier, .. }))) => {
            reject.attributes.push(EAP_MESSAGE, &[RESPONSE, identifier, 0, 6, NAK, 0])?;
        }
        Ok(Some(Eap::Packet(header))) => {
            reject.attributes.push(EAP_MESSAGE, &failure(header.identifier))?;
        }
        // There is no identifier to repeat.
        Ok(Some(Eap::Start)) | Err(_) => reject.attributes.push(EAP_MESSAGE, &failure(0))?,
        Ok(None) if reply_message.is_empty() => {}
        Ok(None) => reject.attributes.push(REPLY_MESSAGE, reply_message.as_bytes())?,
    }
    for attribute in request.attributes.iter() {
        if attribute.number == PROXY_STATE {
            reject.attributes.push(PROXY_STATE, attribute.value)?;
        }
    }
    Ok(reject)
}

fn is_contiguous(attributes: &Attributes) -> bool {
    let mut is_message = attributes.iter().map(|attribute| attribute.number == EAP_MESSAGE);
    is_message.by_ref().find(|found| *found);
    is_message.by_ref().find(|found| !*found);
    !is_message.any(|found| found)
}
