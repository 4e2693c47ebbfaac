//! A relay between a client and a server on UDP that loses datagrams, for a kernel without netem.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};

use crate::Result;

/// How long a socket is waited on before the end of the relay is looked for.
const PATIENCE: Duration = Duration::from_millis(50);

/// What is lost, of a thousand datagrams.
#[derive(Debug, Clone, Copy, Default)]
pub struct Loss {
    /// On the way to the server.
    pub to_server: u32,
    /// On the way back.
    pub to_client: u32,
}

/// The relay. Every client has a socket of its own towards the server, so that replies find back.
#[derive(Debug)]
pub struct LossyRelay {
    address: SocketAddr,
    counts: Arc<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    relayed: AtomicU64,
    lost: AtomicU64,
    is_stopped: AtomicBool,
}

impl LossyRelay {
    /// A relay to `server`. The same seed loses the same datagrams of the same traffic.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) when there is no socket.
    pub fn start(server: SocketAddr, loss: Loss, seed: u64) -> Result<Self> {
        let socket = Arc::new(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?);
        socket.set_read_timeout(Some(PATIENCE))?;
        let address = socket.local_addr()?;
        let counts = Arc::new(Counts::default());
        let shared = Arc::clone(&counts);
        thread::spawn(move || from_clients(&socket, server, loss, seed, &shared));
        Ok(Self { address, counts })
    }

    /// Where clients send to.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many datagrams went through, in both directions.
    #[must_use]
    pub fn relayed(&self) -> u64 {
        self.counts.relayed.load(Ordering::Relaxed)
    }

    /// How many were lost.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.counts.lost.load(Ordering::Relaxed)
    }
}

impl Drop for LossyRelay {
    fn drop(&mut self) {
        self.counts.is_stopped.store(true, Ordering::Relaxed);
    }
}

fn from_clients(
    socket: &Arc<UdpSocket>,
    server: SocketAddr,
    loss: Loss,
    seed: u64,
    counts: &Arc<Counts>,
) {
    let mut dice = Dice::new(seed, loss.to_server);
    let mut upstreams: BTreeMap<SocketAddr, Arc<UdpSocket>> = BTreeMap::new();
    let mut datagram = [0; u16::MAX as usize];
    while !counts.is_stopped.load(Ordering::Relaxed) {
        let (length, client) = match socket.recv_from(&mut datagram) {
            Ok(received) => received,
            Err(error) if is_fatal(error.kind()) => return,
            Err(_) => continue,
        };
        let seed = seed ^ upstreams.len() as u64 ^ u64::MAX;
        let upstream = match upstreams.get(&client) {
            Some(upstream) => Arc::clone(upstream),
            None => {
                let upstream =
                    upstream(socket, client, server, Dice::new(seed, loss.to_client), counts);
                let Ok(upstream) = upstream else { return };
                upstreams.insert(client, Arc::clone(&upstream));
                upstream
            }
        };
        if dice.lose(counts) {
            continue;
        }
        // Nobody may listen now, and somebody later.
        let _ = upstream.send(&datagram[..length]);
    }
}

/// A socket towards the server, and a thread that brings back what comes.
fn upstream(
    downstream: &Arc<UdpSocket>,
    client: SocketAddr,
    server: SocketAddr,
    mut dice: Dice,
    counts: &Arc<Counts>,
) -> Result<Arc<UdpSocket>> {
    let socket = Arc::new(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?);
    socket.connect(server)?;
    socket.set_read_timeout(Some(PATIENCE))?;
    let (upstream, downstream) = (Arc::clone(&socket), Arc::clone(downstream));
    let counts = Arc::clone(counts);
    thread::spawn(move || {
        let mut datagram = [0; u16::MAX as usize];
        while !counts.is_stopped.load(Ordering::Relaxed) {
            match upstream.recv(&mut datagram) {
                Ok(length) if !dice.lose(&counts) => {
                    let _ = downstream.send_to(&datagram[..length], client);
                }
                Err(error) if is_fatal(error.kind()) => return,
                _ => {}
            }
        }
    });
    Ok(socket)
}

fn is_fatal(kind: ErrorKind) -> bool {
    !matches!(
        kind,
        ErrorKind::WouldBlock
            | ErrorKind::TimedOut
            | ErrorKind::Interrupted
            | ErrorKind::ConnectionRefused
    )
}

/// Says which datagrams are lost.
struct Dice {
    rng: ChaCha20Rng,
    per_mille: u32,
}

impl Dice {
    fn new(seed: u64, per_mille: u32) -> Self {
        Self { rng: ChaCha20Rng::seed_from_u64(seed), per_mille }
    }

    fn lose(&mut self, counts: &Counts) -> bool {
        let is_lost = self.rng.next_u32() % 1000 < self.per_mille;
        let count = if is_lost { &counts.lost } else { &counts.relayed };
        count.fetch_add(1, Ordering::Relaxed);
        is_lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn about_the_share_that_is_asked_for_is_lost_and_the_rest_comes_through() {
        let server = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        server.set_read_timeout(Some(PATIENCE)).unwrap();
        let loss = Loss { to_server: 100, to_client: 0 };
        let relay = LossyRelay::start(server.local_addr().unwrap(), loss, 1).unwrap();
        let client = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        client.connect(relay.address()).unwrap();
        client.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut octets = [0; 4];
        let mut answered = 0;
        for number in 0_u32..500 {
            client.send(&number.to_be_bytes()).unwrap();
            let Ok((length, from)) = server.recv_from(&mut octets) else { continue };
            server.send_to(&octets[..length], from).unwrap();
            client.recv(&mut octets).unwrap();
            assert_eq!(octets, number.to_be_bytes());
            answered += 1;
        }
        assert!((25..=75).contains(&relay.lost()), "{} of 500", relay.lost());
        assert_eq!(relay.relayed(), 2 * answered);
    }
}
