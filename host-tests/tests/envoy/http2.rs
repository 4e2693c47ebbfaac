//! One HTTP/2 request whose headers are larger than the 64 KiB that curl's library sends
//! (RFC 9113, RFC 7541).

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;
const CONTINUATION: u8 = 9;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;
/// The largest frame that a peer takes unasked.
const MAX_FRAME: usize = 16_384;
/// `:status: 200` of the static table, as an indexed field.
const STATUS_200: u8 = 0x88;

/// The body of the response, whose status must be 200.
pub fn get(port: u16, path: &str, authorization: &str) -> String {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut block = Vec::new();
    for (name, value) in [
        (":method", "GET"),
        (":scheme", "http"),
        (":path", path),
        (":authority", "localhost"),
        ("authorization", authorization),
    ] {
        block.push(0); // A literal field without indexing, with a new name.
        string(&mut block, name);
        string(&mut block, value);
    }
    let mut octets = PREFACE.to_vec();
    frame(&mut octets, SETTINGS, 0, 0, &[]);
    let fragments: Vec<&[u8]> = block.chunks(MAX_FRAME).collect();
    for (index, fragment) in fragments.iter().enumerate() {
        let first = index == 0;
        let last = index + 1 == fragments.len();
        let flags = if first { END_STREAM } else { 0 } | if last { END_HEADERS } else { 0 };
        frame(&mut octets, if first { HEADERS } else { CONTINUATION }, flags, 1, fragment);
    }
    stream.write_all(&octets).unwrap();
    response(&mut stream)
}

fn response(stream: &mut TcpStream) -> String {
    let mut body = Vec::new();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).unwrap();
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        let mut payload = vec![0; usize::try_from(length).unwrap()];
        stream.read_exact(&mut payload).unwrap();
        match head[3] {
            HEADERS => assert!(payload.contains(&STATUS_200), "{payload:x?}"),
            DATA => body.extend(payload),
            _ => continue,
        }
        if head[4] & END_STREAM != 0 {
            return String::from_utf8_lossy(&body).into_owned();
        }
    }
}

fn frame(octets: &mut Vec<u8>, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    octets.extend_from_slice(&length[1..]);
    octets.extend_from_slice(&[kind, flags]);
    octets.extend_from_slice(&stream.to_be_bytes());
    octets.extend_from_slice(payload);
}

/// A string without Huffman code: its length in a prefix of seven bits, then its octets.
fn string(block: &mut Vec<u8>, text: &str) {
    const FULL: usize = 0x7f;
    let length = text.len();
    if length < FULL {
        block.push(u8::try_from(length).unwrap());
    } else {
        block.push(0x7f);
        let mut rest = length - FULL;
        while rest >= 0x80 {
            block.push(u8::try_from(rest % 0x80).unwrap() | 0x80);
            rest /= 0x80;
        }
        block.push(u8::try_from(rest).unwrap());
    }
    block.extend_from_slice(text.as_bytes());
}
