//! RFC 5080 section 2.2.2, Duplicate Detection and Orderly Delivery.

use core::time::Duration;

use radius::packet::Code;
use radius::transaction::{Arrival, Dropped, ProxyTag, Receiver, ReceiverConfig};

use crate::network::{Home, Setup, TAG, is_answer, request, source};

const FRED: &[(&str, &str)] = &[("User-Name", "fred@example.org")];

#[test]
fn a_retransmission_in_progress_is_dropped_and_one_after_the_answer_gets_the_same_answer() {
    let mut network = Setup::default().build();
    let first = request(Code::ACCESS_REQUEST, 7, 1, FRED);
    network.faults.delay = 0;
    network.send(1, &first);
    network.send(1, &first);
    network.run(Duration::from_secs(1));
    assert_eq!(network.dropped, ["in_progress"]);
    network.send(1, &first);
    network.run(Duration::from_secs(1));
    let answers = network.answers_to(1);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0], answers[1]);
    assert!(is_answer(&answers[0], &first));
    assert_eq!(network.homes[0].received.len(), 1);
}

#[test]
fn an_answer_is_kept_for_its_lifetime() {
    let mut network = Setup::default().build();
    let first = request(Code::ACCESS_REQUEST, 7, 1, FRED);
    network.send(1, &first);
    network.run(Duration::from_millis(9_900));
    network.send(1, &first);
    network.run(Duration::from_secs(1));
    assert_eq!(network.homes[0].received.len(), 1);
    network.send(1, &first);
    network.run(Duration::from_secs(1));
    assert_eq!(network.homes[0].received.len(), 2);
}

#[test]
fn a_new_request_with_the_identifier_replaces_the_old_one() {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    let (old, new) =
        (request(Code::ACCESS_REQUEST, 7, 1, FRED), request(Code::ACCESS_REQUEST, 7, 2, FRED));
    network.send(1, &old);
    network.run(Duration::from_millis(500));
    let late = network.homes[0].received[0].clone();
    network.homes[0] = Home::accepting();
    network.send(1, &new);
    network.run(Duration::from_secs(1));
    let answers = network.answers_to(1);
    assert_eq!(answers.len(), 1);
    assert!(is_answer(&answers[0], &new));
    assert_eq!(network.forwarder.len(), 0);

    // The reply to the old one comes too late.
    let secret = crate::network::server_secret(0);
    let reply = crate::network::reply_to(&late, Code::ACCESS_ACCEPT, Default::default(), &secret);
    let dropped = network.send_as_server(0, 0, &reply.encode().unwrap()).unwrap_err();
    assert_eq!(dropped, Dropped::LateReply);
}

#[test]
fn the_port_the_socket_and_the_client_tell_requests_apart() {
    let mut receiver = Receiver::new(ReceiverConfig::default(), ProxyTag::new(TAG)).unwrap();
    let network = Setup::default().build();
    let datagram = request(Code::ACCESS_REQUEST, 7, 1, FRED).encode().unwrap();
    let mut other_socket = source(1);
    other_socket.socket = 1;
    for from in [source(1), source(2), other_socket] {
        let arrival = receiver.receive(from, &datagram, &network.client, network.now).unwrap();
        assert!(matches!(arrival, Arrival::New { replaced: None, .. }));
    }
    assert_eq!(receiver.len(), 3);
}

#[test]
fn what_does_not_verify_changes_nothing() {
    let mut network = Setup::default().build();
    let first = request(Code::ACCESS_REQUEST, 7, 1, FRED);
    network.send(1, &first);
    network.run(Duration::from_secs(1));
    let mut forged = request(Code::ACCESS_REQUEST, 7, 2, FRED);
    forged.authenticator[15] ^= 1;
    network.send(1, &forged);
    network.send(1, &first);
    network.run(Duration::from_secs(1));
    assert_eq!(network.dropped, ["message_authenticator_mismatch"]);
    assert_eq!(network.answers_to(1).len(), 2);
    assert_eq!(network.homes[0].received.len(), 1);
}

#[test]
fn the_cache_is_bounded_and_never_forgets_a_request_that_waits() {
    let config = ReceiverConfig { max_entries: 2, max_entries_per_client: 9, ..Default::default() };
    let mut network = Setup { receiver: config, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    for number in 1..=3 {
        network.send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), FRED));
        network.run(Duration::from_millis(10));
    }
    assert_eq!(network.dropped, ["overload"]);
    assert_eq!(network.receiver.len(), 2);

    let config = ReceiverConfig { max_entries_per_client: 1, ..Default::default() };
    let mut network = Setup { receiver: config, ..Setup::default() }.build();
    for number in 1..=2 {
        network.send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), FRED));
    }
    network.run(Duration::from_millis(10));
    assert_eq!(network.dropped, ["client_limit"]);
}

#[test]
fn old_answers_go_when_their_octets_are_too_many() {
    let config = ReceiverConfig { max_octets: 4_096, ..Default::default() };
    let mut network = Setup { receiver: config, ..Setup::default() }.build();
    for number in 0..200 {
        network.send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), FRED));
        network.run(Duration::from_millis(5));
    }
    assert_eq!(network.answers.len(), 200);
    assert!((4_000..=4_096).contains(&network.receiver.octets()), "{}", network.receiver.octets());
}
