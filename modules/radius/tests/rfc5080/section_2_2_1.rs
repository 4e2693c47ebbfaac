//! RFC 5080 section 2.2.1, Retransmission Behavior.

use core::time::Duration;

use radius::packet::Code;
use radius::transaction::{ForwarderConfig, ReceiverConfig, RetransmissionConfig, ServerId};

use crate::network::{Home, Setup, request};
use crate::packets::values;

const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org")];

#[test]
fn a_request_is_sent_again_as_it_was_until_its_count_is_reached() {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.run(Duration::from_secs(60));
    // 2, 4, 8 and 16 seconds pass between five transmissions: the fifth is after its 30 seconds.
    let received = &network.homes[0].received;
    assert!((4..=5).contains(&received.len()), "{}", received.len());
    assert!(received.iter().all(|packet| *packet == received[0]));
    assert_eq!(network.failed.len(), 1);
    assert_eq!(network.forwarder.identifiers_in_use(ServerId(0)), 0);
    assert!(network.answers.is_empty());
}

#[test]
fn another_server_gets_a_new_packet() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.run(Duration::from_secs(60));
    assert_eq!(network.failovers, [(ServerId(0), ServerId(1))]);
    let (first, second) = (&network.homes[0].received, &network.homes[1].received);
    assert_eq!((first.len(), second.len()), (2, 1));
    assert_ne!(first[0].authenticator, second[0].authenticator);
    assert_ne!(
        values(&first[0].attributes, "Proxy-State"),
        values(&second[0].attributes, "Proxy-State")
    );
    assert_eq!(network.answers_to(1).len(), 1);
    for server in [0, 1] {
        assert_eq!(network.forwarder.identifiers_in_use(ServerId(server)), 0);
    }
}

#[test]
fn the_password_reaches_the_other_server_too() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = Home::silent();
    let list = [("User-Name", "fred@example.org"), ("User-Password", "secret text")];
    let mut packet = request(Code::ACCESS_REQUEST, 7, 1, &list);
    let secret = radius::crypto::Secret::new(b"client").unwrap();
    let authenticator = packet.authenticator;
    let hop = crate::packets::hop(&secret, &authenticator);
    let clear = radius::crypto::Hop::Radius11;
    radius::crypto::rehide(&mut packet.attributes, clear, hop, &mut network.rng).unwrap();
    packet.sign_request(&secret).unwrap();
    network.send(1, &packet);
    network.run(Duration::from_secs(60));
    let received = network.homes[1].received[0].clone();
    let secret = crate::network::server_secret(1);
    let hop = crate::packets::hop(&secret, &received.authenticator);
    let mut attributes = received.attributes.clone();
    radius::crypto::rehide(&mut attributes, hop, clear, &mut network.rng).unwrap();
    assert_eq!(values(&attributes, "User-Password"), [b"secret text"]);
}

#[test]
fn accounting_is_sent_again_for_as_long_as_the_client_waits() {
    let receiver = ReceiverConfig { request_lifetime_ms: 3_600_000, ..Default::default() };
    let mut network = Setup { receiver, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    let record = [("Acct-Status-Type", "Start"), ("Acct-Session-Id", "1")];
    network.send(1, &request(Code::ACCOUNTING_REQUEST, 7, 1, &record));
    network.run(Duration::from_secs(3_599));
    assert_eq!(network.forwarder.len(), 1);
    assert!(network.homes[0].received.len() > 8);
    // Without Acct-Delay-Time a retransmission is the same packet.
    assert_eq!(network.homes[0].distinct(), 1);
    network.run(Duration::from_secs(2));
    assert!(network.forwarder.is_empty() && network.receiver.is_empty());
    assert!(network.answers.is_empty());
}

#[test]
fn a_changed_acct_delay_time_makes_a_new_packet() {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    let record = [("Acct-Status-Type", "Start"), ("Acct-Delay-Time", "5")];
    network.send(1, &request(Code::ACCOUNTING_REQUEST, 7, 1, &record));
    network.run(Duration::from_secs(20));
    let received = &network.homes[0].received;
    let delays: Vec<u32> = received
        .iter()
        .map(|packet| values(&packet.attributes, "Acct-Delay-Time")[0].clone())
        .map(|value| u32::from_be_bytes(value.try_into().unwrap()))
        .collect();
    assert_eq!(delays[0], 5);
    assert!((6..=7).contains(&delays[1]), "{delays:?}");
    assert!(delays.is_sorted());
    assert_eq!(network.homes[0].distinct(), received.len());
    let identifiers: Vec<u8> = received.iter().map(|packet| packet.identifier).collect();
    assert_ne!(identifiers[0], identifiers[1]);
}

#[test]
fn a_reply_to_the_first_packet_counts_when_others_were_sent_since() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = Home::silent();
    network.homes[1] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.run(Duration::from_secs(10));
    assert!(!network.homes[1].received.is_empty());
    let first = network.homes[0].received[0].clone();
    let secret = crate::network::server_secret(0);
    let reply = crate::network::reply_to(&first, Code::ACCESS_ACCEPT, Default::default(), &secret);
    network.send_as_server(0, 0, &reply.encode().unwrap()).unwrap();
    network.run(Duration::from_secs(60));
    assert_eq!(network.answers_to(1).len(), 1);
    assert_eq!(network.forwarder.identifiers_in_use(ServerId(1)), 0);
}

#[test]
fn nothing_is_sent_again_on_a_connection_until_it_closes() {
    let mut network = Setup { is_reliable: true, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, FRED));
    network.run(Duration::from_secs(10));
    assert_eq!(network.homes[0].received.len(), 1);
    network.homes[0] = Home::accepting();
    network.forwarder.closed(ServerId(0), 0, network.now, &network.servers, &mut network.rng);
    network.run(Duration::from_secs(1));
    assert_eq!(network.answers_to(1).len(), 1);
}

#[test]
fn the_configuration_has_bounds() {
    let wrong = |change: fn(&mut RetransmissionConfig)| {
        let mut config = ForwarderConfig::default();
        change(&mut config.access);
        let servers = Setup::default().build().servers;
        let tag = radius::transaction::ProxyTag::new([0; 8]);
        radius::transaction::Forwarder::new(config, &[], &servers, tag).unwrap_err()
    };
    let error = wrong(|config| config.initial_ms = 0);
    assert_eq!(error.to_string(), "retransmission.initial_ms is 0, it must be from 50 to 60000");
    assert_eq!(wrong(|config| config.duration_ms = 5).field, "retransmission.duration_ms");
    assert_eq!(wrong(|config| config.transmissions = 9_999).field, "retransmission.transmissions");
}
