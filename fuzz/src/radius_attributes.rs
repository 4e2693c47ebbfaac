//! Attributes: edits keep what they do not touch, and hidden values survive a hop.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use radius::attribute::{Attributes, Edit, Reference, Root};
use radius::crypto::{Hop, Secret, rehide};
use radius::radius11::{seal, unseal};

use crate::input::Input;

/// References that reach every kind of container.
const REFERENCES: [&str; 8] =
    ["1", "79", "26.9.1", "26.311.17", "241.1.2.3", "245.4", "245.26.9.1", "Tunnel-Password:1"];

/// A reference, a value behind its length, and the attributes.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let reference = Reference::parse(input.pick(&REFERENCES)).expect("a reference");
    let value = input.short();
    let octets = input.rest();
    let Ok(attributes) = Attributes::parse(octets) else { return };
    assert_eq!(attributes.as_bytes(), octets);
    edits(&attributes, &reference, value);
    hops(&attributes);
    let text = attributes.to_string();
    assert!(!text.chars().any(|character| character.is_control() && character != '\n'), "{text:?}");
}

fn edits(attributes: &Attributes, reference: &Reference, value: &[u8]) {
    let found = attributes.all(reference);
    assert_eq!(attributes.first(reference).as_ref(), found.first());

    let mut edited = attributes.clone();
    edited.rewrite(reference, |_| Edit::Keep).expect("nothing becomes longer");
    assert_eq!(&edited, attributes);

    let mut removed = attributes.clone();
    assert_eq!(removed.remove(reference), found.len());
    assert_eq!(others(&removed, reference), others(attributes, reference));

    let mut replaced = attributes.clone();
    match replaced.replace(reference, value) {
        Ok(()) => {
            assert_eq!(others(&replaced, reference), others(attributes, reference));
            assert_eq!(Attributes::parse(replaced.as_bytes()).as_ref(), Ok(&replaced));
        }
        Err(_) if found.is_empty() => assert_eq!(&replaced, attributes),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The attributes that an edit of `reference` does not touch.
fn others(attributes: &Attributes, reference: &Reference) -> Vec<u8> {
    let edited = match reference.root() {
        Root::Standard(number) => number,
        Root::Vendor { .. } => 26,
        Root::Extended { container, .. } | Root::ExtendedVendor { container, .. } => container,
    };
    let mut others = attributes.clone();
    others.retain(|attribute| attribute.number != edited);
    others.as_bytes().to_vec()
}

fn hops(attributes: &Attributes) {
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let secret = Secret::new(b"secret").expect("octets");
    let hop = Hop::Radius10 { secret: &secret, authenticator: &[7; 16] };

    let mut clear = attributes.clone();
    if rehide(&mut clear, hop, Hop::Radius11, &mut rng).is_err() {
        assert_eq!(&clear, attributes);
        return;
    }
    let mut sealed = attributes.clone();
    let Ok(handles) = seal(&mut sealed, hop, &mut rng) else {
        // Handles can be longer than what they stand for.
        return;
    };
    unseal(&mut sealed, &handles, Hop::Radius11, &mut rng).expect("its own handles");
    assert_eq!(sealed, clear);

    let mut hidden = clear.clone();
    if rehide(&mut hidden, Hop::Radius11, hop, &mut rng).is_ok() {
        rehide(&mut hidden, hop, Hop::Radius11, &mut rng).expect("it was hidden here");
        assert_eq!(hidden, clear);
    }
}
