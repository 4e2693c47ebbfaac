//! The configuration of the gateway: the TOML that an operator writes, and what comes of it.
//!
//! The types named `…Config` are the document, and `gateway/README.md` says the same; [`Resolved`]
//! is what runs. Every error names the element that it is about, and none holds a secret.

mod accounting;
mod certificate;
mod client;
mod clients;
mod coa;
mod error;
mod files;
mod hex;
mod listener;
mod pool;
mod resolved;
mod secret;
mod server;
mod settings;
mod tls;

use radius::transaction::{ForwarderConfig, HealthConfig, ReceiverConfig};
use serde::Deserialize;

pub use accounting::{
    Accounting, AccountingConfig, FloodConfig, JournalConfig, JournalSettings, ProxyStopConfig,
    WhenFull,
};
pub use certificate::CertificateConfig;
pub use client::{
    Client, ClientConfig, ClientFloodConfig, FloodRight, MessageAuthenticatorConfig, Network,
};
pub use clients::{Clients, UnknownClient};
pub use coa::{CoaConfig, CoaRoutes};
pub use error::{ConfigError, ConfigProblem, Warning};
pub use files::Surroundings;
pub use listener::{Accepts, Listener, ListenerConfig, RequestKind, Transport};
pub use pool::{PoolConfig, PoolMemberConfig, Pools};
pub use resolved::Resolved;
pub use secret::SecretText;
pub use server::{ServerConfig, Target};
pub use settings::{
    GatewayConfig, LogFormat, ModuleConfig, ModuleSettings, ProcessSettings, Quarantine,
    QuarantineConfig,
};
pub use tls::{ListenerTlsConfig, ServerTlsConfig};

/// The whole document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The process.
    #[serde(default)]
    pub gateway: GatewayConfig,
    /// The module that decides.
    pub module: ModuleConfig,
    /// Where clients send their packets.
    pub listeners: Vec<ListenerConfig>,
    /// Who may send packets.
    pub clients: Vec<ClientConfig>,
    /// Where requests go.
    #[serde(default)]
    pub servers: Vec<ServerConfig>,
    /// The servers of one realm path.
    #[serde(default)]
    pub pools: Vec<PoolConfig>,
    /// Requests that come again, and answers that are kept for them.
    #[serde(default)]
    pub duplicates: ReceiverConfig,
    /// Retransmission to servers.
    #[serde(default)]
    pub forwarding: ForwarderConfig,
    /// When a server counts as silent.
    #[serde(default)]
    pub health: HealthConfig,
    /// When accounting is acknowledged.
    #[serde(default)]
    pub accounting: AccountingConfig,
    /// Telling home that this proxy has rejected what it accepted.
    #[serde(default)]
    pub proxy_stop: ProxyStopConfig,
    /// Accounting-On and -Off for all realms.
    #[serde(default)]
    pub flood: FloodConfig,
    /// The ways back for CoA- and Disconnect-Requests.
    #[serde(default)]
    pub coa: Vec<CoaConfig>,
}

impl Config {
    /// Reads a document.
    ///
    /// # Errors
    /// The first element that is wrong.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let document = |path: String, error: &toml::de::Error| {
            let start = error.span().map_or(0, |span| span.start);
            let before = text.get(..start).unwrap_or_default();
            let line = before.matches('\n').count().saturating_add(1);
            // What the error displays quotes the line, which may hold a secret.
            let message = error.message().to_owned();
            ConfigError::new(path, ConfigProblem::Document { line, message })
        };
        let deserializer =
            toml::Deserializer::parse(text).map_err(|error| document(String::new(), &error))?;
        serde_path_to_error::deserialize(deserializer).map_err(|error| {
            let path = error.path().to_string();
            let path = if path == "." { String::new() } else { path };
            document(path, error.inner())
        })
    }
}
