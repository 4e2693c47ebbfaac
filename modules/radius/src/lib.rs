//! RADIUS for a proxy: packets and attributes, the typed dictionary, authenticators and hiding.
//!
//! This crate does no I/O. Octets, the time and randomness ([`rand_core`]) are arguments; octets
//! and decisions are results. Every count, length and nesting from the wire is bounded, and nothing
//! panics on input.
//!
//! ```
//! use radius::crypto::{MessageAuthenticatorPolicy, Secret};
//! use radius::packet::{Code, Packet};
//!
//! // RFC 5997 section 6.1: a Status-Server request, and the answer of a server that lives.
//! let request = [
//!     0x0c, 0xda, 0x00, 0x26, 0x8a, 0x54, 0xf4, 0x68, 0x6f, 0xb3, 0x94, 0xc5, 0x28, 0x66, 0xe3,
//!     0x02, 0x18, 0x5d, 0x06, 0x23, 0x50, 0x12, 0x5a, 0x66, 0x5e, 0x2e, 0x1e, 0x84, 0x11, 0xf3,
//!     0xe2, 0x43, 0x82, 0x20, 0x97, 0xc8, 0x4f, 0xa3,
//! ];
//! let secret = Secret::new(b"xyzzy5461")?;
//! let request = Packet::parse(&request)?;
//! request.verify_request(&secret, MessageAuthenticatorPolicy::First)?;
//!
//! let mut answer = Packet::new(Code::ACCESS_ACCEPT, request.identifier);
//! answer.sign_response(&request.authenticator, &secret)?;
//! assert_eq!(answer.encode()?[4..8], [0xef, 0x0d, 0x55, 0x2a]);
//! # Ok::<(), radius::Error>(())
//! ```
//!
//! # Covered
//! - RFC 2865 section 3 and 5, RFC 2866 section 3, RFC 5176 section 2.3, RFC 5997 section 3: packets
//!   and their authenticators; RFC 6613 section 2.6.4 for streams.
//! - RFC 3579 section 3 and RFC 5176 section 3.4: EAP-Message and Message-Authenticator; RFC 3579
//!   section 2.6 for rejects.
//! - RFC 2865 section 5.2, RFC 2868 section 3.5, RFC 2548 section 2.4: hidden values, from hop to
//!   hop.
//! - RFC 6929 section 2: extended attributes, fragments, TLVs and Extended-Vendor-Specific.
//! - RFC 8044: data types as octets and as text.
//! - RADIUS/1.1 (draft-ietf-radext-radiusv11-11, RFC 9765).
//!
//! # Omitted
//! - Vendors whose attributes do not have the format of RFC 2865 section 5.26 (USR, Lucent, Starent,
//!   WiMAX and three more): their attributes are forwarded as they are, hidden ones too.
//! - The hiding of Ascend-Send-Secret and Ascend-Receive-Secret, and the attributes of RFC 6218.
//! - ALPN and TLS, which belong to the transport.
#![forbid(unsafe_code)]

pub mod attribute;
pub mod crypto;
pub mod dictionary;
pub mod eap;
mod error;
pub mod filter;
pub mod monitor;
pub mod nai;
pub mod packet;
pub mod policy;
pub mod radius11;
pub mod routing;
pub mod schedule;
pub mod transaction;

pub use error::{Error, Misconfigured, Problem, Reason, Unsupported};
