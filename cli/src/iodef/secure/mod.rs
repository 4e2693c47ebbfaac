//! Keys around incident reports: signatures, sealed elements, encrypted files.

pub mod args;
mod file;
mod keys;
mod receiver;
mod seal;
mod sign;
mod verify;

pub use file::{decrypt, encrypt};
pub use seal::{open, seal};
pub use sign::sign;
pub use verify::verify;
