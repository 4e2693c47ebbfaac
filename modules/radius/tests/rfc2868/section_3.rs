//! Attributes: the Tag field.

use crate::packets::{attributes, reference, values};

#[test]
fn tags_are_in_front_of_texts_and_in_the_first_octet_of_numbers() {
    let packet = attributes(&[
        ("Tunnel-Type:1", "VLAN"),
        ("Tunnel-Private-Group-Id:1", "20"),
        ("Tunnel-Private-Group-Id", "30"),
    ]);
    let octets = [64, 6, 1, 0, 0, 13, 81, 5, 1, b'2', b'0', 81, 4, b'3', b'0'];
    assert_eq!(packet.as_bytes(), octets);
    assert_eq!(
        packet.to_string(),
        "Tunnel-Type:1 = VLAN\nTunnel-Private-Group-Id:1 = 20\nTunnel-Private-Group-Id = 30\n"
    );
}

#[test]
fn a_tag_selects_its_group() {
    let mut packet = attributes(&[
        ("Tunnel-Private-Group-Id:1", "20"),
        ("Tunnel-Private-Group-Id:2", "30"),
        ("Tunnel-Private-Group-Id", "40"),
    ]);
    assert_eq!(values(&packet, "Tunnel-Private-Group-Id").len(), 3);
    assert_eq!(values(&packet, "Tunnel-Private-Group-Id:2"), [b"\x0230"]);
    assert_eq!(values(&packet, "Tunnel-Private-Group-Id:0"), [b"40"]);
    assert_eq!(packet.remove(&reference("Tunnel-Private-Group-Id:1")), 1);
    assert_eq!(values(&packet, "Tunnel-Private-Group-Id"), [&b"\x0230"[..], b"40"]);
}

#[test]
fn an_octet_above_31_belongs_to_the_text() {
    let reference = reference("Tunnel-Client-Endpoint");
    assert_eq!(reference.print(b"\x1fx"), "x");
    assert_eq!(reference.print(b" x"), " x");
    assert_eq!(crate::packets::reference("Tunnel-Type").print(&[0xff, 0, 0, 13]), "VLAN");
}

#[test]
fn a_tagged_number_has_four_octets() {
    let reference = reference("Tunnel-Preference");
    assert_eq!(reference.print(&[1, 0, 0, 5]), "5");
    for octets in [&[][..], &[1], &[1, 0, 5], &[1, 0, 0, 0, 5]] {
        assert!(reference.print(octets).starts_with("0x"), "{octets:?}");
    }
    assert!(reference.encode_text("16777215").is_ok());
    assert_eq!(reference.encode_text("16777216").unwrap_err().code(), "attribute_value");
}
