//! Kerberos 5 for the side that accepts: keytab, crypto, AP-REQ acceptance, the GSS tokens of
//! RFC 4121, PAC and anonymous tickets.
//!
//! This crate does no I/O. Octets, the time (a [`core::time::Duration`] since the Unix epoch) and
//! randomness ([`rand_core`]) are arguments; octets and decisions are results. Every count, length
//! and nesting from the wire is bounded, and nothing panics on input.
//!
//! ```
//! use kerberos::crypto::{EncryptionType, Key};
//! use kerberos::keytab::{Entry, Keytab};
//! use kerberos::Principal;
//!
//! // RFC 3962 appendix B: one iteration, 128-bit key.
//! let salt = b"ATHENA.MIT.EDUraeburn";
//! let key = Key::from_password(EncryptionType::Aes128CtsHmacSha1, b"password", salt, Some(1))?;
//! assert_eq!(key.as_bytes()[..4], [0x42, 0x26, 0x3c, 0x6e]);
//!
//! let principal = Principal::parse("HTTP/www.example.com@EXAMPLE.COM")?;
//! let keytab = Keytab::new(vec![Entry { principal, kvno: 3, timestamp: 0, key }]);
//! assert_eq!(Keytab::parse(&keytab.encode()?)?, keytab);
//! # Ok::<(), kerberos::Error>(())
//! ```
//!
//! # Covered
//! - RFC 3961, RFC 3962 and RFC 8009: encryption types 17 to 20 in full; RFC 6113 section 5.1,
//!   KRB-FX-CF2.
//! - RFC 4120: section 3.2 from both sides, section 2.7 and 3.3.3.2 for the transited field, section
//!   5.2.6 for authorization data, section 5.9.1 for KRB-ERROR.
//! - RFC 4121: initial tokens, the 0x8003 checksum, MIC and Wrap tokens; RFC 4537; RFC 5929 for
//!   `tls-server-end-point`.
//! - RFC 8062 and draft-ietf-krb-wg-anon-08 on the side of the server.
//! - Keytab files of version 2; the PAC of MS-PAC as far as a service can verify it.
//!
//! # Omitted
//! - Encryption types outside 17 to 20, which are refused by name.
//! - User-to-user authentication, KRB-SAFE, KRB-PRIV and KRB-CRED: a delegated credential is
//!   reported and not read.
//! - The AS and TGS exchanges; the features `pkinit` and `kkdcp` are names without code yet.
#![forbid(unsafe_code)]

#[cfg(feature = "acceptor")]
pub mod acceptor;
pub mod asn1;
#[cfg(feature = "client")]
pub mod client;
pub mod crypto;
mod error;
pub mod gss;
pub mod keytab;
#[cfg(feature = "acceptor")]
pub mod pac;
pub mod principal;
#[cfg(feature = "acceptor")]
pub mod replay;

pub use error::{Error, Misconfigured, Problem, Reason, Unsupported};
pub use principal::Principal;
