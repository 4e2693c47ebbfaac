//! Transactions: requests of clients matched to answers, over servers that may be silent.
//!
//! Nothing here does I/O: datagrams and the time go in, datagrams and events come out. A worker has
//! a [`Receiver`] for its clients and a [`Forwarder`] for the servers; all workers share what is
//! known about the servers, [`Servers`].
//!
//! ```text
//!  client -> Receiver::receive -> monitor, policy -> Forwarder::forward -> server
//!  client <- Receiver::answer  <- monitor, policy <- Forwarder::receive <- server
//! ```
//!
//! Timers: each of the three has `poll_timeout`, the time at which its `handle_timeout` is due. What
//! is to be sent then comes out of `poll_output`.
//!
//! Deviations:
//! - RFC 5080 section 2.2.1 describes one exchange with one server. Here the count and the duration
//!   of transmissions are those of the transaction; a failover begins again with the initial
//!   retransmission time.
//! - A reply to an earlier transmission of the same transaction is as good as one to the last, also
//!   if it comes from the server that was left.

mod choice;
mod config;
mod conversations;
mod error;
mod forwarder;
mod health;
mod identifiers;
mod pending;
mod probe;
mod proxy_state;
mod receiver;
mod retransmission;
mod servers;

pub use config::{
    ConfigError, ForwarderConfig, HealthConfig, PoolConfig, PoolServerConfig, ProbeConfig,
    ReceiverConfig, RetransmissionConfig,
};
pub use conversations::MAX_CONVERSATIONS;
pub use error::{Dropped, ForwardError};
pub use forwarder::{Forward, Forwarder, Output, Reply};
pub use health::{HopState, MAX_SILENT_REALMS};
pub use identifiers::MAX_SOCKETS;
pub use pending::MAX_ATTEMPTS;
pub use probe::PROBE_SOCKET;
pub use proxy_state::{Loop, MAX_HOPS, PROXY_STATE_OCTETS, ProxyTag};
pub use receiver::{Arrival, ClientPolicy, Receiver, Source};
pub use servers::{Server, Servers, ServersOutput};

/// One transaction of a worker: a request of a client, with all its retransmissions and failovers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionId(pub u64);

/// A server, as its place in the list that [`Servers`] was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerId(pub u16);

/// A pool, as its place in the list that [`Forwarder`] was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PoolId(pub u16);

/// A packet for a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transmit {
    /// Where it goes.
    pub server: ServerId,
    /// Which of the sockets, or connections, to that server it is sent on: replies come back there.
    /// Sockets are numbered from 0 and opened when they are first used.
    pub socket: u16,
    /// The octets.
    pub datagram: Vec<u8>,
}
