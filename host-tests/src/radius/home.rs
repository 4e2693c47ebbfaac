//! A home server that records every request and answers as a test says.

use std::fmt;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use radius::attribute::Attributes;
use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::packet::{Code, MAX_PACKET_OCTETS, Packet};
use rustls::ServerConfig;

use super::link::Link;
use super::packets::{Received, attributes, hidden};
use super::{Identity, SECRET};
use crate::{Failure, Result, free_port};

/// How long a socket is waited on before the end of the server is looked for.
const PATIENCE: Duration = Duration::from_millis(50);

/// How often a condition is looked at.
const POLL: Duration = Duration::from_millis(5);

/// Requests that a failure quotes.
const QUOTED: usize = 20;

/// What has a port of its own on UDP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// Access-Request.
    Authentication,
    /// Accounting-Request.
    Accounting,
    /// CoA-Request and Disconnect-Request: this home stands for a NAS.
    Coa,
}

/// What becomes of a request.
#[derive(Debug, Clone)]
pub enum Answer {
    /// No answer.
    Silence,
    /// A packet with these attributes, which travel hidden where they must, behind a
    /// Message-Authenticator if it answers an Access-Request, and before the Proxy-States of the
    /// request.
    Packet(Code, Attributes),
    /// A packet with these attributes and no other.
    Bare(Code, Attributes),
    /// These octets.
    Octets(Vec<u8>),
    /// An answer later.
    After(Duration, Box<Answer>),
    /// Several answers in turn.
    All(Vec<Answer>),
}

impl Answer {
    /// An Access-Accept.
    #[must_use]
    pub fn accept(list: &[(&str, &str)]) -> Self {
        Self::Packet(Code::ACCESS_ACCEPT, attributes(list))
    }

    /// An Access-Reject.
    #[must_use]
    pub fn reject(list: &[(&str, &str)]) -> Self {
        Self::Packet(Code::ACCESS_REJECT, attributes(list))
    }

    /// An Access-Challenge.
    #[must_use]
    pub fn challenge(list: &[(&str, &str)]) -> Self {
        Self::Packet(Code::ACCESS_CHALLENGE, attributes(list))
    }

    /// The good answer to a request of this kind, without attributes of its own.
    #[must_use]
    pub fn good(code: Code) -> Self {
        let code = match code {
            Code::ACCESS_REQUEST | Code::STATUS_SERVER => Code::ACCESS_ACCEPT,
            Code::ACCOUNTING_REQUEST => Code::ACCOUNTING_RESPONSE,
            Code::COA_REQUEST => Code::COA_ACK,
            Code::DISCONNECT_REQUEST => Code::DISCONNECT_ACK,
            _ => return Self::Silence,
        };
        Self::Packet(code, Attributes::new())
    }

    /// This answer after a time.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self::After(delay, Box::new(self))
    }
}

type Decide = Box<dyn FnMut(&Received) -> Answer + Send>;

/// The server. It answers Status-Server by itself and records it apart.
pub struct Home {
    ports: [u16; 3],
    address: IpAddr,
    secret: String,
    shared: Arc<Shared>,
}

struct Shared {
    decide: Mutex<Decide>,
    seen: Mutex<Vec<Received>>,
    refused: Mutex<Vec<String>>,
    probes: AtomicUsize,
    is_alive: AtomicBool,
    is_stopped: AtomicBool,
}

impl Home {
    /// A server on loopback ports of UDP with the usual secret.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there are no ports.
    pub fn start(decide: impl FnMut(&Received) -> Answer + Send + 'static) -> Result<Self> {
        let ports = [free_port()?, free_port()?, free_port()?];
        Self::start_on(Ipv4Addr::LOCALHOST.into(), ports, SECRET, decide)
    }

    /// A server that gives every request the good answer.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there are no ports.
    pub fn good() -> Result<Self> {
        Self::start(|request| Answer::good(request.code()))
    }

    /// A server on this address and these ports: those of authentication, accounting and CoA.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when a port is not free.
    pub fn start_on(
        address: IpAddr,
        ports: [u16; 3],
        secret: &str,
        decide: impl FnMut(&Received) -> Answer + Send + 'static,
    ) -> Result<Self> {
        let shared = Arc::new(Shared {
            decide: Mutex::new(Box::new(decide)),
            seen: Mutex::default(),
            refused: Mutex::default(),
            probes: AtomicUsize::new(0),
            is_alive: AtomicBool::new(true),
            is_stopped: AtomicBool::new(false),
        });
        for (service, port) in SERVICES.into_iter().zip(ports) {
            let socket = UdpSocket::bind((address, port))?;
            socket.set_read_timeout(Some(PATIENCE))?;
            let (shared, secret) = (Arc::clone(&shared), Secret::new(secret.as_bytes())?);
            thread::spawn(move || serve(&socket, service, &secret, &shared));
        }
        Ok(Self { ports, address, secret: secret.to_owned(), shared })
    }

    /// Serves RADIUS/TLS as well, as `identity` and for clients of its authority; says on which
    /// port.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there is no port.
    pub fn listen_tls(&self, identity: &Identity) -> Result<u16> {
        let config = identity.server_config()?;
        let listener = TcpListener::bind((self.address, free_port()?))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let shared = Arc::clone(&self.shared);
        thread::spawn(move || {
            while !shared.is_stopped.load(Ordering::Relaxed) {
                let Ok((socket, _)) = listener.accept() else {
                    thread::sleep(POLL);
                    continue;
                };
                let (config, shared) = (Arc::clone(&config), Arc::clone(&shared));
                thread::spawn(move || {
                    if let Err(failure) = serve_tls(socket, config, &shared) {
                        lock(&shared.refused).push(failure.to_string());
                    }
                });
            }
        });
        Ok(port)
    }

    /// The port of a service on UDP.
    #[must_use]
    pub fn port(&self, service: Service) -> u16 {
        let [authentication, accounting, coa] = self.ports;
        match service {
            Service::Authentication => authentication,
            Service::Accounting => accounting,
            Service::Coa => coa,
        }
    }

    /// Address and port of a service on UDP.
    #[must_use]
    pub fn address(&self, service: Service) -> SocketAddr {
        SocketAddr::new(self.address, self.port(service))
    }

    /// The shared secret on UDP.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.secret
    }

    /// Decides otherwise from now on.
    pub fn decide(&self, decide: impl FnMut(&Received) -> Answer + Send + 'static) {
        *lock(&self.shared.decide) = Box::new(decide);
    }

    /// A server that is not alive records requests and probes, and answers neither.
    pub fn set_alive(&self, is_alive: bool) {
        self.shared.is_alive.store(is_alive, Ordering::Relaxed);
    }

    /// Every request so far, retransmissions too, without Status-Server.
    #[must_use]
    pub fn seen(&self) -> Vec<Received> {
        lock(&self.shared.seen).clone()
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        lock(&self.shared.seen).len()
    }

    /// Every request of one kind so far.
    #[must_use]
    pub fn requests(&self, code: Code) -> Vec<Received> {
        self.seen().into_iter().filter(|request| request.code() == code).collect()
    }

    /// Forgets what it has seen.
    pub fn forget(&self) {
        lock(&self.shared.seen).clear();
    }

    /// How many Status-Server requests have come.
    #[must_use]
    pub fn probes(&self) -> usize {
        self.shared.probes.load(Ordering::Relaxed)
    }

    /// Why packets were not taken for requests: a gateway that works causes none of these.
    #[must_use]
    pub fn refused(&self) -> Vec<String> {
        lock(&self.shared.refused).clone()
    }

    /// Waits until what it has seen is as `wanted`, and returns it.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it is not after `limit`.
    pub fn wait_until(
        &self,
        limit: Duration,
        wanted: impl Fn(&[Received]) -> bool,
    ) -> Result<Vec<Received>> {
        let deadline = Instant::now() + limit;
        loop {
            // Without a copy: there may be very many.
            if wanted(&lock(&self.shared.seen)) {
                return Ok(self.seen());
            }
            if Instant::now() > deadline {
                let seen = self.seen();
                let codes: Vec<Code> = seen.iter().take(QUOTED).map(Received::code).collect();
                let count = seen.len();
                return Err(Failure::new(format!("the home server has seen {count}: {codes:?}")));
            }
            thread::sleep(POLL);
        }
    }

    /// Waits until it has seen so many requests of one kind, and returns those.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it has not after `limit`.
    pub fn wait_for(&self, code: Code, count: usize, limit: Duration) -> Result<Vec<Received>> {
        let of_kind = |seen: &[Received]| seen.iter().filter(|seen| seen.code() == code).count();
        self.wait_until(limit, |seen| of_kind(seen) >= count)?;
        Ok(self.requests(code))
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        self.shared.is_stopped.store(true, Ordering::Relaxed);
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Home on {} {:?}", self.address, self.ports)
    }
}

const SERVICES: [Service; 3] = [Service::Authentication, Service::Accounting, Service::Coa];

fn serve(socket: &UdpSocket, service: Service, secret: &Secret, shared: &Shared) {
    let mut octets = [0; MAX_PACKET_OCTETS];
    while !shared.is_stopped.load(Ordering::Relaxed) {
        let (length, from) = match socket.recv_from(&mut octets) {
            Ok(received) => received,
            Err(error) if is_temporary(error.kind()) => continue,
            Err(_) => return,
        };
        let datagram = &octets[..length];
        let mut send = |octets: Vec<u8>, delay: Duration| {
            if delay.is_zero() {
                let _ = socket.send_to(&octets, from);
            } else if let Ok(socket) = socket.try_clone() {
                thread::spawn(move || {
                    thread::sleep(delay);
                    let _ = socket.send_to(&octets, from);
                });
            }
        };
        if let Err(failure) = shared.take(datagram, from, Some(service), secret, &mut send) {
            lock(&shared.refused).push(failure.to_string());
        }
    }
}

fn is_temporary(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::WouldBlock
            | ErrorKind::TimedOut
            | ErrorKind::Interrupted
            | ErrorKind::ConnectionRefused
    )
}

fn serve_tls(socket: TcpStream, config: Arc<ServerConfig>, shared: &Shared) -> Result<()> {
    let secret = Secret::radsec()?;
    let mut link = Link::tls_server(socket, config)?;
    let from = link.peer();
    while !shared.is_stopped.load(Ordering::Relaxed) {
        let packet = match link.receive(PATIENCE) {
            Ok(Some(packet)) => packet,
            Ok(None) => continue,
            // The client has closed, which it may.
            Err(_) => return Ok(()),
        };
        let mut answers = Vec::new();
        let mut send = |octets: Vec<u8>, delay: Duration| answers.push((octets, delay));
        shared.take(&packet, from, None, &secret, &mut send)?;
        for (octets, delay) in answers {
            thread::sleep(delay);
            link.send(&octets)?;
        }
    }
    Ok(())
}

type Transmit<'s> = &'s mut dyn FnMut(Vec<u8>, Duration);

impl Shared {
    fn take(
        &self,
        datagram: &[u8],
        from: SocketAddr,
        service: Option<Service>,
        secret: &Secret,
        send: Transmit<'_>,
    ) -> Result<()> {
        let packet = Packet::parse(datagram)?;
        if service.is_some_and(|service| !service.takes(packet.code)) {
            return Err(Failure::new(format!("{} at {service:?}", packet.code)));
        }
        packet.verify_request(secret, MessageAuthenticatorPolicy::Optional)?;
        let hiding = match packet.code {
            Code::COA_REQUEST | Code::DISCONNECT_REQUEST => [0; 16],
            _ => packet.authenticator,
        };
        let request = Received::new(packet, datagram, from, secret, &hiding)?;
        let is_alive = self.is_alive.load(Ordering::Relaxed);
        let answer = if request.code() == Code::STATUS_SERVER {
            self.probes.fetch_add(1, Ordering::Relaxed);
            match service {
                Some(Service::Accounting) => Answer::good(Code::ACCOUNTING_REQUEST),
                _ => Answer::good(Code::ACCESS_REQUEST),
            }
        } else {
            lock(&self.seen).push(request.clone());
            if is_alive { lock(&self.decide)(&request) } else { Answer::Silence }
        };
        if is_alive { answer.send(&request.packet, secret, Duration::ZERO, send) } else { Ok(()) }
    }
}

impl Service {
    fn takes(self, code: Code) -> bool {
        match self {
            Self::Authentication => matches!(code, Code::ACCESS_REQUEST | Code::STATUS_SERVER),
            Self::Accounting => matches!(code, Code::ACCOUNTING_REQUEST | Code::STATUS_SERVER),
            Self::Coa => matches!(code, Code::COA_REQUEST | Code::DISCONNECT_REQUEST),
        }
    }
}

impl Answer {
    fn send(
        self,
        request: &Packet,
        secret: &Secret,
        delay: Duration,
        send: Transmit<'_>,
    ) -> Result<()> {
        match self {
            Self::Silence => {}
            Self::Packet(code, clear) => {
                let mut attributes = hidden(clear, secret, &request.authenticator)?;
                if matches!(request.code, Code::ACCESS_REQUEST | Code::STATUS_SERVER) {
                    attributes.prepend_message_authenticator()?;
                }
                for attribute in request.attributes.iter() {
                    if attribute.number == PROXY_STATE {
                        attributes.push(PROXY_STATE, attribute.value)?;
                    }
                }
                send(signed(code, attributes, request, secret)?, delay);
            }
            Self::Bare(code, attributes) => {
                send(signed(code, attributes, request, secret)?, delay);
            }
            Self::Octets(octets) => send(octets, delay),
            Self::After(more, answer) => answer.send(request, secret, delay + more, send)?,
            Self::All(answers) => {
                for answer in answers {
                    answer.send(request, secret, delay, send)?;
                }
            }
        }
        Ok(())
    }
}

const PROXY_STATE: u8 = 33;

fn signed(
    code: Code,
    attributes: Attributes,
    request: &Packet,
    secret: &Secret,
) -> Result<Vec<u8>> {
    let mut packet = Packet::new(code, request.identifier);
    packet.attributes = attributes;
    packet.sign_response(&request.authenticator, secret)?;
    Ok(packet.encode()?)
}

/// What a thread that panicked has left is good enough to say what went wrong.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
