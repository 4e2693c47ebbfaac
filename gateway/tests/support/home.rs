//! A home server, and a delivery that forwards to it.

use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use gateway::clock;
use gateway::delivery::{
    Confirm, Delivery, DeliveryConfig, Destinations, Endpoint, Outcome, Submit,
};
use gateway::journal::{JournalConfig, Kind, Origin, Record};
use gateway::metrics::Metrics;
use radius::attribute::Attributes;
use radius::crypto::{Hop, MessageAuthenticatorPolicy, Secret};
use radius::packet::{Code, Packet};
use radius::radius11::seal;
use radius::transaction::{
    ForwarderConfig, HealthConfig, PoolConfig, PoolId, PoolServerConfig, ProxyTag, Server, Servers,
};

/// The longest that a test waits for anything.
pub const LIMIT: Duration = Duration::from_secs(60);

const SECRET: &[u8] = b"home";

/// One datagram that came.
#[derive(Debug, Clone)]
pub struct Arrival {
    pub from: SocketAddr,
    pub octets: Vec<u8>,
    pub packet: Packet,
    /// Whether an answer was sent and not lost.
    pub is_answered: bool,
    pub at: Instant,
}

impl Arrival {
    pub fn value(&self, number: u8) -> Vec<u8> {
        let found = self.packet.attributes.iter().find(|it| it.number == number);
        found.map(|it| it.value.to_vec()).unwrap_or_default()
    }

    pub fn session(&self) -> String {
        String::from_utf8(self.value(44)).unwrap()
    }

    pub fn event(&self) -> u32 {
        u32::from_be_bytes(self.value(55).try_into().unwrap())
    }
}

/// A server that acknowledges accounting, on a port of its own.
pub struct Home {
    pub address: SocketAddr,
    pub is_silent: Arc<AtomicBool>,
    arrivals: Arc<Mutex<Vec<Arrival>>>,
    has_ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Home {
    /// Loses so many packets of a hundred in each direction.
    pub fn start(loss: u32) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
        let mut home = Self {
            address: socket.local_addr().unwrap(),
            is_silent: Arc::default(),
            arrivals: Arc::default(),
            has_ended: Arc::default(),
            thread: None,
        };
        let (is_silent, has_ended) = (Arc::clone(&home.is_silent), Arc::clone(&home.has_ended));
        let arrivals = Arc::clone(&home.arrivals);
        home.thread = Some(std::thread::spawn(move || {
            let mut rng = ChaCha20Rng::seed_from_u64(7);
            let secret = Secret::new(SECRET).unwrap();
            let mut buffer = [0; 4_096];
            while !has_ended.load(Ordering::Relaxed) {
                let Ok((length, from)) = socket.recv_from(&mut buffer) else { continue };
                let mut is_lost = || rng.next_u32() % 100 < loss;
                if is_lost() {
                    continue;
                }
                let octets = buffer[..length].to_vec();
                let packet = Packet::parse(&octets).unwrap();
                packet.verify_request(&secret, MessageAuthenticatorPolicy::Optional).unwrap();
                let is_answered = !is_silent.load(Ordering::Relaxed) && !is_lost();
                let answer = answer(&packet, &secret);
                let at = Instant::now();
                let arrival = Arrival { from, octets, packet, is_answered, at };
                arrivals.lock().unwrap().push(arrival);
                if is_answered {
                    socket.send_to(&answer, from).unwrap();
                }
            }
        }));
        home
    }

    pub fn silent() -> Self {
        let home = Self::start(0);
        home.is_silent.store(true, Ordering::Relaxed);
        home
    }

    pub fn arrivals(&self) -> MutexGuard<'_, Vec<Arrival>> {
        self.arrivals.lock().unwrap()
    }

    /// Waits until so many datagrams have come.
    pub fn wait_for(&self, count: usize) {
        wait_until(|| self.arrivals().len() >= count);
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.has_ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            // A test that has failed says more than its server.
            assert!(thread.join().is_ok() || std::thread::panicking());
        }
    }
}

fn answer(request: &Packet, secret: &Secret) -> Vec<u8> {
    let mut answer = Packet::new(Code::ACCOUNTING_RESPONSE, request.identifier);
    answer.attributes = request.attributes.clone();
    answer.attributes.retain(|attribute| attribute.number == 33);
    answer.sign_response(&request.authenticator, secret).unwrap();
    answer.encode().unwrap()
}

/// Answers as [`Home`] does, for transports of other kinds.
pub fn acknowledge(datagram: &[u8]) -> Vec<u8> {
    answer(&Packet::parse(datagram).unwrap(), &Secret::new(SECRET).unwrap())
}

pub fn wait_until(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LIMIT, "waited too long");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// One server and one pool for each name, sent to again after `initial_ms`.
pub fn destinations(homes: &[(&str, SocketAddr)], initial_ms: u64) -> Destinations {
    let server = |_| Server {
        secret: Arc::new(Secret::new(SECRET).unwrap()),
        is_reliable: false,
        message_authenticator: MessageAuthenticatorPolicy::First,
        is_probed: false,
        nas_identifier: Vec::new(),
    };
    let servers = (0..homes.len()).map(server).collect();
    let servers = Servers::new(servers, HealthConfig::default(), clock::steady()).unwrap();
    let endpoint = |(name, address): &(&str, SocketAddr)| Endpoint {
        name: format!("server of {name}"),
        address: *address,
        is_connection: false,
    };
    let pool =
        |server| PoolConfig { servers: vec![PoolServerConfig { server, priority: 0, weight: 1 }] };
    let mut forwarding = ForwarderConfig::default();
    forwarding.accounting.initial_ms = initial_ms;
    forwarding.accounting.longest_ms = initial_ms * 4;
    Destinations {
        endpoints: homes.iter().map(endpoint).collect(),
        servers: Arc::new(Mutex::new(servers)),
        pools: (0..homes.len() as u16).map(pool).collect(),
        names: homes
            .iter()
            .zip(0..)
            .map(|((name, _), id)| ((*name).to_owned(), PoolId(id)))
            .collect(),
        forwarding,
        tag: ProxyTag::new(ChaCha20Rng::from_seed(seed()).next_u64().to_be_bytes()),
        connect: None,
    }
}

/// Every process has a tag of its own.
fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).unwrap();
    seed
}

pub struct Running {
    pub delivery: Delivery,
    pub metrics: Arc<Metrics>,
}

impl Running {
    pub fn start(directory: &Path, destinations: Destinations, in_flight: usize) -> Self {
        Self::with_limit(directory, destinations, in_flight, 1 << 30)
    }

    pub fn with_limit(
        directory: &Path,
        destinations: Destinations,
        in_flight: usize,
        max_octets: u64,
    ) -> Self {
        let journal = JournalConfig { directory: directory.to_owned(), max_octets };
        let metrics = Arc::new(Metrics::new());
        let config = DeliveryConfig { in_flight };
        let delivery =
            Delivery::spawn(&journal, destinations, config, Arc::clone(&metrics)).unwrap();
        Self { delivery, metrics }
    }

    /// Submits a record; what comes of it comes out of the receiver.
    pub fn submit(&self, record: Record, confirm: Confirm) -> Receiver<Outcome> {
        let (sender, receiver) = channel();
        let notify = Box::new(move |outcome| drop(sender.send(outcome)));
        self.delivery.handle().submit(Submit { record, confirm, notify });
        receiver
    }

    pub fn count(&self, event: &'static str, reason: &'static str) -> u64 {
        self.metrics.value(event, reason)
    }
}

/// A Start of a session to a pool, that happened at `event`; its request is known by `number`.
pub fn record(pool: &str, session: &str, number: u32, event: Option<u32>) -> Record {
    record_with(pool, session, number, event, &[])
}

pub fn record_with(
    pool: &str,
    session: &str,
    number: u32,
    event: Option<u32>,
    list: &[(u8, &[u8])],
) -> Record {
    let mut rng = ChaCha20Rng::seed_from_u64(number.into());
    let mut attributes = Attributes::new();
    attributes.push(40, &[0, 0, 0, 1]).unwrap();
    attributes.push(44, session.as_bytes()).unwrap();
    attributes.push(32, b"nas-1").unwrap();
    list.iter().for_each(|(number, value)| attributes.push(*number, value).unwrap());
    if let Some(event) = event {
        attributes.push(55, &event.to_be_bytes()).unwrap();
    }
    let handles = seal(&mut attributes, Hop::Radius11, &mut rng).unwrap();
    let mut request = [0; 16];
    request[..4].copy_from_slice(&number.to_be_bytes());
    let origin = Origin { client: "nas", request: Some(request), pool, realm: b"example.org" };
    let received = clock::civil();
    Record::new(Kind::Accounting, origin, attributes, &handles, received, &mut rng).unwrap()
}
