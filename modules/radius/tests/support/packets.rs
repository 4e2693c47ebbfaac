//! Packets and secrets that tests begin with.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use radius::attribute::{Attributes, Reference};
use radius::crypto::{Hop, Secret};
use radius::packet::{Authenticator, Code, Packet};

/// Request Authenticators of two hops.
pub const HERE: &Authenticator = b"authenticator 01";
pub const THERE: &Authenticator = b"authenticator 02";

pub fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(1)
}

pub fn secret(octets: &[u8]) -> Secret {
    Secret::new(octets).unwrap()
}

pub fn hop<'a>(secret: &'a Secret, authenticator: &'a Authenticator) -> Hop<'a> {
    Hop::Radius10 { secret, authenticator }
}

pub fn reference(text: &str) -> Reference {
    Reference::parse(text).unwrap()
}

/// Attributes from names and values.
pub fn attributes(list: &[(&str, &str)]) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in list {
        let reference = reference(name);
        attributes.add(&reference, &reference.encode_text(value).unwrap()).unwrap();
    }
    attributes
}

pub fn packet(code: Code, list: &[(&str, &str)]) -> Packet {
    Packet { code, identifier: 7, authenticator: *HERE, attributes: attributes(list) }
}

/// The values of an attribute.
pub fn values(attributes: &Attributes, name: &str) -> Vec<Vec<u8>> {
    attributes.all(&reference(name)).into_iter().map(|value| value.into_owned()).collect()
}
