//! Sockets and connections to servers.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use radius::crypto::Secret;
use radius::transaction::{ServerId, Transmit};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::Outbox;
use super::packets::{Event, Packets};
use super::udp::{Scratch, Socket};
use super::watchdog::Watchdog;
use crate::config::{Target, Transport};
use crate::metrics::Metrics;
use crate::random;

/// How long a connection may take to be made, handshake included.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// The first pause after a connection could not be made; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Takes what comes from servers.
pub trait Sink {
    /// Octets of one packet came in.
    fn received(&self, server: ServerId, socket: u16, octets: &[u8]);

    /// A connection has closed, or could not be made: what was sent on it is lost.
    fn closed(&self, server: ServerId, socket: u16);

    /// A connection was made, or could not be made.
    fn connected(&self, server: ServerId, is_connected: bool);
}

/// What a server needs to be reached.
#[derive(Clone)]
pub struct Reach {
    /// Its address and transport.
    pub target: Target,
    /// Its secret, if it answers Status-Server: then its connections are watched.
    pub watched: Option<Arc<Secret>>,
}

/// The sockets and connections of one thread to the servers of one configuration.
pub struct Upstream {
    servers: Vec<Reach>,
    links: RefCell<HashMap<(ServerId, u16), Link>>,
    sink: Rc<dyn Sink>,
    scratch: Scratch,
    metrics: Arc<Metrics>,
}

struct Link {
    way: Way,
    task: AbortHandle,
}

enum Way {
    Datagrams(Rc<Socket>),
    Connection(Rc<Outbox>),
}

impl Drop for Link {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Upstream {
    /// Without sockets. A [`ServerId`] is a place in `servers`.
    #[must_use]
    pub fn new(
        servers: Vec<Reach>,
        sink: Rc<dyn Sink>,
        scratch: Scratch,
        metrics: Arc<Metrics>,
    ) -> Self {
        Self { servers, links: RefCell::default(), sink, scratch, metrics }
    }

    /// Connects to all servers that are reached by connections, so that the first request does not
    /// wait for that.
    pub fn connect(&self) {
        for (server, number) in self.servers.iter().zip(0..) {
            if server.target.transport != Transport::Udp {
                self.connection(ServerId(number), 0);
            }
        }
    }

    /// Sends a packet, on a socket or connection that is opened if it does not exist. What cannot be
    /// sent is lost.
    pub fn send(&self, transmit: &Transmit) {
        let Transmit { server, socket, datagram } = transmit;
        let Some(reach) = self.servers.get(usize::from(server.0)) else { return };
        match reach.target.transport {
            Transport::Udp => {
                let Some(link) = self.datagrams(*server, *socket) else { return };
                if link.send_to_server(datagram).is_err() {
                    self.metrics.count("server_send_failed", "udp");
                }
            }
            Transport::Tcp | Transport::Tls => self.connection(*server, *socket).push(datagram),
        }
    }

    fn datagrams(&self, server: ServerId, socket: u16) -> Option<Rc<Socket>> {
        let key = (server, socket);
        if let Some(Link { way: Way::Datagrams(link), .. }) = self.links.borrow().get(&key) {
            return Some(Rc::clone(link));
        }
        let address = self.servers.get(usize::from(server.0))?.target.address;
        let link = match Socket::connect(address, self.scratch.clone()) {
            Ok(link) => Rc::new(link),
            Err(error) => {
                tracing::error!(%address, %error, "no socket to the server");
                self.metrics.count("server_send_failed", "no_socket");
                return None;
            }
        };
        let (reading, sink) = (Rc::clone(&link), Rc::clone(&self.sink));
        let metrics = Arc::clone(&self.metrics);
        let task = tokio::task::spawn_local(async move {
            loop {
                let received = reading.receive(|it| sink.received(server, socket, it.octets));
                if received.await.is_err() {
                    // The port is closed at the other end, which silence tells as well.
                    metrics.count("server_unreachable", "udp");
                }
            }
        });
        let way = Way::Datagrams(Rc::clone(&link));
        self.links.borrow_mut().insert(key, Link { way, task: task.abort_handle() });
        Some(link)
    }

    fn connection(&self, server: ServerId, socket: u16) -> Rc<Outbox> {
        let key = (server, socket);
        if let Some(Link { way: Way::Connection(outbox), .. }) = self.links.borrow().get(&key) {
            return Rc::clone(outbox);
        }
        let outbox = Rc::new(Outbox::default());
        let task = self.servers.get(usize::from(server.0)).cloned().map(|reach| {
            let outbox = Rc::clone(&outbox);
            let connection = Connection { key, reach, outbox, sink: Rc::clone(&self.sink) };
            tokio::task::spawn_local(connection.keep(Arc::clone(&self.metrics)))
        });
        if let Some(task) = task {
            let way = Way::Connection(Rc::clone(&outbox));
            self.links.borrow_mut().insert(key, Link { way, task: task.abort_handle() });
        }
        outbox
    }
}

/// A connection that is made again whenever it ends.
struct Connection {
    key: (ServerId, u16),
    reach: Reach,
    outbox: Rc<Outbox>,
    sink: Rc<dyn Sink>,
}

impl Connection {
    async fn keep(self, metrics: Arc<Metrics>) {
        let (server, socket) = self.key;
        let target = &self.reach.target;
        let mut pause = FIRST_PAUSE;
        loop {
            match timeout(CONNECT_LIMIT, connect(target)).await {
                Ok(Ok(stream)) => {
                    pause = FIRST_PAUSE;
                    tracing::info!(server = %target.name, address = %target.address, "connected");
                    metrics.count("server_connection", "made");
                    self.sink.connected(server, true);
                    // Nobody took anything while there was no connection.
                    if self.outbox.is_full() {
                        self.outbox.clear();
                    }
                    let reason = self.serve(stream).await;
                    tracing::warn!(server = %target.name, reason, "connection has ended");
                    metrics.count("server_connection", "ended");
                }
                Ok(Err(error)) => self.failed(&error.to_string(), &metrics),
                Err(_) => self.failed("no connection within 10 s", &metrics),
            }
            // What waits to be written would arrive on a connection that nobody knows it of.
            self.outbox.clear();
            self.sink.closed(server, socket);
            tokio::time::sleep(pause).await;
            pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
        }
    }

    fn failed(&self, error: &str, metrics: &Metrics) {
        let target = &self.reach.target;
        tracing::warn!(server = %target.name, address = %target.address, error, "cannot connect");
        metrics.count("server_connection", "failed");
        self.sink.connected(self.key.0, false);
    }

    /// Carries packets until the connection ends, and says why it has.
    async fn serve(&self, stream: Box<dyn Stream>) -> String {
        let (server, socket) = self.key;
        let mut packets = Packets::new(stream, Rc::clone(&self.outbox));
        let mut watchdog = Watchdog::new(self.reach.watched.clone());
        let mut rng: ChaCha20Rng = match random::generator() {
            Ok(rng) => rng,
            Err(error) => return error.to_string(),
        };
        loop {
            match packets.next(watchdog.deadline()).await {
                Event::Packet(packet) if watchdog.takes(&packet) => {}
                Event::Packet(packet) => self.sink.received(server, socket, &packet),
                Event::Timeout => match watchdog.expired(&mut rng) {
                    Some(question) => self.outbox.push(&question),
                    None => return String::from("no answer to Status-Server"),
                },
                Event::End(end) => return end.to_string(),
            }
        }
    }
}

/// A stream of octets in both directions.
trait Stream: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin {}

impl<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin> Stream for S {}

async fn connect(target: &Target) -> std::io::Result<Box<dyn Stream>> {
    let stream = TcpStream::connect(target.address).await?;
    stream.set_nodelay(true)?;
    match &target.tls {
        None => Ok(Box::new(stream)),
        Some((config, name)) => {
            let connector = TlsConnector::from(Arc::clone(config));
            Ok(Box::new(connector.connect(name.clone(), stream).await?))
        }
    }
}
