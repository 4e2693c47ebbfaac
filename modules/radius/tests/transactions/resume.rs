//! Packets that an earlier process has sent are sent again as they were.

use core::time::Duration;
use std::sync::Arc;

use chacha20::ChaCha20Rng;
use radius::attribute::Attributes;
use radius::crypto::{Hop, MessageAuthenticatorPolicy, Secret};
use radius::packet::{Code, Packet};
use radius::radius11::seal;
use radius::transaction::{
    Forward, ForwardError, Forwarder, ForwarderConfig, HealthConfig, Output, PoolConfig, PoolId,
    PoolServerConfig, ProxyTag, Server, ServerId, Servers, TransactionId, Transmit,
};

use crate::packets::{attributes, rng};

const START: Duration = Duration::from_secs(1_700_000_000);
const SECOND: Duration = Duration::from_secs(1);

/// One process: another one has another tag, and perhaps other servers.
struct Process {
    servers: Servers,
    forwarder: Forwarder,
    rng: ChaCha20Rng,
}

impl Process {
    fn new(tag: u8, secrets: &[&[u8]], is_reliable: bool) -> Self {
        let server = |secret: &&[u8]| Server {
            secret: Arc::new(Secret::new(secret).unwrap()),
            is_reliable,
            message_authenticator: MessageAuthenticatorPolicy::First,
            is_probed: false,
            nas_identifier: Vec::new(),
        };
        let list = secrets.iter().map(server).collect();
        let servers = Servers::new(list, HealthConfig::default(), START).unwrap();
        let member = PoolServerConfig { server: 0, priority: 0, weight: 1 };
        let pools = [PoolConfig { servers: vec![member] }];
        let tag = ProxyTag::new([tag; 8]);
        let forwarder = Forwarder::new(ForwarderConfig::default(), &pools, &servers, tag).unwrap();
        Self { servers, forwarder, rng: rng() }
    }

    fn forward(&mut self, forward: Forward, now: Duration) -> Transmit {
        self.forwarder.forward(forward, now, &self.servers, &mut self.rng).unwrap()
    }

    fn resume(
        &mut self,
        forward: Forward,
        sent: &Transmit,
        now: Duration,
    ) -> Result<Transmit, ForwardError> {
        self.forwarder.resume(forward, sent, now, &self.servers, &mut self.rng)
    }

    fn acknowledge(&mut self, sent: &Transmit, now: Duration) -> Option<TransactionId> {
        let request = Packet::parse(&sent.datagram).unwrap();
        let mut reply = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
        reply.attributes = request.attributes.clone();
        reply.attributes.retain(|attribute| attribute.number == 33);
        reply.sign_response(&request.authenticator, &Secret::new(b"home").unwrap()).unwrap();
        let datagram = reply.encode().unwrap();
        let (server, socket, servers) = (sent.server, sent.socket, &mut self.servers);
        let received =
            self.forwarder.receive(server, socket, &datagram, now, servers, &mut self.rng);
        received.ok().map(|reply| reply.transaction)
    }
}

fn record(transaction: u64, list: &[(&str, &str)]) -> Forward {
    let mut attributes: Attributes =
        attributes(&[("Acct-Status-Type", "Start"), ("Acct-Session-Id", "s1")]);
    for attribute in self::attributes(list).iter() {
        attributes.push(attribute.number, attribute.value).unwrap();
    }
    attributes.push(33, b"of the proxy before").unwrap();
    let handles = seal(&mut attributes, Hop::Radius11, &mut rng()).unwrap();
    Forward {
        transaction: TransactionId(transaction),
        code: Code::ACCOUNTING_REQUEST,
        attributes,
        handles,
        received: START,
        pool: PoolId(0),
        realm: b"example.org".to_vec(),
    }
}

#[test]
fn the_same_octets_are_sent_again_by_another_process_and_its_reply_is_taken() {
    let mut first = Process::new(1, &[b"home"], false);
    let sent = first.forward(record(1, &[]), START);
    assert_eq!(first.forwarder.sent(TransactionId(1)), Some(sent.clone()));
    assert_eq!(first.forwarder.transaction(&sent), Some(TransactionId(1)));

    let later = START + SECOND * 3_600;
    let mut second = Process::new(2, &[b"home"], false);
    assert_eq!(second.resume(record(9, &[]), &sent, later), Ok(sent.clone()));
    assert_eq!(second.resume(record(9, &[]), &sent, later), Err(ForwardError::AlreadyForwarded));
    let other = second.forward(record(10, &[]), later);
    assert_ne!((other.socket, other.datagram[1]), (sent.socket, sent.datagram[1]));

    second.forwarder.handle_timeout(later + SECOND * 3, &mut second.servers, &mut second.rng);
    let outputs: Vec<Output> = core::iter::from_fn(|| second.forwarder.poll_output()).collect();
    assert!(outputs.contains(&Output::Transmit(sent.clone())));
    assert_eq!(second.forwarder.transmissions(TransactionId(9)), 2);
    assert_eq!(second.acknowledge(&sent, later), Some(TransactionId(9)));
    assert_eq!(second.forwarder.len(), 1);
}

#[test]
fn a_packet_on_a_later_socket_keeps_it() {
    let mut first = Process::new(1, &[b"home"], false);
    for number in 0..300 {
        first.forward(record(number, &[]), START);
    }
    let sent = first.forwarder.sent(TransactionId(299)).unwrap();
    assert_eq!(sent.socket, 1);
    let mut second = Process::new(2, &[b"home"], false);
    assert_eq!(second.resume(record(1, &[]), &sent, START), Ok(sent));
}

#[test]
fn a_delay_that_has_grown_is_said_in_a_new_packet_and_either_reply_is_taken() {
    let delayed = &[("Acct-Delay-Time", "5")];
    let mut first = Process::new(1, &[b"home"], false);
    let sent = first.forward(record(1, delayed), START + SECOND * 2);

    for same in [true, false] {
        let mut second = Process::new(2, &[b"home"], false);
        let now = if same { START + SECOND * 2 } else { START + SECOND * 62 };
        let resumed = second.resume(record(1, delayed), &sent, now).unwrap();
        assert_eq!(resumed == sent, same);
        let packet = Packet::parse(&resumed.datagram).unwrap();
        let delay = packet.attributes.iter().find(|attribute| attribute.number == 41).unwrap();
        assert_eq!(delay.value, if same { [0, 0, 0, 7] } else { [0, 0, 0, 67] });
        assert!(second.forwarder.poll_output().is_none());
        let answered = if same { &resumed } else { &sent };
        assert_eq!(second.acknowledge(answered, now), Some(TransactionId(1)));
    }
}

/// RFC 5080 section 2.2.1: the timer runs from the transmission.
#[test]
fn what_waits_for_the_disk_is_not_sent_twice_when_that_is_slow() {
    let mut process = Process::new(1, &[b"home"], false);
    process.forward(record(1, &[]), START);
    let due = process.forwarder.poll_timeout().unwrap();
    let on_disk = due - SECOND / 100;
    process.forwarder.held_back(TransactionId(1), on_disk);
    assert_eq!(process.forwarder.poll_timeout(), Some(on_disk + (due - START)));
    process.forwarder.handle_timeout(due, &mut process.servers, &mut process.rng);
    assert!(process.forwarder.poll_output().is_none());
    // Of nothing that is under way there is nothing to hold back.
    process.forwarder.held_back(TransactionId(2), on_disk);
    assert_eq!(process.forwarder.poll_timeout(), Some(on_disk + (due - START)));
}

#[test]
fn what_waited_before_it_was_forwarded_says_so() {
    let mut process = Process::new(1, &[b"home"], false);
    let sent = process.forward(record(1, &[("Acct-Delay-Time", "5")]), START + SECOND * 60);
    let packet = Packet::parse(&sent.datagram).unwrap();
    let delay = packet.attributes.iter().find(|attribute| attribute.number == 41).unwrap();
    assert_eq!(delay.value, [0, 0, 0, 65]);
}

#[test]
fn what_cannot_be_sent_again_is_refused_and_can_be_forwarded_anew() {
    let sent = Process::new(1, &[b"home"], false).forward(record(1, &[]), START);
    let elsewhere = Transmit { server: ServerId(1), ..sent.clone() };
    let torn = Transmit { datagram: sent.datagram[..30].to_vec(), ..sent.clone() };
    let beyond = Transmit { socket: 16, ..sent.clone() };
    let cases: [(Process, &Transmit); 5] = [
        (Process::new(2, &[b"another secret"], false), &sent),
        (Process::new(2, &[b"home"], true), &sent),
        (Process::new(2, &[b"home", b"home"], false), &elsewhere),
        (Process::new(2, &[b"home"], false), &torn),
        (Process::new(2, &[b"home"], false), &beyond),
    ];
    for (mut process, sent) in cases {
        let refused = process.resume(record(1, &[]), sent, START);
        assert_eq!(refused, Err(ForwardError::NotResumable));
        assert!(process.forwarder.is_empty());
        process.forward(record(1, &[]), START);
    }
    let mut taken = Process::new(2, &[b"home"], false);
    assert_eq!(taken.resume(record(1, &[]), &sent, START), Ok(sent.clone()));
    let refused = taken.resume(record(2, &[]), &sent, START);
    assert_eq!(refused, Err(ForwardError::NotResumable));
}
