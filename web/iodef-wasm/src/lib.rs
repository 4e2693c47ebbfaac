//! The IODEF core for JavaScript: one document and what is asked of it.
//!
//! It runs in a worker (`web/src/session/worker.ts`); `web/src/session/protocol.ts` has the same types
//! for TypeScript. Offsets are in UTF-16 units there and in octets in the core.

mod asked;
mod broken;
mod fault;
mod form;
mod held;
mod marks;
mod object;
mod outline;
mod path;
mod registry;
mod search;
mod session;
mod shift;
mod summary;
mod timeline;
mod tree;
mod typing;
mod utf16;

pub use session::Session;
