//! Clients as they are written: `[[clients]]`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use ipnet::{IpNet, Ipv4Net};
use radius::attribute::Attributes;
use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::nai::RealmPattern;
use radius::transaction::ClientPolicy;
use serde::Deserialize;

use super::certificate::CertificateConfig;
use super::error::{ConfigError, Warning, count, is_name};
use super::files::Surroundings;
use super::secret::{Given, SecretText};

/// Most networks or tags of one client, and NAS identities that it may flood for.
const MAX_VALUES: usize = 1_024;

/// Types of attributes that identify a NAS.
const NAS_IP_ADDRESS: u8 = 4;
const NAS_IDENTIFIER: u8 = 32;
const NAS_IPV6_ADDRESS: u8 = 95;

/// A client.
///
/// With `certificate` it is a client of TLS listeners and of no other, so that nobody can use the
/// well-known secret of RADIUS/TLS elsewhere. Without, it is one of UDP and TCP.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientConfig {
    /// Its name in logs and policy.
    pub name: String,
    /// Its addresses and networks. With `certificate`, everywhere if there is none.
    #[serde(default)]
    pub networks: Vec<Network>,
    /// The shared secret. With `certificate` it is `radsec` if it is not given.
    pub secret: Option<SecretText>,
    /// The file of the shared secret. One line end behind it does not count.
    pub secret_file: Option<PathBuf>,
    /// The environment variable of the shared secret.
    pub secret_env: Option<String>,
    /// What its Access-Requests must have.
    #[serde(default)]
    pub message_authenticator: MessageAuthenticatorConfig,
    /// Whether an Access-Request with a Proxy-State must have a Message-Authenticator in any case.
    #[serde(default = "yes")]
    pub limit_proxy_state: bool,
    /// What policy may know it by besides its name.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Which certificates are its.
    pub certificate: Option<CertificateConfig>,
    /// Whether, and for whom, its Accounting-On and -Off go to all realms.
    pub flood: Option<ClientFloodConfig>,
    /// Whether it may send CoA- and Disconnect-Requests: it is a home server, or a proxy before one.
    /// It may for users whose realm is accepted by a server at its address.
    #[serde(default)]
    pub coa: bool,
    /// Realms of users that it may send them for besides, written as in routes.
    #[serde(default)]
    pub coa_realms: Vec<String>,
}

/// What must be known of Message-Authenticator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageAuthenticatorConfig {
    /// It must be the first attribute.
    First,
    /// It must be there.
    #[default]
    Required,
    /// It is verified if it is there.
    Optional,
}

/// For whom a client may flood Accounting-On and -Off.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientFloodConfig {
    /// Values of NAS-Identifier, NAS-IP-Address and NAS-IPv6-Address.
    pub nas: Vec<String>,
}

/// An address, or a network without bits behind its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network(pub(super) IpNet);

/// A client, as it is known.
#[derive(Debug)]
pub struct Client {
    /// What it is counted by: the same after a reload, as long as it has its name.
    pub number: u32,
    /// Its name.
    pub name: Arc<str>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its name, and each of its tags behind 0x00, as a module reads it.
    pub property: Arc<[u8]>,
    /// Its secret, and what it must do.
    pub policy: ClientPolicy,
    /// For whom it may flood Accounting-On and -Off.
    pub flood: Option<FloodRight>,
    /// Whether it may send CoA- and Disconnect-Requests.
    pub coa: bool,
    /// Realms of users that it may send them for, whoever accepts them.
    pub coa_realms: Vec<RealmPattern>,
    /// Its networks; everywhere if there is none.
    pub networks: Vec<IpNet>,
    /// Whether it is a client of TLS listeners, rather than of UDP and TCP.
    pub is_certified: bool,
}

/// The NAS that a client may flood Accounting-On and -Off for.
#[derive(Debug, Clone)]
pub struct FloodRight {
    names: Vec<Vec<u8>>,
    addresses: Vec<IpAddr>,
}

impl ClientConfig {
    /// `at` is its path.
    pub(super) fn resolve(
        &self,
        at: &str,
        number: u32,
        surroundings: &Surroundings<'_>,
        warnings: &mut Vec<Warning>,
    ) -> Result<Client, ConfigError> {
        count(&format!("{at}.networks"), self.networks.len(), 0, MAX_VALUES)?;
        count(&format!("{at}.tags"), self.tags.len(), 0, MAX_VALUES)?;
        if let Some(number) = self.tags.iter().position(|tag| !is_name(tag)) {
            let text = "a tag is 1 to 64 ASCII letters, digits, `_`, `-` and `.`";
            return Err(ConfigError::value(format!("{at}.tags[{number}]"), text));
        }
        if self.certificate.is_none() && self.networks.is_empty() {
            let text = "a client without certificate is known by its networks: give one or more";
            return Err(ConfigError::value(format!("{at}.networks"), text));
        }
        self.note_weakness(at, warnings);
        Ok(Client {
            number,
            name: self.name.as_str().into(),
            tags: self.tags.clone(),
            property: self.property(),
            policy: ClientPolicy {
                secret: self.shared_secret(at, surroundings, warnings)?,
                message_authenticator: self.message_authenticator.policy(),
                limit_proxy_state: self.limit_proxy_state,
            },
            flood: self.flood.as_ref().map(|flood| flood.resolve(at)).transpose()?,
            coa: self.coa,
            coa_realms: self.coa_realms(at)?,
            networks: self.networks.iter().map(|network| network.0).collect(),
            is_certified: self.certificate.is_some(),
        })
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
            None if self.certificate.is_some() => {
                Secret::radsec().map(Arc::new).map_err(|error| ConfigError::refused(at, error))
            }
            None => {
                let text = "one of secret, secret_file and secret_env is needed";
                Err(ConfigError::value(at, text))
            }
        }
    }

    fn coa_realms(&self, at: &str) -> Result<Vec<RealmPattern>, ConfigError> {
        let path = format!("{at}.coa_realms");
        count(&path, self.coa_realms.len(), 0, MAX_VALUES)?;
        if !self.coa && !self.coa_realms.is_empty() {
            return Err(ConfigError::value(path, "it has no effect without coa = true"));
        }
        let read = |(number, text): (usize, &String)| {
            RealmPattern::parse(text)
                .map_err(|error| ConfigError::refused(format!("{path}[{number}]"), error))
        };
        self.coa_realms.iter().enumerate().map(read).collect()
    }

    fn note_weakness(&self, at: &str, warnings: &mut Vec<Warning>) {
        let is_optional = self.message_authenticator == MessageAuthenticatorConfig::Optional;
        // TLS protects what is inside of it.
        if self.certificate.is_some() || !is_optional {
            return;
        }
        let text = match self.limit_proxy_state {
            true => "Access-Requests without Message-Authenticator can be forged (CVE-2024-3596)",
            false => {
                "Access-Requests without Message-Authenticator can be forged (CVE-2024-3596), \
                 above all with limit_proxy_state off"
            }
        };
        let path = format!("{at}.message_authenticator");
        warnings.push(Warning { path, text: text.to_owned() });
    }

    fn property(&self) -> Arc<[u8]> {
        let mut property = self.name.as_bytes().to_vec();
        for tag in &self.tags {
            property.push(0);
            property.extend_from_slice(tag.as_bytes());
        }
        property.into()
    }
}

impl ClientFloodConfig {
    fn resolve(&self, at: &str) -> Result<FloodRight, ConfigError> {
        let path = format!("{at}.flood.nas");
        count(&path, self.nas.len(), 1, MAX_VALUES)?;
        if let Some(number) = self.nas.iter().position(String::is_empty) {
            return Err(ConfigError::value(format!("{path}[{number}]"), "it is empty"));
        }
        let parsed = self.nas.iter().filter_map(|nas| IpAddr::from_str(nas).ok());
        Ok(FloodRight {
            names: self.nas.iter().map(|nas| nas.clone().into_bytes()).collect(),
            addresses: parsed.map(|address| address.to_canonical()).collect(),
        })
    }
}

impl FloodRight {
    /// Whether a request names the NAS that it is about, and only such as are the client's own (RFC
    /// 2607 section 5.2).
    #[must_use]
    pub fn covers(&self, request: &Attributes) -> bool {
        let mut is_named = false;
        for attribute in request.iter() {
            let is_own = match attribute.number {
                NAS_IDENTIFIER => self.names.iter().any(|name| name == attribute.value),
                NAS_IP_ADDRESS => <[u8; 4]>::try_from(attribute.value)
                    .is_ok_and(|octets| self.has_address(Ipv4Addr::from(octets).into())),
                NAS_IPV6_ADDRESS => <[u8; 16]>::try_from(attribute.value)
                    .is_ok_and(|octets| self.has_address(Ipv6Addr::from(octets).into())),
                _ => continue,
            };
            if !is_own {
                return false;
            }
            is_named = true;
        }
        is_named
    }

    fn has_address(&self, address: IpAddr) -> bool {
        self.addresses.contains(&address.to_canonical())
    }
}

impl MessageAuthenticatorConfig {
    /// As the core has it.
    #[must_use]
    pub fn policy(self) -> MessageAuthenticatorPolicy {
        match self {
            Self::First => MessageAuthenticatorPolicy::First,
            Self::Required => MessageAuthenticatorPolicy::Required,
            Self::Optional => MessageAuthenticatorPolicy::Optional,
        }
    }
}

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Ok(address) = IpAddr::from_str(&text) {
            return Ok(Self(IpNet::from(address.to_canonical())));
        }
        let net = IpNet::from_str(&text)
            .map_err(|_| "an address or a network such as 192.0.2.0/24 is needed".to_owned())?;
        if net.trunc() != net {
            return Err(format!(
                "there are bits behind its length; the network is {}",
                net.trunc()
            ));
        }
        Ok(Self(canonical(net)))
    }
}

/// A network of IPv4 addresses that are mapped into IPv6 is one of IPv4.
fn canonical(net: IpNet) -> IpNet {
    let IpNet::V6(six) = net else { return net };
    let mapped = six.addr().to_ipv4_mapped().zip(six.prefix_len().checked_sub(96));
    let four = mapped.and_then(|(address, length)| Ipv4Net::new(address, length).ok());
    four.map_or(net, IpNet::V4)
}

fn yes() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Result<String, String> {
        Network::try_from(text.to_owned()).map(|network| network.0.to_string())
    }

    #[test]
    fn networks_have_no_bits_behind_their_length() {
        assert_eq!(network("192.0.2.7").unwrap(), "192.0.2.7/32");
        assert_eq!(network("192.0.2.0/24").unwrap(), "192.0.2.0/24");
        assert_eq!(network("2001:db8::/32").unwrap(), "2001:db8::/32");
        assert_eq!(network("::ffff:192.0.2.7").unwrap(), "192.0.2.7/32");
        assert_eq!(network("::ffff:192.0.2.0/120").unwrap(), "192.0.2.0/24");
        assert!(network("192.0.2.7/24").unwrap_err().ends_with("192.0.2.0/24"));
        assert!(network("nas.example.org").is_err());
    }

    #[test]
    fn a_client_floods_only_for_its_own_nas() {
        let config = ClientFloodConfig { nas: vec!["nas-1".into(), "192.0.2.7".into()] };
        let right = config.resolve("clients[0]").unwrap();
        let request = |attributes: &[(u8, &[u8])]| {
            let mut request = Attributes::new();
            attributes.iter().for_each(|(number, value)| request.push(*number, value).unwrap());
            request
        };
        assert!(right.covers(&request(&[(32, b"nas-1")])));
        assert!(right.covers(&request(&[(4, &[192, 0, 2, 7]), (32, b"nas-1")])));
        assert!(!right.covers(&request(&[(1, b"nas-1")])));
        assert!(!right.covers(&request(&[(32, b"nas-2")])));
        assert!(!right.covers(&request(&[(32, b"nas-1"), (4, &[192, 0, 2, 8])])));
        assert!(!right.covers(&request(&[(32, b"nas-1"), (4, &[192, 0])])));
    }
}
