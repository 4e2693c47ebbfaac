//! Free ports on the loopback interface.

use std::collections::BTreeSet;
use std::hash::{BuildHasher as _, RandomState};
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::ops::Range;
use std::sync::Mutex;

use crate::{Failure, Result};

/// How often another port is tried.
const ATTEMPTS: usize = 256;

/// Below the ports that the system gives to sockets that ask for none: a peer binds its port only
/// later, or again after it was killed, and until then nobody else is to get it.
const PORTS: Range<u16> = 15_000..32_000;

/// Ports that this process has handed out.
static TAKEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// A port that is free for TCP and UDP, and that this process has not handed out before.
///
/// # Errors
///
/// A [`Failure`] when there is no such port.
pub fn free_port() -> Result<u16> {
    // Other processes look for ports, too.
    let random = RandomState::new();
    let count = u64::from(PORTS.end - PORTS.start);
    for attempt in 0..ATTEMPTS {
        let port = PORTS.start + (random.hash_one(attempt) % count) as u16;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err()
            || UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_err()
        {
            continue;
        }
        let mut taken = TAKEN.lock().map_err(|_| Failure::new("port allocation panicked"))?;
        if taken.insert(port) {
            return Ok(port);
        }
    }
    Err(Failure::new("no free loopback port"))
}
