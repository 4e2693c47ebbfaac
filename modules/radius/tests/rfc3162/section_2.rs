//! Attributes for IPv6.

use crate::packets::{attributes, reference};

#[test]
fn addresses_identifiers_and_prefixes_have_their_octets() {
    let packet = attributes(&[
        ("NAS-IPv6-Address", "2001:db8::1"),
        ("Framed-Interface-Id", "0:0:0:1"),
        ("Framed-IPv6-Prefix", "2001:db8:1::/48"),
    ]);
    let mut octets = vec![95, 18, 0x20, 1, 0x0d, 0xb8];
    octets.extend([0; 11]);
    octets.extend([1, 96, 10, 0, 0, 0, 0, 0, 0, 0, 1]);
    octets.extend([97, 10, 0, 48, 0x20, 1, 0x0d, 0xb8, 0, 1]);
    assert_eq!(packet.as_bytes(), octets);
}

#[test]
fn a_prefix_may_have_more_octets_than_it_needs() {
    let prefix = reference("Framed-IPv6-Prefix");
    assert_eq!(prefix.print(&[0, 32, 0x20, 1, 0x0d, 0xb8]), "2001:db8::/32");
    assert_eq!(prefix.print(&[0, 32, 0x20, 1, 0x0d, 0xb8, 0, 0]), "2001:db8::/32");
    assert_eq!(prefix.print(&[0, 0]), "::/0");
    assert_eq!(prefix.print(&[0, 128]), "0x0080");
}

#[test]
fn bits_beyond_the_prefix_and_lengths_above_128_are_not_a_prefix() {
    let prefix = reference("Framed-IPv6-Prefix");
    for octets in [&[0, 31, 0x20, 1, 0x0d, 0xb9][..], &[0, 129], &[0], &[0; 19]] {
        assert!(prefix.print(octets).starts_with("0x"), "{octets:?}");
    }
    for text in ["2001:db8::/129", "2001:db8::1/64", "2001:db8::", "192.0.2.0/24"] {
        assert_eq!(prefix.encode_text(text).unwrap_err().code(), "attribute_value", "{text}");
    }
}
