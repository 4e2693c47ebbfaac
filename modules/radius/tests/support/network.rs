//! A network with virtual time: a NAS, this proxy, and home servers. Packets can be lost, doubled
//! and delayed; nothing waits for a clock.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use radius::attribute::Attributes;
use radius::crypto::{Hop, MessageAuthenticatorPolicy, Secret};
use radius::monitor::{AccountingMode, Monitor, OwnStates, ProxyStop};
use radius::packet::{Code, Packet};
use radius::radius11::{seal, unseal};
use radius::transaction::{
    Arrival, ClientPolicy, Dropped, Forward, Forwarder, ForwarderConfig, HealthConfig, Output,
    PROXY_STATE_OCTETS, PoolConfig, PoolId, PoolServerConfig, ProxyTag, Receiver, ReceiverConfig,
    Server, ServerId, Servers, ServersOutput, Source, TransactionId, Transmit,
};

pub const START: Duration = Duration::from_secs(1_700_000_000);
pub const TAG: [u8; 8] = *b"proxy-01";
const CLIENT_SECRET: &[u8] = b"client";

/// What a home server does with a request: its reply, or silence.
pub type Decide = Box<dyn FnMut(&Packet) -> Option<(Code, Attributes)>>;

/// What happens to each packet on the way, in percent; delays are in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    pub loss: u32,
    pub doubled: u32,
    pub delay: u64,
}

pub struct Home {
    pub decide: Decide,
    /// Whether packets get there at all.
    pub is_up: bool,
    /// Every packet that came, retransmissions too.
    pub received: Vec<Packet>,
    pub probes: usize,
    replies: BTreeMap<(u16, u8, [u8; 16]), Option<Vec<u8>>>,
}

#[derive(Debug, Clone)]
enum Flight {
    FromNas(Source, Vec<u8>),
    FromHome(ServerId, u16, Vec<u8>),
    ToHome(Transmit),
    ToNas(Source, Vec<u8>),
}

pub struct Network {
    pub now: Duration,
    pub rng: ChaCha20Rng,
    pub faults: Faults,
    pub homes: Vec<Home>,
    pub receiver: Receiver,
    pub forwarder: Forwarder,
    pub servers: Servers,
    pub client: ClientPolicy,
    pub accounting: AccountingMode,
    /// Whether policy rejects what home accepts.
    pub reject_accepts: bool,
    pub answers: BTreeMap<Source, Vec<Packet>>,
    /// What the proxy answered in each transaction, without what it sent again.
    pub sent: BTreeMap<TransactionId, Vec<Code>>,
    pub dropped: Vec<&'static str>,
    pub failed: Vec<TransactionId>,
    pub proxy_stops: Vec<ProxyStop>,
    pub failovers: Vec<(ServerId, ServerId)>,
    own_states: OwnStates,
    monitors: BTreeMap<TransactionId, (Monitor, Attributes)>,
    flights: BTreeMap<(Duration, u64), Flight>,
    flown: u64,
}

pub struct Setup {
    pub servers: u16,
    pub receiver: ReceiverConfig,
    pub forwarder: ForwarderConfig,
    pub health: HealthConfig,
    pub is_probed: bool,
    pub is_reliable: bool,
    pub pool: Option<PoolConfig>,
    pub seed: u64,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            servers: 1,
            receiver: ReceiverConfig::default(),
            forwarder: ForwarderConfig::default(),
            health: HealthConfig::default(),
            is_probed: false,
            is_reliable: false,
            pool: None,
            seed: 1,
        }
    }
}

impl Setup {
    pub fn with_servers(servers: u16) -> Self {
        Self { servers, ..Self::default() }
    }

    pub fn build(self) -> Network {
        let list = (0..self.servers).map(|number| Server {
            secret: Arc::new(server_secret(number)),
            is_reliable: self.is_reliable,
            message_authenticator: MessageAuthenticatorPolicy::First,
            is_probed: self.is_probed,
            nas_identifier: b"proxy".to_vec(),
        });
        let servers = Servers::new(list.collect(), self.health, START).unwrap();
        let members = (0..self.servers).map(|server| PoolServerConfig {
            server,
            priority: server as u8,
            weight: 1,
        });
        let pool = self.pool.unwrap_or(PoolConfig { servers: members.collect() });
        let tag = ProxyTag::new(TAG);
        Network {
            now: START,
            rng: ChaCha20Rng::seed_from_u64(self.seed),
            faults: Faults::default(),
            homes: (0..self.servers).map(|_| Home::accepting()).collect(),
            receiver: Receiver::new(self.receiver, tag).unwrap(),
            forwarder: Forwarder::new(self.forwarder, &[pool], &servers, tag).unwrap(),
            servers,
            client: ClientPolicy {
                secret: Arc::new(Secret::new(CLIENT_SECRET).unwrap()),
                message_authenticator: MessageAuthenticatorPolicy::Optional,
                limit_proxy_state: true,
            },
            accounting: AccountingMode::Atomic,
            reject_accepts: false,
            answers: BTreeMap::new(),
            sent: BTreeMap::new(),
            dropped: Vec::new(),
            failed: Vec::new(),
            proxy_stops: Vec::new(),
            failovers: Vec::new(),
            own_states: OwnStates::new(Duration::from_secs(60)),
            monitors: BTreeMap::new(),
            flights: BTreeMap::new(),
            flown: 0,
        }
    }
}

impl Home {
    pub fn accepting() -> Self {
        Self::new(|request| {
            let code = match request.code {
                Code::ACCOUNTING_REQUEST => Code::ACCOUNTING_RESPONSE,
                Code::COA_REQUEST => Code::COA_ACK,
                _ => Code::ACCESS_ACCEPT,
            };
            Some((code, Attributes::new()))
        })
    }

    pub fn new(decide: impl FnMut(&Packet) -> Option<(Code, Attributes)> + 'static) -> Self {
        Self {
            decide: Box::new(decide),
            is_up: true,
            received: Vec::new(),
            probes: 0,
            replies: BTreeMap::new(),
        }
    }

    pub fn silent() -> Self {
        Self::new(|_| None)
    }

    /// Packets that are no retransmissions.
    pub fn distinct(&self) -> usize {
        let seen: BTreeSet<_> =
            self.received.iter().map(|packet| (packet.identifier, packet.authenticator)).collect();
        seen.len()
    }

    fn reply(&mut self, server: ServerId, socket: u16, datagram: &[u8]) -> Option<Vec<u8>> {
        let secret = server_secret(server.0);
        let request = Packet::parse(datagram).unwrap();
        request.verify_request(&secret, MessageAuthenticatorPolicy::Optional).unwrap();
        if request.code == Code::STATUS_SERVER {
            self.probes += 1;
            let mut reply = Packet::new(Code::ACCESS_ACCEPT, request.identifier);
            reply.attributes.prepend_message_authenticator().unwrap();
            reply.sign_response(&request.authenticator, &secret).unwrap();
            return Some(reply.encode().unwrap());
        }
        self.received.push(request.clone());
        let key = (socket, request.identifier, request.authenticator);
        if let Some(reply) = self.replies.get(&key) {
            return reply.clone();
        }
        let reply = (self.decide)(&request).map(|(code, attributes)| {
            reply_to(&request, code, attributes, &secret).encode().unwrap()
        });
        self.replies.insert(key, reply.clone());
        reply
    }
}

impl Network {
    /// Sends a request from a port of the NAS.
    pub fn send(&mut self, port: u16, request: &Packet) -> Source {
        let source = source(port);
        let datagram = request.encode().unwrap();
        self.fly(Flight::FromNas(source, datagram));
        source
    }

    /// Gives the proxy a packet as if it came from a server.
    pub fn send_as_server(
        &mut self,
        server: u16,
        socket: u16,
        datagram: &[u8],
    ) -> Result<(), Dropped> {
        let received = self.forwarder.receive(
            ServerId(server),
            socket,
            datagram,
            self.now,
            &mut self.servers,
            &mut self.rng,
        );
        received.map(|reply| self.reply(reply))
    }

    /// Lets everything happen until nothing is left to happen, or until some time from now.
    pub fn run(&mut self, limit: Duration) {
        let end = self.now + limit;
        loop {
            self.drain();
            let timers = [
                self.forwarder.poll_timeout(),
                self.receiver.poll_timeout(),
                self.servers.poll_timeout(),
                self.flights.keys().next().map(|(at, _)| *at),
            ];
            let Some(next) = timers.into_iter().flatten().min().filter(|next| *next <= end) else {
                self.now = end;
                return;
            };
            self.now = self.now.max(next);
            while let Some(entry) = self.flights.first_entry() {
                if entry.key().0 > self.now {
                    break;
                }
                let flight = entry.remove();
                self.land(flight);
            }
            self.receiver.handle_timeout(self.now);
            self.forwarder.handle_timeout(self.now, &mut self.servers, &mut self.rng);
            self.servers.handle_timeout(self.now, &mut self.rng);
        }
    }

    /// The answers that came to a port of the NAS, which verified.
    pub fn answers_to(&self, port: u16) -> &[Packet] {
        self.answers.get(&source(port)).map(Vec::as_slice).unwrap_or_default()
    }

    fn drain(&mut self) {
        while let Some(transaction) = self.receiver.poll_abandoned() {
            self.forwarder.cancel(transaction, self.now);
            self.monitors.remove(&transaction);
        }
        while let Some(output) = self.forwarder.poll_output() {
            match output {
                Output::Transmit(transmit) => self.fly(Flight::ToHome(transmit)),
                Output::FailedOver { from, to, .. } => self.failovers.push((from, to)),
                Output::Failed { transaction } => {
                    self.failed.push(transaction);
                    self.monitors.remove(&transaction);
                    self.receiver.forget(transaction);
                }
            }
        }
        while let Some(output) = self.servers.poll_output() {
            if let ServersOutput::Probe(transmit) = output {
                self.fly(Flight::ToHome(transmit));
            }
        }
    }

    fn fly(&mut self, flight: Flight) {
        let mut chance = |percent: u32| self.rng.next_u32() % 100 < percent;
        let copies = match (chance(self.faults.loss), chance(self.faults.doubled)) {
            (true, _) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        for _ in 0..copies {
            let delay = 1 + self.rng.next_u64() % (self.faults.delay + 1);
            let at = self.now + Duration::from_millis(delay);
            self.flights.insert((at, self.flown), flight.clone());
            self.flown += 1;
        }
    }

    fn land(&mut self, flight: Flight) {
        match flight {
            Flight::FromNas(source, datagram) => self.request(source, &datagram),
            Flight::FromHome(server, socket, datagram) => {
                let result = match socket {
                    radius::transaction::PROBE_SOCKET => {
                        self.servers.receive_probe_reply(server, &datagram, self.now, &mut self.rng)
                    }
                    _ => self.send_as_server(server.0, socket, &datagram),
                };
                self.dropped.extend(result.err().map(|dropped| dropped.code()));
            }
            Flight::ToHome(Transmit { server, socket, datagram }) => {
                let home = &mut self.homes[usize::from(server.0)];
                if !home.is_up {
                    return;
                }
                if let Some(reply) = home.reply(server, socket, &datagram) {
                    self.fly(Flight::FromHome(server, socket, reply));
                }
            }
            Flight::ToNas(source, datagram) => {
                let answer = Packet::parse(&datagram).unwrap();
                self.answers.entry(source).or_default().push(answer);
            }
        }
    }

    fn request(&mut self, source: Source, datagram: &[u8]) {
        let arrival = self.receiver.receive(source, datagram, &self.client, self.now);
        let (transaction, request) = match arrival {
            Ok(Arrival::New { transaction, request, looped, replaced }) => {
                if let Some(replaced) = replaced {
                    self.forwarder.cancel(replaced, self.now);
                    self.monitors.remove(&replaced);
                }
                if let Some(looped) = looped {
                    self.dropped.push(looped.code());
                    return;
                }
                (transaction, request)
            }
            Ok(Arrival::Answered(answer)) => return self.fly(Flight::ToNas(source, answer)),
            Ok(Arrival::StatusServer(_)) => return,
            Err(dropped) => return self.dropped.push(dropped.code()),
        };
        let mut attributes = request.attributes.clone();
        let (secret, authenticator) = self.receiver.hop(transaction).unwrap();
        let from = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        let handles = seal(&mut attributes, from, &mut self.rng).unwrap();
        let mut monitor = Monitor::new(request.code, &attributes, 1, self.accounting).unwrap();
        monitor.forward(request.code, &attributes, "route", &self.own_states, self.now).unwrap();
        self.monitors.insert(transaction, (monitor, attributes.clone()));
        let name = attributes.iter().find(|attribute| attribute.number == 1);
        let realm = name.and_then(|name| name.value.rsplit(|octet| *octet == b'@').next());
        let forward = Forward {
            transaction,
            code: request.code,
            realm: realm.unwrap_or_default().to_vec(),
            attributes,
            handles,
            received: self.now,
            pool: PoolId(0),
        };
        match self.forwarder.forward(forward, self.now, &self.servers, &mut self.rng) {
            Ok(transmit) => self.fly(Flight::ToHome(transmit)),
            Err(error) => {
                self.dropped.push(error.code());
                self.monitors.remove(&transaction);
                self.receiver.forget(transaction);
            }
        }
    }

    fn reply(&mut self, reply: radius::transaction::Reply) {
        let transaction = reply.transaction;
        let Some((mut monitor, request)) = self.monitors.remove(&transaction) else { return };
        monitor.received(reply.code, &reply.attributes).unwrap();
        let (mut code, mut attributes) = (reply.code, reply.attributes);
        if self.reject_accepts && code == Code::ACCESS_ACCEPT {
            code = Code::ACCESS_REJECT;
            attributes = request;
            attributes.retain(|attribute| attribute.number == 33);
        }
        let permit = monitor.answer(code, &attributes, &mut self.own_states, self.now).unwrap();
        self.proxy_stops.extend(permit.proxy_stop);
        let Some((secret, authenticator)) = self.receiver.hop(transaction) else { return };
        let to = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        unseal(&mut attributes, &reply.handles, to, &mut self.rng).unwrap();
        attributes.prepend_message_authenticator().unwrap();
        let answer = Packet { attributes, ..Packet::new(code, 0) };
        if let Some((to, datagram)) = self.receiver.answer(transaction, answer, self.now).unwrap() {
            self.sent.entry(transaction).or_default().push(code);
            self.fly(Flight::ToNas(to, datagram));
        }
    }
}

/// A signed request of the NAS, with an authenticator that `number` makes its own.
pub fn request(code: Code, identifier: u8, number: u64, list: &[(&str, &str)]) -> Packet {
    let mut request = Packet::new(code, identifier);
    request.attributes = crate::packets::attributes(list);
    if code == Code::ACCESS_REQUEST {
        request.authenticator[..8].copy_from_slice(&number.to_be_bytes());
        request.attributes.prepend_message_authenticator().unwrap();
    }
    request.sign_request(&Secret::new(CLIENT_SECRET).unwrap()).unwrap();
    request
}

/// Whether an answer that the NAS got is one to this request.
pub fn is_answer(answer: &Packet, request: &Packet) -> bool {
    let secret = Secret::new(CLIENT_SECRET).unwrap();
    let policy = MessageAuthenticatorPolicy::First;
    answer.verify_response(&request.authenticator, &secret, policy).is_ok()
}

/// The reply of a server: its attributes, and every Proxy-State of the request.
pub fn reply_to(request: &Packet, code: Code, attributes: Attributes, secret: &Secret) -> Packet {
    let mut reply = Packet::new(code, request.identifier);
    reply.attributes = attributes;
    for attribute in request.attributes.iter().filter(|attribute| attribute.number == 33) {
        reply.attributes.push(33, attribute.value).unwrap();
    }
    reply.attributes.prepend_message_authenticator().unwrap();
    reply.sign_response(&request.authenticator, secret).unwrap();
    reply
}

/// The Proxy-States of a packet that this proxy did not add.
pub fn foreign_proxy_states(packet: &Packet) -> Vec<Vec<u8>> {
    let states = packet.attributes.iter().filter(|attribute| attribute.number == 33);
    let is_own = |value: &&[u8]| value.len() == PROXY_STATE_OCTETS && value.starts_with(&TAG);
    states.map(|state| state.value).filter(|value| !is_own(value)).map(<[u8]>::to_vec).collect()
}

pub fn server_secret(number: u16) -> Secret {
    Secret::new(format!("server-{number}").as_bytes()).unwrap()
}

pub fn source(port: u16) -> Source {
    let client = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), port);
    Source { client, socket: 0 }
}
