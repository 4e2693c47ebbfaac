//! Sockets and connections to servers.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket as StdUdpSocket};
use std::rc::Rc;
use std::time::Duration;

use radius::packet::MAX_PACKET_OCTETS;
use radius::transaction::{ServerId, Transmit};
use tokio::net::UdpSocket;
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, spawn_local};
use tokio::time::sleep;

use super::destinations::{Connect, Endpoint, Link, LinkEvent};

/// Octets of datagrams that a socket keeps for us: 256 requests can wait for their replies on each.
const RECEIVE_BUFFER_OCTETS: usize = 1 << 20;

/// How long a socket is not read after an error.
const AFTER_ERROR: Duration = Duration::from_millis(10);

/// What comes from sockets and connections.
#[derive(Debug)]
pub(super) enum Event {
    /// A datagram on a socket.
    Datagram {
        /// The number of the socket among all that were ever opened.
        number: u64,
        /// The octets.
        octets: Vec<u8>,
    },
    /// On a connection.
    Link {
        /// Which list of servers is meant.
        generation: u64,
        /// What has happened.
        event: LinkEvent,
    },
}

/// How packets get to servers and back.
pub(super) struct Carrier {
    endpoints: Vec<Endpoint>,
    sockets: BTreeMap<(ServerId, u16), Socket>,
    by_number: BTreeMap<u64, (ServerId, u16)>,
    next: u64,
    link: Option<Box<dyn Link>>,
    generation: u64,
    events: mpsc::UnboundedSender<Event>,
}

struct Socket {
    number: u64,
    port: u16,
    socket: Rc<UdpSocket>,
    reader: AbortHandle,
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

impl Carrier {
    /// Without sockets. A [`ServerId`] is a place in `endpoints`.
    pub(super) fn new(
        endpoints: Vec<Endpoint>,
        connect: Option<Connect>,
        events: mpsc::UnboundedSender<Event>,
    ) -> Self {
        let mut carrier = Self {
            endpoints,
            sockets: BTreeMap::new(),
            by_number: BTreeMap::new(),
            next: 0,
            link: None,
            generation: 0,
            events,
        };
        carrier.connect(connect);
        carrier
    }

    /// Takes another list of servers. Sockets to servers that are in both stay as they are.
    pub(super) fn replace(&mut self, endpoints: Vec<Endpoint>, connect: Option<Connect>) {
        self.generation = self.generation.saturating_add(1);
        let old = std::mem::replace(&mut self.endpoints, endpoints);
        for ((server, socket), open) in std::mem::take(&mut self.sockets) {
            let endpoint = old.get(usize::from(server.0));
            let place = self.endpoints.iter().position(|it| Some(it) == endpoint);
            match place.and_then(|place| u16::try_from(place).ok()) {
                Some(place) => {
                    let key = (ServerId(place), socket);
                    self.by_number.insert(open.number, key);
                    self.sockets.insert(key, open);
                }
                None => drop(self.by_number.remove(&open.number)),
            }
        }
        self.connect(connect);
    }

    /// The port of ours that packets on a socket come from; 0 on connections. None if there is no
    /// socket, and none can be opened.
    pub(super) fn port(&mut self, server: ServerId, socket: u16) -> Option<u16> {
        let endpoint = self.endpoints.get(usize::from(server.0))?;
        if endpoint.is_connection {
            return Some(0);
        }
        match self.sockets.get(&(server, socket)) {
            Some(open) => Some(open.port),
            None => self.open(server, socket, 0),
        }
    }

    /// The socket to a server with that port of ours: one that is open, or a new one with the lowest
    /// number that is not in use. None if the port is not free.
    pub(super) fn socket_of_port(&mut self, server: ServerId, port: u16) -> Option<u16> {
        let of_server = (server, 0)..=(server, u16::MAX);
        let mut free = 0_u16;
        for ((_, socket), open) in self.sockets.range(of_server) {
            if open.port == port {
                return Some(*socket);
            }
            free = socket.saturating_add(1);
        }
        self.open(server, free, port).map(|_| free)
    }

    /// Sends a packet. What cannot be sent is lost.
    pub(super) fn send(&mut self, transmit: Transmit) {
        let Some(_) = self.port(transmit.server, transmit.socket) else { return };
        let Some(open) = self.sockets.get(&(transmit.server, transmit.socket)) else {
            return match &self.link {
                Some(link) => link.send(transmit),
                None => tracing::error!("a server is reached by connections, and there are none"),
            };
        };
        match open.socket.try_send(&transmit.datagram) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                let socket = Rc::clone(&open.socket);
                spawn_local(async move { socket.send(&transmit.datagram).await });
            }
            // A port that is closed has refused an earlier packet: the timers know what to do.
            Err(error) => tracing::debug!(%error, "datagram not sent"),
            Ok(_) => {}
        }
    }

    /// The server and the socket that an event is of; none if they are gone.
    pub(super) fn socket(&self, number: u64) -> Option<(ServerId, u16)> {
        self.by_number.get(&number).copied()
    }

    /// Whether an event is of this list of servers.
    pub(super) fn is_current(&self, generation: u64) -> bool {
        self.generation == generation
    }

    fn connect(&mut self, connect: Option<Connect>) {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        self.link = connect.map(|connect| connect(sender));
        let (events, generation) = (self.events.clone(), self.generation);
        spawn_local(async move {
            while let Some(event) = receiver.recv().await {
                if events.send(Event::Link { generation, event }).is_err() {
                    return;
                }
            }
        });
    }

    fn open(&mut self, server: ServerId, socket: u16, port: u16) -> Option<u16> {
        let endpoint = self.endpoints.get(usize::from(server.0))?;
        let (opened, port) = match bind(endpoint.address, port) {
            Ok(opened) => opened,
            Err(error) => {
                let server = endpoint.name.as_str();
                tracing::warn!(server, port, %error, "no socket for accounting");
                return None;
            }
        };
        let (number, opened) = (self.next, Rc::new(opened));
        self.next = self.next.saturating_add(1);
        let reading = read(number, Rc::clone(&opened), self.events.clone());
        let reader = spawn_local(reading).abort_handle();
        self.by_number.insert(number, (server, socket));
        self.sockets.insert((server, socket), Socket { number, port, socket: opened, reader });
        Some(port)
    }
}

fn bind(address: SocketAddr, port: u16) -> std::io::Result<(UdpSocket, u16)> {
    let any = match address {
        SocketAddr::V4(_) => SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)),
        SocketAddr::V6(_) => SocketAddr::from((Ipv6Addr::UNSPECIFIED, port)),
    };
    let socket = StdUdpSocket::bind(any)?;
    rustix::net::sockopt::set_socket_recv_buffer_size(&socket, RECEIVE_BUFFER_OCTETS)?;
    socket.set_nonblocking(true)?;
    socket.connect(address)?;
    let port = socket.local_addr()?.port();
    Ok((UdpSocket::from_std(socket)?, port))
}

async fn read(number: u64, socket: Rc<UdpSocket>, events: mpsc::UnboundedSender<Event>) {
    let mut buffer = [0; MAX_PACKET_OCTETS];
    loop {
        let Ok(length) = socket.recv(&mut buffer).await else {
            // Mostly it says that a packet of ours was refused: the timers know what to do.
            sleep(AFTER_ERROR).await;
            continue;
        };
        let octets = buffer.get(..length).unwrap_or_default().to_vec();
        if events.send(Event::Datagram { number, octets }).is_err() {
            return;
        }
    }
}
