//! EAP-Message.

use radius::attribute::Attributes;
use radius::eap::{Eap, Header, read};

use crate::packets::{reference, values};

#[test]
fn long_messages_are_split_and_put_together() {
    let message: Vec<u8> = (0..1020_u32).map(|number| number as u8).collect();
    let mut packet = Attributes::new();
    packet.add(&reference("EAP-Message"), &message).unwrap();
    let lengths: Vec<usize> = packet.iter().map(|attribute| attribute.value.len()).collect();
    assert_eq!(lengths, [253, 253, 253, 253, 8]);
    assert_eq!(values(&packet, "EAP-Message"), [message]);

    packet.push(1, b"nemo").unwrap();
    packet.replace(&reference("EAP-Message"), &[4, 1, 0, 4]).unwrap();
    assert_eq!(packet.as_bytes(), [79, 6, 4, 1, 0, 4, 1, 6, b'n', b'e', b'm', b'o']);
}

#[test]
fn the_header_of_eap_is_read() {
    let read = |octets: &[u8]| read(&Attributes::parse(octets).unwrap());
    let header = |code, identifier, method| Header { code, identifier, method };
    assert_eq!(read(&[]), Ok(None));
    assert_eq!(read(&[79, 2]), Ok(Some(Eap::Start)));
    assert_eq!(read(&[79, 6, 3, 7, 0, 4]), Ok(Some(Eap::Packet(header(3, 7, None)))));
    assert_eq!(
        read(&[79, 4, 2, 8, 79, 5, 0, 5, 25]),
        Ok(Some(Eap::Packet(header(2, 8, Some(25)))))
    );
}

#[test]
fn messages_that_are_not_eap_are_refused() {
    for octets in [
        &[79, 3, 2][..],
        &[79, 5, 2, 1, 0],
        &[79, 6, 2, 1, 0, 3],
        &[79, 6, 2, 1, 0, 5],
        &[79, 5, 2, 8, 0, 1, 2, 79, 4, 5, 25],
    ] {
        let attributes = Attributes::parse(octets).unwrap();
        assert_eq!(read(&attributes).unwrap_err().code(), "malformed", "{octets:?}");
    }
}
