//! Transactions: whatever clients, servers, the module and the clock do, each transaction has at
//! most one answer, the monitor's rules hold, and everything that was taken is given back.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use radius::attribute::Attributes;
use radius::crypto::{Hop, MessageAuthenticatorPolicy, Secret};
use radius::monitor::{AccountingMode, Monitor, OwnStates};
use radius::packet::{Code, Packet};
use radius::radius11::{Handles, seal, unseal};
use radius::transaction::{
    Arrival, ClientPolicy, Forward, Forwarder, ForwarderConfig, HealthConfig, Output, PoolConfig,
    PoolId, PoolServerConfig, ProxyTag, Receiver, ReceiverConfig, Reply, RetransmissionConfig,
    Server, ServerId, Servers, ServersOutput, Source, TransactionId, Transmit,
};

use crate::input::Input;

/// Servers: the second is on a connection, and none but the first two is probed.
const SERVERS: u16 = 3;

/// Entries of the duplicate cache and requests that wait, few enough to be reached.
const MAX_ENTRIES: usize = 16;
const MAX_PENDING: usize = 12;

struct Proxy {
    now: Duration,
    rng: ChaCha20Rng,
    client: ClientPolicy,
    receiver: Receiver,
    forwarder: Forwarder,
    servers: Servers,
    own_states: OwnStates,
    transactions: BTreeMap<TransactionId, Transaction>,
    sent: Vec<Transmit>,
}

struct Transaction {
    monitor: Monitor,
    code: Code,
    replies: Vec<Code>,
    answers: Vec<Code>,
}

/// Each event is an octet that says what happens, and what that reads.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let mut proxy = Proxy::new(input.u8());
    while !input.is_empty() {
        match input.u8() % 10 {
            0 | 1 => proxy.request(&mut input),
            2 => proxy.datagram(&mut input),
            3 | 4 => proxy.right_reply(&mut input),
            5 => proxy.any_reply(&mut input),
            6 => proxy.wait(Duration::from_millis(input.u16().into())),
            7 => proxy.answer_by_module(&mut input),
            8 => proxy.cancel(&mut input),
            _ => proxy.change_server(&mut input),
        }
        proxy.check();
    }
    proxy.end();
}

fn secret(octets: &[u8]) -> Arc<Secret> {
    Arc::new(Secret::new(octets).expect("not empty"))
}

fn port(input: &mut Input<'_>) -> Source {
    let client = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), u16::from(input.u8() % 8));
    Source { client, socket: 0 }
}

fn attributes(input: &mut Input<'_>) -> Attributes {
    Attributes::parse(input.short()).unwrap_or_default()
}

impl Proxy {
    fn new(settings: u8) -> Self {
        let now = Duration::from_secs(1_700_000_000);
        let tag = ProxyTag::new(*b"fuzz-tag");
        let server = |number: u16| Server {
            secret: secret(b"server"),
            is_reliable: number == 1,
            message_authenticator: MessageAuthenticatorPolicy::Optional,
            is_probed: number < 2,
            nas_identifier: b"proxy".to_vec(),
        };
        let mut health =
            HealthConfig { realm_failures: 1, server_failures: 1, ..Default::default() };
        health.probe.always = settings & 1 == 1;
        let servers = Servers::new((0..SERVERS).map(server).collect(), health, now);
        let servers = servers.expect("a configuration in its bounds");
        let member = |server| PoolServerConfig { server, priority: 0, weight: 1 + server as u8 };
        let pool = PoolConfig { servers: (0..SERVERS).map(member).collect() };
        let accounting =
            RetransmissionConfig { duration_ms: 60_000, ..RetransmissionConfig::accounting() };
        let config = ForwarderConfig {
            accounting,
            max_sockets: 1,
            max_pending_per_pool: MAX_PENDING,
            ..Default::default()
        };
        let receiver = ReceiverConfig {
            max_entries: MAX_ENTRIES,
            max_octets: 4_096,
            max_hops: 3,
            ..Default::default()
        };
        Self {
            now,
            rng: ChaCha20Rng::seed_from_u64(settings.into()),
            client: ClientPolicy {
                secret: secret(b"client"),
                message_authenticator: MessageAuthenticatorPolicy::Optional,
                limit_proxy_state: settings & 2 == 2,
            },
            receiver: Receiver::new(receiver, tag).expect("a configuration in its bounds"),
            forwarder: Forwarder::new(config, &[pool], &servers, tag).expect("a configuration"),
            servers,
            own_states: OwnStates::new(Duration::from_secs(60)),
            transactions: BTreeMap::new(),
            sent: Vec::new(),
        }
    }

    fn request(&mut self, input: &mut Input<'_>) {
        let source = port(input);
        let codes = [Code::ACCESS_REQUEST, Code::ACCOUNTING_REQUEST, Code::COA_REQUEST];
        let mut request = Packet::new(input.pick(&codes), input.u8() % 4);
        request.authenticator[0] = input.u8() % 4;
        request.attributes = attributes(input);
        request.attributes.remove_message_authenticator();
        if request.attributes.prepend_message_authenticator().is_ok()
            && request.sign_request(&self.client.secret).is_ok()
        {
            let datagram = request.encode().expect("a packet that was signed");
            self.arrive(source, &datagram, input);
        }
    }

    fn datagram(&mut self, input: &mut Input<'_>) {
        let source = port(input);
        let datagram = input.short();
        self.arrive(source, datagram, input);
    }

    fn arrive(&mut self, source: Source, datagram: &[u8], input: &mut Input<'_>) {
        let arrival = self.receiver.receive(source, datagram, &self.client, self.now);
        self.abandon();
        let (transaction, request, looped) = match arrival {
            Ok(Arrival::New { transaction, request, looped, replaced }) => {
                if let Some(replaced) = replaced {
                    self.forwarder.cancel(replaced, self.now);
                }
                (transaction, request, looped)
            }
            Ok(Arrival::Answered(answer)) => {
                assert!(Packet::parse(&answer).is_ok());
                return;
            }
            Ok(Arrival::StatusServer(_)) => return,
            Err(dropped) => {
                assert!(!dropped.code().is_empty() && !dropped.to_string().is_empty());
                return;
            }
        };
        let mut attributes = request.attributes.clone();
        let (secret, authenticator) = self.receiver.hop(transaction).expect("a new transaction");
        let from = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        let Ok(handles) = seal(&mut attributes, from, &mut self.rng) else {
            return self.receiver.forget(transaction);
        };
        let accounting = input.pick(&[AccountingMode::Atomic, AccountingMode::Journal]);
        let monitor = Monitor::new(request.code, &attributes, 1, accounting).expect("a request");
        let (replies, answers) = (Vec::new(), Vec::new());
        let code = request.code;
        self.transactions.insert(transaction, Transaction { monitor, code, replies, answers });
        if looped.is_none() && !input.bit() {
            self.forward(transaction, attributes, handles, input);
        }
    }

    /// What the module wants to forward, sometimes changed.
    fn forward(
        &mut self,
        transaction: TransactionId,
        mut attributes: Attributes,
        handles: Handles,
        input: &mut Input<'_>,
    ) {
        if input.u8() & 3 == 3 {
            let number = input.u8();
            attributes.retain(|attribute| attribute.number != number);
            let _full = attributes.push(input.u8(), input.short());
        }
        let Some(found) = self.transactions.get_mut(&transaction) else { return };
        let code = found.code;
        if found.monitor.forward(code, &attributes, "", &self.own_states, self.now).is_err() {
            return;
        }
        let realm = vec![b'a' + input.u8() % 3];
        let (received, pool) = (self.now, PoolId(0));
        let forward = Forward { transaction, code, attributes, handles, received, pool, realm };
        match self.forwarder.forward(forward, self.now, &self.servers, &mut self.rng) {
            Ok(transmit) => self.transmit(transmit),
            Err(error) => assert!(!error.code().is_empty()),
        }
    }

    fn transmit(&mut self, transmit: Transmit) {
        let request = Packet::parse(&transmit.datagram).expect("a packet of ours");
        let policy = MessageAuthenticatorPolicy::Optional;
        assert_eq!(request.verify_request(&secret(b"server"), policy), Ok(()));
        self.sent.push(transmit);
        if self.sent.len() > 64 {
            self.sent.remove(0);
        }
    }

    /// A reply that verifies, to something that was sent.
    fn right_reply(&mut self, input: &mut Input<'_>) {
        let index = usize::from(input.u8());
        let Some(transmit) = self.sent.get(index % self.sent.len().max(1)).cloned() else { return };
        let request = Packet::parse(&transmit.datagram).expect("a packet of ours");
        let code = Code(input.pick(&[2, 2, 3, 11, 5, 44, 45, 1]));
        let mut reply = Packet::new(code, request.identifier);
        reply.attributes = attributes(input);
        reply.attributes.retain(|attribute| attribute.number != 80);
        let is_whole = !input.bit();
        for attribute in request.attributes.iter().filter(|it| it.number == 33 && is_whole) {
            let _full = reply.attributes.push(33, attribute.value);
        }
        let has_room = reply.attributes.prepend_message_authenticator().is_ok();
        if has_room && reply.sign_response(&request.authenticator, &secret(b"server")).is_ok() {
            let datagram = reply.encode().expect("a packet that was signed");
            self.receive(transmit.server, transmit.socket, &datagram);
        }
    }

    fn any_reply(&mut self, input: &mut Input<'_>) {
        let (server, socket) = (ServerId(input.u8().into()), input.pick(&[0, 1, u16::MAX]));
        let datagram = input.short();
        self.receive(server, socket, datagram);
    }

    fn receive(&mut self, server: ServerId, socket: u16, datagram: &[u8]) {
        if socket == radius::transaction::PROBE_SOCKET {
            let (now, rng) = (self.now, &mut self.rng);
            let _dropped = self.servers.receive_probe_reply(server, datagram, now, rng);
            return;
        }
        let servers = &mut self.servers;
        let reply =
            self.forwarder.receive(server, socket, datagram, self.now, servers, &mut self.rng);
        if let Ok(reply) = reply {
            self.reply(reply);
        }
    }

    /// Policy passes every reply on.
    fn reply(&mut self, reply: Reply) {
        let found = self.transactions.get_mut(&reply.transaction).expect("a transaction of ours");
        if found.monitor.received(reply.code, &reply.attributes).is_err() {
            return;
        }
        found.replies.push(reply.code);
        self.answer(reply.transaction, reply.code, reply.attributes, Some(&reply.handles));
    }

    /// The module answers out of turn.
    fn answer_by_module(&mut self, input: &mut Input<'_>) {
        let transaction = TransactionId(input.u8().into());
        let code = Code(input.pick(&[2, 3, 11, 5, 45]));
        if let Some(found) = self.transactions.get_mut(&transaction)
            && input.bit()
        {
            found.monitor.recorded();
        }
        let attributes = attributes(input);
        self.answer(transaction, code, attributes, None);
    }

    fn answer(
        &mut self,
        transaction: TransactionId,
        code: Code,
        mut attributes: Attributes,
        handles: Option<&Handles>,
    ) {
        let Some(found) = self.transactions.get_mut(&transaction) else { return };
        let permit = found.monitor.answer(code, &attributes, &mut self.own_states, self.now);
        let Ok(permit) = permit else { return };
        found.answers.push(code);
        let home_accepted = found.replies.contains(&Code::ACCESS_ACCEPT);
        assert_eq!(permit.proxy_stop.is_some(), code == Code::ACCESS_REJECT && home_accepted);
        let Some((secret, authenticator)) = self.receiver.hop(transaction) else { return };
        let to = Hop::Radius10 { secret: &secret, authenticator: &authenticator };
        if let Some(handles) = handles
            && unseal(&mut attributes, handles, to, &mut self.rng).is_err()
        {
            return;
        }
        attributes.remove_message_authenticator();
        if attributes.prepend_message_authenticator().is_ok() {
            let packet = Packet { attributes, ..Packet::new(code, 0) };
            let answer = self.receiver.answer(transaction, packet, self.now).expect("it fits");
            assert!(answer.is_some(), "a transaction that waits has no answer yet");
        }
    }

    fn wait(&mut self, time: Duration) {
        self.now += time;
        self.receiver.handle_timeout(self.now);
        self.abandon();
        while self.forwarder.poll_timeout().is_some_and(|timeout| timeout <= self.now) {
            self.forwarder.handle_timeout(self.now, &mut self.servers, &mut self.rng);
        }
        self.servers.handle_timeout(self.now, &mut self.rng);
        self.output();
    }

    fn abandon(&mut self) {
        while let Some(transaction) = self.receiver.poll_abandoned() {
            self.forwarder.cancel(transaction, self.now);
            assert!(self.transactions[&transaction].answers.is_empty());
        }
    }

    fn output(&mut self) {
        while let Some(output) = self.forwarder.poll_output() {
            match output {
                Output::Transmit(transmit) => self.transmit(transmit),
                Output::FailedOver { from, to, .. } => assert_ne!(from, to),
                Output::Failed { transaction } => self.receiver.forget(transaction),
            }
        }
        while let Some(output) = self.servers.poll_output() {
            if let ServersOutput::Probe(transmit) = output {
                self.transmit(transmit);
            }
        }
    }

    fn cancel(&mut self, input: &mut Input<'_>) {
        let transaction = TransactionId(input.u8().into());
        self.forwarder.cancel(transaction, self.now);
        self.receiver.forget(transaction);
    }

    fn change_server(&mut self, input: &mut Input<'_>) {
        let server = ServerId(u16::from(input.u8()) % SERVERS);
        match input.bit() {
            true => self.servers.drain(server, input.bit()),
            false => self.forwarder.closed(server, 0, self.now, &self.servers, &mut self.rng),
        }
        self.output();
    }

    fn check(&self) {
        assert!(self.receiver.len() <= MAX_ENTRIES);
        assert!(self.receiver.octets() <= 4_096);
        assert!(self.forwarder.len() <= MAX_PENDING);
        let in_use: usize =
            (0..SERVERS).map(|server| self.forwarder.identifiers_in_use(ServerId(server))).sum();
        assert!(in_use >= self.forwarder.len());
        assert!(in_use <= self.forwarder.len() * radius::transaction::MAX_ATTEMPTS);
        for transaction in self.transactions.values() {
            assert!(transaction.answers.len() <= 1);
            if transaction.answers.contains(&Code::ACCESS_ACCEPT) {
                assert!(transaction.replies.contains(&Code::ACCESS_ACCEPT));
                assert!(!transaction.replies.contains(&Code::ACCESS_REJECT));
            }
        }
    }

    /// In the end nothing waits, and nothing is kept.
    fn end(&mut self) {
        for _ in 0..20 {
            self.wait(Duration::from_secs(60));
        }
        assert!(self.forwarder.is_empty() && self.forwarder.poll_timeout().is_none());
        assert!(self.receiver.is_empty() && self.receiver.octets() == 0);
        for server in 0..SERVERS {
            assert_eq!(self.forwarder.identifiers_in_use(ServerId(server)), 0);
        }
    }
}
