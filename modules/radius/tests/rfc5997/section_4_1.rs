//! RFC 5997 section 4.1, Client Requirements.

use radius::attribute::Attributes;
use radius::crypto::MessageAuthenticatorPolicy;
use radius::packet::{Code, Packet};
use radius::transaction::{Dropped, ServerId, ServersOutput, Transmit};

use crate::network::{Network, Setup, reply_to, server_secret};
use crate::packets::values;

const SERVER: ServerId = ServerId(0);

fn network() -> Network {
    let mut setup = Setup { is_probed: true, ..Setup::default() };
    setup.health.probe.always = true;
    setup.build()
}

fn probe(network: &mut Network) -> Packet {
    network.now = network.servers.poll_timeout().unwrap().max(network.now);
    network.servers.handle_timeout(network.now, &mut network.rng);
    loop {
        if let ServersOutput::Probe(Transmit { datagram, .. }) =
            network.servers.poll_output().unwrap()
        {
            return Packet::parse(&datagram).unwrap();
        }
    }
}

fn receive(network: &mut Network, reply: &Packet) -> Result<(), Dropped> {
    let datagram = reply.encode().unwrap();
    network.servers.receive_probe_reply(SERVER, &datagram, network.now, &mut network.rng)
}

fn answer(probe: &Packet, code: Code, secret: u16) -> Packet {
    reply_to(probe, code, Attributes::new(), &server_secret(secret))
}

#[test]
fn every_probe_is_a_new_packet_with_a_message_authenticator_and_no_user() {
    let mut network = network();
    let (first, second) = (probe(&mut network), probe(&mut network));
    for probe in [&first, &second] {
        assert_eq!(probe.code, Code::STATUS_SERVER);
        let policy = MessageAuthenticatorPolicy::First;
        assert_eq!(probe.verify_request(&server_secret(0), policy), Ok(()));
        assert_eq!(probe.attributes.count(), 2);
        assert_eq!(values(&probe.attributes, "NAS-Identifier"), [b"proxy"]);
    }
    assert_ne!(first.identifier, second.identifier);
    assert_ne!(first.authenticator, second.authenticator);
}

#[test]
fn the_answer_of_either_port_is_taken_once() {
    for code in [Code::ACCESS_ACCEPT, Code::ACCOUNTING_RESPONSE] {
        let mut network = network();
        let probe = probe(&mut network);
        let reply = answer(&probe, code, 0);
        assert_eq!(receive(&mut network, &reply), Ok(()));
        assert_eq!(receive(&mut network, &reply), Err(Dropped::UnsolicitedReply));
    }
}

#[test]
fn what_does_not_answer_the_probe_is_dropped() {
    let mut network = network();
    let old = probe(&mut network);
    let current = probe(&mut network);
    let late = answer(&old, Code::ACCESS_ACCEPT, 0);
    assert_eq!(receive(&mut network, &late), Err(Dropped::LateReply));
    let reject = answer(&current, Code::ACCESS_REJECT, 0);
    assert_eq!(receive(&mut network, &reject), Err(Dropped::ReplyCode));
    let forged = answer(&current, Code::ACCESS_ACCEPT, 1);
    let refused = receive(&mut network, &forged).unwrap_err();
    assert_eq!(refused.code(), "response_authenticator_mismatch");
    assert_eq!(receive(&mut network, &answer(&current, Code::ACCESS_ACCEPT, 0)), Ok(()));
}
