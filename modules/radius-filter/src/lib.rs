//! The proxy-wasm shell over the RADIUS core.
#![cfg(target_arch = "wasm32")]
