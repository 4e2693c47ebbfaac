//! Hosts and peers for the built modules: a real Envoy, a real MIT KDC, curl, an upstream that says
//! what it saw; and RADIUS, in [`radius`]. Each runs on free loopback ports, keeps its files in a directory of its own, and
//! ends with the value that stands for it.
//!
//! The wasmtime host is in `tests/support/`, so that the demo builds without wasmtime.

pub mod bench;
mod config;
mod curl;
mod envoy;
mod failure;
mod http;
pub mod iodef;
mod kdc;
pub mod mint;
mod ports;
mod process;
pub mod radius;
mod upstream;

use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub use config::SpnegoConfig;
pub use curl::{Curl, Reply};
pub use envoy::{Envoy, EnvoyPorts, shipped_file, shipped_spnego_config, validate};
pub use failure::{Failure, Result};
pub use http::Connection;
pub use kdc::{Credentials, Kdc};
pub use ports::free_port;
pub use process::{Output, Process, run};
pub use upstream::Upstream;

/// The root of the project.
#[must_use]
pub fn project_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// A built module, such as `spnego_filter`.
#[must_use]
pub fn module(name: &str) -> PathBuf {
    project_root().join("dist").join(format!("{name}.wasm"))
}

/// A directory for the files of one peer, below `target/` of the project; removed with the value.
///
/// # Errors
///
/// A [`Failure`] when it cannot be made.
pub fn scratch(peer: &str) -> Result<TempDir> {
    let directory = project_root().join("target/peers");
    std::fs::create_dir_all(&directory)?;
    Ok(TempDir::with_prefix_in(format!("{peer}-"), directory)?)
}
