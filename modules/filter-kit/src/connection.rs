//! Facts about the downstream connection of the current stream. A host that cannot tell one is not
//! an error: the fact is then unknown, and the log says why.

use std::net::{IpAddr, SocketAddr};

use crate::log::{Level, log};
use crate::property;

/// Identifies the connection among those of this process.
#[must_use]
pub fn id() -> Option<u64> {
    told(&["connection", "id"])?.try_into().ok().map(u64::from_le_bytes)
}

/// Whether its requests come one after the other: HTTP/1.0 or HTTP/1.1.
#[must_use]
pub fn is_http_1() -> bool {
    told(&["request", "protocol"]).is_some_and(|protocol| protocol.starts_with(b"HTTP/1"))
}

/// The address of the other end, which is a client only where no proxy is in front of this host.
#[must_use]
pub fn source_address() -> Option<IpAddr> {
    let address = String::from_utf8(told(&["source", "address"])?).ok()?;
    address.parse().map(|address: SocketAddr| address.ip()).ok()
}

fn told(path: &[&str]) -> Option<Vec<u8>> {
    property::get(path).unwrap_or_else(|error| {
        log(Level::Error, &format!("property {}: {error}", path.join(".")));
        None
    })
}
