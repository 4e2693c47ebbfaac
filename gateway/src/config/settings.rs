//! The process and its module: `[gateway]` and `[module]`.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Duration;

use serde::Deserialize;
use tracing_subscriber::EnvFilter;
use zeroize::Zeroizing;

use super::error::{ConfigError, range};
use super::files::Surroundings;

/// Most octets of a module.
const MAX_MODULE_OCTETS: u64 = 64 << 20;

/// Most octets of the configuration of a module.
const MAX_CONFIGURATION_OCTETS: u64 = 8 << 20;

/// Most workers.
const MAX_WORKERS: u64 = 256;

/// The process.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GatewayConfig {
    /// Threads that handle packets, from 1 to 256; one for each core if absent.
    pub workers: Option<u16>,
    /// Where metrics and health are shown: a loopback address.
    pub operation: SocketAddr,
    /// What this proxy knows its own Proxy-State by, 8 octets in hexadecimal. Proxies that stand for
    /// each other have the same; random if absent.
    pub proxy_tag: Option<String>,
    /// What is logged, in the syntax of `tracing-subscriber`'s `EnvFilter`.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// How lines of the log are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object for each line.
    Json,
}

/// The module.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleConfig {
    /// The file of the module.
    pub path: PathBuf,
    /// The file of its configuration, JSON.
    pub configuration: PathBuf,
    /// How much time of a processor one call may take, from 1 to 60,000, in milliseconds.
    #[serde(default = "call_limit_ms")]
    pub call_limit_ms: u64,
    /// Most memory of one instance, from 1 to 4,096, in mebibytes.
    #[serde(default = "memory_limit_mib")]
    pub memory_limit_mib: u64,
    /// When it is asked nothing any more for a while.
    #[serde(default)]
    pub quarantine: QuarantineConfig,
    /// Runs the policy of this program in the place of the module, without a sandbox: to measure
    /// what the sandbox costs.
    #[serde(default)]
    pub native: bool,
}

/// When a module that fails is asked nothing any more for a while.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuarantineConfig {
    /// So many failures within the window, from 1 to 10,000.
    pub failures: u32,
    /// The window, from 1 to 86,400, in seconds.
    pub window_seconds: u64,
}

/// The process, as it runs.
#[derive(Debug, Clone)]
pub struct ProcessSettings {
    /// Threads that handle packets.
    pub workers: usize,
    /// Where metrics and health are shown: a loopback address.
    pub operation: SocketAddr,
    /// What this proxy knows its own Proxy-State by; random if absent.
    pub proxy_tag: Option<[u8; 8]>,
    /// What is logged.
    pub log: String,
    /// How it is logged.
    pub log_format: LogFormat,
}

/// The module, as it runs.
#[derive(Clone)]
pub struct ModuleSettings {
    /// The file that it was read from.
    pub path: PathBuf,
    /// The octets of the module.
    pub wasm: Vec<u8>,
    /// The file that its configuration was read from.
    pub configuration_path: PathBuf,
    /// The octets of its configuration.
    pub configuration: Zeroizing<Vec<u8>>,
    /// How long one call may take.
    pub call_limit: Duration,
    /// Most memory of one instance, in octets.
    pub memory_limit: usize,
    /// When it is asked nothing any more for a while.
    pub quarantine: Quarantine,
    /// Whether the policy of this program runs in its place, without a sandbox.
    pub native: bool,
}

/// So many failures within a time, after which a module is asked nothing for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarantine {
    /// How many.
    pub failures: u32,
    /// Within which time.
    pub window: Duration,
}

impl GatewayConfig {
    pub(super) fn resolve(&self) -> Result<ProcessSettings, ConfigError> {
        let workers = match self.workers {
            Some(workers) => workers.into(),
            None => available_parallelism().map_or(1, NonZeroUsize::get),
        };
        let found = u64::try_from(workers).unwrap_or(u64::MAX);
        range(|| "gateway.workers".into(), found, 1, MAX_WORKERS)?;
        if !self.operation.ip().to_canonical().is_loopback() {
            let text = "metrics and health are only for this machine: give a loopback address";
            return Err(ConfigError::value("gateway.operation", text));
        }
        let proxy_tag = self.proxy_tag.as_deref().map(proxy_tag).transpose()?;
        EnvFilter::try_new(&self.log)
            .map_err(|error| ConfigError::refused("gateway.log", error))?;
        let (log, log_format) = (self.log.clone(), self.log_format);
        Ok(ProcessSettings { workers, operation: self.operation, proxy_tag, log, log_format })
    }
}

fn proxy_tag(text: &str) -> Result<[u8; 8], ConfigError> {
    let octets = super::hex::decode(text).and_then(|octets| <[u8; 8]>::try_from(octets).ok());
    octets
        .ok_or_else(|| ConfigError::value("gateway.proxy_tag", "it is not 8 octets in hexadecimal"))
}

impl ModuleConfig {
    pub(super) fn resolve(
        &self,
        surroundings: &Surroundings<'_>,
    ) -> Result<ModuleSettings, ConfigError> {
        range(|| "module.call_limit_ms".into(), self.call_limit_ms, 1, 60_000)?;
        range(|| "module.memory_limit_mib".into(), self.memory_limit_mib, 1, 4_096)?;
        let QuarantineConfig { failures, window_seconds } = self.quarantine;
        range(|| "module.quarantine.failures".into(), failures.into(), 1, 10_000)?;
        range(|| "module.quarantine.window_seconds".into(), window_seconds, 1, 86_400)?;
        let wasm = surroundings.read("module.path", &self.path, MAX_MODULE_OCTETS)?;
        if !wasm.starts_with(b"\0asm") {
            return Err(ConfigError::value("module.path", "it is no WebAssembly module"));
        }
        let at = "module.configuration";
        let configuration = surroundings.read(at, &self.configuration, MAX_CONFIGURATION_OCTETS)?;
        let memory_limit = self.memory_limit_mib.saturating_mul(1 << 20);
        Ok(ModuleSettings {
            path: surroundings.path(&self.path),
            wasm: wasm.to_vec(),
            configuration_path: surroundings.path(&self.configuration),
            configuration,
            call_limit: Duration::from_millis(self.call_limit_ms),
            memory_limit: usize::try_from(memory_limit).unwrap_or(usize::MAX),
            quarantine: Quarantine { failures, window: Duration::from_secs(window_seconds) },
            native: self.native,
        })
    }
}

impl Default for GatewayConfig {
    fn default() -> Self {
        Self {
            workers: None,
            operation: SocketAddr::from((Ipv4Addr::LOCALHOST, 9812)),
            proxy_tag: None,
            log: "info".to_owned(),
            log_format: LogFormat::Text,
        }
    }
}

impl Default for QuarantineConfig {
    fn default() -> Self {
        Self { failures: 10, window_seconds: 60 }
    }
}

impl fmt::Debug for ModuleSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ModuleSettings({})", self.path.display())
    }
}

fn call_limit_ms() -> u64 {
    50
}

fn memory_limit_mib() -> u64 {
    32
}
