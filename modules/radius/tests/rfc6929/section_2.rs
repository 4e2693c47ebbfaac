//! Extensions to RADIUS: formats, fragments and invalid attributes.

use radius::attribute::Attributes;

use crate::packets::{reference, values};

/// A full fragment with the More flag.
fn full(number: u8, octet: u8) -> Vec<u8> {
    [&[245, 255, number, 0x80][..], &[octet; 251]].concat()
}

#[test]
fn fragments_may_be_mixed_with_attributes_of_another_type() {
    let octets = [full(4, 1), vec![1, 3, b'a', 245, 5, 4, 0, 2]].concat();
    let mut packet = Attributes::parse(&octets).unwrap();
    let whole = [vec![1; 251], vec![2]].concat();
    assert_eq!(values(&packet, "245.4"), [whole]);

    packet.replace(&reference("245.4"), b"x").unwrap();
    assert_eq!(packet.as_bytes(), [245, 5, 4, 0, b'x', 1, 3, b'a']);
}

#[test]
fn fragments_without_an_end_are_invalid_and_stay() {
    for octets in [
        full(4, 1),
        [full(4, 1), vec![245, 5, 5, 0, 2]].concat(),
        [full(4, 1), vec![245, 4, 4, 0]].concat(),
        vec![245, 5, 4, 0x80, 2, 245, 5, 5, 0, 2],
    ] {
        let mut packet = Attributes::parse(&octets).unwrap();
        assert!(values(&packet, "245.4").is_empty());
        assert_eq!(packet.remove(&reference("245.4")), 0);
        assert_eq!(packet.as_bytes(), octets);
    }
}

#[test]
fn the_value_after_an_invalid_one_is_read() {
    let octets = [full(4, 1), vec![245, 5, 5, 0, 2]].concat();
    let packet = Attributes::parse(&octets).unwrap();
    assert_eq!(values(&packet, "245.5"), [[2]]);
}

#[test]
fn reserved_flags_are_ignored() {
    let packet = Attributes::parse(&[245, 5, 4, 0x7f, 2]).unwrap();
    assert_eq!(values(&packet, "245.4"), [[2]]);
}

#[test]
fn attributes_too_short_for_their_format_are_invalid() {
    for octets in [&[241, 2][..], &[241, 3, 1], &[245, 2], &[245, 3, 1], &[245, 4, 1, 0]] {
        let packet = Attributes::parse(octets).unwrap();
        assert!(values(&packet, "241.1").is_empty() && values(&packet, "245.1").is_empty());
    }
}

#[test]
fn a_tlv_of_length_2_makes_its_attribute_invalid() {
    let packet = Attributes::parse(&[241, 8, 2, 1, 3, 9, 2, 2]).unwrap();
    assert!(values(&packet, "241.2.1").is_empty());
    assert_eq!(values(&packet, "241.2"), [[1, 3, 9, 2, 2]]);
}

#[test]
fn a_fragmented_value_can_fill_the_packet() {
    let mut packet = Attributes::new();
    packet.add(&reference("245.4"), &[7; 4012]).unwrap();
    assert_eq!(packet.as_bytes().len(), 4076);
    assert_eq!(values(&packet, "245.4"), [[7; 4012]]);
    let larger = packet.replace(&reference("245.4"), &[7; 4013]);
    assert_eq!(larger.unwrap_err().code(), "packet_too_long");
}

#[test]
fn values_that_have_no_encoding_are_refused() {
    let mut packet = Attributes::new();
    for (name, value, code) in [
        ("241.1", &[][..], "value_empty"),
        ("245.1", &[], "value_empty"),
        ("241.26.1.4", &[], "value_empty"),
        ("241.2.1", &[], "value_empty"),
        ("241.1", &[0; 253], "value_too_long"),
        ("241.26.1.4", &[0; 248], "value_too_long"),
        ("245.2.1", &[0; 254], "value_too_long"),
        ("User-Name", &[0; 254], "value_too_long"),
    ] {
        assert_eq!(packet.add(&reference(name), value).unwrap_err().code(), code, "{name}");
        assert!(packet.is_empty());
    }
}
