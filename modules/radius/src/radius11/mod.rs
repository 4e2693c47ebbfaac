//! RADIUS/1.1: draft-ietf-radext-radiusv11-11, RFC 9765.
//!
//! The header has a Token where RADIUS has identifier and authenticator, and nothing is hidden.
//! [`rehide`](crate::crypto::rehide) converts attributes between the two forms. The gateway hands
//! packets to its sandbox in this form as well, with [`seal`] instead of `rehide`: hidden values
//! are handles there.

mod seal;

use crate::attribute::Attributes;
use crate::crypto::remove_hop_by_hop;
use crate::error::Error;
use crate::packet::{Code, header, split};

pub use seal::{Handles, seal, unseal};

/// The Token field: matches requests and replies on one connection.
pub type Token = [u8; 4];

/// One packet of RADIUS/1.1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// What kind of packet it is.
    pub code: Code,
    /// Matches requests and replies.
    pub token: Token,
    /// Attributes in the order of the wire, in clear.
    pub attributes: Attributes,
}

impl Packet {
    /// Reads a packet. The reserved fields are ignored, and so are Message-Authenticator and
    /// Original-Packet-Code (RADIUS/1.1 sections 5.2 and 5.5), which are not in the result.
    ///
    /// # Errors
    /// As [`packet::Packet::parse`](crate::packet::Packet::parse).
    pub fn parse(octets: &[u8]) -> Result<Self, Error> {
        let (header, body) = split(octets)?;
        let [code, _, _, _, t0, t1, t2, t3, ..] = *header;
        let mut attributes = Attributes::parse(body)?;
        remove_hop_by_hop(&mut attributes);
        Ok(Self { code: Code(code), token: [t0, t1, t2, t3], attributes })
    }

    /// The octets of the packet.
    ///
    /// # Errors
    /// [`Reason::PacketTooLong`](crate::Reason::PacketTooLong).
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let body = self.attributes.as_bytes();
        let length = body.len().saturating_add(crate::packet::HEADER_OCTETS);
        let mut field = [0; 16];
        let (token, _reserved) = field.split_at_mut(self.token.len());
        token.copy_from_slice(&self.token);
        let mut octets = Vec::with_capacity(length);
        octets.extend(header(self.code, 0, length, &field)?);
        octets.extend_from_slice(body);
        Ok(octets)
    }
}
