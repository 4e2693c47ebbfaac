//! Packets in few words.

use std::net::SocketAddr;
use std::time::Instant;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use radius::attribute::{Attributes, Reference};
use radius::crypto::{Hop, Secret, rehide};
use radius::packet::{Authenticator, Code, Packet};

use crate::{Failure, Result};

/// Attributes from the names and values of the dictionary. What travels hidden is given in clear.
///
/// # Panics
///
/// When a name or a value is not one of the dictionary: the test is wrong.
#[must_use]
pub fn attributes(list: &[(&str, &str)]) -> Attributes {
    let mut attributes = Attributes::new();
    for (name, value) in list {
        let added = Reference::parse(name).and_then(|reference| {
            let octets = reference.encode_text(value)?;
            attributes.add(&reference, &octets)
        });
        if let Err(error) = added {
            panic!("{name} = {value}: {error}");
        }
    }
    attributes
}

/// A packet that has come in and proved that its sender knows the secret.
#[derive(Debug, Clone)]
pub struct Received {
    /// When it came.
    pub at: Instant,
    /// Who sent it.
    pub from: SocketAddr,
    /// Its octets.
    pub octets: Vec<u8>,
    /// The packet as it is on the wire.
    pub packet: Packet,
    /// Its attributes with hidden values in clear, without Message-Authenticator.
    pub clear: Attributes,
}

impl Received {
    /// Reads a packet that the caller has verified. Hidden values depend on `authenticator`, the
    /// Request Authenticator.
    pub(super) fn new(
        packet: Packet,
        octets: &[u8],
        from: SocketAddr,
        secret: &Secret,
        authenticator: &Authenticator,
    ) -> Result<Self> {
        let mut clear = packet.attributes.clone();
        rehide(&mut clear, Hop::Radius10 { secret, authenticator }, Hop::Radius11, &mut rng())?;
        Ok(Self { at: Instant::now(), from, octets: octets.to_vec(), packet, clear })
    }

    /// The kind of packet.
    #[must_use]
    pub fn code(&self) -> Code {
        self.packet.code
    }

    /// The first value of an attribute, as the dictionary prints it.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.texts(name).into_iter().next()
    }

    /// All values of an attribute, as the dictionary prints them.
    ///
    /// # Panics
    ///
    /// When the dictionary has no such attribute.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<String> {
        let reference = reference(name);
        self.clear.all(&reference).iter().map(|octets| reference.print(octets)).collect()
    }

    /// All values of an attribute as octets.
    ///
    /// # Panics
    ///
    /// When the dictionary has no such attribute.
    #[must_use]
    pub fn values(&self, name: &str) -> Vec<Vec<u8>> {
        self.clear.all(&reference(name)).into_iter().map(std::borrow::Cow::into_owned).collect()
    }
}

/// `attributes`, which are in clear, hidden for a hop with this secret.
pub(super) fn hidden(
    mut attributes: Attributes,
    secret: &Secret,
    authenticator: &Authenticator,
) -> Result<Attributes> {
    let hop = Hop::Radius10 { secret, authenticator };
    rehide(&mut attributes, Hop::Radius11, hop, &mut rng())?;
    Ok(attributes)
}

/// A Request Authenticator that no other request has.
pub(super) fn random_authenticator() -> Authenticator {
    let mut authenticator = [0; 16];
    rng().fill_bytes(&mut authenticator);
    authenticator
}

impl From<radius::Error> for Failure {
    fn from(error: radius::Error) -> Self {
        Self::new(error.to_string())
    }
}

fn reference(name: &str) -> Reference {
    Reference::parse(name).unwrap_or_else(|error| panic!("{error}"))
}

/// A generator with a start of its own.
fn rng() -> ChaCha20Rng {
    use std::hash::{BuildHasher as _, RandomState};
    ChaCha20Rng::seed_from_u64(RandomState::new().hash_one(0))
}
