//! Signatures: what we make and what we accept.

mod attacks;
mod jws;
mod keys;
mod xml;
