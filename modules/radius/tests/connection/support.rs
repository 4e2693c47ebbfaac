//! A client, a connection and a server, in memory.

use std::time::Duration;

use chacha20::ChaCha20Rng;
use radius::attribute::Attributes;
use radius::crypto::{Hop, MessageAuthenticatorPolicy, Secret, rehide};
use radius::filter::connection::{Connection, Line, Listener, Moment, Output};
use radius::filter::{Config, FilterError};
use radius::packet::{Authenticator, Code, Packet};
use serde_json::{Value, json};

use crate::packets::{attributes, rng};

/// Sunday, 22 November 2026, 17:00:00 UTC.
pub const NOW: Duration = Duration::from_secs(1_795_366_800);

/// Client, connection and server. What the connection says is collected.
pub struct Edge {
    pub listener: Listener,
    pub connection: Connection,
    pub now: Duration,
    pub events: Vec<String>,
    pub lines: Vec<Line>,
    pub cluster: Option<String>,
    pub is_closed: bool,
    rng: ChaCha20Rng,
}

pub fn secret() -> Secret {
    Secret::radsec().unwrap()
}

/// A configuration that routes `example.org` to the pool `home`, and knows the pool `other`.
pub fn config(policy: &Value, envoy: &Value) -> Value {
    json!({
        "pools": {"home": {"cluster": "to_home"}, "other": {"cluster": "to_other"}},
        "routing": {"routes": [
            {"match": {"realm": "example.org"}, "pool": "home"},
            {"match": {"realm": "example.net"}, "pool": "other"},
        ]},
        "policy": policy,
        "envoy": envoy,
    })
}

pub fn load(config: &Value) -> Result<Listener, FilterError> {
    let config: Config = serde_json::from_value(config.clone()).unwrap();
    Listener::new(&config, None, *b"our mark", &mut rng())
}

impl Edge {
    pub fn new(policy: &Value, envoy: &Value) -> Self {
        Self::of(&config(policy, envoy))
    }

    pub fn of(config: &Value) -> Self {
        Self {
            listener: load(config).unwrap(),
            connection: Connection::new(),
            now: NOW,
            events: Vec::new(),
            lines: Vec::new(),
            cluster: None,
            is_closed: false,
            rng: rng(),
        }
    }

    /// The client opens another connection.
    pub fn reconnect(&mut self) {
        self.connection = Connection::new();
        (self.cluster, self.is_closed) = (None, false);
    }

    /// What the server gets of these octets of the client.
    pub fn up(&mut self, octets: &[u8]) -> Vec<u8> {
        let moment = Moment { now: self.now, rng: &mut self.rng };
        let output = self.connection.from_client(&mut self.listener, octets, false, moment);
        assert_eq!(output.passes, self.cluster.is_some() || output.filter_state.is_some());
        self.collect(output)
    }

    /// What the client gets of these octets of the server.
    pub fn down(&mut self, octets: &[u8]) -> Vec<u8> {
        let moment = Moment { now: self.now, rng: &mut self.rng };
        let output = self.connection.from_server(&mut self.listener, octets, moment);
        assert!(output.passes);
        self.collect(output)
    }

    fn collect(&mut self, output: Output) -> Vec<u8> {
        let names = output.events.iter().map(|event| match event.reason {
            "" => event.name.to_owned(),
            reason => format!("{}.{reason}", event.name),
        });
        self.events.extend(names);
        self.lines.extend(output.lines);
        if let Some(state) = output.filter_state {
            assert_eq!(self.cluster, None, "a connection has one cluster");
            let text = String::from_utf8_lossy(&state).into_owned();
            let (_, rest) = text.split_once('\x12').unwrap();
            self.cluster = Some(rest[1..].trim_end_matches("\x18\x02").to_owned());
        }
        self.is_closed |= output.closes;
        output.octets
    }

    /// The one packet that the server gets of this packet of the client.
    pub fn sent(&mut self, request: &Packet) -> Packet {
        let octets = self.up(&request.encode().unwrap());
        let packet = Packet::parse(&octets).unwrap_or_else(|_| panic!("{:?}", self.events));
        assert_eq!(packet.len(), octets.len());
        packet.verify_request(&secret(), MessageAuthenticatorPolicy::Optional).unwrap();
        packet
    }

    /// Asserts that nothing goes on.
    pub fn dropped(&mut self, request: &Packet) {
        assert_eq!(self.up(&request.encode().unwrap()), b"");
    }

    /// The one packet that the client gets when the server answers `sent` like this.
    pub fn answered(
        &mut self,
        request: &Packet,
        sent: &Packet,
        code: Code,
        list: &Attributes,
    ) -> Packet {
        let octets = self.down(&answer(sent, code, list).encode().unwrap());
        let reply = Packet::parse(&octets).unwrap_or_else(|_| panic!("{:?}", self.events));
        assert_eq!(reply.len(), octets.len());
        assert_eq!(reply.identifier, request.identifier);
        let policy = MessageAuthenticatorPolicy::Optional;
        reply.verify_response(&request.authenticator, &secret(), policy).unwrap();
        reply
    }

    /// The direct answer that the client gets: the server sees a Status-Server.
    pub fn refused(&mut self, request: &Packet) -> Packet {
        let probe = self.sent(request);
        assert_eq!(probe.code, Code::STATUS_SERVER);
        assert_eq!(probe.attributes.count(), 1);
        assert_ne!(probe.authenticator, request.authenticator);
        self.answered(request, &probe, Code::ACCESS_ACCEPT, &Attributes::new())
    }
}

/// An Access-Request of a client, with Message-Authenticator.
pub fn access(identifier: u8, list: &[(&str, &str)]) -> Packet {
    signed(Code::ACCESS_REQUEST, identifier, list)
}

/// A request with Message-Authenticator, and hidden values.
pub fn signed(code: Code, identifier: u8, list: &[(&str, &str)]) -> Packet {
    let mut packet = Packet::new(code, identifier);
    packet.attributes = attributes(list);
    packet.authenticator = authenticator(identifier);
    let secret = secret();
    let hop = Hop::Radius10 { secret: &secret, authenticator: &packet.authenticator };
    rehide(&mut packet.attributes, Hop::Radius11, hop, &mut rng()).unwrap();
    packet.attributes.prepend_message_authenticator().unwrap();
    packet.sign_request(&secret).unwrap();
    packet
}

/// A request without Message-Authenticator.
pub fn bare(code: Code, identifier: u8, list: &[(&str, &str)]) -> Packet {
    let mut packet = Packet::new(code, identifier);
    packet.attributes = attributes(list);
    packet.authenticator = authenticator(identifier);
    packet.sign_request(&secret()).unwrap();
    packet
}

/// The answer of a server, with Message-Authenticator and hidden values.
pub fn answer(sent: &Packet, code: Code, list: &Attributes) -> Packet {
    let mut packet = Packet::new(code, sent.identifier);
    packet.attributes = list.clone();
    let secret = secret();
    let hop = Hop::Radius10 { secret: &secret, authenticator: &sent.authenticator };
    rehide(&mut packet.attributes, Hop::Radius11, hop, &mut rng()).unwrap();
    if code != Code::ACCOUNTING_RESPONSE {
        packet.attributes.prepend_message_authenticator().unwrap();
    }
    packet.sign_response(&sent.authenticator, &secret).unwrap();
    packet
}

/// The attributes in clear, without Message-Authenticator.
pub fn clear(packet: &Packet, request_authenticator: &Authenticator) -> Attributes {
    let mut list = packet.attributes.clone();
    let secret = secret();
    let hop = Hop::Radius10 { secret: &secret, authenticator: request_authenticator };
    rehide(&mut list, hop, Hop::Radius11, &mut rng()).unwrap();
    list
}

fn authenticator(identifier: u8) -> Authenticator {
    let mut authenticator = *b"authenticator 00";
    authenticator[0] = identifier;
    authenticator
}
