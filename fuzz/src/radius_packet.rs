//! Packets from a datagram and from a stream: what is read is written the same, and a stranger has
//! no secret.

use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::eap;
use radius::packet::{Framer, MAX_PACKET_OCTETS, Packet};
use radius::radius11;

use crate::input::Input;

/// The size of chunks, then the octets of a datagram and of a stream.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let size = usize::from(input.u8()).max(1);
    let octets = input.rest();
    stream(octets, size);
    if let Ok(packet) = radius11::Packet::parse(octets) {
        let encoded = packet.encode().expect("what is read can be written");
        assert_eq!(radius11::Packet::parse(&encoded), Ok(packet));
    }
    let Ok(packet) = Packet::parse(octets) else { return };
    let encoded = packet.encode().expect("what is read can be written");
    assert!(octets.starts_with(&encoded));
    strangers(&packet);

    if let Ok(reject) = eap::access_reject(&packet, "no") {
        assert!(reject.encode().is_ok());
    }
}

fn stream(octets: &[u8], size: usize) {
    let mut framer = Framer::new();
    let mut cut = Vec::new();
    for mut chunk in octets.chunks(size) {
        loop {
            match framer.next_packet(&mut chunk) {
                Ok(Some(packet)) => {
                    assert!((20..=MAX_PACKET_OCTETS).contains(&packet.len()));
                    cut.extend(packet);
                }
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(error.code(), "malformed");
                    assert!(octets.starts_with(&cut));
                    return;
                }
            }
        }
        assert!(chunk.is_empty());
    }
    assert!(octets.starts_with(&cut));
    assert_eq!(framer.is_partial(), cut.len() < octets.len());
}

fn strangers(packet: &Packet) {
    let secret = Secret::new(b"a secret that is not in the seeds").expect("octets");
    let policy = MessageAuthenticatorPolicy::Required;
    let request = packet.verify_request(&secret, policy);
    let response = packet.verify_response(&[7; 16], &secret, policy);
    for refused in [request, response] {
        let error = refused.expect_err("a stranger has no secret");
        assert!(!error.code().is_empty() && !error.to_string().is_empty());
    }
}
