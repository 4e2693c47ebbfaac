//! What runs.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use radius::packet::Code;
use radius::transaction::{
    self, ForwarderConfig, HealthConfig, PoolId, ReceiverConfig, Server, ServerId,
};
use rustls::pki_types::CertificateDer;

use super::Config;
use super::accounting::{Accounting, FloodConfig, ProxyStopConfig};
use super::client::Client;
use super::clients::{Clients, UnknownClient};
use super::coa::CoaRoutes;
use super::error::{ConfigError, Warning};
use super::files::Surroundings;
use super::listener::{self, Listener};
use super::pool::Pools;
use super::server::{Servers, Target};
use super::settings::{ModuleSettings, ProcessSettings};

/// Most octets of the document.
const MAX_DOCUMENT_OCTETS: u64 = 16 << 20;

/// A configuration that is checked, with all that it refers to. It opens no socket.
#[derive(Debug)]
pub struct Resolved {
    /// Threads, the operation endpoint, the tag and the log.
    pub process: ProcessSettings,
    /// The module that decides.
    pub module: ModuleSettings,
    /// Where clients send their packets.
    pub listeners: Vec<Listener>,
    /// Who may send packets.
    pub clients: Clients,
    /// How servers are reached. A [`ServerId`] is a place in this list, and in the next one.
    pub targets: Vec<Target>,
    /// The servers, as the core has them.
    pub servers: Vec<Server>,
    /// The pools, as the core has them. A [`PoolId`] is a place in this list.
    pub pools: Vec<transaction::PoolConfig>,
    /// The pools by their names.
    pub pools_by_name: Pools,
    /// Requests that come again.
    pub duplicates: ReceiverConfig,
    /// Retransmission to servers.
    pub forwarding: ForwarderConfig,
    /// When a server counts as silent.
    pub health: HealthConfig,
    /// When accounting is acknowledged.
    pub accounting: Accounting,
    /// Telling home of rejections.
    pub proxy_stop: ProxyStopConfig,
    /// Accounting-On and -Off for all realms.
    pub flood: FloodConfig,
    /// The ways back for CoA- and Disconnect-Requests.
    pub coa: CoaRoutes,
    /// What works, but perhaps not as it is meant.
    pub warnings: Vec<Warning>,
}

impl Resolved {
    /// Reads a configuration and all that it refers to, with the environment of this process. Paths
    /// are relative to the directory of the file.
    ///
    /// # Errors
    /// The first element that cannot work.
    pub fn load(file: &Path, now: Duration) -> Result<Self, ConfigError> {
        let directory = file.parent().unwrap_or(Path::new("")).to_owned();
        let variable = |name: &str| std::env::var(name).ok();
        let surroundings = Surroundings { directory, variable: &variable, now };
        let name = file.file_name().map(Path::new).unwrap_or(file);
        let octets = surroundings.read("", name, MAX_DOCUMENT_OCTETS)?;
        let text = std::str::from_utf8(&octets)
            .map_err(|_| ConfigError::value("", "the document is not UTF-8"))?;
        Self::new(&Config::parse(text)?, &surroundings)
    }

    /// Checks a configuration and reads all that it refers to.
    ///
    /// # Errors
    /// The first element that cannot work.
    pub fn new(config: &Config, surroundings: &Surroundings<'_>) -> Result<Self, ConfigError> {
        let mut warnings = Vec::new();
        let process = config.gateway.resolve()?;
        let clients = Clients::resolve(&config.clients, surroundings, &mut warnings)?;
        let listeners =
            listener::resolve(&config.listeners, &clients, surroundings, &mut warnings)?;
        let servers = Servers::resolve(&config.servers, surroundings, &mut warnings)?;
        let mut pools_by_name = Pools::resolve(&config.pools, &servers, &mut warnings)?;
        check_transactions(config)?;
        config.proxy_stop.check(&mut warnings)?;
        config.flood.check()?;
        let coa = CoaRoutes::resolve(&config.coa, &pools_by_name)?;
        Ok(Self {
            process,
            module: config.module.resolve(surroundings)?,
            listeners,
            clients,
            targets: servers.targets,
            servers: servers.servers,
            pools: std::mem::take(&mut pools_by_name.pools),
            pools_by_name,
            duplicates: config.duplicates.clone(),
            forwarding: config.forwarding.clone(),
            health: config.health.clone(),
            accounting: config.accounting.resolve(surroundings)?,
            proxy_stop: config.proxy_stop.clone(),
            flood: config.flood.clone(),
            coa,
            warnings,
        })
    }

    /// Who sent a packet to a listener, by its place. `chain` is the certificate of the peer with
    /// those behind it, verified by TLS; none without TLS.
    ///
    /// # Errors
    /// Why it is nobody that is known.
    pub fn client(
        &self,
        listener: usize,
        address: IpAddr,
        chain: Option<&[CertificateDer<'_>]>,
        now: Duration,
    ) -> Result<&Arc<Client>, UnknownClient> {
        let issuer = self.listeners.get(listener).and_then(|it| it.issuer.as_ref());
        match (issuer, chain) {
            (None, None) => self.clients.by_address(address),
            (Some(issuer), Some(chain)) => self.clients.by_certificate(address, chain, issuer, now),
            _ => Err(UnknownClient::Unreadable),
        }
    }

    /// The pool of that name for requests of this code; none if there is none, or if none of its
    /// servers takes them.
    #[must_use]
    pub fn pool(&self, name: &str, code: Code) -> Option<PoolId> {
        self.pools_by_name.get(name, code)
    }

    /// The name of a pool; empty if there is none.
    #[must_use]
    pub fn pool_name(&self, pool: PoolId) -> &str {
        self.pools_by_name.name(pool).unwrap_or_default()
    }

    /// The addresses of all servers of a pool.
    pub fn pool_addresses<'a>(&'a self, name: &str) -> impl Iterator<Item = IpAddr> + 'a {
        let pools = self.pools_by_name.all(name);
        let servers = pools.filter_map(|pool| self.pools.get(usize::from(pool.0)));
        let members = servers.flat_map(|pool| &pool.servers);
        members.filter_map(|it| Some(self.targets.get(usize::from(it.server))?.address.ip()))
    }

    /// The pools that take accounting, with their names.
    #[must_use]
    pub fn accounting_pools(&self) -> Vec<(&str, &transaction::PoolConfig)> {
        let names = self.pools_by_name.names().into_iter();
        let pools = names.filter_map(|name| {
            let pool = self.pool(name, Code::ACCOUNTING_REQUEST)?;
            Some((name, self.pools.get(usize::from(pool.0))?))
        });
        pools.collect()
    }

    /// The servers at an address.
    #[must_use]
    pub fn servers_at(&self, address: IpAddr) -> BTreeSet<ServerId> {
        let address = address.to_canonical();
        let is_there = |target: &Target| target.address.ip().to_canonical() == address;
        let there = self.targets.iter().zip(0..).filter(|(target, _)| is_there(target));
        there.map(|(_, number)| ServerId(number)).collect()
    }

    /// The name of a server, and by UDP what its port is for; empty if there is none.
    #[must_use]
    pub fn server_name(&self, server: ServerId) -> &str {
        self.targets.get(usize::from(server.0)).map_or("", |target| &*target.name)
    }
}

/// The bounds of the core, with the paths of the document.
fn check_transactions(config: &Config) -> Result<(), ConfigError> {
    let named = |section: &str, error: &transaction::ConfigError| {
        let field = error.field.rsplit_once("retransmission.").map_or(error.field, |it| it.1);
        let field = field.strip_prefix("health.").unwrap_or(field);
        let (found, least, most) = (error.found, error.least, error.most);
        let problem = super::ConfigProblem::Range { found, least, most };
        ConfigError::new(format!("{section}.{field}"), problem)
    };
    let Config { duplicates, forwarding, health, .. } = config;
    duplicates.check().map_err(|error| named("duplicates", &error))?;
    forwarding.access.check().map_err(|error| named("forwarding.access", &error))?;
    forwarding.accounting.check().map_err(|error| named("forwarding.accounting", &error))?;
    forwarding.check().map_err(|error| named("forwarding", &error))?;
    health.check().map_err(|error| named("health", &error))
}
