//! What packets travel on: datagrams, or a stream with or without TLS (RFC 6613, RFC 6614).

use std::fmt;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use radius::packet::{Framer, MAX_PACKET_OCTETS};
use rustix::net::sockopt::set_socket_recv_buffer_size;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, ServerConfig, ServerConnection, StreamOwned};

use crate::{Failure, Result};

/// How long a connection and its handshake may take.
const CONNECT_LIMIT: Duration = Duration::from_secs(20);

/// Octets of datagrams that wait to be read, as far as the system allows.
const BUFFER_OCTETS: usize = 4 << 20;

/// How long is waited after the system said that nobody listens.
const REFUSED_PAUSE: Duration = Duration::from_millis(5);

/// How a client proves itself in TLS, and whom it expects.
#[derive(Clone, Debug)]
pub struct TlsClient {
    /// Certificates and trust.
    pub config: Arc<ClientConfig>,
    /// The name that the certificate of the server must have.
    pub server_name: String,
}

/// One socket to one peer.
pub struct Link {
    wire: Wire,
    peer: SocketAddr,
}

enum Wire {
    Datagrams(UdpSocket),
    Stream(Box<Stream>),
}

/// A stream, and what has been read from it beyond the last packet.
struct Stream {
    socket: TcpStream,
    octets: Box<dyn ReadWrite>,
    framer: Framer,
    unread: Vec<u8>,
}

trait ReadWrite: Read + Write + Send {}
impl<T: Read + Write + Send> ReadWrite for T {}

impl Link {
    /// Datagrams to `peer`, from an address and port of this machine (port 0: any).
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there is no such socket.
    pub fn udp(local: SocketAddr, peer: SocketAddr) -> Result<Self> {
        let socket = UdpSocket::bind(local)?;
        socket.connect(peer)?;
        // Without more, a few hundred small datagrams fill it.
        let _ = set_socket_recv_buffer_size(&socket, BUFFER_OCTETS);
        Ok(Self { wire: Wire::Datagrams(socket), peer })
    }

    /// A TCP connection.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when nobody listens.
    pub fn tcp(peer: SocketAddr) -> Result<Self> {
        let socket = connect(peer)?;
        let octets = Box::new(socket.try_clone()?);
        Ok(Self::stream(socket, octets, peer))
    }

    /// A TLS connection whose handshake is over.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when nobody listens or one side refuses the other.
    pub fn tls(peer: SocketAddr, client: &TlsClient) -> Result<Self> {
        let socket = connect(peer)?;
        let name = ServerName::try_from(client.server_name.clone())
            .map_err(|error| Failure::new(error.to_string()))?;
        let connection = ClientConnection::new(Arc::clone(&client.config), name)
            .map_err(|error| Failure::new(error.to_string()))?;
        let mut stream = StreamOwned::new(connection, socket.try_clone()?);
        stream.conn.complete_io(&mut stream.sock)?;
        Ok(Self::stream(socket, Box::new(stream), peer))
    }

    /// The server's side of a TLS connection.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the socket is broken.
    pub fn tls_server(socket: TcpStream, config: Arc<ServerConfig>) -> Result<Self> {
        socket.set_nonblocking(false)?;
        socket.set_nodelay(true)?;
        let connection =
            ServerConnection::new(config).map_err(|error| Failure::new(error.to_string()))?;
        let peer = socket.peer_addr()?;
        let octets = Box::new(StreamOwned::new(connection, socket.try_clone()?));
        Ok(Self::stream(socket, octets, peer))
    }

    fn stream(socket: TcpStream, octets: Box<dyn ReadWrite>, peer: SocketAddr) -> Self {
        let stream = Stream { socket, octets, framer: Framer::new(), unread: Vec::new() };
        Self { wire: Wire::Stream(Box::new(stream)), peer }
    }

    /// The other side.
    #[must_use]
    pub fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// The address and port on this side.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the socket is broken.
    pub fn local(&self) -> Result<SocketAddr> {
        Ok(match &self.wire {
            Wire::Datagrams(socket) => socket.local_addr()?,
            Wire::Stream(stream) => stream.socket.local_addr()?,
        })
    }

    /// Sends one packet.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection has ended. A datagram that nobody takes is no failure.
    pub fn send(&mut self, packet: &[u8]) -> Result<()> {
        match &mut self.wire {
            Wire::Datagrams(socket) => match socket.send(packet) {
                Err(error) if error.kind() != ErrorKind::ConnectionRefused => Err(error.into()),
                _ => Ok(()),
            },
            Wire::Stream(stream) => {
                stream.octets.write_all(packet)?;
                Ok(stream.octets.flush()?)
            }
        }
    }

    /// The next packet, or `None` when none has come after `limit`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection has ended.
    pub fn receive(&mut self, limit: Duration) -> Result<Option<Vec<u8>>> {
        let deadline = Instant::now() + limit;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(None);
            }
            match &self.wire {
                Wire::Datagrams(socket) => socket.set_read_timeout(Some(left))?,
                Wire::Stream(stream) => stream.socket.set_read_timeout(Some(left))?,
            }
            if let Some(packet) = self.try_receive()? {
                return Ok(Some(packet));
            }
        }
    }

    /// The next packet, or `None` when none is there: at once, if the link does not block.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection has ended.
    pub fn try_receive(&mut self) -> Result<Option<Vec<u8>>> {
        let mut octets = [0; MAX_PACKET_OCTETS];
        match &mut self.wire {
            Wire::Datagrams(socket) => match socket.recv(&mut octets) {
                Ok(length) => Ok(octets.get(..length).map(<[u8]>::to_vec)),
                Err(error) if error.kind() == ErrorKind::ConnectionRefused => {
                    thread::sleep(REFUSED_PAUSE);
                    Ok(None)
                }
                Err(error) => nothing_yet(error),
            },
            Wire::Stream(stream) => stream.packet(),
        }
    }

    /// Whether [`Self::try_receive`] and [`Self::send`] wait.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the socket is broken.
    pub fn set_nonblocking(&self, is_nonblocking: bool) -> Result<()> {
        match &self.wire {
            Wire::Datagrams(socket) => socket.set_nonblocking(is_nonblocking)?,
            Wire::Stream(stream) => stream.socket.set_nonblocking(is_nonblocking)?,
        }
        Ok(())
    }
}

impl Stream {
    fn packet(&mut self) -> Result<Option<Vec<u8>>> {
        loop {
            let mut unread = self.unread.as_slice();
            let packet = self.framer.next_packet(&mut unread)?;
            let taken = self.unread.len() - unread.len();
            self.unread.drain(..taken);
            if packet.is_some() {
                return Ok(packet);
            }
            let mut octets = [0; 4 * MAX_PACKET_OCTETS];
            match self.octets.read(&mut octets) {
                Ok(0) => return Err(Failure::new("the connection was closed")),
                Ok(length) => self.unread.extend_from_slice(&octets[..length]),
                Err(error) => return nothing_yet(error),
            }
        }
    }
}

impl AsFd for Link {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match &self.wire {
            Wire::Datagrams(socket) => socket.as_fd(),
            Wire::Stream(stream) => stream.socket.as_fd(),
        }
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Link to {}", self.peer)
    }
}

fn connect(peer: SocketAddr) -> Result<TcpStream> {
    let socket = TcpStream::connect_timeout(&peer, CONNECT_LIMIT)?;
    socket.set_nodelay(true)?;
    socket.set_read_timeout(Some(CONNECT_LIMIT))?;
    socket.set_write_timeout(Some(CONNECT_LIMIT))?;
    Ok(socket)
}

fn nothing_yet(error: std::io::Error) -> Result<Option<Vec<u8>>> {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => Ok(None),
        _ => Err(error.into()),
    }
}
