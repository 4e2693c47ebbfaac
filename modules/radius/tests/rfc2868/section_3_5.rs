//! Tunnel-Password.

use std::collections::BTreeSet;

use radius::attribute::Attributes;
use radius::crypto::{Hop, rehide};

use crate::packets::{HERE, THERE, hop, rng, secret, values};

fn passwords(count: u8) -> Attributes {
    let mut attributes = Attributes::new();
    for number in 1..=count {
        attributes.push(69, &[&[number][..], b"password"].concat()).unwrap();
    }
    attributes
}

#[test]
fn salts_are_unique_and_have_their_high_bit_set() {
    let (here, there) = (secret(b"here"), secret(b"there"));
    let mut packet = passwords(31);
    let clear = packet.clone();
    rehide(&mut packet, Hop::Radius11, hop(&here, HERE), &mut rng()).unwrap();
    rehide(&mut packet, hop(&here, HERE), hop(&there, THERE), &mut rng()).unwrap();
    let mut salts = BTreeSet::new();
    for (number, value) in (1..).zip(values(&packet, "Tunnel-Password")) {
        assert_eq!(value[0], number);
        assert_eq!(value.len(), 1 + 2 + 16);
        assert!(value[1] & 0x80 != 0);
        salts.insert([value[1], value[2]]);
    }
    assert_eq!(salts.len(), 31);
    rehide(&mut packet, hop(&there, THERE), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(packet, clear);
}

#[test]
fn values_of_every_length_that_fits_survive() {
    let secret = secret(b"here");
    for length in 0..=239_u8 {
        let mut packet = Attributes::new();
        packet.push(69, &[&[1][..], &vec![length; length.into()]].concat()).unwrap();
        let clear = packet.clone();
        rehide(&mut packet, Hop::Radius11, hop(&secret, HERE), &mut rng()).unwrap();
        rehide(&mut packet, hop(&secret, HERE), Hop::Radius11, &mut rng()).unwrap();
        assert_eq!(packet, clear);
    }
    let mut packet = Attributes::new();
    packet.push(69, &[1; 241]).unwrap();
    let hidden = rehide(&mut packet, Hop::Radius11, hop(&secret, HERE), &mut rng());
    assert_eq!(hidden.unwrap_err().code(), "value_too_long");
}

#[test]
fn what_is_not_hidden_as_it_should_be_is_refused() {
    let secret = secret(b"here");
    for length in [0, 1, 2, 3, 4, 18, 20, 34] {
        let mut packet = Attributes::new();
        packet.push(69, &vec![1; length]).unwrap();
        let hidden = rehide(&mut packet, hop(&secret, HERE), Hop::Radius11, &mut rng());
        assert_eq!(hidden.unwrap_err().code(), "malformed", "{length}");
    }
}

#[test]
fn the_wrong_secret_is_found_out_by_the_length() {
    let (here, there) = (secret(b"here"), secret(b"there"));
    let mut packet = passwords(31);
    rehide(&mut packet, Hop::Radius11, hop(&here, HERE), &mut rng()).unwrap();
    let hidden = rehide(&mut packet, hop(&there, HERE), Hop::Radius11, &mut rng());
    assert_eq!(hidden.unwrap_err().code(), "hidden_attribute_unreadable");
}
