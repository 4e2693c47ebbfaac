//! Sealed elements (XML Encryption 1.1): a restricted part of a report that only some receivers can
//! open, as RFC 6545 section 9.1 demands for what is private.
//!
//! Each sealed element has its own AES-256-GCM key, carried once for each receiver by RSA-OAEP. What
//! is opened again is the element octet by octet. A document with a sealed element is no valid IODEF
//! before it is opened; validation names it `sealed`.

mod open;
mod seal;

pub use open::{OpeningKey, open};
pub use seal::{MAX_RECEIVERS, seal};

/// The type of sealed data that stands for an element.
const ELEMENT: &str = "http://www.w3.org/2001/04/xmlenc#Element";
const AES_256_GCM: &str = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
/// RSA-OAEP with SHA-1 in its mask: what every implementation of XML Encryption has. The strength
/// of OAEP does not rest on collisions.
const RSA_OAEP: &str = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
/// Octets of an AES-256 key.
const KEY_OCTETS: usize = 32;
/// Octets of the nonce before the ciphertext (XML Encryption 1.1 section 5.2.4).
const NONCE_OCTETS: usize = 12;
