//! What all workers know about the servers: their health, and the conversations they have begun.

use core::time::Duration;
use std::collections::VecDeque;
use std::sync::Arc;

use rand_core::CryptoRng;

use super::config::milliseconds;
use super::conversations::Conversations;
use super::error::Dropped;
use super::health::{Hop, Realms, Usability};
use super::probe::{PROBE_SOCKET, Prober};
use super::{ConfigError, HealthConfig, HopState, PoolId, ServerId, Transmit};
use crate::crypto::{MessageAuthenticatorPolicy, Secret};

/// Largest number of servers.
const MAX_SERVERS: u64 = 65_536;

/// One server, at one address and port (RFC 5997 section 4.3).
#[derive(Debug, Clone)]
pub struct Server {
    /// The shared secret.
    pub secret: Arc<Secret>,
    /// Whether it is reached by TCP or TLS: nothing is sent again on a connection (RFC 6613 section
    /// 2.6.1).
    pub is_reliable: bool,
    /// What its replies to Access-Requests must have.
    pub message_authenticator: MessageAuthenticatorPolicy,
    /// Whether it is probed with Status-Server.
    pub is_probed: bool,
    /// NAS-Identifier of probes, at most 253 octets; none if empty.
    pub nas_identifier: Vec<u8>,
}

/// All servers.
#[derive(Debug)]
pub struct Servers {
    config: HealthConfig,
    entries: Vec<Entry>,
    realms: Realms,
    conversations: Conversations,
    output: VecDeque<ServersOutput>,
}

/// What happens to servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServersOutput {
    /// A probe, to be sent.
    Probe(Transmit),
    /// A server is seen in another way than before.
    Changed {
        /// Which one.
        server: ServerId,
        /// What it is now.
        state: HopState,
    },
}

#[derive(Debug)]
struct Entry {
    server: Server,
    hop: Hop,
    prober: Prober,
    is_draining: bool,
}

impl Servers {
    /// All alive.
    ///
    /// # Errors
    /// A value of the configuration that is out of its bounds.
    pub fn new(
        servers: Vec<Server>,
        config: HealthConfig,
        now: Duration,
    ) -> Result<Self, ConfigError> {
        config.check()?;
        let found = u64::try_from(servers.len()).unwrap_or(u64::MAX);
        if found > MAX_SERVERS {
            return Err(ConfigError { field: "servers", found, least: 0, most: MAX_SERVERS });
        }
        let conversations = Conversations::new(milliseconds(config.conversation_lifetime_ms));
        let entry = |server: Server| {
            let mut prober = Prober::default();
            if server.is_probed && config.probe.always {
                prober.start(now);
            }
            Entry { hop: Hop::new(server.is_probed), server, prober, is_draining: false }
        };
        let entries = servers.into_iter().map(entry).collect();
        let (realms, output) = (Realms::default(), VecDeque::new());
        Ok(Self { config, entries, realms, conversations, output })
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is known about a server.
    #[must_use]
    pub fn state(&self, server: ServerId) -> Option<HopState> {
        self.entry(server).map(|entry| entry.hop.state)
    }

    /// Lets a server finish its conversations and gives it no new ones, or ends that.
    pub fn drain(&mut self, server: ServerId, is_draining: bool) {
        if let Some(entry) = self.entry_mut(server) {
            entry.is_draining = is_draining;
        }
    }

    /// Notes that a connection to a server was made, or cannot be made: it is dead until one is, or
    /// until it answers.
    pub fn connected(&mut self, server: ServerId, is_connected: bool, now: Duration) {
        let Some(entry) = self.entry_mut(server) else { return };
        let before = entry.hop.state;
        match is_connected {
            true => entry.hop.answered(now),
            false => entry.hop.die(now),
        }
        self.note_change(server, before);
    }

    /// How many silent realms are remembered.
    #[must_use]
    pub fn silent_realms(&self) -> usize {
        self.realms.len()
    }

    /// How many conversations are remembered.
    #[must_use]
    pub fn conversations(&self) -> usize {
        self.conversations.len()
    }

    /// Takes what came in on [`PROBE_SOCKET`].
    ///
    /// # Errors
    /// Why it is dropped.
    pub fn receive_probe_reply(
        &mut self,
        server: ServerId,
        datagram: &[u8],
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) -> Result<(), Dropped> {
        let config = &self.config.probe;
        let entry = self.entries.get_mut(usize::from(server.0)).ok_or(Dropped::UnsolicitedReply)?;
        let before = entry.hop.state;
        let (state, secret) = (&mut entry.hop.state, &entry.server.secret);
        entry.prober.receive(config, state, secret, datagram, now, rng)?;
        entry.hop.note_answer(now);
        self.note_change(server, before);
        Ok(())
    }

    /// When [`Self::handle_timeout`] is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        self.entries.iter().filter_map(|entry| entry.prober.timer()).min()
    }

    /// Sends the probes that are due.
    pub fn handle_timeout(&mut self, now: Duration, rng: &mut dyn CryptoRng) {
        for number in 0..self.entries.len() {
            let Ok(number) = u16::try_from(number) else { return };
            let server = ServerId(number);
            let Some(entry) = self.entries.get_mut(usize::from(number)) else { return };
            let before = entry.hop.state;
            let to = (&*entry.server.secret, entry.server.nas_identifier.as_slice());
            let state = &mut entry.hop.state;
            let probe = entry.prober.handle_timeout(&self.config.probe, state, to, now, rng);
            let probe = probe.map(|datagram| Transmit { server, socket: PROBE_SOCKET, datagram });
            self.output.extend(probe.map(ServersOutput::Probe));
            self.note_change(server, before);
        }
    }

    /// What is to be done, in order. To be called until it is empty after each other call.
    pub fn poll_output(&mut self) -> Option<ServersOutput> {
        self.output.pop_front()
    }

    /// Every server in the order of its number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Server> {
        self.entries.iter().map(|entry| &entry.server)
    }

    /// A server by its number.
    pub(super) fn server(&self, server: ServerId) -> Option<&Server> {
        self.entry(server).map(|entry| &entry.server)
    }

    /// Whether a server takes new conversations.
    pub(super) fn is_draining(&self, server: ServerId) -> bool {
        self.entry(server).is_none_or(|entry| entry.is_draining)
    }

    /// What a server is worth to a request of this realm.
    pub(super) fn usability(&self, server: ServerId, realm: &[u8], now: Duration) -> Usability {
        self.entry(server).map_or(Usability::Dead, |entry| {
            self.realms.usability(&self.config, (server, &entry.hop), realm, now)
        })
    }

    /// The server that has sent this State.
    pub(super) fn of_conversation(
        &self,
        pool: PoolId,
        state: &[u8],
        now: Duration,
    ) -> Option<ServerId> {
        self.conversations.server(pool, state, now)
    }

    /// Notes that a server has sent this State.
    pub(super) fn begin_conversation(
        &mut self,
        pool: PoolId,
        state: &[u8],
        server: ServerId,
        now: Duration,
    ) {
        self.conversations.insert(pool, state, server, now);
    }

    /// Notes that a server has answered a request of this realm.
    pub(super) fn answered(&mut self, server: ServerId, realm: &[u8], now: Duration) {
        self.realms.answered(server, realm);
        let is_always_probed = self.config.probe.always;
        let Some(entry) = self.entry_mut(server) else { return };
        let before = entry.hop.state;
        entry.hop.answered(now);
        if !is_always_probed && entry.prober.timer().is_some() {
            entry.prober.stop();
        }
        self.note_change(server, before);
    }

    /// Notes that a server has left a request of this realm without an answer.
    pub(super) fn unanswered(&mut self, server: ServerId, realm: &[u8], now: Duration) {
        self.realms.unanswered(&self.config, server, realm, now);
        let Some(entry) = self.entries.get_mut(usize::from(server.0)) else { return };
        let before = entry.hop.state;
        let is_silent = entry.hop.unanswered(&self.config, realm, now);
        if is_silent && entry.server.is_probed {
            entry.prober.start(now);
        }
        self.note_change(server, before);
    }

    fn note_change(&mut self, server: ServerId, before: HopState) {
        let state = self.state(server).unwrap_or(before);
        if state != before {
            self.output.push_back(ServersOutput::Changed { server, state });
        }
    }

    fn entry(&self, server: ServerId) -> Option<&Entry> {
        self.entries.get(usize::from(server.0))
    }

    fn entry_mut(&mut self, server: ServerId) -> Option<&mut Entry> {
        self.entries.get_mut(usize::from(server.0))
    }
}
