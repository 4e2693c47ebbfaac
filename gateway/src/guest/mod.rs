//! The policy module in its sandbox.
//!
//! An [`Image`] is compiled code with its configuration, shared by all workers. A [`Decider`] is one
//! guest of one worker: it is asked about packets, and rebuilt when it traps or loops. What it says
//! is a [`Verdict`]; the monitor of RFC 2607 stands behind it.

mod decider;
mod image;
mod native;
mod quarantine;
mod sandbox;
mod services;
mod stream;
mod ticker;
mod verdict;

pub use decider::{Asked, Context, Decider};
pub use image::{GuestLimits, Image, ImageError};
pub use native::Native;
pub use quarantine::Quarantine;
pub use sandbox::{Fault, Sandbox};
pub use stream::{Facts, MAX_REASON_OCTETS, Stream};
pub use verdict::{Decision, Hold, Reason, ReplyVerdict, Route, Verdict};
