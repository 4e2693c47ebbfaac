//! What must hold for all packets.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that panics has failed"
)]

use proptest::collection::vec;
use proptest::prelude::*;
use radius::attribute::{Attributes, Edit, Reference, Root};
use radius::crypto::MessageAuthenticatorPolicy::First;
use radius::crypto::{Hop, Secret, rehide};
use radius::dictionary;
use radius::packet::{Code, Packet};
use radius::radius11::{seal, unseal};

#[path = "support/packets.rs"]
#[allow(dead_code, reason = "each test binary uses a part")]
mod packets;

use packets::{HERE, THERE, hop, rng};

/// Attributes with any octets, many of them containers.
fn any_attributes() -> impl Strategy<Value = Attributes> {
    let number = prop_oneof![any::<u8>(), Just(26), Just(79), Just(80), Just(241), Just(245)];
    let cisco = vec(any::<u8>(), 0..20).prop_map(|value| {
        let length = value.len() as u8 + 2;
        [&[0, 0, 0, 9, 1, length][..], &value].concat()
    });
    let value = prop_oneof![4 => vec(any::<u8>(), 0..40), 1 => cisco, 1 => Just(vec![4; 253])];
    vec((number, value), 0..12).prop_map(|list| {
        let mut attributes = Attributes::new();
        for (number, value) in list {
            attributes.push(number, &value).unwrap();
        }
        attributes
    })
}

fn any_reference() -> impl Strategy<Value = Reference> {
    prop_oneof![
        any::<u8>().prop_map(Reference::standard),
        Just(Reference::standard(79)),
        (1..4_u8).prop_map(|number| Reference::vendor(9, number)),
        (241..=246_u8, 1..5_u8)
            .prop_map(|(container, number)| Reference::extended(container, number)),
        (245..=246_u8, 1..3_u8).prop_map(|(container, number)| {
            Reference::new(Root::ExtendedVendor { container, vendor: 9, number })
        }),
        Just(Reference::parse("241.4.1").unwrap()),
    ]
}

/// Hidden attributes in clear, with others between them.
fn any_hidden() -> impl Strategy<Value = Attributes> {
    let password = vec(any::<u8>(), 0..128).prop_map(|mut value| {
        // A password has no zeros at its end.
        value.push(1);
        ("User-Password", value)
    });
    let tunnel = vec(any::<u8>(), 1..240).prop_map(|value| ("Tunnel-Password", value));
    let key = vec(any::<u8>(), 1..64).prop_map(|value| ("MS-MPPE-Recv-Key", value));
    let keys = vec(any::<u8>(), 24).prop_map(|value| ("MS-CHAP-MPPE-Keys", value));
    let other = vec(any::<u8>(), 1..64).prop_map(|value| ("Class", value));
    vec(prop_oneof![password, tunnel, key, keys, other], 0..9).prop_map(|list| {
        let mut attributes = Attributes::new();
        for (name, value) in list {
            attributes.add(&Reference::parse(name).unwrap(), &value).unwrap();
        }
        attributes
    })
}

proptest! {
    #[test]
    fn what_is_encoded_is_read_back(
        attributes in any_attributes(), code: u8, identifier: u8, authenticator: [u8; 16],
    ) {
        let packet = Packet { code: Code(code), identifier, authenticator, attributes };
        prop_assert_eq!(Packet::parse(&packet.encode().unwrap()), Ok(packet));
    }

    #[test]
    fn keeping_and_replacing_by_the_same_change_nothing(
        attributes in any_attributes(), reference in any_reference(),
    ) {
        let mut kept = attributes.clone();
        kept.rewrite(&reference, |_| Edit::Keep).unwrap();
        prop_assert_eq!(&kept, &attributes);
        kept.rewrite(&reference, |value| Edit::Replace(value.to_vec())).ok();
        prop_assert_eq!(kept.all(&reference), attributes.all(&reference));
    }

    #[test]
    fn an_added_value_is_the_last_and_its_removal_leaves_the_others(
        attributes in any_attributes(), reference in any_reference(), value in vec(any::<u8>(), 1..200),
    ) {
        let mut edited = attributes.clone();
        edited.add(&reference, &value).unwrap();
        prop_assert!(edited.as_bytes().starts_with(attributes.as_bytes()));
        edited.remove(&reference);
        let mut removed = attributes;
        removed.remove(&reference);
        prop_assert!(!removed.contains(&reference));
        // A value can complete a fragment that was invalid alone.
        if !matches!(reference.root(), Root::Extended { .. } | Root::ExtendedVendor { .. }) {
            prop_assert_eq!(edited, removed);
        }
    }

    #[test]
    fn an_edit_leaves_attributes_of_other_types(
        attributes in any_attributes(), reference in any_reference(), value in vec(any::<u8>(), 1..200),
    ) {
        let edited_type = match reference.root() {
            Root::Standard(number) => number,
            Root::Vendor { .. } => 26,
            Root::Extended { container, .. } | Root::ExtendedVendor { container, .. } => container,
        };
        let others = |attributes: &Attributes| -> Vec<(u8, Vec<u8>)> {
            let others = attributes.iter().filter(|attribute| attribute.number != edited_type);
            others.map(|attribute| (attribute.number, attribute.value.to_vec())).collect()
        };
        let mut edited = attributes.clone();
        edited.replace(&reference, &value).unwrap();
        prop_assert_eq!(others(&edited), others(&attributes));
        prop_assert!(edited.all(&reference).iter().any(|found| **found == *value));
    }

    #[test]
    fn the_text_of_a_value_reads_back(at in any::<prop::sample::Index>(), octets in vec(any::<u8>(), 0..24)) {
        let definitions: Vec<_> = dictionary::definitions().collect();
        let definition = definitions[at.index(definitions.len())];
        if let Ok((tag, value)) = definition.decode(&octets) {
            let text = definition.print(&value);
            prop_assert_eq!(definition.parse(&text), Ok(value.clone()), "{}", text);
            let encoded = definition.encode(tag, &value).unwrap();
            prop_assert_eq!(definition.decode(&encoded), Ok((tag, value)));
        }
    }

    #[test]
    fn hidden_values_survive_hops_and_the_sandbox(
        clear in any_hidden(), first in vec(any::<u8>(), 1..20), second in vec(any::<u8>(), 1..20),
    ) {
        let (first, second) = (Secret::new(&first).unwrap(), Secret::new(&second).unwrap());
        let mut list = clear.clone();
        rehide(&mut list, Hop::Radius11, hop(&first, HERE), &mut rng()).unwrap();
        rehide(&mut list, hop(&first, HERE), hop(&second, THERE), &mut rng()).unwrap();
        let handles = seal(&mut list, hop(&second, THERE), &mut rng()).unwrap();
        prop_assert_eq!(list.count(), clear.count());
        unseal(&mut list, &handles, hop(&first, THERE), &mut rng()).unwrap();
        rehide(&mut list, hop(&first, THERE), Hop::Radius11, &mut rng()).unwrap();
        prop_assert_eq!(list, clear);
    }

    #[test]
    fn what_is_signed_verifies_and_a_change_does_not(
        attributes in any_attributes(), at in any::<prop::sample::Index>(), bit in 0..8_u8,
    ) {
        let secret = Secret::new(b"secret").unwrap();
        let mut request = Packet { attributes, ..Packet::new(Code::COA_REQUEST, 1) };
        request.attributes.prepend_message_authenticator().unwrap();
        request.sign_request(&secret).unwrap();
        prop_assert_eq!(request.verify_request(&secret, First), Ok(()));

        let mut octets = request.encode().unwrap();
        let at = at.index(octets.len());
        octets[at] ^= 1 << bit;
        let accepted = Packet::parse(&octets)
            .is_ok_and(|packet| packet.verify_request(&secret, First).is_ok());
        prop_assert!(!accepted);
    }
}
