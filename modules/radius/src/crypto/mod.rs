//! What the shared secret of a hop is for: authenticators, Message-Authenticator and hiding.

mod authenticator;
mod hiding;
mod hop;
mod message_authenticator;
mod secret;

pub use hiding::{MAX_PASSWORD_OCTETS, MAX_SALTED_OCTETS};
pub use hop::{Hop, keep_chap_challenge, rehide};
pub(crate) use hop::{Plain, Salts, remove_hop_by_hop, rewrite_hidden, split_tag};
pub use message_authenticator::{MessageAuthenticatorPolicy, Position};
pub use secret::Secret;
