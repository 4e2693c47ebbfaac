//! Whether authenticators verify with a shared secret.

use std::path::Path;

use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::packet::{Authenticator, Code, Packet};

use crate::error::Error;
use crate::input;
use crate::tree::Node;

/// Largest file with a secret.
const MAX_SECRET_OCTETS: usize = 4_096;

/// What is known about the authenticators of a packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// They verify.
    Yes,
    /// There is none that proves anything.
    Nothing,
    /// The request that it answers is not known.
    NoRequest,
    /// They do not, or there is something else wrong.
    No(radius::Error),
}

/// The secret in a file. One line end behind it does not count.
pub fn secret(path: &Path) -> Result<Secret, Error> {
    let octets = input::read(path, MAX_SECRET_OCTETS)?;
    let octets = octets.strip_suffix(b"\n").unwrap_or(&octets);
    let octets = octets.strip_suffix(b"\r").unwrap_or(octets);
    Secret::new(octets).map_err(|source| Error::Secret { name: input::name(path), source })
}

/// Verifies a packet; `request` is the authenticator of the request that it answers.
pub fn verify(packet: &Packet, request: Option<&Authenticator>, secret: &Secret) -> Verified {
    const POLICY: MessageAuthenticatorPolicy = MessageAuthenticatorPolicy::Optional;
    let result = match (packet.code.is_request(), request) {
        (true, _) => packet.verify_request(secret, POLICY),
        (false, Some(request)) => packet.verify_response(request, secret, POLICY),
        (false, None) => return Verified::NoRequest,
    };
    let is_bare = packet.code == Code::ACCESS_REQUEST
        && packet.attributes.message_authenticator() == Ok(None);
    match result {
        Ok(()) if is_bare => Verified::Nothing,
        Ok(()) => Verified::Yes,
        Err(error) => Verified::No(error),
    }
}

impl From<Verified> for Node {
    fn from(verified: Verified) -> Self {
        match verified {
            Verified::Yes => Self::text("verifies"),
            Verified::Nothing => {
                Self::text("nothing to verify: an Access-Request without Message-Authenticator")
            }
            Verified::NoRequest => {
                Self::text("not verified: the request that it answers is not known")
            }
            Verified::No(error) => Self::text(format!("refused: {}: {error}", error.code())),
        }
    }
}
