//! UDP sockets that receive many datagrams at once and answer from the address that was asked.

use std::cell::RefCell;
use std::io::{self, IoSliceMut};
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;

use quinn_udp::{BATCH_SIZE, RecvMeta, Transmit, UdpSocketState};
use rustix::net::sockopt::{self, Ipv4PathMtuDiscovery, Ipv6PathMtuDiscovery};
use rustix::net::{AddressFamily, SendFlags, SocketFlags, SocketType};
use tokio::io::Interest;
use tokio::net::UdpSocket;

/// Octets that the kernel may hold for a socket: a burst of some thousand packets.
const BUFFER_OCTETS: usize = 8 << 20;

/// Room for what the kernel hands over at once: datagrams of one sender may come joined.
const SLOT_OCTETS: usize = 65_535;

/// A UDP socket.
pub struct Socket {
    socket: UdpSocket,
    state: UdpSocketState,
    scratch: Scratch,
}

/// Room for received datagrams, shared by the sockets of one thread.
#[derive(Clone)]
pub struct Scratch(Rc<RefCell<Vec<u8>>>);

/// A datagram.
#[derive(Debug, Clone, Copy)]
pub struct Datagram<'a> {
    /// Who sent it.
    pub from: SocketAddr,
    /// The address of ours that it was sent to.
    pub to: Option<IpAddr>,
    /// Its octets.
    pub octets: &'a [u8],
}

impl Scratch {
    /// Empty room.
    #[must_use]
    pub fn new() -> Self {
        Self(Rc::new(RefCell::new(vec![0; SLOT_OCTETS.saturating_mul(BATCH_SIZE)])))
    }
}

impl Default for Scratch {
    fn default() -> Self {
        Self::new()
    }
}

impl Socket {
    /// A socket for clients. Several may listen at one address: the kernel gives each client address
    /// and port to one of them.
    ///
    /// # Errors
    /// What the system says.
    pub fn listen(address: SocketAddr, scratch: Scratch) -> io::Result<Self> {
        let socket = open(address)?;
        sockopt::set_socket_reuseport(&socket, true)?;
        rustix::net::bind(&socket, &address)?;
        Self::new(socket.into(), scratch)
    }

    /// A socket for one server, which takes nothing from anybody else.
    ///
    /// # Errors
    /// What the system says.
    pub fn connect(server: SocketAddr, scratch: Scratch) -> io::Result<Self> {
        let socket = open(server)?;
        rustix::net::connect(&socket, &server)?;
        Self::new(socket.into(), scratch)
    }

    /// The address of this end.
    ///
    /// # Errors
    /// What the system says.
    pub fn local_address(&self) -> io::Result<SocketAddr> {
        self.socket.local_addr()
    }

    /// Waits for datagrams and gives each of them to `each`.
    ///
    /// # Errors
    /// What the system says: of a connected socket also that nobody listens at the other end.
    pub async fn receive(&self, mut each: impl FnMut(Datagram<'_>)) -> io::Result<()> {
        loop {
            self.socket.readable().await?;
            let mut count = 0;
            let received = self.socket.try_io(Interest::READABLE, || {
                count = self.try_receive(&mut each)?;
                // Fewer than there is room for were all: nothing is gained by asking once more.
                match count < BATCH_SIZE {
                    true => Err(io::ErrorKind::WouldBlock.into()),
                    false => Ok(()),
                }
            });
            match received {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && count == 0 => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                other => return other,
            }
        }
    }

    /// Sends a datagram to the server that this socket is connected to.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub fn send_to_server(&self, octets: &[u8]) -> io::Result<()> {
        rustix::net::send(&self.socket, octets, SendFlags::DONTWAIT)?;
        Ok(())
    }

    /// Sends a datagram to `to`, from the address `from` of ours. What does not fit into the buffers
    /// of the system is lost, as on any network.
    ///
    /// # Errors
    /// What the system says.
    pub fn send(&self, to: SocketAddr, from: Option<IpAddr>, octets: &[u8]) -> io::Result<()> {
        let transmit = Transmit {
            destination: to,
            ecn: None,
            contents: octets,
            segment_size: None,
            src_ip: from,
        };
        self.state.try_send((&self.socket).into(), &transmit)
    }

    fn new(socket: std::net::UdpSocket, scratch: Scratch) -> io::Result<Self> {
        socket.set_nonblocking(true)?;
        // Without the privilege the kernel's own limit holds.
        if sockopt::set_socket_recv_buffer_size_force(&socket, BUFFER_OCTETS).is_err() {
            sockopt::set_socket_recv_buffer_size(&socket, BUFFER_OCTETS)?;
        }
        let is_v4 = socket.local_addr()?.is_ipv4();
        let state = UdpSocketState::new((&socket).into())?;
        // `quinn-udp` forbids fragments, which packets of 4,096 octets need.
        match is_v4 {
            true => sockopt::set_ip_mtu_discover(&socket, Ipv4PathMtuDiscovery::DONT)?,
            false => sockopt::set_ipv6_mtu_discover(&socket, Ipv6PathMtuDiscovery::DONT)?,
        }
        Ok(Self { socket: UdpSocket::from_std(socket)?, state, scratch })
    }

    /// Receives as many datagrams as there are and have room, and says how many.
    fn try_receive(&self, each: &mut impl FnMut(Datagram<'_>)) -> io::Result<usize> {
        let mut octets = self.scratch.0.borrow_mut();
        let mut metas = [RecvMeta::default(); BATCH_SIZE];
        let mut slots = octets.chunks_exact_mut(SLOT_OCTETS).map(IoSliceMut::new);
        let mut slots: [IoSliceMut<'_>; BATCH_SIZE] =
            std::array::from_fn(|_| slots.next().unwrap_or_else(|| IoSliceMut::new(&mut [])));
        let count = self.state.recv((&self.socket).into(), &mut slots, &mut metas)?;
        for (slot, meta) in slots.iter().zip(metas).take(count) {
            let received = slot.get(..meta.len).unwrap_or_default();
            for octets in received.chunks(meta.stride.max(1)) {
                each(Datagram { from: meta.addr, to: meta.dst_ip, octets });
            }
        }
        Ok(count)
    }
}

fn open(address: SocketAddr) -> io::Result<rustix::fd::OwnedFd> {
    let family = if address.is_ipv4() { AddressFamily::INET } else { AddressFamily::INET6 };
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket = rustix::net::socket_with(family, SocketType::DGRAM, flags, None)?;
    if address.is_ipv6() {
        // IPv4 has listeners of its own.
        sockopt::set_ipv6_v6only(&socket, true)?;
    }
    Ok(socket)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;
    use std::time::Duration;

    use super::*;

    fn run(future: impl Future<Output = ()>) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            tokio::time::timeout(Duration::from_secs(10), future).await.unwrap();
        });
    }

    #[test]
    fn an_answer_comes_from_the_address_that_was_asked() {
        run(async {
            let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
            let listener = Socket::listen(any, Scratch::new()).unwrap();
            let port = listener.local_address().unwrap().port();
            let asked = SocketAddr::from((Ipv4Addr::new(127, 0, 0, 7), port));
            let client = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            client.send_to(b"ping", asked).await.unwrap();
            let mut request = None;
            listener.receive(|it| request = Some((it.from, it.to))).await.unwrap();
            let (from, to) = request.unwrap();
            listener.send(from, to, b"pong").unwrap();
            let mut answer = [0; 8];
            let (_, source) = client.recv_from(&mut answer).await.unwrap();
            assert_eq!(source, asked);
        });
    }

    #[test]
    fn a_packet_of_the_largest_length_arrives_whole_over_both_families() {
        run(async {
            for address in ["127.0.0.1:0", "[::1]:0"] {
                let scratch = Scratch::new();
                let listener = Socket::listen(address.parse().unwrap(), scratch.clone()).unwrap();
                let server = listener.local_address().unwrap();
                let client = Socket::connect(server, scratch).unwrap();
                client.send_to_server(&[7; 4096]).unwrap();
                let mut lengths = Vec::new();
                listener.receive(|it| lengths.push(it.octets.len())).await.unwrap();
                assert_eq!(lengths, [4096]);
            }
        });
    }
}
