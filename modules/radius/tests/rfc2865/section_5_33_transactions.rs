//! RFC 2865 section 5.33, Proxy-State: through this proxy.

use core::time::Duration;

use radius::packet::Code;

use crate::network::{Setup, TAG, foreign_proxy_states, request};
use crate::packets::values;

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn ours_comes_last_and_the_client_gets_its_own_back() {
    let mut network = Setup::default().build();
    let list = [("Proxy-State", "0x02"), ("User-Name", "fred"), ("Proxy-State", "0x01")];
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, &list));
    network.run(SECOND);
    let received = &network.homes[0].received[0];
    let states = values(&received.attributes, "Proxy-State");
    assert_eq!(states.len(), 3);
    assert!(states[2].starts_with(&TAG));
    assert_eq!(foreign_proxy_states(received), [[2], [1]]);
    assert_eq!(values(&network.answers_to(1)[0].attributes, "Proxy-State"), [[2], [1]]);
}

#[test]
fn a_request_that_comes_back_is_a_loop() {
    let mut network = Setup::default().build();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, &[("User-Name", "fred")]));
    network.run(SECOND);
    let received = network.homes[0].received[0].clone();
    let mut back = request(Code::ACCESS_REQUEST, 8, 2, &[("User-Name", "fred")]);
    let own = values(&received.attributes, "Proxy-State").remove(0);
    back.attributes.push(33, &own).unwrap();
    back.sign_request(&radius::crypto::Secret::new(b"client").unwrap()).unwrap();
    network.send(2, &back);
    network.run(SECOND);
    assert_eq!(network.dropped, ["loop_own_proxy_state"]);
    assert_eq!(network.homes[0].received.len(), 1);
}

#[test]
fn a_request_of_too_many_hops_is_a_loop() {
    let mut network = Setup::default().build();
    for (port, hops) in [(1, 9), (2, 10)] {
        let list = vec![("Proxy-State", "0x01"); hops];
        network.send(port, &request(Code::ACCESS_REQUEST, 7, port.into(), &list));
    }
    network.run(SECOND);
    assert_eq!(network.dropped, ["loop_too_many_hops"]);
    assert_eq!(network.answers_to(1).len(), 1);
}

#[test]
fn a_proxy_state_without_a_message_authenticator_is_dropped() {
    let mut network = Setup::default().build();
    let mut bare = request(Code::ACCESS_REQUEST, 7, 1, &[("Proxy-State", "0x01")]);
    bare.attributes.remove_message_authenticator();
    network.send(1, &bare);
    network.run(SECOND);
    assert_eq!(network.dropped, ["unprotected_proxy_state"]);
    network.client.limit_proxy_state = false;
    network.send(1, &bare);
    network.run(SECOND);
    assert_eq!(network.answers_to(1).len(), 1);
}
