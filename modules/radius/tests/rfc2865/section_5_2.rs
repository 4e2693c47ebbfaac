//! User-Password.

use radius::attribute::Attributes;
use radius::crypto::{Hop, rehide};
use radius::packet::Code;

use crate::packets::{HERE, THERE, attributes, hop, packet, rng, secret, values};

#[test]
fn passwords_of_every_length_pass_from_hop_to_hop() {
    let (here, there) = (secret(b"here"), secret(b"there"));
    for length in 1..=128 {
        let password: Vec<u8> = (1..=length).collect();
        let mut attributes = Attributes::new();
        attributes.push(2, &password).unwrap();

        rehide(&mut attributes, Hop::Radius11, hop(&here, HERE), &mut rng()).unwrap();
        let first = values(&attributes, "User-Password");
        assert_eq!(first[0].len(), usize::from(length).div_ceil(16) * 16);
        rehide(&mut attributes, hop(&here, HERE), hop(&there, THERE), &mut rng()).unwrap();
        assert_ne!(values(&attributes, "User-Password"), first);
        rehide(&mut attributes, hop(&there, THERE), Hop::Radius11, &mut rng()).unwrap();
        assert_eq!(values(&attributes, "User-Password"), [password]);
    }
}

#[test]
fn other_lengths_are_refused_and_nothing_changes() {
    let secret = secret(b"here");
    for length in [0, 1, 15, 17, 129, 144] {
        let mut attributes = Attributes::new();
        attributes.push(2, &vec![1; length]).unwrap();
        let before = attributes.clone();
        let hidden = rehide(&mut attributes, hop(&secret, HERE), hop(&secret, THERE), &mut rng());
        assert_eq!(hidden.unwrap_err().code(), "malformed", "{length}");
        assert_eq!(attributes, before);
    }
    let mut attributes = attributes(&[("User-Password", &"x".repeat(129))]);
    let hidden = rehide(&mut attributes, Hop::Radius11, hop(&secret, HERE), &mut rng());
    assert_eq!(hidden.unwrap_err().code(), "value_too_long");
}

#[test]
fn a_password_is_never_shown() {
    let packet = packet(Code::ACCESS_REQUEST, &[("User-Password", "arctangent")]);
    let shown = format!("{packet:?} {} {:?}", packet.attributes, secret(b"arctangent"));
    assert!(!shown.contains("arctangent"), "{shown}");
}
