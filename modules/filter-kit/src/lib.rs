//! What the proxy-wasm shells share, and nothing that a core may use.
//!
//! The getters of the SDK panic on octets that are not UTF-8 and on any status they do not expect,
//! and a panic kills the VM. The hostcalls here work on octets and turn every status into a
//! [`HostError`].
//!
//! The hostcalls exist on the wasm target only. What can be tested without a host (the encodings,
//! the environment block, configuration errors, the generator) is built everywhere.

mod config;
mod environment;
mod error;
mod metadata;
mod pairs;
mod random;

pub use chacha20::ChaCha20Rng;
pub use config::{ConfigError, parse_config};
pub use error::{HostError, Status};
pub use metadata::parse_metadata;
pub use pairs::{Pair, PairsError, decode_pairs, encode_pairs};

#[cfg(target_arch = "wasm32")]
mod raw;

#[cfg(target_arch = "wasm32")]
pub mod buffer;
#[cfg(target_arch = "wasm32")]
pub mod connection;
#[cfg(target_arch = "wasm32")]
pub mod foreign;
#[cfg(target_arch = "wasm32")]
pub mod headers;
#[cfg(target_arch = "wasm32")]
pub mod local_response;
#[cfg(target_arch = "wasm32")]
pub mod log;
#[cfg(target_arch = "wasm32")]
pub mod metrics;
#[cfg(target_arch = "wasm32")]
pub mod property;
#[cfg(target_arch = "wasm32")]
pub mod routes;
#[cfg(target_arch = "wasm32")]
pub mod shared_data;
#[cfg(target_arch = "wasm32")]
pub mod stream;
#[cfg(target_arch = "wasm32")]
pub mod time;

#[cfg(target_arch = "wasm32")]
pub use environment::environment_variable;
#[cfg(target_arch = "wasm32")]
pub use random::generator_from_host;
