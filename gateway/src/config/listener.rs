//! Where clients send their packets: `[[listeners]]`.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::Arc;

use radius::packet::Code;
use serde::Deserialize;

use super::clients::Clients;
use super::error::{ConfigError, ConfigProblem, Warning, count, names};
use super::files::Surroundings;
use super::tls::{self, Issuer, ListenerTlsConfig};

/// Most listeners.
const MAX_LISTENERS: usize = 256;

/// A listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListenerConfig {
    /// Its name in logs and policy.
    pub name: String,
    /// What it carries packets in.
    pub transport: Transport,
    /// Its address and port.
    pub address: SocketAddr,
    /// Which requests it takes, besides Status-Server. If absent, all of them by TCP and TLS, and by
    /// UDP those of ports 1812, 1813 and 3799.
    pub accepts: Option<Vec<RequestKind>>,
    /// Certificates; with `transport = "tls"` only.
    pub tls: Option<ListenerTlsConfig>,
}

/// What packets are carried in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// Datagrams.
    Udp,
    /// Connections (RFC 6613).
    Tcp,
    /// Connections with certificates at both ends (RFC 6614).
    Tls,
}

/// A kind of request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// Access-Request.
    Access,
    /// Accounting-Request.
    Accounting,
    /// CoA-Request and Disconnect-Request.
    Coa,
}

/// Which requests a listener takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepts {
    access: bool,
    accounting: bool,
    coa: bool,
}

/// A listener, as it runs.
#[derive(Debug, Clone)]
pub struct Listener {
    /// Its name.
    pub name: Arc<str>,
    /// What it carries packets in.
    pub transport: Transport,
    /// Its address and port.
    pub address: SocketAddr,
    /// Which requests it takes.
    pub accepts: Accepts,
    /// Its certificates, and whom it lets in.
    pub tls: Option<Arc<rustls::ServerConfig>>,
    /// Who issues certificates of clients that do not say so themselves.
    pub(super) issuer: Option<Issuer>,
}

impl Transport {
    /// Its name in configuration, properties and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Udp => "udp",
            Self::Tcp => "tcp",
            Self::Tls => "tls",
        }
    }
}

impl RequestKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Access, Self::Accounting, Self::Coa];

    /// The kind of a request; none of a code that nobody forwards.
    #[must_use]
    pub fn of(code: Code) -> Option<Self> {
        match code {
            Code::ACCESS_REQUEST => Some(Self::Access),
            Code::ACCOUNTING_REQUEST => Some(Self::Accounting),
            Code::COA_REQUEST | Code::DISCONNECT_REQUEST => Some(Self::Coa),
            _ => None,
        }
    }

    /// Its name in configuration and logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Accounting => "accounting",
            Self::Coa => "coa",
        }
    }
}

impl Accepts {
    /// Whether it takes packets of this code.
    #[must_use]
    pub fn takes(self, code: Code) -> bool {
        code == Code::STATUS_SERVER || RequestKind::of(code).is_some_and(|kind| self.has(kind))
    }

    /// Whether it takes this kind.
    #[must_use]
    pub fn has(self, kind: RequestKind) -> bool {
        match kind {
            RequestKind::Access => self.access,
            RequestKind::Accounting => self.accounting,
            RequestKind::Coa => self.coa,
        }
    }

    fn of(kinds: &[RequestKind]) -> Self {
        Self {
            access: kinds.contains(&RequestKind::Access),
            accounting: kinds.contains(&RequestKind::Accounting),
            coa: kinds.contains(&RequestKind::Coa),
        }
    }
}

/// All listeners.
pub(super) fn resolve(
    configs: &[ListenerConfig],
    clients: &Clients,
    surroundings: &Surroundings<'_>,
    warnings: &mut Vec<Warning>,
) -> Result<Vec<Listener>, ConfigError> {
    count("listeners", configs.len(), 1, MAX_LISTENERS)?;
    names("listeners", configs.iter().map(|config| config.name.as_str()))?;
    let issuers = clients.issuers();
    let mut addresses = HashSet::new();
    let resolve = |(number, config): (usize, &ListenerConfig)| {
        let at = format!("listeners[{number}]");
        let is_datagrams = config.transport == Transport::Udp;
        // Port 0 is another one for each.
        if config.address.port() != 0 && !addresses.insert((is_datagrams, config.address)) {
            let problem = ConfigProblem::Twice(config.address.to_string());
            return Err(ConfigError::new(format!("{at}.address"), problem));
        }
        config.resolve(&at, &issuers, surroundings, warnings)
    };
    configs.iter().enumerate().map(resolve).collect()
}

impl ListenerConfig {
    fn resolve(
        &self,
        at: &str,
        issuers: &[Issuer],
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Listener, ConfigError> {
        let (tls, issuer) = match (self.transport, &self.tls) {
            (Transport::Tls, Some(tls)) => {
                let at = format!("{at}.tls");
                let (config, issuer) = tls::listener(&at, tls, issuers, surroundings, warnings)?;
                (Some(config), Some(issuer))
            }
            (Transport::Tls, None) => {
                return Err(ConfigError::value(at, "transport tls needs the table tls"));
            }
            (_, Some(_)) => {
                let text = "only transport tls has it";
                return Err(ConfigError::value(format!("{at}.tls"), text));
            }
            (_, None) => (None, None),
        };
        let accepts = self.accepts(&format!("{at}.accepts"))?;
        let (name, transport, address) = (self.name.as_str().into(), self.transport, self.address);
        Ok(Listener { name, transport, address, accepts, tls, issuer })
    }

    fn accepts(&self, path: &str) -> Result<Accepts, ConfigError> {
        let kinds = match &self.accepts {
            Some(kinds) => kinds.as_slice(),
            None if self.transport != Transport::Udp => &RequestKind::ALL,
            None => match self.address.port() {
                1812 => &[RequestKind::Access],
                1813 => &[RequestKind::Accounting],
                3799 => &[RequestKind::Coa],
                _ => {
                    let text = "it is needed for a UDP port that is not 1812, 1813 or 3799";
                    return Err(ConfigError::value(path, text));
                }
            },
        };
        match kinds.is_empty() {
            true => Err(ConfigError::value(path, "a listener takes one kind or more")),
            false => Ok(Accepts::of(kinds)),
        }
    }
}
