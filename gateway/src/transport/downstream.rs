//! Connections of clients: TCP, and TLS with client certificates (RFC 6613, RFC 6614).

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use rustix::net::sockopt;
use rustix::net::{AddressFamily, SocketFlags, SocketType};
use rustls::pki_types::CertificateDer;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;

use super::Outbox;
use super::packets::{Event, Packets};
use crate::clock;
use crate::metrics::Metrics;

/// How long a TLS handshake may take.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(10);

/// How long a connection may be silent. Clients watch with Status-Server every 30 s (RFC 3539), so
/// that nobody is at the other end of one that is.
const IDLE_LIMIT: Duration = Duration::from_secs(3_600);

/// Connections of one worker.
const MAX_CONNECTIONS: usize = 16_384;

/// Connections that the kernel holds until they are accepted.
const BACKLOG: i32 = 1_024;

/// The first number of a connection: those below are UDP listeners.
pub const FIRST_CONNECTION: u64 = 1 << 16;

/// Who is at the other end of a connection.
#[derive(Debug, Clone)]
pub struct Peer {
    /// Which connection of the worker it is.
    pub connection: u64,
    /// The place of the listener in the configuration.
    pub listener: usize,
    /// The address of the other end.
    pub address: SocketAddr,
    /// Its certificate and those behind it, verified; none without TLS.
    pub certificates: Option<Arc<[CertificateDer<'static>]>>,
}

/// Takes what comes from clients.
pub trait Sink {
    /// Whether the peer is a client. Otherwise its connection is closed with this reason.
    ///
    /// # Errors
    /// Why it is none.
    fn connected(&self, peer: &Peer) -> Result<(), String>;

    /// A packet came in.
    fn received(&self, peer: &Peer, octets: &[u8]);

    /// The connection has closed: answers to its requests are not wanted any more.
    fn closed(&self, connection: u64);

    /// The TLS settings of a listener, as they are now; none without TLS.
    fn tls(&self, listener: usize) -> Option<Arc<rustls::ServerConfig>>;
}

/// The connections of one worker.
pub struct Connections {
    sink: Rc<dyn Sink>,
    outboxes: RefCell<HashMap<u64, Rc<Outbox>>>,
    next: Cell<u64>,
    metrics: Arc<Metrics>,
}

impl Connections {
    /// None.
    #[must_use]
    pub fn new(sink: Rc<dyn Sink>, metrics: Arc<Metrics>) -> Self {
        let next = Cell::new(FIRST_CONNECTION);
        Self { sink, outboxes: RefCell::default(), next, metrics }
    }

    /// Sends a packet on a connection. It is lost if that has ended.
    pub fn send(&self, connection: u64, packet: &[u8]) {
        match self.outboxes.borrow().get(&connection) {
            Some(outbox) => outbox.push(packet),
            None => self.metrics.count("answer_lost", "connection_ended"),
        }
    }

    /// Asks for the end of all connections.
    pub fn close(&self) {
        self.outboxes.borrow().values().for_each(|outbox| outbox.close());
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outboxes.borrow().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Accepts connections for ever.
    pub async fn accept(self: Rc<Self>, listener: TcpListener, number: usize) {
        loop {
            match listener.accept().await {
                Ok((stream, address)) => {
                    let connections = Rc::clone(&self);
                    tokio::task::spawn_local(connections.welcome(stream, address, number));
                }
                Err(error) => {
                    // Out of descriptors, or a peer that is gone already.
                    tracing::error!(%error, "no connection is accepted for a moment");
                    self.metrics.count("client_connection", "accept_failed");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    async fn welcome(self: Rc<Self>, stream: TcpStream, address: SocketAddr, listener: usize) {
        if self.len() >= MAX_CONNECTIONS {
            self.metrics.count("client_connection", "too_many");
            return;
        }
        // Without it, small answers wait for acknowledgements.
        if stream.set_nodelay(true).is_err() {
            return;
        }
        let connection = self.next.get();
        self.next.set(connection.wrapping_add(1));
        let mut peer = Peer { connection, listener, address, certificates: None };
        let Some(config) = self.sink.tls(listener) else {
            return self.serve(stream, peer).await;
        };
        match timeout(HANDSHAKE_LIMIT, TlsAcceptor::from(config).accept(stream)).await {
            Ok(Ok(stream)) => {
                let chain = stream.get_ref().1.peer_certificates().unwrap_or_default();
                peer.certificates = Some(chain.iter().cloned().map(|it| it.into_owned()).collect());
                self.serve(stream, peer).await;
            }
            Ok(Err(error)) => self.refused(&peer, "handshake", &error.to_string()),
            Err(_) => self.refused(&peer, "handshake", "no TLS handshake within 10 s"),
        }
    }

    fn refused(&self, peer: &Peer, reason: &'static str, detail: &str) {
        tracing::warn!(peer = %peer.address, reason, detail, "connection refused");
        self.metrics.count("client_connection", reason);
    }

    async fn serve(&self, stream: impl AsyncRead + AsyncWrite + Unpin, peer: Peer) {
        if let Err(reason) = self.sink.connected(&peer) {
            return self.refused(&peer, "unknown_client", &reason);
        }
        self.metrics.count("client_connection", "accepted");
        let outbox = Rc::new(Outbox::default());
        self.outboxes.borrow_mut().insert(peer.connection, Rc::clone(&outbox));
        let mut packets = Packets::new(stream, outbox);
        let reason = loop {
            match packets.next(clock::after(IDLE_LIMIT)).await {
                Event::Packet(packet) => self.sink.received(&peer, &packet),
                Event::Timeout => break "idle",
                Event::End(end) => {
                    tracing::debug!(peer = %peer.address, %end, "connection has ended");
                    break end.code();
                }
            }
        };
        self.metrics.count("client_connection_ended", reason);
        self.outboxes.borrow_mut().remove(&peer.connection);
        self.sink.closed(peer.connection);
    }
}

/// A listener for connections. Several may listen at one address.
///
/// # Errors
/// What the system says.
pub fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = rustix::net::socket_with(family, SocketType::STREAM, flags, None)?;
    if address.is_ipv6() {
        sockopt::set_ipv6_v6only(&socket, true)?;
    }
    sockopt::set_socket_reuseaddr(&socket, true)?;
    sockopt::set_socket_reuseport(&socket, true)?;
    rustix::net::bind(&socket, &address)?;
    rustix::net::listen(&socket, BACKLOG)?;
    TcpListener::from_std(socket.into())
}
