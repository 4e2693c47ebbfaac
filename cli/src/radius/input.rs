//! What an operator has of packets: hexadecimal digits, octets, or a capture.

use core::net::SocketAddr;
use core::time::Duration;
use std::path::Path;

use super::capture;
use crate::args::RadiusExplainArguments;
use crate::error::Error;
use crate::input;

/// Largest file.
const MAX_FILE_OCTETS: usize = 256 << 20;

/// One packet as it was on the wire.
#[derive(Debug)]
pub struct Item {
    /// Where it was seen.
    pub journey: Option<Journey>,
    /// Its octets.
    pub octets: Vec<u8>,
}

/// Where a packet of a capture was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Journey {
    /// The number of its frame, from 1.
    pub frame: u64,
    /// When, since the Unix epoch.
    pub time: Option<Duration>,
    /// `udp` or `tcp`.
    pub transport: &'static str,
    /// Who sent it.
    pub from: SocketAddr,
    /// Whom it was sent to.
    pub to: SocketAddr,
}

/// The packets of the argument: digits, or a file, or standard input for `-`; with what was left out.
///
/// # Errors
/// [`Error::NoPacket`]; those of reading.
pub fn read(arguments: &RadiusExplainArguments) -> Result<capture::Found, Error> {
    let text = arguments.packet.as_str();
    if text != input::STANDARD_INPUT
        && let Some(octets) = digits(text.as_bytes())
    {
        return Ok(one(octets));
    }
    let path = Path::new(text);
    let octets = match input::read_public(path, MAX_FILE_OCTETS) {
        // Somebody who has pasted digits does not look for a file.
        Err(Error::Read { .. }) if !text.contains(['.', '/']) && text != input::STANDARD_INPUT => {
            return Err(Error::NoPacket("it is neither hexadecimal nor a file that can be read"));
        }
        read => read?,
    };
    if capture::is_capture(&octets) {
        return capture::read(&octets, &arguments.port)
            .map_err(|problem| Error::Capture { name: input::name(path), problem });
    }
    Ok(one(digits(&octets).unwrap_or(octets)))
}

fn one(octets: Vec<u8>) -> capture::Found {
    let items = vec![Item { journey: None, octets }];
    capture::Found { items, left_out: Vec::new() }
}

/// The octets of hexadecimal digits, which may begin with `0x` and be set apart by white space and
/// colons; none if there is something else, or nothing.
fn digits(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.trim_ascii();
    let text = text.strip_prefix(b"0x").unwrap_or(text);
    let is_apart = |octet: &u8| octet.is_ascii_whitespace() || *octet == b':';
    let digits: Vec<u8> = text.iter().copied().filter(|octet| !is_apart(octet)).collect();
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    let octet = |[high, low]: &[u8; 2]| {
        let digit = |octet: u8| char::from(octet).to_digit(16);
        u8::try_from(digit(*high)? << 4 | digit(*low)?).ok()
    };
    let octets: Option<Vec<u8>> = pairs.iter().map(octet).collect();
    octets.filter(|octets| !octets.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_taken_as_they_are_pasted() {
        for text in ["0c0a", "0C0A", "0x0c0a", "0c:0a", " 0c 0a\n", "0c\n0a\n"] {
            assert_eq!(digits(text.as_bytes()), Some(vec![12, 10]), "{text:?}");
        }
        for text in ["", "0c0", "0g", "packet.hex", "-"] {
            assert_eq!(digits(text.as_bytes()), None, "{text:?}");
        }
    }
}
