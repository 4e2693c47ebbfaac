//! The octets of a TCP stream, in the data callback of their direction only.

use crate::{HostError, raw};

/// `Downstream` of the ABI's stream types.
const DOWNSTREAM: u32 = 2;

/// Where octets go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the client to the server.
    ToServer,
    /// From the server to the client.
    ToClient,
}

impl Direction {
    /// What is in the buffer: `size` octets, as the callback was told.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the buffer is not available.
    pub fn data(self, size: usize) -> Result<Vec<u8>, HostError> {
        raw::buffer(self.number(), size)
    }

    /// Puts octets in the place of everything in the buffer.
    ///
    /// # Errors
    ///
    /// A [`HostError`] when the buffer cannot be written in the running callback.
    pub fn replace(self, octets: &[u8]) -> Result<(), HostError> {
        raw::set_buffer(self.number(), usize::MAX, octets)
    }

    /// The number of the buffer in the ABI.
    fn number(self) -> u32 {
        match self {
            Self::ToServer => 2,
            Self::ToClient => 3,
        }
    }
}

/// Closes the connection of the client, after what was written to it before.
///
/// # Errors
///
/// A [`HostError`] when it is closed already.
pub fn close() -> Result<(), HostError> {
    raw::close_stream(DOWNSTREAM)
}
