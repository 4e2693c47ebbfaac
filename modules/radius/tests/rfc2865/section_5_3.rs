//! CHAP-Password: without CHAP-Challenge, the Request Authenticator is the challenge.

use radius::crypto::rehide;

use crate::packets::{HERE, THERE, attributes, hop, rng, secret, values};

#[test]
fn the_challenge_survives_a_new_authenticator() {
    let (here, there) = (secret(b"here"), secret(b"there"));
    let mut packet = attributes(&[("CHAP-Password", "0x01000102030405060708090a0b0c0d0e0f")]);
    rehide(&mut packet, hop(&here, HERE), hop(&there, THERE), &mut rng()).unwrap();
    assert_eq!(values(&packet, "CHAP-Challenge"), [HERE.to_vec()]);

    rehide(&mut packet, hop(&there, THERE), hop(&here, HERE), &mut rng()).unwrap();
    assert_eq!(values(&packet, "CHAP-Challenge"), [HERE.to_vec()]);
}

#[test]
fn no_challenge_is_added_without_chap() {
    let secret = secret(b"here");
    let mut packet = attributes(&[("User-Name", "flopsy")]);
    let before = packet.clone();
    rehide(&mut packet, hop(&secret, HERE), hop(&secret, THERE), &mut rng()).unwrap();
    assert_eq!(packet, before);
}
