//! The side of the clients: requests, their retransmissions, and the answers that are kept for them
//! (RFC 5080 section 2.2.2).

use core::net::SocketAddr;
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::config::milliseconds;
use super::error::Dropped;
use super::proxy_state::{Loop, ProxyTag};
use super::{ConfigError, ReceiverConfig, TransactionId};
use crate::crypto::{MessageAuthenticatorPolicy, Secret};
use crate::error::Error;
use crate::packet::{Authenticator, Code, Packet};

/// Type of Proxy-State.
const PROXY_STATE: u8 = 33;

/// Where a request came from, and where its answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The address and port of the client.
    pub client: SocketAddr,
    /// The socket or connection it came in on, as the caller numbers them.
    pub socket: u64,
}

/// What a client must do.
#[derive(Debug, Clone)]
pub struct ClientPolicy {
    /// The shared secret.
    pub secret: Arc<Secret>,
    /// What an Access-Request must have.
    pub message_authenticator: MessageAuthenticatorPolicy,
    /// Whether an Access-Request with a Proxy-State must have a Message-Authenticator.
    pub limit_proxy_state: bool,
}

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub enum Arrival {
    /// A request to be processed.
    New {
        /// What to call it.
        transaction: TransactionId,
        /// The request, as it came.
        request: Packet,
        /// Why it is not to be forwarded, if it has looped.
        looped: Option<Loop>,
        /// The transaction of an earlier request without an answer whose identifier the client has
        /// used again: it does not wait for that answer any more.
        replaced: Option<TransactionId>,
    },
    /// A retransmission: the answer, to be sent again.
    Answered(Vec<u8>),
    /// A Status-Server, to be answered by the caller: it is not kept (RFC 5997 section 4.2).
    StatusServer(Packet),
}

/// The requests of all clients of one worker.
#[derive(Debug)]
pub struct Receiver {
    config: ReceiverConfig,
    tag: ProxyTag,
    next: u64,
    entries: BTreeMap<Key, Entry>,
    keys: BTreeMap<TransactionId, Key>,
    /// Requests without an answer, and answers, by when they are forgotten.
    waiting: BTreeSet<(Duration, TransactionId)>,
    answered: BTreeSet<(Duration, TransactionId)>,
    per_client: BTreeMap<core::net::IpAddr, usize>,
    octets: usize,
    abandoned: VecDeque<TransactionId>,
}

type Key = (Source, u8);

#[derive(Debug)]
struct Entry {
    transaction: TransactionId,
    authenticator: Authenticator,
    code: Code,
    secret: Arc<Secret>,
    expires: Duration,
    answer: Option<Vec<u8>>,
}

impl Receiver {
    /// Without requests.
    ///
    /// # Errors
    /// A value of the configuration that is out of its bounds.
    pub fn new(config: ReceiverConfig, tag: ProxyTag) -> Result<Self, ConfigError> {
        config.check()?;
        Ok(Self {
            config,
            tag,
            next: 0,
            entries: BTreeMap::new(),
            keys: BTreeMap::new(),
            waiting: BTreeSet::new(),
            answered: BTreeSet::new(),
            per_client: BTreeMap::new(),
            octets: 0,
            abandoned: VecDeque::new(),
        })
    }

    /// Reads a datagram, or a packet of a stream, of a client.
    ///
    /// # Errors
    /// Why it is dropped. What does not verify changes nothing.
    pub fn receive(
        &mut self,
        source: Source,
        datagram: &[u8],
        client: &ClientPolicy,
        now: Duration,
    ) -> Result<Arrival, Dropped> {
        self.handle_timeout(now);
        let request = Packet::parse(datagram)?;
        verify(&request, client)?;
        if request.code == Code::STATUS_SERVER {
            return Ok(Arrival::StatusServer(request));
        }
        let key = (source, request.identifier);
        let mut replaced = None;
        if let Some(entry) = self.entries.get(&key) {
            if entry.code == request.code && entry.authenticator == request.authenticator {
                let answer = entry.answer.clone();
                return answer.map(Arrival::Answered).ok_or(Dropped::InProgress);
            }
            replaced = entry.answer.is_none().then_some(entry.transaction);
            self.forget(entry.transaction);
        }
        self.make_room(source)?;
        let transaction = self.insert(key, &request, client, now);
        let looped = self.tag.check(&request.attributes, self.config.max_hops).err();
        Ok(Arrival::New { transaction, request, looped, replaced })
    }

    /// Signs an answer, keeps it for retransmissions, and returns where it goes. `None` if the
    /// client does not wait for it any more.
    ///
    /// Its attributes are hidden for the hop to the client; Message-Authenticator, if it is to have
    /// one, is in it. The identifier is that of the request, whatever it was.
    ///
    /// # Errors
    /// Those of [`Packet::sign_response`] and [`Packet::encode`]; the request still waits then.
    pub fn answer(
        &mut self,
        transaction: TransactionId,
        mut answer: Packet,
        now: Duration,
    ) -> Result<Option<(Source, Vec<u8>)>, Error> {
        let Some(key) = self.keys.get(&transaction).copied() else { return Ok(None) };
        let Some(entry) = self.entries.get_mut(&key) else { return Ok(None) };
        if entry.answer.is_some() {
            return Ok(None);
        }
        let (source, identifier) = key;
        answer.identifier = identifier;
        answer.sign_response(&entry.authenticator, &entry.secret)?;
        let datagram = answer.encode()?;
        self.waiting.remove(&(entry.expires, transaction));
        entry.expires = now.saturating_add(milliseconds(self.config.answer_lifetime_ms));
        entry.answer = Some(datagram.clone());
        self.answered.insert((entry.expires, transaction));
        self.octets = self.octets.saturating_add(datagram.len());
        while self.octets > self.config.max_octets {
            let Some((_, oldest)) = self.answered.first().copied() else { break };
            self.forget(oldest);
        }
        Ok(Some((source, datagram)))
    }

    /// Ends a transaction, so that a retransmission of its request is a new one.
    pub fn forget(&mut self, transaction: TransactionId) {
        let Some(key) = self.keys.remove(&transaction) else { return };
        let Some(entry) = self.entries.remove(&key) else { return };
        let queue = if entry.answer.is_some() { &mut self.answered } else { &mut self.waiting };
        queue.remove(&(entry.expires, transaction));
        self.octets = self.octets.saturating_sub(entry.answer.map_or(0, |answer| answer.len()));
        let client = key.0.client.ip();
        if let Some(count) = self.per_client.get_mut(&client) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.per_client.remove(&client);
            }
        }
    }

    /// The secret and the Request Authenticator that answers to a transaction are hidden with.
    #[must_use]
    pub fn hop(&self, transaction: TransactionId) -> Option<(Arc<Secret>, Authenticator)> {
        let entry = self.entries.get(self.keys.get(&transaction)?)?;
        Some((Arc::clone(&entry.secret), entry.authenticator))
    }

    /// When [`Self::handle_timeout`] is due.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Duration> {
        let waiting = self.waiting.first().map(|(expires, _)| *expires);
        let answered = self.answered.first().map(|(expires, _)| *expires);
        waiting.into_iter().chain(answered).min()
    }

    /// A transaction that was forgotten although it had no answer: what comes for it is not wanted
    /// any more. To be called until there is none after [`Self::receive`] and
    /// [`Self::handle_timeout`].
    pub fn poll_abandoned(&mut self) -> Option<TransactionId> {
        self.abandoned.pop_front()
    }

    /// Forgets what has been kept for long enough.
    pub fn handle_timeout(&mut self, now: Duration) {
        for answered in [false, true] {
            while let Some((expires, oldest)) = self.queue(answered).first().copied() {
                if expires > now {
                    break;
                }
                if !answered {
                    self.abandoned.push_back(oldest);
                }
                self.forget(oldest);
            }
        }
    }

    /// How many requests and answers are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Octets of the answers that are kept.
    #[must_use]
    pub fn octets(&self) -> usize {
        self.octets
    }

    fn queue(&self, answered: bool) -> &BTreeSet<(Duration, TransactionId)> {
        if answered { &self.answered } else { &self.waiting }
    }

    /// Room for one entry: the oldest answer goes, never a request that waits.
    fn make_room(&mut self, source: Source) -> Result<(), Dropped> {
        let limit = self.config.max_entries_per_client;
        if self.per_client.get(&source.client.ip()).is_some_and(|count| *count >= limit) {
            return Err(Dropped::ClientLimit { limit });
        }
        let limit = self.config.max_entries;
        if self.entries.len() < limit {
            return Ok(());
        }
        let (_, oldest) = self.answered.first().copied().ok_or(Dropped::Overload { limit })?;
        self.forget(oldest);
        Ok(())
    }

    fn insert(
        &mut self,
        key: Key,
        request: &Packet,
        client: &ClientPolicy,
        now: Duration,
    ) -> TransactionId {
        let transaction = TransactionId(self.next);
        self.next = self.next.wrapping_add(1);
        let expires = now.saturating_add(milliseconds(self.config.request_lifetime_ms));
        let entry = Entry {
            transaction,
            authenticator: request.authenticator,
            code: request.code,
            secret: Arc::clone(&client.secret),
            expires,
            answer: None,
        };
        self.entries.insert(key, entry);
        self.keys.insert(transaction, key);
        self.waiting.insert((expires, transaction));
        let count = self.per_client.entry(key.0.client.ip()).or_default();
        *count = count.saturating_add(1);
        transaction
    }
}

fn verify(request: &Packet, client: &ClientPolicy) -> Result<(), Dropped> {
    if !request.code.is_request() {
        return Err(Dropped::NotARequest);
    }
    let policy = match request.code {
        Code::ACCESS_REQUEST => client.message_authenticator,
        // The authenticator of the others, or RFC 5997, proves who sent them.
        _ => MessageAuthenticatorPolicy::Optional,
    };
    let is_protected = request.code != Code::ACCESS_REQUEST
        || request.attributes.message_authenticator()?.is_some();
    let has_proxy_state =
        || request.attributes.iter().any(|attribute| attribute.number == PROXY_STATE);
    if client.limit_proxy_state && !is_protected && has_proxy_state() {
        return Err(Dropped::UnprotectedProxyState);
    }
    Ok(request.verify_request(&client.secret, policy)?)
}
