//! Free ports on the loopback interface.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::sync::Mutex;

use crate::{Failure, Result};

/// How often the system is asked for another port.
const ATTEMPTS: usize = 64;

/// Ports that this process has handed out: a peer binds its port only later, and the system might
/// offer the same one again until then.
static TAKEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// A port that is free for TCP and UDP, and that this process has not handed out before.
///
/// # Errors
///
/// A [`Failure`] when the system has no such port.
pub fn free_port() -> Result<u16> {
    for _ in 0..ATTEMPTS {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        if UdpSocket::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
            continue;
        }
        let mut taken = TAKEN.lock().map_err(|_| Failure::new("port allocation panicked"))?;
        if taken.insert(port) {
            return Ok(port);
        }
    }
    Err(Failure::new("no free loopback port"))
}
