//! RFC 2865 section 2.5, Retransmission Hints: more requests than identifiers.

use core::time::Duration;

use radius::packet::Code;
use radius::transaction::{ForwarderConfig, ServerId};

use crate::network::{Home, Setup, is_answer, request};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn more_than_256_requests_wait_at_one_server() {
    let mut network = Setup::default().build();
    network.faults.delay = 300;
    let packets: Vec<_> =
        (0..1_000).map(|number| request(Code::ACCESS_REQUEST, 7, number, &[])).collect();
    for (port, packet) in (0..).zip(&packets) {
        network.send(port, packet);
    }
    network.run(Duration::from_millis(301));
    assert!(network.forwarder.identifiers_in_use(ServerId(0)) > 256);
    network.run(SECOND * 2);
    for (port, packet) in (0..).zip(&packets) {
        assert!(is_answer(&network.answers_to(port)[0], packet));
        assert_eq!(network.answers_to(port).len(), 1);
    }
    assert_eq!(network.forwarder.identifiers_in_use(ServerId(0)), 0);
}

#[test]
fn without_an_identifier_nothing_is_sent() {
    let config = ForwarderConfig { max_sockets: 1, ..ForwarderConfig::default() };
    let mut network = Setup { forwarder: config, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    for number in 0..257 {
        network.send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), &[]));
    }
    network.run(SECOND);
    assert_eq!(network.dropped, ["no_identifier"]);
    assert_eq!(network.forwarder.len(), 256);

    // Given up after 30 seconds, and used again five seconds later.
    network.run(Duration::from_secs(31));
    assert_eq!(network.forwarder.identifiers_in_use(ServerId(0)), 0);
    network.send(300, &request(Code::ACCESS_REQUEST, 7, 300, &[]));
    network.run(SECOND);
    assert_eq!(network.dropped, ["no_identifier"; 2]);
    network.homes[0] = Home::accepting();
    network.run(SECOND * 5);
    network.send(301, &request(Code::ACCESS_REQUEST, 7, 301, &[]));
    network.run(SECOND);
    assert_eq!(network.answers_to(301).len(), 1);
}

#[test]
fn a_pool_has_a_limit_of_requests_that_wait() {
    let config = ForwarderConfig { max_pending_per_pool: 2, ..ForwarderConfig::default() };
    let mut network = Setup { forwarder: config, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    for number in 0..3 {
        network.send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), &[]));
    }
    network.run(SECOND);
    assert_eq!(network.dropped, ["pool_limit"]);
}
