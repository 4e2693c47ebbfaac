//! What an operator can set, with its bounds.

use core::time::Duration;

use serde::Deserialize;

/// A value that cannot work: the operator's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} is {found}, it must be from {least} to {most}")]
pub struct ConfigError {
    /// The field, such as `duplicates.lifetime_ms`.
    pub field: &'static str,
    /// What it is.
    pub found: u64,
    /// The least that it may be. Where 0 has a meaning of its own, it may be that as well.
    pub least: u64,
    /// The most that it may be.
    pub most: u64,
}

/// Requests of clients, and answers that are kept for their retransmissions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReceiverConfig {
    /// How long an answer is kept, from 5,000 to 30,000 (RFC 5080 section 2.2.2), in milliseconds.
    pub answer_lifetime_ms: u64,
    /// How long a request is remembered that never gets an answer, from 5,000 to 3,600,000, in
    /// milliseconds. After that time a retransmission of it begins anew.
    pub request_lifetime_ms: u64,
    /// Requests and answers that are kept, from 1 to 1,048,576.
    pub max_entries: usize,
    /// Requests and answers of one client address that are kept, from 1 to 1,048,576.
    pub max_entries_per_client: usize,
    /// Octets of answers that are kept, from 4,096 to 1,073,741,824. The oldest answers go first.
    pub max_octets: usize,
    /// Proxy-States in a request that count as a loop, from 1 to 128.
    pub max_hops: usize,
}

/// Retransmission to servers (RFC 5080 section 2.2.1).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetransmissionConfig {
    /// IRT: the time to the first retransmission, from 50 to 60,000, in milliseconds.
    pub initial_ms: u64,
    /// MRT: the longest time between two transmissions, from 50 to 3,600,000 or 0 for no limit, in
    /// milliseconds.
    pub longest_ms: u64,
    /// MRC: how many transmissions a transaction has, from 1 to 1,000 or 0 for no limit.
    pub transmissions: u32,
    /// MRD: how long a transaction lasts, from 1,000 to 86,400,000 or 0 for no limit, in
    /// milliseconds.
    pub duration_ms: u64,
    /// Transmissions to one server before another one of the pool is tried, from 1 to 100.
    pub transmissions_per_server: u32,
}

/// Forwarding to servers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ForwarderConfig {
    /// For Access-, CoA- and Disconnect-Requests.
    pub access: RetransmissionConfig,
    /// For Accounting-Requests.
    pub accounting: RetransmissionConfig,
    /// Sockets to one server, from 1 to 64: each has 256 identifiers.
    pub max_sockets: u16,
    /// How long the identifier of a request without an answer is not used again, from 0 to 60,000,
    /// in milliseconds.
    pub reuse_delay_ms: u64,
    /// Requests without an answer in one pool, from 1 to 65,536.
    pub max_pending_per_pool: usize,
}

/// The servers of one realm path.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolConfig {
    /// The servers, from 1 to 64.
    pub servers: Vec<PoolServerConfig>,
}

/// A server in a pool.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolServerConfig {
    /// Which server: its place in the list of servers.
    pub server: u16,
    /// Servers with a higher number are used when those with a lower one are silent.
    #[serde(default)]
    pub priority: u8,
    /// The share of conversations among servers of the same priority, from 1 to 16.
    #[serde(default = "one")]
    pub weight: u8,
}

/// When a server, or a realm behind it, counts as silent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HealthConfig {
    /// Requests to one realm in a row that the server left without an answer until it is avoided for
    /// that realm, from 1 to 1,000.
    pub realm_failures: u32,
    /// How long it is avoided for that realm, from 1,000 to 3,600,000, in milliseconds.
    pub realm_silence_ms: u64,
    /// Requests in a row, whatever their realm, until the server itself is suspected, from 1 to
    /// 1,000.
    pub server_failures: u32,
    /// A server that has answered anything within this time is not suspected, from 100 to 600,000,
    /// in milliseconds.
    pub answer_window_ms: u64,
    /// How long a dead server that is not probed is avoided, from 1,000 to 3,600,000, in
    /// milliseconds.
    pub dead_time_ms: u64,
    /// Status-Server probes.
    pub probe: ProbeConfig,
    /// How long the State of an EAP conversation leads to its server, from 1,000 to 3,600,000, in
    /// milliseconds.
    pub conversation_lifetime_ms: u64,
}

/// Status-Server probes (RFC 5997), for servers that have them enabled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProbeConfig {
    /// How long a probe waits for its answer, from 100 to 60,000, in milliseconds.
    pub timeout_ms: u64,
    /// The time between probes of a dead server, and of a living one if all are probed, from 6,000
    /// (RFC 3539 section 3.4.1) to 3,600,000, in milliseconds.
    pub interval_ms: u64,
    /// Probes in a row without an answer until a suspected server counts as dead, from 1 to 100.
    pub failures: u32,
    /// Answered probes in a row until a dead server counts as alive, from 1 to 100.
    pub answers: u32,
    /// Whether servers are probed that nobody suspects.
    pub always: bool,
}

impl RetransmissionConfig {
    /// The defaults of RFC 5080 section 2.2.1.
    #[must_use]
    pub fn access() -> Self {
        Self {
            initial_ms: 2_000,
            longest_ms: 16_000,
            transmissions: 5,
            duration_ms: 30_000,
            transmissions_per_server: 2,
        }
    }

    /// The defaults of RFC 5080 section 2.2.1 for Accounting-Requests: nothing is given up.
    #[must_use]
    pub fn accounting() -> Self {
        Self { longest_ms: 0, transmissions: 0, duration_ms: 0, ..Self::access() }
    }

    /// Checks that every value is within its bounds.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self) -> Result<(), ConfigError> {
        range("retransmission.initial_ms", self.initial_ms, 50, 60_000)?;
        or_zero("retransmission.longest_ms", self.longest_ms, 50, 3_600_000)?;
        or_zero("retransmission.transmissions", self.transmissions.into(), 1, 1_000)?;
        or_zero("retransmission.duration_ms", self.duration_ms, 1_000, 86_400_000)?;
        let per_server = self.transmissions_per_server.into();
        range("retransmission.transmissions_per_server", per_server, 1, 100)
    }
}

impl ReceiverConfig {
    /// Checks that every value is within its bounds.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self) -> Result<(), ConfigError> {
        range("answer_lifetime_ms", self.answer_lifetime_ms, 5_000, 30_000)?;
        range("request_lifetime_ms", self.request_lifetime_ms, 5_000, 3_600_000)?;
        range("max_entries", count(self.max_entries), 1, 1 << 20)?;
        range("max_entries_per_client", count(self.max_entries_per_client), 1, 1 << 20)?;
        range("max_octets", count(self.max_octets), 4_096, 1 << 30)?;
        range("max_hops", count(self.max_hops), 1, count(super::MAX_HOPS))
    }
}

impl ForwarderConfig {
    /// Checks that every value is within its bounds.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self) -> Result<(), ConfigError> {
        self.access.check()?;
        self.accounting.check()?;
        range("max_sockets", self.max_sockets.into(), 1, super::MAX_SOCKETS.into())?;
        range("reuse_delay_ms", self.reuse_delay_ms, 0, 60_000)?;
        range("max_pending_per_pool", count(self.max_pending_per_pool), 1, 65_536)
    }
}

impl PoolConfig {
    pub(super) fn check(&self, servers: usize) -> Result<(), ConfigError> {
        range("pool.servers", count(self.servers.len()), 1, 64)?;
        let last = count(servers).saturating_sub(1);
        self.servers.iter().try_for_each(|server| {
            range("pool.servers.server", server.server.into(), 0, last)?;
            range("pool.servers.weight", server.weight.into(), 1, 16)
        })
    }
}

impl HealthConfig {
    /// Checks that every value is within its bounds.
    ///
    /// # Errors
    /// The first that is not.
    pub fn check(&self) -> Result<(), ConfigError> {
        range("health.realm_failures", self.realm_failures.into(), 1, 1_000)?;
        range("health.realm_silence_ms", self.realm_silence_ms, 1_000, 3_600_000)?;
        range("health.server_failures", self.server_failures.into(), 1, 1_000)?;
        range("health.answer_window_ms", self.answer_window_ms, 100, 600_000)?;
        range("health.dead_time_ms", self.dead_time_ms, 1_000, 3_600_000)?;
        let lifetime = self.conversation_lifetime_ms;
        range("health.conversation_lifetime_ms", lifetime, 1_000, 3_600_000)?;
        range("health.probe.timeout_ms", self.probe.timeout_ms, 100, 60_000)?;
        range("health.probe.interval_ms", self.probe.interval_ms, 6_000, 3_600_000)?;
        range("health.probe.failures", self.probe.failures.into(), 1, 100)?;
        range("health.probe.answers", self.probe.answers.into(), 1, 100)
    }
}

impl Default for ReceiverConfig {
    fn default() -> Self {
        Self {
            answer_lifetime_ms: 10_000,
            request_lifetime_ms: 120_000,
            max_entries: 65_536,
            max_entries_per_client: 16_384,
            max_octets: 32 << 20,
            max_hops: 10,
        }
    }
}

impl Default for ForwarderConfig {
    fn default() -> Self {
        Self {
            access: RetransmissionConfig::access(),
            accounting: RetransmissionConfig::accounting(),
            max_sockets: 16,
            reuse_delay_ms: 5_000,
            max_pending_per_pool: 16_384,
        }
    }
}

impl Default for HealthConfig {
    fn default() -> Self {
        Self {
            realm_failures: 3,
            realm_silence_ms: 60_000,
            server_failures: 3,
            answer_window_ms: 10_000,
            dead_time_ms: 60_000,
            probe: ProbeConfig::default(),
            conversation_lifetime_ms: 60_000,
        }
    }
}

impl Default for ProbeConfig {
    fn default() -> Self {
        Self { timeout_ms: 4_000, interval_ms: 30_000, failures: 3, answers: 3, always: false }
    }
}

/// A time of a configuration.
pub(super) fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn one() -> u8 {
    1
}

fn count(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn range(field: &'static str, found: u64, least: u64, most: u64) -> Result<(), ConfigError> {
    match (least..=most).contains(&found) {
        true => Ok(()),
        false => Err(ConfigError { field, found, least, most }),
    }
}

fn or_zero(field: &'static str, found: u64, least: u64, most: u64) -> Result<(), ConfigError> {
    if found == 0 { Ok(()) } else { range(field, found, least, most) }
}
