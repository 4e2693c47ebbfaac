//! Examples.

use radius::attribute::Attributes;

use crate::packets::{reference, values};
use crate::vectors::parse;

#[test]
fn the_examples_are_read_and_written() {
    let vectors = parse(include_str!("../vectors/rfc6929-section-9.txt"));
    assert_eq!(vectors.len(), 18);
    for vector in vectors {
        let identifier = str::from_utf8(vector.octets("identifier")).unwrap();
        let (value, encoded) = (vector.octets("value"), vector.octets("encoded"));
        let read = Attributes::parse(encoded).unwrap();
        assert_eq!(values(&read, identifier), [value], "{identifier}");

        let mut written = Attributes::new();
        written.add(&reference(identifier), value).unwrap();
        assert_eq!(written.as_bytes(), encoded, "{identifier}");

        let mut removed = read.clone();
        assert_eq!(removed.remove(&reference(identifier)), 1);
        assert!(removed.is_empty());
    }
}

#[test]
fn members_are_reached_by_their_numbers() {
    let nested =
        [0xf1, 0x12, 2, 1, 4, 0x23, 0x45, 3, 0x0b, 1, 4, 0xab, 0xcd, 2, 5, 0x66, 0x6f, 0x6f];
    let mut packet = Attributes::parse(&nested).unwrap();
    assert_eq!(values(&packet, "241.2.3.2"), [b"foo"]);
    packet.replace(&reference("241.2.3.1"), &[9]).unwrap();
    packet.remove(&reference("241.2.1"));
    assert_eq!(packet.as_bytes(), [0xf1, 0x0d, 2, 3, 0x0a, 1, 3, 9, 2, 5, 0x66, 0x6f, 0x6f]);
}
