//! What the editor loads when somebody signs, verifies, seals or opens. It runs in a worker of its own
//! (`web/src/session/keys-worker.ts`), the only place where private keys are.
//!
//! Texts and octets go in and come out; randomness and time are brought by the caller.

mod certificate;
mod fault;
mod key;
mod keyfile;
mod sealing;
mod verification;

pub use certificate::certificate;
pub use key::{OpeningKey, SigningKey};
pub use sealing::seal;
pub use verification::{verify, verify_detached, verify_json};
