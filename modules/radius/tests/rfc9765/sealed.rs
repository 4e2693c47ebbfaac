//! RADIUS/1.1 form for the sandbox: handles in the place of hidden values.

use radius::attribute::{Attributes, Edit};
use radius::crypto::{Hop, rehide};
use radius::radius11::{Handles, seal, unseal};

use crate::packets::{HERE, THERE, attributes, hop, reference, rng, secret, values};

/// Attributes with each kind of hiding, in clear.
fn clear() -> Attributes {
    let mut list = attributes(&[
        ("User-Name", "nemo"),
        ("User-Password", "arctangent"),
        ("MS-MPPE-Send-Key", "0x0102"),
        ("Cisco-AVPair", "shell:priv-lvl=15"),
        ("MS-MPPE-Recv-Key", "0x0304"),
    ]);
    list.push(69, b"\x01one").unwrap();
    list.push(69, b"\x02two").unwrap();
    list
}

fn sealed() -> (Attributes, Handles) {
    let secret = secret(b"here");
    let mut list = clear();
    rehide(&mut list, Hop::Radius11, hop(&secret, HERE), &mut rng()).unwrap();
    let handles = seal(&mut list, hop(&secret, HERE), &mut rng()).unwrap();
    (list, handles)
}

fn refusal(list: &Attributes, handles: &Handles) -> &'static str {
    let mut list = list.clone();
    let before = list.clone();
    let refused = unseal(&mut list, handles, Hop::Radius11, &mut rng()).unwrap_err();
    assert_eq!(list, before);
    refused.code()
}

#[test]
fn no_hidden_value_is_left() {
    let (list, handles) = sealed();
    assert_eq!(handles.len(), 5);
    let shown = format!("{:?} {list} {handles:?}", list.as_bytes());
    for value in [&b"arctangent"[..], b"one", b"two", &[1, 2], &[3, 4]] {
        assert!(
            !list
                .as_bytes()
                .windows(value.len() + 1)
                .any(|octets| { octets[0] >= 16 && &octets[1..] == value })
        );
        assert!(!shown.contains(&format!("{value:?}")));
    }
    assert_eq!(values(&list, "User-Name"), [b"nemo"]);
    assert_eq!(values(&list, "Tunnel-Password:2")[0].len(), 17);
}

#[test]
fn the_next_hop_gets_what_was_hidden() {
    let there = secret(b"there");
    let (mut list, handles) = sealed();
    let mut again = list.clone();
    unseal(&mut list, &handles, Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(list, clear());

    unseal(&mut again, &handles, hop(&there, THERE), &mut rng()).unwrap();
    rehide(&mut again, hop(&there, THERE), Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(again, clear());
}

#[test]
fn a_hidden_value_is_compared_by_its_handle_and_never_shown() {
    let (list, handles) = sealed();
    let handle = &values(&list, "User-Password")[0];
    assert_eq!(handles.is_equal(handle, b"arctangent"), Some(true));
    assert_eq!(handles.is_equal(handle, b"arctangens"), Some(false));
    assert_eq!(handles.is_equal(handle, b""), Some(false));
    assert_eq!(handles.is_equal(b"arctangent", b"arctangent"), None);
}

#[test]
fn an_attribute_that_policy_removed_stays_away() {
    let (mut list, handles) = sealed();
    list.remove(&reference("Tunnel-Password:1"));
    list.remove(&reference("MS-MPPE-Send-Key"));
    unseal(&mut list, &handles, Hop::Radius11, &mut rng()).unwrap();
    assert_eq!(values(&list, "Tunnel-Password"), [b"\x02two"]);
    assert!(values(&list, "MS-MPPE-Send-Key").is_empty());
}

#[test]
fn a_value_that_is_no_handle_is_refused() {
    let (list, handles) = sealed();
    for name in ["User-Password", "Tunnel-Password", "MS-MPPE-Recv-Key"] {
        let mut forged = list.clone();
        forged.add(&reference(name), b"\x01of the module").unwrap();
        assert_eq!(refusal(&forged, &handles), "handle_forged");
        let flip = |value: &[u8]| {
            let mut value = value.to_vec();
            *value.last_mut().unwrap() ^= 0x40;
            Edit::Replace(value)
        };
        let mut flipped = list.clone();
        flipped.rewrite(&reference(name), flip).unwrap();
        assert_eq!(refusal(&flipped, &handles), "handle_forged");
    }
}

#[test]
fn a_handle_is_good_once() {
    let (mut list, handles) = sealed();
    let handle = values(&list, "User-Password").remove(0);
    list.push(2, &handle).unwrap();
    assert_eq!(refusal(&list, &handles), "handle_duplicated");
}

#[test]
fn a_handle_is_good_in_its_own_attribute_and_tag() {
    let (mut list, handles) = sealed();
    let handle = values(&list, "MS-MPPE-Send-Key").remove(0);
    list.remove(&reference("MS-MPPE-Send-Key"));
    list.replace(&reference("MS-MPPE-Recv-Key"), &handle).unwrap();
    assert_eq!(refusal(&list, &handles), "handle_forged");

    let (mut list, handles) = sealed();
    let retag = |value: &[u8]| Edit::Replace([&[3], &value[1..]].concat());
    list.rewrite(&reference("Tunnel-Password:2"), retag).unwrap();
    assert_eq!(refusal(&list, &handles), "handle_forged");
}

#[test]
fn a_handle_of_another_packet_is_refused() {
    let (list, _) = sealed();
    let mut other = clear();
    let mut generator = rng();
    seal(&mut clear(), Hop::Radius11, &mut generator).unwrap();
    let handles = seal(&mut other, Hop::Radius11, &mut generator).unwrap();
    assert_eq!(refusal(&list, &handles), "handle_forged");
}
