//! Compiled code with its configuration.

use std::sync::Arc;
use std::time::Duration;

use proxy_wasm_host::abi::v0_2_1::types::LogLevel;
use proxy_wasm_host::abi::v0_2_1::{Host, LogContext, LogSink, VmServices};
use proxy_wasm_host::{Limits, Module};

use super::decider::Decider;
use super::sandbox::Fault;
use super::services::Services;
use super::ticker::{self, Threads};
use crate::metrics::Metrics;

/// Longest line that a guest may log.
const MAX_LOG_OCTETS: usize = 4_096;

/// Most metrics and keys of a guest.
const MAX_NAMES: usize = 4_096;

/// A policy that can be run: compiled once, instantiated by each worker.
pub struct Image {
    code: Option<Code>,
    configuration: Vec<u8>,
    tag: Vec<u8>,
}

/// Compiled code, and what its guests get.
pub(super) struct Code {
    pub host: Host,
    pub module: Module,
    pub limits: Limits,
    services: VmServices,
    /// Those that the limit of time is measured by.
    pub threads: Arc<Threads>,
}

/// What a guest may use.
#[derive(Debug, Clone, Copy)]
pub struct GuestLimits {
    /// The time of a processor that one call may take.
    pub call: Duration,
    /// The most linear memory.
    pub memory_octets: usize,
}

/// Why a module cannot be run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImageError {
    /// It is no module that this host can compile.
    #[error("module cannot be compiled: {0}")]
    Compile(String),
    /// It does not start, or refuses its configuration.
    #[error("module does not start: {0}")]
    Start(#[from] Fault),
}

impl Image {
    /// Compiles a module and starts it once, so that one which cannot work is refused here. `tag` is
    /// what proxies that stand for each other have in common.
    ///
    /// # Errors
    /// An [`ImageError`]; what the module says is in the log.
    pub fn new(
        wasm: &[u8],
        configuration: Vec<u8>,
        tag: Vec<u8>,
        limits: GuestLimits,
        metrics: Arc<Metrics>,
    ) -> Result<Self, ImageError> {
        let image = Self { code: Some(Code::new(wasm, limits, metrics)?), configuration, tag };
        Decider::start(&image)?;
        Ok(image)
    }

    /// The policy of the module without a sandbox, in this process.
    ///
    /// # Errors
    /// An [`ImageError`] with the JSON path.
    pub fn native(configuration: Vec<u8>, tag: Vec<u8>) -> Result<Self, ImageError> {
        let image = Self { code: None, configuration, tag };
        Decider::start(&image)?;
        Ok(image)
    }

    /// The code of guests; none without a sandbox.
    pub(super) fn code(&self) -> Option<&Code> {
        self.code.as_ref()
    }

    pub(super) fn configuration(&self) -> &[u8] {
        &self.configuration
    }

    pub(super) fn tag(&self) -> &[u8] {
        &self.tag
    }
}

impl Code {
    fn new(wasm: &[u8], limits: GuestLimits, metrics: Arc<Metrics>) -> Result<Self, ImageError> {
        let compile = |error: &dyn std::fmt::Display| ImageError::Compile(error.to_string());
        let (engine, threads) = ticker::engine().map_err(|error| compile(&error))?;
        let module = Module::new(&engine, wasm).map_err(|error| compile(&error))?;
        let host = Host::new(&engine).map_err(|error| compile(&error))?;
        let limits = Limits::default()
            .with_cpu_time(limits.call)
            .with_memory_bytes(limits.memory_octets)
            .with_max_log_bytes(MAX_LOG_OCTETS)
            .with_max_shared_names(MAX_NAMES);
        let services = VmServices::new(Arc::new(Log))
            .with_shared(Arc::new(Services::new(metrics)))
            .with_vm_id("edgewarden");
        Ok(Self { host, module, limits, services, threads })
    }

    /// What all guests share.
    pub fn services(&self) -> VmServices {
        self.services.clone()
    }
}

/// Lines that a guest logs go to the log of the gateway.
struct Log;

impl LogSink for Log {
    fn log(&self, _: LogContext<'_>, level: LogLevel, message: &[u8]) {
        let message = String::from_utf8_lossy(message);
        let message = message.trim_end();
        match level {
            LogLevel::Trace | LogLevel::Debug => tracing::debug!(target: "module", "{message}"),
            LogLevel::Info => tracing::info!(target: "module", "{message}"),
            LogLevel::Warn => tracing::warn!(target: "module", "{message}"),
            _ => tracing::error!(target: "module", "{message}"),
        }
    }
}
