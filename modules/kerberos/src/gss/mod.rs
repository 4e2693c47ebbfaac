//! The Kerberos mechanism of GSS-API (RFC 4121): initial context tokens, the 0x8003 checksum,
//! channel bindings and per-message tokens.

mod channel_bindings;
mod checksum;
mod context;
mod flags;
mod token;

pub use channel_bindings::ChannelBindings;
pub use checksum::AuthenticatorChecksum;
pub(crate) use context::ContextParts;
pub use context::{Role, SecurityContext};
pub use flags::GssFlags;
pub use token::{InitialToken, TokenId, frame, unframe};

/// DER content octets of the mechanism's OID, 1.2.840.113554.1.2.2.
pub const KRB5_OID: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02];

/// DER content octets of 1.2.840.48018.1.2.2, the same OID with one arc cut to 16 bits, which
/// Windows 2000 made and later versions still offer.
pub const MS_KRB5_OID: &[u8] = &[0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 0x01, 0x02, 0x02];
