//! Vendor-Specific.

use radius::attribute::{Attributes, Edit};

use crate::packets::{attributes, reference, values};

/// Two Cisco-AVPair and one Cisco-NAS-Port in one attribute.
const SEVERAL: &[u8] = &[26, 15, 0, 0, 0, 9, 1, 3, b'a', 2, 3, b'b', 1, 3, b'c'];

#[test]
fn members_are_read_from_one_attribute_and_from_several() {
    let mut packet = Attributes::parse(SEVERAL).unwrap();
    packet.add(&reference("Cisco-AVPair"), b"d").unwrap();
    assert_eq!(values(&packet, "Cisco-AVPair"), [b"a", b"c", b"d"]);
    assert_eq!(values(&packet, "26.9.2"), [b"b"]);
    assert!(values(&packet, "Aruba-User-Role").is_empty());
}

#[test]
fn removing_a_member_leaves_its_neighbours() {
    let mut packet = Attributes::parse(SEVERAL).unwrap();
    assert_eq!(packet.remove(&reference("Cisco-AVPair")), 2);
    assert_eq!(packet.as_bytes(), [26, 9, 0, 0, 0, 9, 2, 3, b'b']);
    assert_eq!(packet.remove(&reference("Cisco-NAS-Port")), 1);
    assert!(packet.is_empty());
}

#[test]
fn members_that_outgrow_their_attribute_get_another() {
    let mut packet = Attributes::parse(SEVERAL).unwrap();
    packet.rewrite(&reference("Cisco-AVPair"), |_| Edit::Replace(vec![b'x'; 200])).unwrap();
    assert_eq!(packet.count(), 2);
    assert_eq!(values(&packet, "Cisco-AVPair"), [vec![b'x'; 200], vec![b'x'; 200]]);
    assert_eq!(values(&packet, "Cisco-NAS-Port"), [b"b"]);
    let longest = packet.replace(&reference("Cisco-AVPair"), &[b'x'; 247]);
    assert_eq!(longest, Ok(()));
    let too_long = packet.replace(&reference("Cisco-AVPair"), &[b'x'; 248]);
    assert_eq!(too_long.unwrap_err().code(), "value_too_long");
}

#[test]
fn an_attribute_that_is_not_well_formed_stays_as_it_is() {
    for octets in [
        &[26, 2][..],
        &[26, 5, 0, 0, 9],
        &[26, 6, 0, 0, 0, 9],
        &[26, 8, 0, 0, 0, 9, 1, 3],
        &[26, 10, 0, 0, 0, 9, 1, 1, 1, 2],
        // USR has another format.
        &[26, 9, 0, 0, 1, 0xad, 1, 3, 0],
    ] {
        let mut packet = Attributes::parse(octets).unwrap();
        for name in ["Cisco-AVPair", "26.429.1"] {
            assert!(values(&packet, name).is_empty());
            assert_eq!(packet.remove(&reference(name)), 0);
        }
        assert_eq!(packet.as_bytes(), octets);
    }
}

#[test]
fn what_an_edit_does_not_touch_keeps_its_octets() {
    let mut packet = attributes(&[("User-Name", "a"), ("Class", "0x01"), ("Class", "0x02")]);
    packet.push(26, &[0, 0, 9]).unwrap();
    packet.push(250, &[]).unwrap();
    packet.push(26, &[0, 0, 0, 9, 1, 3, b'a', 77, 2]).unwrap();
    packet.replace(&reference("Cisco-AVPair"), b"zz").unwrap();
    let expected = [
        1, 3, b'a', 25, 3, 1, 25, 3, 2, 26, 5, 0, 0, 9, 250, 2, 26, 12, 0, 0, 0, 9, 1, 4, b'z',
        b'z', 77, 2,
    ];
    assert_eq!(packet.as_bytes(), expected);
}
