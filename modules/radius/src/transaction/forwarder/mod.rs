//! The side of the servers: requests that wait for their replies.

mod resume;

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rand_core::CryptoRng;

use super::choice::{Pool, Subject};
use super::config::milliseconds;
use super::error::{Dropped, ForwardError};
use super::health::Usability;
use super::identifiers::{Identifiers, Match, Slot};
use super::pending::{Attempt, MAX_ATTEMPTS, Pending, packet};
use super::proxy_state::ProxyTag;
use super::retransmission::Timer;
use super::{
    ConfigError, ForwarderConfig, PoolConfig, PoolId, RetransmissionConfig, ServerId, Servers,
    TransactionId, Transmit,
};
use crate::attribute::Attributes;
use crate::crypto::{Hop, MessageAuthenticatorPolicy};
use crate::monitor::is_reply_to;
use crate::packet::{Code, Packet};
use crate::radius11::{Handles, seal};

/// Transactions that one call of [`Forwarder::handle_timeout`] looks at, so that what it puts out
/// stays small. [`Forwarder::poll_timeout`] says if there are more.
const MAX_TIMERS_PER_CALL: usize = 64;

/// Type of State.
const STATE: u8 = 24;

/// A request to be forwarded.
#[derive(Debug, Clone)]
pub struct Forward {
    /// What to call it.
    pub transaction: TransactionId,
    /// An Access-, Accounting-, CoA- or Disconnect-Request.
    pub code: Code,
    /// In RADIUS/1.1 form, as [`seal`] makes it.
    pub attributes: Attributes,
    /// The hidden values of `attributes`.
    pub handles: Handles,
    /// When it was received: Acct-Delay-Time grows from here (RFC 2866 section 5.2).
    pub received: Duration,
    /// Where it goes.
    pub pool: PoolId,
    /// What silence counts for: the realm of the User-Name, in lower case, or the route; at most 253
    /// octets.
    pub realm: Vec<u8>,
}

/// A reply that matches a request and verifies.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The transaction, which has ended for the forwarder.
    pub transaction: TransactionId,
    /// Who has replied.
    pub server: ServerId,
    /// Its code, which answers the request.
    pub code: Code,
    /// In RADIUS/1.1 form, without our Proxy-State.
    pub attributes: Attributes,
    /// The hidden values of `attributes`.
    pub handles: Handles,
}

/// What comes of a timer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// To be sent.
    Transmit(Transmit),
    /// Another server is tried; the packet for it comes next.
    FailedOver {
        /// The transaction.
        transaction: TransactionId,
        /// The server that was silent.
        from: ServerId,
        /// The server that is tried.
        to: ServerId,
    },
    /// Nobody has replied in time, and the transaction has ended for the forwarder.
    Failed {
        /// The transaction.
        transaction: TransactionId,
    },
}

/// The requests of one worker that wait for their replies.
#[derive(Debug)]
pub struct Forwarder {
    config: ForwarderConfig,
    tag: ProxyTag,
    pools: Vec<Pool>,
    pending_per_pool: Vec<usize>,
    identifiers: Vec<Identifiers>,
    pending: BTreeMap<TransactionId, Pending>,
    outstanding: BTreeMap<(ServerId, Slot), TransactionId>,
    timers: BTreeSet<(Duration, TransactionId)>,
    output: VecDeque<Output>,
}

impl Forwarder {
    /// Without requests. A [`PoolId`] is a place in `pools`.
    ///
    /// # Errors
    /// A value of the configuration that is out of its bounds.
    pub fn new(
        config: ForwarderConfig,
        pools: &[PoolConfig],
        servers: &Servers,
        tag: ProxyTag,
    ) -> Result<Self, ConfigError> {
        config.check()?;
        let pools = pools.iter().zip(0..);
        let pools: Vec<Pool> = pools
            .map(|(pool, id)| Pool::new(PoolId(id), pool, servers))
            .collect::<Result<_, _>>()?;
        let reuse_delay = milliseconds(config.reuse_delay_ms);
        let identifiers =
            |is_reliable| Identifiers::new(config.max_sockets, reuse_delay, is_reliable);
        Ok(Self {
            pending_per_pool: vec![0; pools.len()],
            pools,
            identifiers: servers.iter().map(|server| identifiers(server.is_reliable)).collect(),
            config,
            tag,
            pending: BTreeMap::new(),
            outstanding: BTreeMap::new(),
            timers: BTreeSet::new(),
            output: VecDeque::new(),
        })
    }

    /// Sends a request to the best server of its pool.
    ///
    /// # Errors
    /// Why it is not sent; nothing has changed then.
    pub fn forward(
        &mut self,
        forward: Forward,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) -> Result<Transmit, ForwardError> {
        self.check(&forward)?;
        let mut refusal = ForwardError::NoServer;
        for server in self.candidates(&forward, servers, now) {
            let delay = forward.delay(now);
            match self.attempt(&forward, server, delay, now, servers, rng) {
                Ok((attempt, transmit)) => {
                    self.begin(forward, (attempt, &transmit, delay), now, rng);
                    return Ok(transmit);
                }
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    /// Takes what came in from a server on a socket.
    ///
    /// # Errors
    /// Why it is dropped. The request still waits then.
    pub fn receive(
        &mut self,
        server: ServerId,
        socket: u16,
        datagram: &[u8],
        now: Duration,
        servers: &mut Servers,
        rng: &mut dyn CryptoRng,
    ) -> Result<Reply, Dropped> {
        let mut packet = Packet::parse(datagram)?;
        let slot = (socket, packet.identifier);
        let Some(transaction) = self.outstanding.get(&(server, slot)).copied() else {
            let identifiers = self.identifiers.get(usize::from(server.0));
            let history = identifiers.map_or(Match::Unused, |of_server| of_server.history(slot));
            return Err(Dropped::unmatched(history));
        };
        let pending = self.pending.get(&transaction).ok_or(Dropped::UnsolicitedReply)?;
        let attempt = pending.attempt(server, slot).ok_or(Dropped::UnsolicitedReply)?;
        let of_server = servers.server(server).ok_or(Dropped::UnsolicitedReply)?;
        let forward = &pending.forward;
        let policy = match forward.code {
            Code::ACCESS_REQUEST => of_server.message_authenticator,
            _ => MessageAuthenticatorPolicy::Optional,
        };
        packet.verify_response(&attempt.authenticator, &of_server.secret, policy)?;
        let secret = of_server.secret.clone();
        servers.answered(server, &forward.realm, now);
        if !is_reply_to(forward.code, packet.code) {
            return Err(Dropped::ReplyCode);
        }
        if !attempt.own.pop(&mut packet.attributes, &forward.attributes) {
            return Err(Dropped::ReplyProxyState);
        }
        let from = Hop::Radius10 { secret: &secret, authenticator: &attempt.authenticator };
        let handles = seal(&mut packet.attributes, from, rng)?;
        if packet.code == Code::ACCESS_CHALLENGE {
            begin_conversation(&packet.attributes, forward.pool, server, now, servers);
        }
        self.end(transaction, Some((server, slot)), now);
        let Packet { code, attributes, .. } = packet;
        Ok(Reply { transaction, server, code, attributes, handles })
    }

    /// Ends a transaction: its reply is not wanted any more. Says whether it waited.
    pub fn cancel(&mut self, transaction: TransactionId, now: Duration) -> bool {
        self.end(transaction, None, now).is_some()
    }

    /// A connection to a server has closed: what waited on it is sent again, on another connection
    /// or to another server.
    pub fn closed(
        &mut self,
        server: ServerId,
        socket: u16,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) {
        let range = (server, (socket, 0))..=(server, (socket, u8::MAX));
        let lost: Vec<_> = self.outstanding.range(range).map(|(at, id)| (*at, *id)).collect();
        for ((_, slot), transaction) in lost {
            let current = self.pending.get(&transaction).and_then(|it| it.attempts.back());
            let is_current = current.is_some_and(|at| (at.server, at.slot) == (server, slot));
            if !is_current {
                continue;
            }
            let config = self.retransmission(transaction);
            let timer = self.pending.get(&transaction).map(|pending| &pending.timer);
            if timer.is_some_and(|timer| timer.is_over(&config, now)) {
                self.fail(transaction, now);
            } else {
                self.send_elsewhere(transaction, None, now, servers, rng);
            }
        }
    }

    /// When [`Self::handle_timeout`] is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        self.timers.first().map(|(expires, _)| *expires)
    }

    /// Retransmits, fails over and gives up what is due. What comes of it is in
    /// [`Self::poll_output`].
    pub fn handle_timeout(
        &mut self,
        now: Duration,
        servers: &mut Servers,
        rng: &mut dyn CryptoRng,
    ) {
        for _ in 0..MAX_TIMERS_PER_CALL {
            match self.timers.first().copied() {
                Some((expires, transaction)) if expires <= now => {
                    self.expire(transaction, now, servers, rng);
                }
                _ => return,
            }
        }
    }

    /// What is to be done, in order. To be called until it is empty after [`Self::handle_timeout`]
    /// and [`Self::closed`].
    pub fn poll_output(&mut self) -> Option<Output> {
        self.output.pop_front()
    }

    /// How many requests wait for their replies.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pending.len()
    }

    /// Whether no request waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pending.is_empty()
    }

    /// How many identifiers of a server are in use.
    #[must_use]
    pub fn identifiers_in_use(&self, server: ServerId) -> usize {
        self.identifiers.get(usize::from(server.0)).map_or(0, Identifiers::in_use)
    }

    fn expire(
        &mut self,
        transaction: TransactionId,
        now: Duration,
        servers: &mut Servers,
        rng: &mut dyn CryptoRng,
    ) {
        let config = self.retransmission(transaction);
        let Some(pending) = self.pending.get_mut(&transaction) else { return };
        let Some(server) = pending.server() else { return };
        let is_reliable = servers.server(server).is_some_and(|server| server.is_reliable);
        let is_over = pending.timer.is_over(&config, now);
        let is_done = is_reliable || pending.timer.is_server_done(&config);
        if (is_over || is_done) && !core::mem::replace(&mut pending.is_noted, true) {
            servers.unanswered(server, &pending.forward.realm, now);
        }
        if is_over {
            self.fail(transaction, now);
        } else if !is_done || !self.send_elsewhere(transaction, Some(server), now, servers, rng) {
            self.send_again(transaction, now, servers, rng);
        }
    }

    /// Sends the packet of the moment once more, unless it is on a connection.
    fn send_again(
        &mut self,
        transaction: TransactionId,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) {
        let config = self.retransmission(transaction);
        let Some(pending) = self.pending.get_mut(&transaction) else { return };
        let Some(attempt) = pending.attempts.back() else { return };
        let (server, (socket, _)) = (attempt.server, attempt.slot);
        let before = pending.timer.expires();
        pending.timer.again(&config, now, rng);
        let expires = pending.timer.expires();
        self.timers.remove(&(before, transaction));
        self.timers.insert((expires, transaction));
        if servers.server(server).is_some_and(|server| server.is_reliable) {
            return;
        }
        if pending.is_outdated(now) && self.send_new(transaction, server, now, servers, rng) {
            return;
        }
        // Without an identifier for a new packet the old one has to do.
        let Some(pending) = self.pending.get(&transaction) else { return };
        let datagram = pending.datagram.clone();
        self.output.push_back(Output::Transmit(Transmit { server, socket, datagram }));
    }

    /// Sends a packet to the next server of the pool, and says whether there is one. Without a
    /// server to leave it may be any.
    fn send_elsewhere(
        &mut self,
        transaction: TransactionId,
        from: Option<ServerId>,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) -> bool {
        let config = self.retransmission(transaction);
        for to in self.next_servers(transaction, from, servers, now) {
            let at = self.output.len();
            if !self.send_new(transaction, to, now, servers, rng) {
                continue;
            }
            let Some(pending) = self.pending.get_mut(&transaction) else { return true };
            let before = pending.timer.expires();
            pending.timer.failed_over(&config, now, rng);
            pending.is_noted = false;
            let expires = pending.timer.expires();
            self.timers.remove(&(before, transaction));
            self.timers.insert((expires, transaction));
            if let Some(from) = from {
                self.output.insert(at, Output::FailedOver { transaction, from, to });
            }
            return true;
        }
        false
    }

    /// The servers to try next: those that have not been tried in this round, or else all others.
    /// One that is known to be dead is no better than one that is silent.
    fn next_servers(
        &mut self,
        transaction: TransactionId,
        from: Option<ServerId>,
        servers: &Servers,
        now: Duration,
    ) -> Vec<ServerId> {
        let Some(pending) = self.pending.get(&transaction) else { return Vec::new() };
        let mut candidates = self.candidates(&pending.forward, servers, now);
        let Some(from) = from else { return candidates };
        let realm = &pending.forward.realm;
        let is_dead = |server| servers.usability(server, realm, now) == Usability::Dead;
        let is_from_dead = is_dead(from);
        candidates.retain(|server| *server != from && (is_from_dead || !is_dead(*server)));
        let Some(pending) = self.pending.get_mut(&transaction) else { return Vec::new() };
        pending.tried.push(from);
        if candidates.iter().all(|server| pending.tried.contains(server)) {
            pending.tried.clear();
        }
        candidates.retain(|server| !pending.tried.contains(server));
        candidates
    }

    /// Sends a new packet of a transaction, and says whether there was an identifier for it.
    fn send_new(
        &mut self,
        transaction: TransactionId,
        to: ServerId,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) -> bool {
        // Taken out, so that the packet can be made of it.
        let Some(mut pending) = self.pending.remove(&transaction) else { return false };
        let delay = pending.forward.delay(now);
        let made = self.attempt(&pending.forward, to, delay, now, servers, rng);
        let is_sent = made.is_ok();
        if let Ok((attempt, transmit)) = made {
            self.outstanding.insert((attempt.server, attempt.slot), transaction);
            pending.attempts.push_back(attempt);
            pending.datagram.clone_from(&transmit.datagram);
            pending.delay = delay;
            if pending.attempts.len() > MAX_ATTEMPTS
                && let Some(oldest) = pending.attempts.pop_front()
            {
                self.release(&oldest, Match::GivenUp, now);
            }
            self.output.push_back(Output::Transmit(transmit));
        }
        self.pending.insert(transaction, pending);
        is_sent
    }

    /// Makes a packet with an identifier of a server.
    fn attempt(
        &mut self,
        forward: &Forward,
        server: ServerId,
        delay: u64,
        now: Duration,
        servers: &Servers,
        rng: &mut dyn CryptoRng,
    ) -> Result<(Attempt, Transmit), ForwardError> {
        let of_server = servers.server(server).ok_or(ForwardError::NoServer)?;
        let identifiers = self.identifiers.get_mut(usize::from(server.0));
        let identifiers = identifiers.ok_or(ForwardError::NoServer)?;
        let slot = identifiers.take(now).ok_or(ForwardError::NoIdentifier)?;
        let (socket, identifier) = slot;
        let own = self.tag.own(rng);
        let made = packet(forward, of_server, identifier, &own, delay, rng)
            .and_then(|packet| Ok((packet.authenticator, packet.encode()?)));
        match made {
            Ok((authenticator, datagram)) => {
                let attempt = Attempt { server, slot, authenticator, own };
                Ok((attempt, Transmit { server, socket, datagram }))
            }
            Err(error) => {
                identifiers.release(slot, Match::Unused, now);
                Err(error.into())
            }
        }
    }

    /// Whether a request may be forwarded.
    fn check(&self, forward: &Forward) -> Result<(), ForwardError> {
        if self.pending.contains_key(&forward.transaction) {
            return Err(ForwardError::AlreadyForwarded);
        }
        let limit = self.config.max_pending_per_pool;
        let count = self.pending_per_pool.get(usize::from(forward.pool.0));
        match *count.ok_or(ForwardError::NoServer)? >= limit {
            true => Err(ForwardError::PoolLimit { limit }),
            false => Ok(()),
        }
    }

    fn begin(
        &mut self,
        forward: Forward,
        (attempt, transmit, delay): (Attempt, &Transmit, u64),
        now: Duration,
        rng: &mut dyn CryptoRng,
    ) {
        let transaction = forward.transaction;
        let timer = Timer::new(self.config.retransmission(forward.code), now, rng);
        self.timers.insert((timer.expires(), transaction));
        self.outstanding.insert((attempt.server, attempt.slot), transaction);
        if let Some(count) = self.pending_per_pool.get_mut(usize::from(forward.pool.0)) {
            *count = count.saturating_add(1);
        }
        let pending = Pending {
            forward,
            timer,
            attempts: VecDeque::from([attempt]),
            datagram: transmit.datagram.clone(),
            delay,
            tried: Vec::new(),
            is_noted: false,
        };
        self.pending.insert(transaction, pending);
    }

    fn fail(&mut self, transaction: TransactionId, now: Duration) {
        if self.end(transaction, None, now).is_some() {
            self.output.push_back(Output::Failed { transaction });
        }
    }

    /// Gives back all that a transaction has; `answered` is where its reply came.
    fn end(
        &mut self,
        transaction: TransactionId,
        answered: Option<(ServerId, Slot)>,
        now: Duration,
    ) -> Option<()> {
        let pending = self.pending.remove(&transaction)?;
        self.timers.remove(&(pending.timer.expires(), transaction));
        if let Some(count) = self.pending_per_pool.get_mut(usize::from(pending.forward.pool.0)) {
            *count = count.saturating_sub(1);
        }
        for attempt in &pending.attempts {
            let is_answered = answered == Some((attempt.server, attempt.slot));
            let history = if is_answered { Match::Answered } else { Match::GivenUp };
            self.release(attempt, history, now);
        }
        Some(())
    }

    fn release(&mut self, attempt: &Attempt, history: Match, now: Duration) {
        self.outstanding.remove(&(attempt.server, attempt.slot));
        if let Some(identifiers) = self.identifiers.get_mut(usize::from(attempt.server.0)) {
            identifiers.release(attempt.slot, history, now);
        }
    }

    fn candidates(&self, forward: &Forward, servers: &Servers, now: Duration) -> Vec<ServerId> {
        let subject = Subject { attributes: &forward.attributes, realm: &forward.realm, now };
        let pool = self.pools.get(usize::from(forward.pool.0));
        pool.map(|pool| pool.candidates(subject, servers)).unwrap_or_default()
    }

    fn retransmission(&self, transaction: TransactionId) -> RetransmissionConfig {
        let code = self.pending.get(&transaction).map(|pending| pending.forward.code);
        self.config.retransmission(code.unwrap_or(Code::ACCESS_REQUEST)).clone()
    }
}

impl ForwarderConfig {
    fn retransmission(&self, code: Code) -> &RetransmissionConfig {
        match code {
            Code::ACCOUNTING_REQUEST => &self.accounting,
            _ => &self.access,
        }
    }
}

/// Notes which server the State of a challenge leads to.
fn begin_conversation(
    challenge: &Attributes,
    pool: PoolId,
    server: ServerId,
    now: Duration,
    servers: &mut Servers,
) {
    if let Some(state) = challenge.iter().find(|attribute| attribute.number == STATE) {
        servers.begin_conversation(pool, state.value, server, now);
    }
}
