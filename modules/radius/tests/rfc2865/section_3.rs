//! Packet Format.

use radius::packet::{Code, HEADER_OCTETS, MAX_PACKET_OCTETS, Packet};

use crate::packets::packet;

#[test]
fn octets_beyond_length_are_ignored() {
    let packet = packet(Code::ACCESS_REQUEST, &[("User-Name", "nemo")]);
    let mut datagram = packet.encode().unwrap();
    datagram.extend([1, 0, 255]);
    assert_eq!(Packet::parse(&datagram).unwrap(), packet);
}

#[test]
fn a_datagram_shorter_than_length_is_refused() {
    let octets = packet(Code::ACCESS_REQUEST, &[("User-Name", "nemo")]).encode().unwrap();
    for length in 0..octets.len() {
        assert_eq!(Packet::parse(&octets[..length]).unwrap_err().code(), "malformed", "{length}");
    }
}

#[test]
fn length_is_from_20_to_4096() {
    for (length, accepted) in [(0, false), (19, false), (20, true), (4097, false), (65535, false)] {
        let mut datagram = vec![0; 65535];
        datagram[0] = 1;
        datagram[2..4].copy_from_slice(&u16::to_be_bytes(length));
        assert_eq!(Packet::parse(&datagram).is_ok(), accepted, "{length}");
    }
}

#[test]
fn the_largest_packet_is_read_and_written() {
    let mut largest = packet(Code::ACCESS_ACCEPT, &[]);
    for _ in 0..15 {
        largest.attributes.push(25, &[7; 253]).unwrap();
    }
    largest.attributes.push(25, &[7; 249]).unwrap();
    let octets = largest.encode().unwrap();
    assert_eq!(octets.len(), MAX_PACKET_OCTETS);
    assert_eq!(Packet::parse(&octets).unwrap(), largest);
}

#[test]
fn codes_and_attributes_without_a_name_are_kept() {
    let mut octets = vec![99, 1, 0, 25];
    octets.extend([0; HEADER_OCTETS - 4]);
    octets.extend([222, 3, 1, 17, 2]);
    let packet = Packet::parse(&octets).unwrap();
    assert_eq!(packet.code.to_string(), "Code-99");
    assert_eq!(packet.encode().unwrap(), octets);
}
