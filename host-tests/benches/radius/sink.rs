//! The server behind all proxies: it accepts and acknowledges everything, with right authenticators.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use host_tests::bench::pin_thread;
use host_tests::radius::{Identity, Link, NextHop, SECRET, attributes};
use host_tests::{Failure, Result};
use radius::attribute::Attributes;
use radius::crypto::Secret;
use radius::packet::{Code, MAX_PACKET_OCTETS, Packet};
use rustix::net::sockopt::{set_socket_recv_buffer_size, set_socket_recv_buffer_size_force};

use crate::LOAD_PROCESSOR;

const PATIENCE: Duration = Duration::from_millis(50);

/// Octets that wait for the sink: no request is lost on the way to it.
const BUFFER_OCTETS: usize = 16 << 20;

const PROXY_STATE: u8 = 33;

/// The sink. It ends with this value.
pub struct Sink {
    next_hop: NextHop,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    is_stopped: AtomicBool,
    requests: AtomicU64,
    first: Mutex<Option<Packet>>,
}

impl Sink {
    /// A thread for each kind of request, on the processor of the load.
    pub fn start() -> Result<Self> {
        let shared = Arc::new(Shared::default());
        let (authentication, accounting) = (listen(&shared)?, listen(&shared)?);
        let next_hop = NextHop { authentication, accounting, secret: SECRET.to_owned() };
        Ok(Self { next_hop, shared })
    }

    /// Serves RADIUS/TLS as well, as `identity`, and says on which port.
    pub fn listen_tls(&self, identity: &Identity) -> Result<u16> {
        let config = identity.server_config()?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = listener.local_addr()?.port();
        let shared = Arc::clone(&self.shared);
        thread::spawn(move || -> Result<()> {
            pin_thread(LOAD_PROCESSOR)?;
            for socket in listener.incoming() {
                if shared.is_stopped.load(Ordering::Relaxed) {
                    return Ok(());
                }
                let link = Link::tls_server(socket?, Arc::clone(&config))?;
                let shared = Arc::clone(&shared);
                // The end of the connection is the end of its thread.
                thread::spawn(move || serve_tls(link, &shared));
            }
            Ok(())
        });
        Ok(port)
    }

    /// Where a proxy finds it.
    pub fn next_hop(&self) -> NextHop {
        self.next_hop.clone()
    }

    /// How many requests have come.
    pub fn requests(&self) -> u64 {
        self.shared.requests.load(Ordering::Relaxed)
    }

    /// The first request since the last call.
    pub fn take_first(&self) -> Option<Packet> {
        self.shared.first.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.shared.is_stopped.store(true, Ordering::Relaxed);
    }
}

/// Serves one port, and says which.
fn listen(shared: &Arc<Shared>) -> Result<u16> {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?;
    socket.set_read_timeout(Some(PATIENCE))?;
    // More than the system's limit takes a privilege.
    set_socket_recv_buffer_size_force(&socket, BUFFER_OCTETS)
        .or_else(|_| set_socket_recv_buffer_size(&socket, BUFFER_OCTETS))
        .map_err(|error| Failure::new(error.to_string()))?;
    let port = socket.local_addr()?.port();
    let (shared, secret) = (Arc::clone(shared), Secret::new(SECRET.as_bytes())?);
    thread::spawn(move || pin_thread(LOAD_PROCESSOR).map(|()| serve(&socket, &secret, &shared)));
    Ok(port)
}

fn serve(socket: &UdpSocket, secret: &Secret, shared: &Shared) {
    let replies = Replies::new();
    let mut octets = [0; MAX_PACKET_OCTETS];
    while !shared.is_stopped.load(Ordering::Relaxed) {
        let (length, from) = match socket.recv_from(&mut octets) {
            Ok(received) => received,
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => continue,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                continue;
            }
            Err(_) => return,
        };
        if let Some(reply) = replies.to(&octets[..length], secret, shared) {
            let _ = socket.send_to(&reply, from);
        }
    }
}

fn serve_tls(mut link: Link, shared: &Shared) -> Result<()> {
    let (secret, replies) = (Secret::radsec()?, Replies::new());
    while !shared.is_stopped.load(Ordering::Relaxed) {
        let Some(request) = link.receive(PATIENCE)? else { continue };
        if let Some(reply) = replies.to(&request, &secret, shared) {
            link.send(&reply)?;
        }
    }
    Ok(())
}

/// What the sink answers.
struct Replies {
    accept: Attributes,
}

impl Replies {
    fn new() -> Self {
        let mut accept = attributes(&[
            ("Class", "0x636c617373206f6620612073657373696f6e"),
            ("Reply-Message", "Hello user"),
            ("Session-Timeout", "3600"),
            ("Filter-Id", "guests"),
        ]);
        accept.prepend_message_authenticator().unwrap();
        Self { accept }
    }

    fn to(&self, request: &[u8], secret: &Secret, shared: &Shared) -> Option<Vec<u8>> {
        let request = Packet::parse(request).ok()?;
        let (code, attributes) = match request.code {
            Code::ACCESS_REQUEST => (Code::ACCESS_ACCEPT, self.accept.clone()),
            Code::ACCOUNTING_REQUEST => (Code::ACCOUNTING_RESPONSE, Attributes::new()),
            Code::STATUS_SERVER => (Code::ACCESS_ACCEPT, self.accept.clone()),
            _ => return None,
        };
        let mut reply = Packet::new(code, request.identifier);
        reply.attributes = attributes;
        for attribute in request.attributes.iter() {
            if attribute.number == PROXY_STATE {
                reply.attributes.push(PROXY_STATE, attribute.value).ok()?;
            }
        }
        reply.sign_response(&request.authenticator, secret).ok()?;
        if request.code != Code::STATUS_SERVER {
            shared.requests.fetch_add(1, Ordering::Relaxed);
            let mut first = shared.first.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert(request);
        }
        reply.encode().ok()
    }
}
