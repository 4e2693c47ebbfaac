//! Connections in Envoy: whatever a client, a server and a configuration do, whole packets come out,
//! what the client gets is signed for it, and nobody but home accepts.

use std::collections::BTreeMap;
use std::time::Duration;

use chacha20::ChaCha20Rng;
use chacha20::rand_core::SeedableRng;
use radius::attribute::Attributes;
use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::filter::Config;
use radius::filter::connection::{Connection, Listener, Moment, Output};
use radius::packet::{Code, Framer, Packet};

use crate::input::Input;

/// Sunday, 22 November 2026, 17:00:00 UTC.
const NOW: Duration = Duration::from_secs(1_795_366_800);

/// Types of attributes.
const CLASS: u8 = 25;
const PROXY_STATE: u8 = 33;

/// The most steps of one input.
const MAX_STEPS: usize = 64;

/// The input is a configuration, and then steps: octets of the client, a signed request, octets of
/// the server, or a signed answer to the last packet that the server got.
pub fn check(data: &[u8]) {
    let mut input = Input::new(data);
    let Ok(config) = serde_json::from_slice::<Config>(input.sized()) else { return };
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let Ok(listener) = Listener::new(&config, None, *b"our mark", &mut rng) else { return };
    // With another secret nothing is signed rightly here.
    if config.envoy.secret.is_some() {
        return;
    }
    let mut world = World::new(listener, rng);
    for step in 0..MAX_STEPS {
        if input.is_empty() {
            return;
        }
        world.now += Duration::from_secs(u64::try_from(step).expect("few steps"));
        match input.u8() % 4 {
            0 => world.client(input.sized()),
            1 => {
                let (code, identifier) = (Code(input.u8()), input.u8());
                world.request(code, identifier, input.bit(), input.sized());
            }
            2 => world.server(input.sized()),
            _ => {
                let code = Code(input.u8());
                world.answer(code, input.bit(), input.sized());
            }
        }
    }
}

struct World {
    listener: Listener,
    connection: Connection,
    rng: ChaCha20Rng,
    now: Duration,
    secret: Secret,
    /// What the client has asked, by identifier.
    asked: BTreeMap<u8, Packet>,
    /// What the server got last.
    sent: Option<Packet>,
    /// The good answers of the server to requests of the client, by identifier.
    answered: BTreeMap<u8, Packet>,
    /// The stream of the client is not only whole signed packets any more.
    is_raw: bool,
    is_closed: bool,
}

impl World {
    fn new(listener: Listener, rng: ChaCha20Rng) -> Self {
        Self {
            listener,
            connection: Connection::new(),
            rng,
            now: NOW,
            secret: Secret::radsec().expect("a secret"),
            asked: BTreeMap::new(),
            sent: None,
            answered: BTreeMap::new(),
            is_raw: false,
            is_closed: false,
        }
    }

    fn request(&mut self, code: Code, identifier: u8, is_proved: bool, attributes: &[u8]) {
        let Ok(attributes) = Attributes::parse(attributes) else { return };
        let mut packet = Packet { code, identifier, authenticator: [identifier; 16], attributes };
        if is_proved && packet.attributes.prepend_message_authenticator().is_err() {
            return;
        }
        if packet.sign_request(&self.secret).is_err() {
            return;
        }
        let Ok(octets) = packet.encode() else { return };
        // What is dropped, such as a request that seems to come again, leaves what was asked before.
        if self.pass_client(&octets) && !self.is_raw {
            self.asked.insert(identifier, packet);
        }
    }

    fn client(&mut self, octets: &[u8]) {
        self.is_raw = true;
        self.pass_client(octets);
    }

    /// Whether the server got something.
    fn pass_client(&mut self, octets: &[u8]) -> bool {
        let moment = Moment { now: self.now, rng: &mut self.rng };
        let output = self.connection.from_client(&mut self.listener, octets, false, moment);
        let packets = self.whole(&output);
        let has_sent = !packets.is_empty();
        for packet in packets {
            packet
                .verify_request(&self.secret, MessageAuthenticatorPolicy::Optional)
                .expect("what goes to the server is signed");
            self.answered.remove(&packet.identifier);
            self.sent = Some(packet);
        }
        has_sent
    }

    fn answer(&mut self, code: Code, is_proved: bool, attributes: &[u8]) {
        let (Some(sent), Ok(attributes)) = (self.sent.clone(), Attributes::parse(attributes))
        else {
            return;
        };
        let mut packet = Packet::new(code, sent.identifier);
        packet.attributes = attributes;
        if is_proved && packet.attributes.prepend_message_authenticator().is_err() {
            return;
        }
        if packet.sign_response(&sent.authenticator, &self.secret).is_err() {
            return;
        }
        let Ok(octets) = packet.encode() else { return };
        if sent.code != Code::STATUS_SERVER {
            self.answered.insert(sent.identifier, packet);
        }
        self.server(&octets);
    }

    fn server(&mut self, octets: &[u8]) {
        let moment = Moment { now: self.now, rng: &mut self.rng };
        let output = self.connection.from_server(&mut self.listener, octets, moment);
        for packet in self.whole(&output) {
            if let (false, Some(request)) = (self.is_raw, self.asked.get(&packet.identifier)) {
                self.judge(request, &packet);
            }
        }
    }

    /// What the client gets for a request.
    fn judge(&self, request: &Packet, reply: &Packet) {
        reply
            .verify_response(
                &request.authenticator,
                &self.secret,
                MessageAuthenticatorPolicy::Optional,
            )
            .expect("what goes to the client is signed for its request");
        let home = self.answered.get(&reply.identifier);
        assert_eq!(values(request, PROXY_STATE), values(reply, PROXY_STATE));
        if request.code == Code::STATUS_SERVER {
            return;
        }
        // RFC 2607 section 5.1 and 5.2.
        if matches!(reply.code, Code::ACCESS_ACCEPT | Code::ACCOUNTING_RESPONSE) {
            let home = home.expect("an answer of home");
            assert_eq!(home.code, reply.code);
            assert_eq!(values(home, CLASS), values(reply, CLASS));
        }
    }

    /// The packets of an output, which are whole.
    fn whole(&mut self, output: &Output) -> Vec<Packet> {
        assert!(!self.is_closed || output.octets.is_empty());
        self.is_closed |= output.closes;
        let mut framer = Framer::new();
        let mut octets = &output.octets[..];
        let mut packets = Vec::new();
        while let Some(packet) = framer.next_packet(&mut octets).expect("a stream of packets") {
            packets.push(Packet::parse(&packet).expect("a packet"));
        }
        assert!(!framer.is_partial());
        assert!(output.passes || packets.is_empty());
        packets
    }
}

fn values(packet: &Packet, number: u8) -> Vec<Vec<u8>> {
    let chosen = packet.attributes.iter().filter(|attribute| attribute.number == number);
    chosen.map(|attribute| attribute.value.to_vec()).collect()
}
