//! Servers, where requests go: `[[servers]]`.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use radius::crypto::Secret;
use radius::transaction::Server;
use rustls::pki_types::ServerName;
use serde::Deserialize;

use super::client::MessageAuthenticatorConfig;
use super::error::{ConfigError, Warning, count, names};
use super::files::Surroundings;
use super::listener::{RequestKind, Transport};
use super::secret::{Given, SecretText};
use super::tls::{self, ServerTlsConfig};

/// Most servers: each may be three for the core, which counts them in 16 bits.
const MAX_SERVERS: usize = 4_096;

/// RFC 6613 section 2.2 and RFC 6614 section 2.1.
const TCP_PORT: u16 = 1812;
const TLS_PORT: u16 = 2083;

/// Longest NAS-Identifier.
const MAX_NAS_IDENTIFIER_OCTETS: usize = 253;

/// A server: a home server, a proxy, or in the way back of CoA a NAS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Its name in logs and pools.
    pub name: String,
    /// What packets to it are carried in.
    pub transport: Transport,
    /// Its address.
    pub address: IpAddr,
    /// UDP only: the port for Access-Requests. Without it, it gets none.
    pub authentication_port: Option<u16>,
    /// UDP only: the port for Accounting-Requests. Without it, it gets none.
    pub accounting_port: Option<u16>,
    /// UDP only: the port for CoA- and Disconnect-Requests. Without it, it gets none.
    pub coa_port: Option<u16>,
    /// TCP and TLS only: the port for everything, 1812 or 2083 if absent.
    pub port: Option<u16>,
    /// The shared secret. By TLS it is `radsec` if it is not given.
    pub secret: Option<SecretText>,
    /// The file of the shared secret. One line end behind it does not count.
    pub secret_file: Option<PathBuf>,
    /// The environment variable of the shared secret.
    pub secret_env: Option<String>,
    /// Whether it answers Status-Server, so that it is probed when it is silent.
    #[serde(default)]
    pub status_server: bool,
    /// What its answers to Access-Requests must have.
    #[serde(default)]
    pub message_authenticator: MessageAuthenticatorConfig,
    /// NAS-Identifier of probes.
    #[serde(default)]
    pub nas_identifier: String,
    /// Certificates; with `transport = "tls"` only.
    pub tls: Option<ServerTlsConfig>,
}

/// One address and port of a server, as it is reached.
#[derive(Debug, Clone)]
pub struct Target {
    /// The name of the server, and by UDP what the port is for: `home-1/accounting`.
    pub name: Arc<str>,
    /// What it takes; everything if it is none.
    pub role: Option<RequestKind>,
    /// Its address and port.
    pub address: SocketAddr,
    /// What packets to it are carried in.
    pub transport: Transport,
    /// Our certificates, and the name that its own must have.
    pub tls: Option<(Arc<rustls::ClientConfig>, ServerName<'static>)>,
}

/// All servers, as the core counts them.
#[derive(Debug, Default)]
pub(super) struct Servers {
    pub targets: Vec<Target>,
    pub servers: Vec<Server>,
    /// By name: the place of a server, and its places among those above for each kind of request.
    pub by_name: HashMap<String, [Option<u16>; 3]>,
}

impl Servers {
    pub(super) fn resolve(
        configs: &[ServerConfig],
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, ConfigError> {
        count("servers", configs.len(), 0, MAX_SERVERS)?;
        names("servers", configs.iter().map(|config| config.name.as_str()))?;
        let mut servers = Self::default();
        for (number, config) in configs.iter().enumerate() {
            servers.add(&format!("servers[{number}]"), config, surroundings, warnings)?;
        }
        Ok(servers)
    }

    fn add(
        &mut self,
        at: &str,
        config: &ServerConfig,
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), ConfigError> {
        if config.nas_identifier.len() > MAX_NAS_IDENTIFIER_OCTETS {
            let text = "it has more than 253 octets";
            return Err(ConfigError::value(format!("{at}.nas_identifier"), text));
        }
        let secret = config.shared_secret(at, surroundings, warnings)?;
        config.note_weakness(at, warnings);
        let tls = config.tls(at, surroundings, warnings)?;
        let mut places = [None; 3];
        for (role, port) in config.ports(at)? {
            let place = u16::try_from(self.targets.len()).ok();
            match role {
                Some(role) => set(&mut places, role, place),
                None => places = [place; 3],
            }
            self.targets.push(Target {
                name: label(&config.name, role).into(),
                role,
                address: SocketAddr::new(config.address, port),
                transport: config.transport,
                tls: tls.clone(),
            });
            self.servers.push(Server {
                secret: Arc::clone(&secret),
                is_reliable: config.transport != Transport::Udp,
                message_authenticator: config.message_authenticator.policy(),
                // RFC 5997 section 4.3: not for ports of CoA.
                is_probed: config.status_server && role != Some(RequestKind::Coa),
                nas_identifier: config.nas_identifier.clone().into_bytes(),
            });
        }
        self.by_name.insert(config.name.clone(), places);
        Ok(())
    }
}

/// The place for a kind of request.
pub(super) fn get<T: Copy>(places: &[Option<T>; 3], kind: RequestKind) -> Option<T> {
    RequestKind::ALL.iter().zip(places).find(|(of, _)| **of == kind).and_then(|(_, place)| *place)
}

pub(super) fn set<T>(places: &mut [Option<T>; 3], kind: RequestKind, value: Option<T>) {
    let place = RequestKind::ALL.iter().zip(places).find(|(of, _)| **of == kind);
    if let Some((_, place)) = place {
        *place = value;
    }
}

fn label(name: &str, role: Option<RequestKind>) -> String {
    role.map_or_else(|| name.to_owned(), |role| format!("{name}/{}", role.name()))
}

impl ServerConfig {
    /// Its ports, and what each of them is for.
    fn ports(&self, at: &str) -> Result<Vec<(Option<RequestKind>, u16)>, ConfigError> {
        let of_kinds = [
            ("authentication_port", RequestKind::Access, self.authentication_port),
            ("accounting_port", RequestKind::Accounting, self.accounting_port),
            ("coa_port", RequestKind::Coa, self.coa_port),
        ];
        let given = of_kinds.iter().filter_map(|(field, kind, port)| Some((field, kind, (*port)?)));
        let refuse = |field: &str, text| Err(ConfigError::value(format!("{at}.{field}"), text));
        let given: Vec<_> = given.collect();
        if let Some((field, ..)) = given.iter().find(|(.., port)| *port == 0) {
            return refuse(field, "0 is no port to send to");
        }
        let of_connection = match self.transport {
            Transport::Udp if self.port.is_some() => {
                return refuse("port", "by UDP each kind of request has a port of its own");
            }
            Transport::Udp if given.is_empty() => {
                let text = "by UDP one of authentication_port, accounting_port and coa_port is \
                            needed";
                return Err(ConfigError::value(at, text));
            }
            Transport::Udp => {
                return Ok(given.into_iter().map(|(_, kind, port)| (Some(*kind), port)).collect());
            }
            Transport::Tcp => TCP_PORT,
            Transport::Tls => TLS_PORT,
        };
        match (given.first(), self.port) {
            (Some((field, ..)), _) => refuse(field, "by TCP and TLS one port takes everything"),
            (None, Some(0)) => refuse("port", "0 is no port to send to"),
            (None, port) => Ok(vec![(None, port.unwrap_or(of_connection))]),
        }
    }

    fn shared_secret(
        &self,
        at: &str,
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Arc<Secret>, ConfigError> {
        let Self { secret, secret_file, secret_env, .. } = self;
        let given = Given { secret, secret_file, secret_env };
        match given.resolve(at, surroundings, warnings)? {
            Some(secret) => Ok(secret),
            None if self.transport == Transport::Tls => {
                Secret::radsec().map(Arc::new).map_err(|error| ConfigError::refused(at, error))
            }
            None => {
                let text = "one of secret, secret_file and secret_env is needed";
                Err(ConfigError::value(at, text))
            }
        }
    }

    fn note_weakness(&self, at: &str, warnings: &mut Vec<Warning>) {
        let is_optional = self.message_authenticator == MessageAuthenticatorConfig::Optional;
        // TLS protects what is inside of it.
        if is_optional && self.transport != Transport::Tls {
            let text = "answers without Message-Authenticator can be forged (CVE-2024-3596)";
            let path = format!("{at}.message_authenticator");
            warnings.push(Warning { path, text: text.to_owned() });
        }
    }

    fn tls(
        &self,
        at: &str,
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Option<(Arc<rustls::ClientConfig>, ServerName<'static>)>, ConfigError> {
        match (self.transport, &self.tls) {
            (Transport::Tls, Some(tls)) => {
                let at = format!("{at}.tls");
                tls::server(&at, tls, self.address, surroundings, warnings).map(Some)
            }
            (Transport::Tls, None) => {
                Err(ConfigError::value(at, "transport tls needs the table tls"))
            }
            (_, Some(_)) => {
                Err(ConfigError::value(format!("{at}.tls"), "only transport tls has it"))
            }
            (_, None) => Ok(None),
        }
    }
}
