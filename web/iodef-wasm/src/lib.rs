//! The IODEF core for JavaScript: one document and what is asked of it.
//!
//! It runs in a worker (`web/src/session/worker.ts`); `web/src/session/protocol.ts` has the same types
//! for TypeScript. Offsets are in UTF-16 units there and in bytes in the core.

use wasm_bindgen::prelude::wasm_bindgen;

/// One document.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {}

#[wasm_bindgen]
impl Session {
    /// A session without a document yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }
}
