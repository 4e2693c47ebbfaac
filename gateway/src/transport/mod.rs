//! Sockets: datagrams of clients and servers, and connections that carry packets.

pub mod downstream;
mod outbox;
mod packets;
pub mod udp;
pub mod upstream;
mod watchdog;

pub use outbox::Outbox;
