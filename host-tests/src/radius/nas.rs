//! A client that builds its requests with the `radius` core, sends them again as a NAS does, and
//! verifies what comes back.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use radius::attribute::Attributes;
use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::packet::{Code, Packet};

use super::link::{Link, TlsClient};
use super::packets::{Received, attributes, hidden, random_authenticator};
use crate::{Failure, Result};

/// When a request without an answer is sent again.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// The time between two transmissions.
    pub interval: Duration,
    /// How often a request is sent.
    pub transmissions: u32,
}

impl Default for Schedule {
    /// Every two seconds, five times.
    fn default() -> Self {
        Self { interval: Duration::from_secs(2), transmissions: 5 }
    }
}

/// The client. It has one request under way at a time.
#[derive(Debug)]
pub struct Nas {
    link: Link,
    secret: Secret,
    schedule: Schedule,
    policy: MessageAuthenticatorPolicy,
    identifier: u8,
}

/// A request that is ready to be sent, and sent again.
#[derive(Debug, Clone)]
pub struct Request {
    /// The packet, hidden and signed.
    pub packet: Packet,
    /// Its octets, which are what is sent.
    pub octets: Vec<u8>,
}

impl Nas {
    /// A client on UDP.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there is no socket.
    pub fn udp(server: SocketAddr, secret: &str) -> Result<Self> {
        let unspecified = match server {
            SocketAddr::V4(_) => IpAddr::from(Ipv4Addr::UNSPECIFIED),
            SocketAddr::V6(_) => IpAddr::from(Ipv6Addr::UNSPECIFIED),
        };
        Self::udp_from(SocketAddr::new(unspecified, 0), server, secret)
    }

    /// A client on UDP with this address, such as `127.0.0.2:0`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there is no such socket.
    pub fn udp_from(local: SocketAddr, server: SocketAddr, secret: &str) -> Result<Self> {
        Self::on(Link::udp(local, server)?, secret)
    }

    /// A client on a TCP connection.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when nobody listens.
    pub fn tcp(server: SocketAddr, secret: &str) -> Result<Self> {
        Self::on(Link::tcp(server)?, secret)
    }

    /// A client on a TLS connection, with the secret of RFC 6614.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when nobody listens or one side refuses the other.
    pub fn tls(server: SocketAddr, client: &TlsClient) -> Result<Self> {
        Self::on(Link::tls(server, client)?, "radsec")
    }

    fn on(link: Link, secret: &str) -> Result<Self> {
        Ok(Self {
            link,
            secret: Secret::new(secret.as_bytes())?,
            schedule: Schedule::default(),
            policy: MessageAuthenticatorPolicy::Optional,
            identifier: 0,
        })
    }

    /// Sends again by this schedule.
    #[must_use]
    pub fn with_schedule(mut self, interval: Duration, transmissions: u32) -> Self {
        self.schedule = Schedule { interval, transmissions };
        self
    }

    /// Demands a Message-Authenticator in replies to Access-Requests.
    #[must_use]
    pub fn with_policy(mut self, policy: MessageAuthenticatorPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// The address and port that the server sees.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the socket is broken.
    pub fn local(&self) -> Result<SocketAddr> {
        self.link.local()
    }

    /// A request with the next identifier and a Message-Authenticator in front, which only an
    /// Accounting-Request has none of. Values that travel hidden are given in clear.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it is too long.
    pub fn prepare(&mut self, code: Code, list: &[(&str, &str)]) -> Result<Request> {
        self.prepare_attributes(code, attributes(list))
    }

    /// As [`Self::prepare`].
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it is too long.
    pub fn prepare_attributes(&mut self, code: Code, clear: Attributes) -> Result<Request> {
        self.identifier = self.identifier.wrapping_add(1);
        let mut packet = Packet::new(code, self.identifier);
        if matches!(code, Code::ACCESS_REQUEST | Code::STATUS_SERVER) {
            packet.authenticator = random_authenticator();
        }
        packet.attributes = hidden(clear, &self.secret, &packet.authenticator)?;
        if code != Code::ACCOUNTING_REQUEST {
            packet.attributes.prepend_message_authenticator()?;
        }
        self.sign(packet)
    }

    /// A packet as it is, with its Message-Authenticator, if it has one, and its authenticator made
    /// right.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it is too long or no request.
    pub fn sign(&self, mut packet: Packet) -> Result<Request> {
        packet.sign_request(&self.secret)?;
        Ok(Request { octets: packet.encode()?, packet })
    }

    /// Sends a request once.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection has ended.
    pub fn send(&mut self, request: &Request) -> Result<()> {
        self.link.send(&request.octets)
    }

    /// Sends octets that may be no packet at all.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection has ended.
    pub fn send_octets(&mut self, octets: &[u8]) -> Result<()> {
        self.link.send(octets)
    }

    /// The reply to a request, or `None` when none has come after `limit`. Replies to other requests
    /// are passed over.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the reply does not verify, or when the connection has ended.
    pub fn receive(&mut self, request: &Request, limit: Duration) -> Result<Option<Received>> {
        let deadline = Instant::now() + limit;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let Some(octets) = self.link.receive(left)? else { return Ok(None) };
            let packet = Packet::parse(&octets)?;
            if packet.identifier != request.packet.identifier {
                continue;
            }
            let authenticator = &request.packet.authenticator;
            let policy = match request.packet.code {
                Code::ACCESS_REQUEST => self.policy,
                _ => MessageAuthenticatorPolicy::Optional,
            };
            packet.verify_response(authenticator, &self.secret, policy)?;
            let from = self.link.peer();
            return Received::new(packet, &octets, from, &self.secret, authenticator).map(Some);
        }
    }

    /// Sends a request until it is answered, by the schedule; `None` when it never is.
    ///
    /// # Errors
    ///
    /// As [`Self::receive`].
    pub fn exchange(&mut self, request: &Request) -> Result<Option<Received>> {
        for _ in 0..self.schedule.transmissions {
            self.send(request)?;
            let received = self.receive(request, self.schedule.interval)?;
            if received.is_some() {
                return Ok(received);
            }
        }
        Ok(None)
    }

    /// The answer to a request with these attributes, which is sent again by the schedule.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there is no answer, and as [`Self::receive`].
    pub fn ask(&mut self, code: Code, list: &[(&str, &str)]) -> Result<Received> {
        let request = self.prepare(code, list)?;
        let silence = || Failure::new(format!("no answer to {code} {list:?}"));
        self.exchange(&request)?.ok_or_else(silence)
    }

    /// The answer to an Access-Request.
    ///
    /// # Errors
    ///
    /// As [`Self::ask`].
    pub fn access(&mut self, list: &[(&str, &str)]) -> Result<Received> {
        self.ask(Code::ACCESS_REQUEST, list)
    }

    /// The answer to an Accounting-Request.
    ///
    /// # Errors
    ///
    /// As [`Self::ask`].
    pub fn accounting(&mut self, list: &[(&str, &str)]) -> Result<Received> {
        self.ask(Code::ACCOUNTING_REQUEST, list)
    }

    /// The answer to a request that is sent once, or `None` when none has come after `limit`.
    ///
    /// # Errors
    ///
    /// As [`Self::receive`].
    pub fn ask_once(
        &mut self,
        code: Code,
        list: &[(&str, &str)],
        limit: Duration,
    ) -> Result<Option<Received>> {
        let request = self.prepare(code, list)?;
        self.send(&request)?;
        self.receive(&request, limit)
    }
}
