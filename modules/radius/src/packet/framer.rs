//! Packets from a stream of octets (RFC 6613 section 2.6.4).

use super::{HEADER_OCTETS, MAX_PACKET_OCTETS, length};
use crate::error::Error;

/// Cuts a stream into packets. It holds at most one packet that is not yet whole.
///
/// After an error the stream has no more packet boundaries: the connection is to be closed.
#[derive(Clone, Default)]
pub struct Framer {
    partial: Vec<u8>,
}

impl Framer {
    /// At the start of a stream.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes octets from the front of `input` until one packet is whole, and returns it.
    ///
    /// `None` means that `input` is used up and the packet goes on; call again until then.
    ///
    /// # Errors
    /// [`Error::Malformed`] if Length is not between [`HEADER_OCTETS`] and [`MAX_PACKET_OCTETS`].
    pub fn next_packet(&mut self, input: &mut &[u8]) -> Result<Option<Vec<u8>>, Error> {
        self.take(input, HEADER_OCTETS);
        let Some(length) = stream_length(&self.partial)? else { return Ok(None) };
        self.take(input, length);
        if self.partial.len() < length {
            return Ok(None);
        }
        Ok(Some(core::mem::take(&mut self.partial)))
    }

    /// Whether a packet has begun and is not whole: a stream that ends now was cut off.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        !self.partial.is_empty()
    }

    /// Fills the packet up to `target` octets, which is at most [`MAX_PACKET_OCTETS`].
    fn take(&mut self, input: &mut &[u8], target: usize) {
        let wanted = target.min(MAX_PACKET_OCTETS).saturating_sub(self.partial.len());
        let (taken, rest) = input.split_at(wanted.min(input.len()));
        self.partial.extend_from_slice(taken);
        *input = rest;
    }
}

/// The length of the packet at the front of a stream, or `None` while its header is not whole.
///
/// # Errors
/// [`Error::Malformed`] if it is not between [`HEADER_OCTETS`] and [`MAX_PACKET_OCTETS`].
pub fn stream_length(octets: &[u8]) -> Result<Option<usize>, Error> {
    octets.first_chunk().map(length).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: [u8; 22] = [2, 7, 0, 22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 24, 2];

    #[test]
    fn packets_come_whole_however_the_stream_is_cut() {
        let stream = PACKET.repeat(3);
        for size in 1..=stream.len() {
            let mut framer = Framer::new();
            let mut packets = Vec::new();
            for mut chunk in stream.chunks(size) {
                while let Some(packet) = framer.next_packet(&mut chunk).unwrap() {
                    packets.push(packet);
                }
                assert!(chunk.is_empty());
            }
            assert_eq!(packets, [PACKET; 3]);
            assert!(!framer.is_partial());
        }
    }

    #[test]
    fn a_length_out_of_bounds_ends_the_stream() {
        for length in [0_u16, 19, 4097, u16::MAX] {
            let mut header = PACKET;
            header[2..4].copy_from_slice(&length.to_be_bytes());
            assert!(Framer::new().next_packet(&mut &header[..]).is_err());
        }
    }

    #[test]
    fn no_more_is_held_than_one_packet() {
        let mut largest = vec![0; 5000];
        largest[2] = 0x10;
        let mut framer = Framer::new();
        let mut input = &largest[..4095];
        assert_eq!(framer.next_packet(&mut input), Ok(None));
        assert!(framer.is_partial());
        let mut input = &largest[4095..];
        assert_eq!(framer.next_packet(&mut input).unwrap().map(|packet| packet.len()), Some(4096));
        assert_eq!(input.len(), 5000 - 4096);
    }
}
