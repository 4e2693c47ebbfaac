//! SPNEGO (RFC 4178, and RFC 2478 as a named mode) over any mechanism, and the HTTP Negotiate
//! header (RFC 4559).
//!
//! This crate does no I/O: tokens and the time go in, tokens and decisions come out. An
//! [`Acceptor`] or an [`Initiator`] is one context; it negotiates over anything that is a
//! [`Mechanism`]. Every token, list and length from the wire is bounded, no nesting recurses,
//! and nothing panics on input.
//!
//! ```
//! use core::time::Duration;
//! use spnego::{Acceptor, Mechanism, Policy, http};
//!
//! // A client that has no Kerberos ticket sends a bare NTLM message.
//! let token = http::parse(b"negotiate TlRMTVNTUAABAAAA", 49_152).unwrap();
//! let mut acceptor = Acceptor::<Box<dyn Mechanism>>::new(Policy::default(), Vec::new());
//! let failure = acceptor.step(&token, Duration::from_secs(1_700_000_000)).unwrap_err();
//! assert_eq!(failure.error.code(), "raw_ntlm");
//! assert_eq!(failure.error.major_status().name(), "GSS_S_BAD_MECH");
//! assert_eq!(http::challenge(failure.token.as_deref()), "Negotiate");
//! ```
//!
//! # Covered
//! - RFC 4178: sections 3 (negotiation), 4 (tokens), 5 (mechListMIC), 6 (unknown fields),
//!   appendices B (GSS_Set_neg_mechs, GSS_Get_neg_mechs), C (what legacy Windows does) and D.
//! - RFC 2478: sections 2, 3 and 4, appendix A.
//! - RFC 4559: section 4, the two header fields.
//! - RFC 2743: section 3.1, the framing of first tokens; initial tokens of a mechanism without
//!   SPNEGO are handed to that mechanism.
//!
//! # Omitted
//! - RFC 4178 section 6, mechanism attributes: an unknown identifier never influences a choice.
//! - NegoEx, NTLM and IAKERB: recognised, skipped, and refused by name where nothing else is
//!   offered.
//! - The MIC omission that MS-SPNG allows towards Windows before Vista.
//!
//! # Deviations that are taken from peers
//! NegTokenInit2 with negHints; 1.2.840.48018.1.2.2 for Kerberos; a mechListMIC that repeats
//! responseToken (Windows 2000); InitialContextToken framing around later tokens (Sun); a
//! NegTokenResp without its SEQUENCE; empty octet strings for absent ones; lengths in more
//! octets than needed; an RFC 4178 first reply without supportedMech.
#![forbid(unsafe_code)]

mod acceptor;
#[cfg(feature = "access")]
pub mod access;
mod error;
mod flags;
pub mod http;
mod initiator;
#[cfg(feature = "kerberos")]
pub mod kerberos;
mod mechanism;
mod mechanisms;
mod negotiation;
mod oid;
mod policy;
pub mod token;

pub use acceptor::{Acceptor, ReqFlags};
pub use error::{Error, MajorStatus, Malformed, Misconfigured, Reason, Unsupported};
pub use flags::ContextFlags;
pub use initiator::Initiator;
pub use mechanism::{Mechanism, MechanismError, MechanismStep};
pub use negotiation::{Failure, Protection, Step};
pub use oid::{MAX_OID_BYTES, Oid};
pub use policy::{DEFAULT_MAX_TOKEN_BYTES, Mode, Policy};
