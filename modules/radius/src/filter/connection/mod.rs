//! Connections in Envoy: RADIUS/TLS and RADIUS/TCP (RFC 6613, RFC 6614) between one client and one
//! server.
//!
//! Envoy joins one connection of a client to one of a server, so that identifiers stay as they are
//! and the first message that goes on chooses the cluster of its connection. Both hops have the same
//! shared secret; what is edited is signed anew, and the replies to it as well.
//!
//! # Direct answers
//! A filter cannot write to the client by itself. A request that is refused is replaced by a
//! Status-Server with the same identifier (RFC 5997), and the answer to that by the refusal. So is a
//! Status-Server of the client, which is not forwarded (RFC 5997 section 4.4): its answer says that
//! the server of this connection lives.
//!
//! # Rules
//! A [`Monitor`](crate::monitor::Monitor) watches every transaction. What RFC 6613 section 2.6.4
//! names closes the connection. Requests sent again on the same connection are dropped (section
//! 2.6.1).

mod config;
mod f_ticks;
mod output;
mod pending;
mod reject_cache;
mod reply;
mod request;

use std::collections::BTreeMap;
use std::time::Duration;

use rand_core::CryptoRng;

use super::config::Config;
use super::{Filter, FilterError};
use crate::crypto::{MessageAuthenticatorPolicy, Secret};
use crate::monitor::OwnStates;
use crate::packet::{Authenticator, AuthenticatorKind, Code, Framer};
use crate::policy::MARK_OCTETS;
use crate::transaction::ProxyTag;

pub use config::{
    EnvoyConfig, FTicksConfig, MAX_CLUSTER_OCTETS, MAX_F_TICKS_OCTETS, MAX_REJECT_LIFETIME_SECONDS,
    MAX_REJECTS, MessageAuthenticator, RejectCacheConfig, StationId,
};
pub use output::{Line, Output};

use f_ticks::FTicks;
use pending::Pending;
use reject_cache::RejectCache;

/// What all connections of a listener share. It does no I/O.
#[derive(Debug)]
pub struct Listener {
    filter: Filter,
    clusters: BTreeMap<String, String>,
    fallback: Option<String>,
    secret: Secret,
    request_policy: MessageAuthenticatorPolicy,
    reply_policy: MessageAuthenticatorPolicy,
    limit_proxy_state: bool,
    max_hops: usize,
    tag: ProxyTag,
    client: String,
    client_tags: Vec<String>,
    own_states: OwnStates,
    rejects: Option<RejectCache>,
    f_ticks: Option<FTicks>,
}

/// One connection of a client, and the one of a server that belongs to it.
#[derive(Default)]
pub struct Connection {
    from_client: Framer,
    from_server: Framer,
    cluster: Option<String>,
    pending: Pending,
    is_closed: bool,
}

/// What every callback brings.
pub struct Moment<'a> {
    /// The time since the Unix epoch.
    pub now: Duration,
    /// Makes authenticators, salts and the States of challenges.
    pub rng: &'a mut dyn CryptoRng,
}

impl Listener {
    /// Compiles a configuration. `secret` is the value of [`EnvoyConfig::secret_env`], if that is
    /// given.
    ///
    /// # Errors
    /// The first value that cannot work: see [`FilterProblem`](super::FilterProblem).
    pub fn new(
        config: &Config,
        secret: Option<&[u8]>,
        mark: [u8; MARK_OCTETS],
        rng: &mut dyn CryptoRng,
    ) -> Result<Self, FilterError> {
        config.check_envoy()?;
        let filter = Filter::new(config, mark)?;
        let envoy = &config.envoy;
        let clusters: BTreeMap<String, String> = config
            .pools
            .iter()
            .filter_map(|(name, pool)| Some((name.clone(), pool.cluster.clone()?)))
            .collect();
        let only = clusters.values().next().filter(|_| clusters.len() == 1);
        let fallback = envoy.fallback_pool.as_ref().and_then(|pool| clusters.get(pool)).or(only);
        let secret = match (secret, &envoy.secret) {
            (Some(secret), _) => Secret::new(secret),
            (None, Some(secret)) => Secret::new(secret.expose().as_bytes()),
            (None, None) => Secret::radsec(),
        };
        let empty = |key| move |_| config::conflict(key, "is empty");
        let rejects = envoy.reject_cache.as_ref().map(|cache| RejectCache::new(cache, rng));
        let lifetime = config.policy.challenges.lifetime_seconds;
        let mut tag = [0; 8];
        rng.fill_bytes(&mut tag);
        Ok(Self {
            filter,
            fallback: fallback.cloned(),
            clusters,
            secret: secret.map_err(empty("secret"))?,
            request_policy: envoy.message_authenticator.into(),
            reply_policy: envoy.reply_message_authenticator.into(),
            limit_proxy_state: envoy.limit_proxy_state,
            max_hops: envoy.max_hops,
            tag: ProxyTag::new(tag),
            client: envoy.client.clone(),
            client_tags: envoy.client_tags.clone(),
            own_states: OwnStates::new(Duration::from_secs(lifetime.into())),
            rejects: rejects.transpose().map_err(empty("reject_cache"))?,
            f_ticks: envoy
                .f_ticks
                .as_ref()
                .map(FTicks::new)
                .transpose()
                .map_err(empty("f_ticks.hash_key"))?,
        })
    }

    /// Most implementations send Message-Authenticator with authentication only.
    fn policy(&self, code: Code) -> MessageAuthenticatorPolicy {
        match code {
            Code::ACCESS_REQUEST => self.request_policy,
            Code::ACCESS_ACCEPT | Code::ACCESS_REJECT | Code::ACCESS_CHALLENGE => self.reply_policy,
            _ => MessageAuthenticatorPolicy::Optional,
        }
    }
}

impl Connection {
    /// A connection on which nothing has come.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes octets of the client; with `ends`, they are the last.
    pub fn from_client(
        &mut self,
        listener: &mut Listener,
        mut octets: &[u8],
        ends: bool,
        mut moment: Moment<'_>,
    ) -> Output {
        let mut output = Output::default();
        let was_routed = self.cluster.is_some();
        while !self.is_closed {
            match self.from_client.next_packet(&mut octets) {
                Ok(Some(packet)) => self.request(listener, packet, &mut moment, &mut output),
                Ok(None) => break,
                Err(error) => self.close(&mut output, &error),
            }
        }
        if ends && self.from_client.is_partial() && !self.is_closed {
            output.warn("dropped", "truncated", &"the client's stream ends within a packet");
        }
        output.filter_state = match (&self.cluster, was_routed) {
            (Some(cluster), false) => Some(filter_state(cluster)),
            _ => None,
        };
        output.passes = self.cluster.is_some();
        output.closes |= ends && !output.passes;
        output
    }

    /// Takes octets of the server.
    pub fn from_server(
        &mut self,
        listener: &mut Listener,
        mut octets: &[u8],
        mut moment: Moment<'_>,
    ) -> Output {
        let mut output = Output { passes: true, ..Output::default() };
        while !self.is_closed {
            match self.from_server.next_packet(&mut octets) {
                Ok(Some(packet)) => self.reply(listener, packet, &mut moment, &mut output),
                Ok(None) => break,
                Err(error) => self.close(&mut output, &error),
            }
        }
        output
    }

    /// RFC 6613 section 2.6.4: discards a packet and closes the connection.
    fn close(&mut self, output: &mut Output, error: &crate::Error) {
        output.warn("closed", error.code(), &error.to_string());
        output.closes = true;
        self.is_closed = true;
    }
}

/// The arguments of Envoy's foreign function `set_envoy_filter_state` that choose a cluster for
/// this connection: the protobuf of path, value and life span.
fn filter_state(cluster: &str) -> Vec<u8> {
    const PATH: &[u8] = b"envoy.tcp_proxy.cluster";
    const DOWNSTREAM_CONNECTION: u8 = 2;
    let mut octets = Vec::new();
    for (tag, value) in [(0x0a, PATH), (0x12, cluster.as_bytes())] {
        octets.push(tag);
        let mut length = value.len();
        // A varint: seven bits in each octet, the least first.
        while length >= 0x80 {
            octets.push(u8::try_from(length & 0x7f).unwrap_or_default() | 0x80);
            length >>= 7;
        }
        octets.push(u8::try_from(length).unwrap_or_default());
        octets.extend_from_slice(value);
    }
    octets.extend([0x18, DOWNSTREAM_CONNECTION]);
    octets
}

/// What hides values of a request and of its replies on one hop. The authenticator of a request that
/// is a checksum depends on its attributes, so that zeros stand for it.
fn hiding(code: Code, authenticator: &Authenticator) -> Authenticator {
    match code.authenticator() {
        Some(AuthenticatorKind::Request) => [0; 16],
        _ => *authenticator,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_is_chosen_by_path_value_and_span() {
        let short = filter_state("home");
        assert_eq!(short, b"\x0a\x17envoy.tcp_proxy.cluster\x12\x04home\x18\x02");
        let long = filter_state(&"a".repeat(200));
        assert_eq!(long[25..28], [0x12, 0xc8, 0x01]);
        assert_eq!(long.len(), 25 + 3 + 200 + 2);
    }
}
