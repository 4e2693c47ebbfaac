//! Packets of RFC 2865 section 3: from a datagram or a stream, and back.

mod code;
mod framer;

use crate::attribute::Attributes;
use crate::error::{Error, Problem, Reason};

pub use code::{AuthenticatorKind, Code};
pub use framer::{Framer, stream_length};

/// Octets of the header: Code, Identifier, Length and Authenticator.
pub const HEADER_OCTETS: usize = 20;

/// Largest Length (RFC 2865 section 3).
pub const MAX_PACKET_OCTETS: usize = 4096;

/// The Authenticator field: a Request or a Response Authenticator.
pub type Authenticator = [u8; 16];

/// One packet. Order and octets of its attributes are those of the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// What kind of packet it is.
    pub code: Code,
    /// Matches requests and replies.
    pub identifier: u8,
    /// Request or Response Authenticator.
    pub authenticator: Authenticator,
    /// Attributes in the order of the wire.
    pub attributes: Attributes,
}

impl Packet {
    /// A packet without attributes, its authenticator all zeros.
    #[must_use]
    pub fn new(code: Code, identifier: u8) -> Self {
        Self { code, identifier, authenticator: [0; 16], attributes: Attributes::new() }
    }

    /// Reads a datagram. Octets beyond Length are padding and ignored (RFC 2865 section 3).
    ///
    /// # Errors
    /// [`Error::Malformed`] if there are fewer octets than Length says, if Length is not between
    /// [`HEADER_OCTETS`] and [`MAX_PACKET_OCTETS`], or if the attributes do not fill the packet.
    pub fn parse(datagram: &[u8]) -> Result<Self, Error> {
        let (header, body) = split(datagram)?;
        let [code, identifier, _, _, authenticator @ ..] = *header;
        let attributes = Attributes::parse(body)?;
        Ok(Self { code: Code(code), identifier, authenticator, attributes })
    }

    /// The octets of the packet.
    ///
    /// # Errors
    /// [`Reason::PacketTooLong`] above [`MAX_PACKET_OCTETS`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let mut octets = Vec::with_capacity(self.len());
        octets.extend(self.header()?);
        octets.extend_from_slice(self.attributes.as_bytes());
        Ok(octets)
    }

    /// Octets of the packet: the Length field if it is no more than [`MAX_PACKET_OCTETS`].
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a packet is never empty")]
    pub fn len(&self) -> usize {
        self.attributes.as_bytes().len().saturating_add(HEADER_OCTETS)
    }

    /// The header of the packet.
    pub(crate) fn header(&self) -> Result<[u8; HEADER_OCTETS], Error> {
        header(self.code, self.identifier, self.len(), &self.authenticator)
    }
}

/// The header and the attributes of a datagram.
pub(crate) fn split(datagram: &[u8]) -> Result<(&[u8; HEADER_OCTETS], &[u8]), Error> {
    let truncated =
        |needed| Error::malformed("packet", Problem::Truncated { needed, found: datagram.len() });
    let (header, _) = datagram.split_first_chunk().ok_or_else(|| truncated(HEADER_OCTETS))?;
    let length = length(header)?;
    let packet = datagram.get(..length).ok_or_else(|| truncated(length))?;
    Ok((header, packet.get(HEADER_OCTETS..).unwrap_or_default()))
}

/// The Length field, checked.
fn length(header: &[u8; HEADER_OCTETS]) -> Result<usize, Error> {
    let [_, _, high, low, ..] = *header;
    let length = usize::from(u16::from_be_bytes([high, low]));
    if length < HEADER_OCTETS {
        let problem = Problem::Truncated { needed: HEADER_OCTETS, found: length };
        return Err(Error::malformed("Length of the packet", problem));
    }
    if length > MAX_PACKET_OCTETS {
        let problem = Problem::TooLarge { found: length, limit: MAX_PACKET_OCTETS };
        return Err(Error::malformed("Length of the packet", problem));
    }
    Ok(length)
}

/// The octets of a header.
pub(crate) fn header(
    code: Code,
    identifier: u8,
    length: usize,
    authenticator: &Authenticator,
) -> Result<[u8; HEADER_OCTETS], Error> {
    let too_long = Reason::PacketTooLong { found: length, limit: MAX_PACKET_OCTETS };
    let length = match u16::try_from(length) {
        Ok(short) if length <= MAX_PACKET_OCTETS => short,
        _ => return Err(too_long.into()),
    };
    let [high, low] = length.to_be_bytes();
    let mut octets = [0; HEADER_OCTETS];
    let (front, back) = octets.split_at_mut(4);
    front.copy_from_slice(&[code.0, identifier, high, low]);
    back.copy_from_slice(authenticator);
    Ok(octets)
}
