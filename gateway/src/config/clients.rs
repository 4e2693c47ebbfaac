//! Who sent it: clients by address, or by certificate.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;
use rustls::pki_types::CertificateDer;
use sha2::{Digest as _, Sha256};

use super::certificate::{CertificateTest, Identity};
use super::client::{Client, ClientConfig};
use super::error::{ConfigError, ConfigProblem, Warning, count, names};
use super::files::Surroundings;
use super::tls::Issuer;

/// Most clients.
const MAX_CLIENTS: usize = 65_536;

/// Most clients that a refusal tells about.
const MAX_EXPLAINED: usize = 4;

/// All clients.
#[derive(Debug, Default)]
pub struct Clients {
    all: Vec<Arc<Client>>,
    /// Clients of UDP and TCP by network, the longest prefixes first.
    by_network: Vec<(u8, HashMap<IpNet, Arc<Client>>)>,
    /// Clients of TLS, in the order of the configuration.
    certified: Vec<Certified>,
}

#[derive(Debug)]
struct Certified {
    client: Arc<Client>,
    test: CertificateTest,
    issuer: Option<Issuer>,
}

/// Why a peer is no client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnknownClient {
    /// Its address is in the networks of none.
    #[error("no client has {0} in its networks")]
    Address(IpAddr),
    /// It has no certificate that can be read.
    #[error("there is no certificate that can be read")]
    Unreadable,
    /// Its certificate is that of none.
    #[error("certificate ({certificate}) is that of no client: {reasons}")]
    Certificate {
        /// Its names.
        certificate: String,
        /// Why it is not that of the clients that come into question.
        reasons: String,
    },
}

impl UnknownClient {
    /// The stable, searchable name of the reason.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address(_) => "unknown_address",
            Self::Unreadable => "certificate_unreadable",
            Self::Certificate { .. } => "unknown_certificate",
        }
    }
}

impl Clients {
    pub(super) fn resolve(
        configs: &[ClientConfig],
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Self, ConfigError> {
        count("clients", configs.len(), 1, MAX_CLIENTS)?;
        names("clients", configs.iter().map(|config| config.name.as_str()))?;
        let mut clients = Self::default();
        let mut numbers = HashSet::new();
        let mut by_length: BTreeMap<u8, HashMap<IpNet, Arc<Client>>> = BTreeMap::new();
        for (place, config) in configs.iter().enumerate() {
            let at = format!("clients[{place}]");
            let number = number(&config.name, &mut numbers);
            let client = Arc::new(config.resolve(&at, number, surroundings, warnings)?);
            clients.all.push(Arc::clone(&client));
            let Some(certificate) = &config.certificate else {
                insert(&mut by_length, &client, &at)?;
                continue;
            };
            let at = format!("{at}.certificate");
            let read = |ca| Issuer::read(&format!("{at}.ca"), ca, surroundings);
            let issuer = certificate.ca.as_deref().map(read).transpose()?;
            clients.certified.push(Certified { client, test: certificate.resolve(&at)?, issuer });
        }
        clients.by_network = by_length.into_iter().rev().collect();
        Ok(clients)
    }

    /// Every client, in the order of the configuration.
    #[must_use]
    pub fn all(&self) -> &[Arc<Client>] {
        &self.all
    }

    /// The client of UDP or TCP at this address: the one with the smallest network.
    ///
    /// # Errors
    /// [`UnknownClient::Address`].
    pub fn by_address(&self, address: IpAddr) -> Result<&Arc<Client>, UnknownClient> {
        let address = address.to_canonical();
        let found = self.by_network.iter().find_map(|(length, networks)| {
            networks.get(&IpNet::new(address, *length).ok()?.trunc())
        });
        found.ok_or(UnknownClient::Address(address))
    }

    /// The client of TLS at this address with this certificate, which comes first in `chain`: the
    /// first of the configuration that both are right for.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn by_certificate(
        &self,
        address: IpAddr,
        chain: &[CertificateDer<'_>],
        of_listener: &Issuer,
        now: Duration,
    ) -> Result<&Arc<Client>, UnknownClient> {
        let address = address.to_canonical();
        let identity = chain.first().and_then(Identity::of).ok_or(UnknownClient::Unreadable)?;
        let mut reasons = Vec::new();
        for Certified { client, test, issuer } in &self.certified {
            let networks = &client.networks;
            if !networks.is_empty() && !networks.iter().any(|net| net.contains(&address)) {
                continue;
            }
            let checked = test.check(&identity).and_then(|()| {
                match issuer.as_ref().unwrap_or(of_listener).has_issued(chain, now) {
                    true => Ok(()),
                    false if issuer.is_some() => Err("it is not issued by ca"),
                    false => Err("it is not issued by client_ca of the listener"),
                }
            });
            match checked {
                Ok(()) => return Ok(client),
                Err(reason) => reasons.push(format!("{}: {reason}", client.name)),
            }
        }
        let more = reasons.len().saturating_sub(MAX_EXPLAINED);
        reasons.truncate(MAX_EXPLAINED);
        if more > 0 {
            reasons.push(format!("and {more} more"));
        }
        if reasons.is_empty() {
            reasons.push(format!("none with a certificate has {address} in its networks"));
        }
        let (certificate, reasons) = (identity.to_string(), reasons.join("; "));
        Err(UnknownClient::Certificate { certificate, reasons })
    }

    /// Who issues the certificates of some clients, besides those of the listeners.
    pub(super) fn issuers(&self) -> Vec<Issuer> {
        self.certified.iter().filter_map(|certified| certified.issuer.clone()).collect()
    }
}

fn insert(
    by_length: &mut BTreeMap<u8, HashMap<IpNet, Arc<Client>>>,
    client: &Arc<Client>,
    at: &str,
) -> Result<(), ConfigError> {
    for (number, network) in client.networks.iter().enumerate() {
        let networks = by_length.entry(network.prefix_len()).or_default();
        if networks.insert(*network, Arc::clone(client)).is_some() {
            let problem = ConfigProblem::Twice(network.to_string());
            return Err(ConfigError::new(format!("{at}.networks[{number}]"), problem));
        }
    }
    Ok(())
}

/// A number that comes of the name, so that a reload keeps it.
fn number(name: &str, taken: &mut HashSet<u32>) -> u32 {
    let digest: [u8; 32] = Sha256::digest(name).into();
    let mut number = digest.iter().take(4).fold(0, |number, octet| number << 8 | u32::from(*octet));
    while !taken.insert(number) {
        number = number.wrapping_add(1);
    }
    number
}
