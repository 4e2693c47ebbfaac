//! Where records go: servers, pools, and how servers are reached.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use radius::transaction::{
    ForwarderConfig, PoolConfig, PoolId, ProxyTag, ServerId, Servers, Transmit,
};
use tokio::sync::mpsc;

/// Where records go. A reload replaces all of it.
pub struct Destinations {
    /// How servers are reached. A [`ServerId`] is a place in this list.
    pub endpoints: Vec<Endpoint>,
    /// The health of the servers, shared with the workers.
    pub servers: Arc<Mutex<Servers>>,
    /// The pools. A [`PoolId`] is a place in this list.
    pub pools: Vec<PoolConfig>,
    /// The pools that records name.
    pub names: BTreeMap<String, PoolId>,
    /// How requests are sent and sent again.
    pub forwarding: ForwarderConfig,
    /// What this proxy knows its own Proxy-State by.
    pub tag: ProxyTag,
    /// Opens connections; none if all servers are reached by UDP.
    pub connect: Option<Connect>,
}

/// How a server is reached. It is known by name and address again after a restart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Its name.
    pub name: String,
    /// Its address and port.
    pub address: SocketAddr,
    /// Whether packets to it go on connections, TCP or TLS.
    pub is_connection: bool,
}

/// Carries packets on connections.
pub trait Link {
    /// Sends a packet, on a connection that is opened if it does not exist. What cannot be sent is
    /// lost, and the connection is reported as closed.
    fn send(&self, transmit: Transmit);
}

/// What happens on connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkEvent {
    /// A packet came in.
    Received {
        /// From which server.
        server: ServerId,
        /// On which connection.
        socket: u16,
        /// The octets of the packet.
        octets: Vec<u8>,
    },
    /// A connection has closed, or could not be made: what was sent on it is sent again.
    Closed {
        /// To which server.
        server: ServerId,
        /// Which connection.
        socket: u16,
    },
}

/// Makes the [`Link`] of one list of servers. It is called in the thread of the delivery, on a
/// `tokio` runtime with a `LocalSet`; what happens goes to the sender.
pub type Connect = Box<dyn FnOnce(mpsc::UnboundedSender<LinkEvent>) -> Box<dyn Link> + Send>;

impl Destinations {
    /// What is known about the servers. A thread that panicked has left it whole: it is changed by
    /// calls that do not panic.
    pub(super) fn servers(&self) -> MutexGuard<'_, Servers> {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn endpoint(&self, server: ServerId) -> Option<&Endpoint> {
        self.endpoints.get(usize::from(server.0))
    }

    /// The name of a server; empty if there is none.
    pub(super) fn name(&self, server: ServerId) -> &str {
        self.endpoint(server).map_or("", |endpoint| &endpoint.name)
    }

    /// The address of a server; unspecified if there is none.
    pub(super) fn address(&self, server: ServerId) -> SocketAddr {
        let none = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
        self.endpoint(server).map_or(none, |endpoint| endpoint.address)
    }

    /// The server of that name, if it has that address still.
    pub(super) fn find(&self, name: &str, address: SocketAddr) -> Option<ServerId> {
        let is_it = |it: &Endpoint| it.name == name && it.address == address;
        let place = self.endpoints.iter().position(is_it)?;
        u16::try_from(place).ok().map(ServerId)
    }
}
