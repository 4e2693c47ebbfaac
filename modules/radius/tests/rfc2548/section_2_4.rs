//! Attributes for MPPE support.

use radius::attribute::Attributes;
use radius::crypto::{Hop, rehide};

use crate::packets::{HERE, THERE, hop, reference, rng, secret, values};

#[test]
fn keys_pass_from_hop_to_hop_also_in_one_attribute() {
    let (here, there) = (secret(b"here"), secret(b"there"));
    let (send, receive) = (vec![16; 32], vec![17; 16]);
    let mut members = vec![0, 0, 1, 0x37, 16, 34];
    members.extend(&send);
    members.extend([17, 18]);
    members.extend(&receive);
    members.extend([7, 6, 0, 0, 0, 1]);
    let mut packet = Attributes::new();
    packet.push(26, &members).unwrap();
    packet.add(&reference("MS-CHAP-MPPE-Keys"), &[12; 24]).unwrap();
    let clear = packet.clone();

    rehide(&mut packet, Hop::Radius11, hop(&here, HERE), &mut rng()).unwrap();
    assert_eq!(values(&packet, "MS-MPPE-Send-Key")[0].len(), 2 + 48);
    assert_eq!(values(&packet, "MS-CHAP-MPPE-Keys")[0].len(), 32);
    assert_eq!(values(&packet, "MS-MPPE-Encryption-Policy"), [[0, 0, 0, 1]]);
    rehide(&mut packet, hop(&here, HERE), hop(&there, THERE), &mut rng()).unwrap();
    rehide(&mut packet, hop(&there, THERE), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(packet, clear);
}

#[test]
fn an_empty_member_beside_a_key_is_kept() {
    let secret = secret(b"here");
    let mut packet = Attributes::new();
    packet.push(26, &[0, 0, 1, 0x37, 10, 2, 17, 3, 9]).unwrap();
    let clear = packet.clone();
    rehide(&mut packet, Hop::Radius11, hop(&secret, HERE), &mut rng()).unwrap();
    assert_eq!(values(&packet, "MS-CHAP-Domain"), [b""]);
    rehide(&mut packet, hop(&secret, HERE), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(packet, clear);
}
