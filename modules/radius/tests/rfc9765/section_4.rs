//! RADIUS/1.1 Packet and Attribute Formats.

use radius::packet::Code;
use radius::radius11::Packet;

use crate::packets::attributes;

#[test]
fn the_header_has_a_token_and_zeros() {
    let packet = Packet {
        code: Code::ACCESS_REQUEST,
        token: [1, 2, 3, 4],
        attributes: attributes(&[("User-Name", "nemo")]),
    };
    let octets = packet.encode().unwrap();
    let mut expected = vec![1, 0, 0, 26, 1, 2, 3, 4];
    expected.extend([0; 12]);
    expected.extend(b"\x01\x06nemo");
    assert_eq!(octets, expected);
    assert_eq!(Packet::parse(&octets).unwrap(), packet);
}

#[test]
fn reserved_fields_are_ignored() {
    let mut octets = vec![2, 9, 0, 20, 1, 2, 3, 4];
    octets.extend([0xff; 12]);
    let packet = Packet::parse(&octets).unwrap();
    assert_eq!((packet.code, packet.token), (Code::ACCESS_ACCEPT, [1, 2, 3, 4]));
}

#[test]
fn length_is_checked_as_in_radius() {
    let mut octets = vec![2, 0, 0, 21];
    octets.extend([0; 16]);
    assert_eq!(Packet::parse(&octets).unwrap_err().code(), "malformed");
}
