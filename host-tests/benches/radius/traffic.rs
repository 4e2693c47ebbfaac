//! Requests that are signed before the clock runs.

use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng as _, SeedableRng as _};
use host_tests::Result;
use host_tests::radius::attributes;
use radius::attribute::Attributes;
use radius::crypto::{Hop, Secret, rehide};
use radius::packet::{Code, Packet};

/// How many there are. A socket sends each once, so that no proxy takes it for a retransmission.
const REQUESTS: usize = 1 << 16;

/// Requests of one kind for one secret. The identifier of each is its place modulo 256.
pub struct Traffic {
    secret: Secret,
    requests: Vec<Request>,
}

/// A request, and what its reply depends on.
pub struct Request {
    pub octets: Vec<u8>,
    pub authenticator: [u8; 16],
}

impl Traffic {
    /// Access-Requests of an access point, with a password.
    pub fn access(secret: &str) -> Result<Self> {
        let secret = Secret::new(secret.as_bytes())?;
        let clear = attributes(&[
            ("User-Name", "user@example.org"),
            ("User-Password", "correct horse"),
            ("NAS-IP-Address", "192.0.2.1"),
            ("NAS-Identifier", "ap-hall"),
            ("NAS-Port", "17"),
            ("NAS-Port-Type", "19"),
            ("Service-Type", "2"),
            ("Framed-MTU", "1400"),
            ("Called-Station-Id", "02-00-00-00-00-01:eduroam"),
            ("Calling-Station-Id", "02-00-00-00-00-02"),
            ("Connect-Info", "CONNECT 54Mbps 802.11g"),
        ]);
        let mut rng = ChaCha20Rng::seed_from_u64(1);
        let mut authenticator = [0; 16];
        Self::new(secret, |secret, _| {
            rng.fill_bytes(&mut authenticator);
            let mut packet = Packet::new(Code::ACCESS_REQUEST, 0);
            packet.authenticator = authenticator;
            packet.attributes = hidden(&clear, secret, &authenticator, &mut rng)?;
            packet.attributes.prepend_message_authenticator()?;
            Ok(packet)
        })
    }

    /// Accounting-Requests, each of a session of its own.
    pub fn accounting(secret: &str, run: usize) -> Result<Self> {
        Self::new(Secret::new(secret.as_bytes())?, |_, number| {
            let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 0);
            packet.attributes = attributes(&[
                ("Acct-Status-Type", "2"),
                ("Acct-Session-Id", &format!("{run}-{number}")),
                ("User-Name", "user@example.org"),
                ("NAS-IP-Address", "192.0.2.1"),
                ("NAS-Identifier", "ap-hall"),
                ("Called-Station-Id", "02-00-00-00-00-01:eduroam"),
                ("Calling-Station-Id", "02-00-00-00-00-02"),
                ("Class", "0x636c617373206f6620612073657373696f6e"),
                ("Event-Timestamp", "1795366800"),
                ("Acct-Session-Time", "3600"),
                ("Acct-Input-Octets", "123456789"),
                ("Acct-Output-Octets", "987654321"),
                ("Acct-Terminate-Cause", "1"),
            ]);
            Ok(packet)
        })
    }

    fn new(secret: Secret, mut make: impl FnMut(&Secret, usize) -> Result<Packet>) -> Result<Self> {
        let mut requests = Vec::with_capacity(REQUESTS);
        for number in 0..REQUESTS {
            let mut packet = make(&secret, number)?;
            packet.identifier = identifier(number);
            packet.sign_request(&secret)?;
            let authenticator = packet.authenticator;
            requests.push(Request { octets: packet.encode()?, authenticator });
        }
        Ok(Self { secret, requests })
    }

    /// The request with this number; after the last comes the first.
    pub fn request(&self, number: usize) -> &Request {
        &self.requests[number % REQUESTS]
    }

    /// The number with which a socket of several begins, so that no two send the same.
    pub fn part(&self, socket: usize, sockets: usize) -> usize {
        socket * (REQUESTS / sockets)
    }

    pub fn secret(&self) -> &Secret {
        &self.secret
    }
}

/// The identifier of the request with this number.
pub fn identifier(number: usize) -> u8 {
    (number & 0xff) as u8
}

fn hidden(
    clear: &Attributes,
    secret: &Secret,
    authenticator: &[u8; 16],
    rng: &mut ChaCha20Rng,
) -> Result<Attributes> {
    let mut attributes = clear.clone();
    rehide(&mut attributes, Hop::Radius11, Hop::Radius10 { secret, authenticator }, rng)?;
    Ok(attributes)
}
