//! What only Envoy needs of the configuration.

use serde::Deserialize;

use crate::crypto::MessageAuthenticatorPolicy;
use crate::filter::config::Config;
use crate::filter::error::{FilterError, FilterProblem};
use crate::policy::SecretText;
use crate::transaction::MAX_HOPS;

/// The longest name of a cluster in octets.
pub const MAX_CLUSTER_OCTETS: usize = 255;

/// The most seconds that a reject is remembered.
pub const MAX_REJECT_LIFETIME_SECONDS: u32 = 3_600;

/// The most rejects that are remembered.
pub const MAX_REJECTS: u32 = 65_536;

/// The longest text of F-Ticks in octets.
pub const MAX_F_TICKS_OCTETS: usize = 128;

/// What only Envoy needs: the hops on both sides of a connection.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EnvoyConfig {
    /// The shared secret on both sides, `radsec` if absent (RFC 6614 section 2.3). Visible in
    /// `/config_dump`.
    pub secret: Option<SecretText>,
    /// Name of the VM environment variable that holds the secret.
    pub secret_env: Option<String>,
    /// What an Access-Request must have.
    pub message_authenticator: MessageAuthenticator,
    /// What the reply to an Access-Request must have.
    pub reply_message_authenticator: MessageAuthenticator,
    /// Whether an Access-Request with Proxy-State and without Message-Authenticator is dropped.
    pub limit_proxy_state: bool,
    /// How many Proxy-States are too many, because the request has looped: 1 to 128.
    pub max_hops: usize,
    /// The name of the clients of this listener, for policy.
    pub client: String,
    /// Their tags.
    pub client_tags: Vec<String>,
    /// The pool of a connection whose first message has none: a Status-Server, or a request that is
    /// refused before it is routed. If absent, it is the only pool, if there is only one.
    pub fallback_pool: Option<String>,
    /// Answers requests from memory that home has rejected recently.
    pub reject_cache: Option<RejectCacheConfig>,
    /// Writes F-Ticks, the lines of statistics of roaming federations.
    pub f_ticks: Option<FTicksConfig>,
}

/// What is asked of Message-Authenticator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageAuthenticator {
    /// It must be the first attribute.
    First,
    /// It must be there.
    #[default]
    Required,
    /// It is verified if it is there.
    Optional,
}

/// How rejects are remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RejectCacheConfig {
    /// For how long: 1 to 3,600 seconds.
    pub lifetime_seconds: u32,
    /// How many in each worker: 1 to 65,536, 1,024 if absent. The oldest goes first.
    #[serde(default = "max_entries")]
    pub max_entries: u32,
}

/// What F-Ticks say. Texts are printable ASCII without `#`, at most 128 octets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FTicksConfig {
    /// The federation, `eduroam` if absent.
    #[serde(default = "eduroam")]
    pub federation: String,
    /// `VISCOUNTRY`: the country of the visited institution, such as `DE`.
    pub visited_country: String,
    /// `VISINST`: the visited institution.
    pub visited_institution: String,
    /// How `CSI` shows the Calling-Station-Id.
    #[serde(default)]
    pub calling_station_id: StationId,
    /// The key for `hashed`.
    pub hash_key: Option<SecretText>,
}

/// How a Calling-Station-Id is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StationId {
    /// Not at all.
    #[default]
    Omitted,
    /// As a pseudonym: HMAC-MD5 of its hexadecimal digits with `hash_key`.
    Hashed,
    /// As it is.
    Full,
}

impl Default for EnvoyConfig {
    fn default() -> Self {
        Self {
            secret: None,
            secret_env: None,
            message_authenticator: MessageAuthenticator::Required,
            reply_message_authenticator: MessageAuthenticator::Required,
            limit_proxy_state: true,
            max_hops: 16,
            client: String::from("envoy"),
            client_tags: Vec::new(),
            fallback_pool: None,
            reject_cache: None,
            f_ticks: None,
        }
    }
}

impl From<MessageAuthenticator> for MessageAuthenticatorPolicy {
    fn from(asked: MessageAuthenticator) -> Self {
        match asked {
            MessageAuthenticator::First => Self::First,
            MessageAuthenticator::Required => Self::Required,
            MessageAuthenticator::Optional => Self::Optional,
        }
    }
}

impl Config {
    /// Checks what only matters in Envoy.
    pub(super) fn check_envoy(&self) -> Result<(), FilterError> {
        let envoy = &self.envoy;
        for (name, pool) in &self.pools {
            let length = pool.cluster.as_ref().map_or(0, String::len);
            if !(1..=MAX_CLUSTER_OCTETS).contains(&length) {
                let problem = FilterProblem::NoCluster { limit: MAX_CLUSTER_OCTETS };
                return Err(FilterError::new(format!("pools.{name}.cluster"), problem));
            }
        }
        if envoy.secret.is_some() && envoy.secret_env.is_some() {
            return Err(conflict("secret_env", "secret is there as well; give one of the two"));
        }
        match &envoy.fallback_pool {
            Some(pool) if !self.pools.contains_key(pool) => {
                return Err(conflict("fallback_pool", "there is no pool of that name"));
            }
            _ => {}
        }
        within(envoy.max_hops, MAX_HOPS, "max_hops")?;
        if let Some(cache) = &envoy.reject_cache {
            let RejectCacheConfig { lifetime_seconds, max_entries } = *cache;
            let lifetime = "reject_cache.lifetime_seconds";
            within(number(lifetime_seconds), number(MAX_REJECT_LIFETIME_SECONDS), lifetime)?;
            within(number(max_entries), number(MAX_REJECTS), "reject_cache.max_entries")?;
        }
        envoy.f_ticks.as_ref().map_or(Ok(()), FTicksConfig::check)
    }
}

impl FTicksConfig {
    fn check(&self) -> Result<(), FilterError> {
        for (key, text) in [
            ("federation", &self.federation),
            ("visited_country", &self.visited_country),
            ("visited_institution", &self.visited_institution),
        ] {
            let is_printable = |octet: u8| octet.is_ascii_graphic() && octet != b'#';
            if !(1..=MAX_F_TICKS_OCTETS).contains(&text.len()) || !text.bytes().all(is_printable) {
                let message = "is not 1 to 128 printable ASCII characters without # and space";
                return Err(conflict(&format!("f_ticks.{key}"), message));
            }
        }
        let has_key = self.hash_key.as_ref().is_some_and(|key| !key.expose().is_empty());
        match self.calling_station_id {
            StationId::Hashed if !has_key => {
                Err(conflict("f_ticks.hash_key", "needed for calling_station_id hashed"))
            }
            _ => Ok(()),
        }
    }
}

pub(super) fn conflict(key: &str, message: &'static str) -> FilterError {
    FilterError::new(format!("envoy.{key}"), FilterProblem::Envoy(message))
}

fn within(found: usize, max: usize, key: &str) -> Result<(), FilterError> {
    if (1..=max).contains(&found) {
        return Ok(());
    }
    Err(FilterError::new(format!("envoy.{key}"), FilterProblem::OutOfRange { found, max }))
}

fn number(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

fn max_entries() -> u32 {
    1_024
}

fn eduroam() -> String {
    String::from("eduroam")
}
