//! The side of the clients.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::rc::{Rc, Weak};
use std::sync::Arc;

use radius::transaction::Source;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{Streams, Thread};
use crate::clock;
use crate::config::{Client, Listener, Transport};
use crate::transport::downstream::{self, Connections, Peer, Sink};
use crate::transport::udp::{Datagram, Scratch, Socket};
use crate::worker::Arrived;

/// Who is at the other end of each connection, by the setup that says so.
#[derive(Default)]
pub(super) struct Known(HashMap<u64, (u64, Arc<Client>)>);

/// UDP listeners by their place in the configuration.
pub(super) type Sockets = Vec<Option<Rc<Socket>>>;

/// Opens the listeners of a configuration: UDP sockets by their place, and listeners for
/// connections with theirs.
pub(super) fn open(
    listeners: &[Listener],
    scratch: &Scratch,
) -> Result<(Sockets, Streams), String> {
    let mut sockets = Vec::new();
    let mut streams = Vec::new();
    for (place, listener) in listeners.iter().enumerate() {
        let failed = |error: std::io::Error| {
            let Listener { name, address, .. } = listener;
            format!("listener {name}: {address}: {error}")
        };
        match listener.transport {
            Transport::Udp => {
                let socket = Socket::listen(listener.address, scratch.clone()).map_err(failed)?;
                sockets.push(Some(Rc::new(socket)));
            }
            Transport::Tcp | Transport::Tls => {
                sockets.push(None);
                let stream: TcpListener = downstream::listen(listener.address).map_err(failed)?;
                streams.push((place, stream));
            }
        }
    }
    Ok((sockets, streams))
}

/// Takes what comes on connections.
struct OfConnections(Weak<Thread>);

impl Sink for OfConnections {
    fn connected(&self, peer: &Peer) -> Result<(), String> {
        let thread = self.0.upgrade().ok_or_else(|| String::from("the gateway ends"))?;
        thread.client_of(peer).map(|_| ())
    }

    fn received(&self, peer: &Peer, octets: &[u8]) {
        let Some(thread) = self.0.upgrade() else { return };
        let client = match thread.client_of(peer) {
            Ok(client) => client,
            Err(_) => return thread.process.metrics.count("request_dropped", "unknown_client"),
        };
        let source = Source { client: peer.address, socket: peer.connection };
        let arrived = Arrived { source, local: None, listener: peer.listener, client };
        thread.arrived(arrived, octets);
    }

    fn closed(&self, connection: u64) {
        let Some(thread) = self.0.upgrade() else { return };
        thread.clients.borrow_mut().0.remove(&connection);
        thread.worker.borrow_mut().client_closed(connection, clock::steady());
        thread.flush();
    }

    fn tls(&self, listener: usize) -> Option<Arc<rustls::ServerConfig>> {
        let thread = self.0.upgrade()?;
        let worker = thread.worker.borrow();
        worker.resolved()?.listeners.get(listener)?.tls.clone()
    }
}

impl Thread {
    /// Starts to listen: one task for each listener.
    pub(super) fn listen(self: &Rc<Self>, streams: Streams) -> Vec<JoinHandle<()>> {
        let mut tasks = Vec::new();
        for (place, socket) in self.listeners.iter().enumerate() {
            if let Some(socket) = socket {
                let (thread, socket) = (Rc::clone(self), Rc::clone(socket));
                tasks.push(tokio::task::spawn_local(thread.read(place, socket)));
            }
        }
        let sink = Rc::new(OfConnections(Rc::downgrade(self)));
        let connections = Rc::new(Connections::new(sink, Arc::clone(&self.process.metrics)));
        for (place, listener) in streams {
            let connections = Rc::clone(&connections);
            tasks.push(tokio::task::spawn_local(connections.accept(listener, place)));
        }
        *self.connections.borrow_mut() = Some(connections);
        tasks
    }

    async fn read(self: Rc<Self>, place: usize, socket: Rc<Socket>) {
        loop {
            if let Err(error) = socket.receive(|datagram| self.datagram(place, datagram)).await {
                tracing::error!(%error, "a listener receives nothing for a moment");
                self.process.metrics.count("listener", "receive_failed");
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        }
    }

    fn datagram(&self, listener: usize, datagram: Datagram<'_>) {
        let Some(client) = self.client_at(datagram.from.ip()) else {
            return self.unknown(listener, datagram.from);
        };
        let source = Source { client: datagram.from, socket: listener as u64 };
        let arrived = Arrived { source, local: datagram.to, listener, client };
        self.arrived(arrived, datagram.octets);
    }

    fn arrived(&self, arrived: Arrived, octets: &[u8]) {
        self.worker.borrow_mut().receive(arrived, octets, clock::steady());
        self.flush();
    }

    fn unknown(&self, listener: usize, from: SocketAddr) {
        self.process.metrics.count("request_dropped", "unknown_client");
        tracing::debug!(
            address = %from, listener, "packet of no client; add its address to a client's networks"
        );
    }

    fn client_at(&self, address: IpAddr) -> Option<Arc<Client>> {
        self.worker.borrow().resolved()?.clients.by_address(address).ok().cloned()
    }

    /// The client at the other end of a connection, by the configuration as it is now.
    fn client_of(&self, peer: &Peer) -> Result<Arc<Client>, String> {
        let setup = self.setups.borrow().last().cloned();
        let setup = setup.ok_or_else(|| String::from("the gateway ends"))?;
        if let Some((number, client)) = self.clients.borrow().0.get(&peer.connection)
            && *number == setup.number
        {
            return Ok(Arc::clone(client));
        }
        let chain = peer.certificates.as_deref();
        let found = setup.resolved.client(peer.listener, peer.address.ip(), chain, clock::civil());
        let client = Arc::clone(found.map_err(|unknown| unknown.to_string())?);
        let known = (setup.number, Arc::clone(&client));
        self.clients.borrow_mut().0.insert(peer.connection, known);
        Ok(client)
    }
}
