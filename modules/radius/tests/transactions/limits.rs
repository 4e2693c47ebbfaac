//! Clocks, connections and bounds.

use core::time::Duration;

use radius::attribute::Attributes;
use radius::monitor::{AccountingMode, MAX_OWN_STATES, Monitor, OwnStates};
use radius::packet::Code;
use radius::transaction::{Dropped, HealthConfig, HopState, PoolConfig, ReceiverConfig, ServerId};

use crate::network::{Home, Setup, request};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_clock_that_steps_back_loses_nothing() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, &[]));
    network.run(SECOND);
    network.now -= SECOND * 3_600;
    network.run(SECOND * 3_700);
    assert_eq!(network.answers_to(1).len(), 1);
    assert_eq!(network.forwarder.identifiers_in_use(ServerId(0)), 0);
}

#[test]
fn one_call_puts_out_few_packets_and_the_next_ones_the_others() {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    for number in 0..200 {
        network.send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), &[]));
    }
    network.run(SECOND);
    network.now += SECOND * 2;
    let mut calls = Vec::new();
    while network.forwarder.poll_timeout().is_some_and(|timeout| timeout <= network.now) {
        network.forwarder.handle_timeout(network.now, &mut network.servers, &mut network.rng);
        calls.push(core::iter::from_fn(|| network.forwarder.poll_output()).count());
    }
    assert_eq!(calls, [64, 64, 64, 8]);
}

#[test]
fn a_server_without_a_connection_is_dead_until_it_has_one() {
    let mut network = Setup { servers: 2, is_reliable: true, ..Setup::default() }.build();
    network.servers.connected(ServerId(0), false, network.now);
    assert_eq!(network.servers.state(ServerId(0)), Some(HopState::Dead));
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, &[]));
    network.run(SECOND);
    assert_eq!(network.homes[0].received.len(), 0);
    network.servers.connected(ServerId(0), true, network.now);
    network.send(2, &request(Code::ACCESS_REQUEST, 7, 2, &[]));
    network.run(SECOND);
    assert_eq!(network.homes[0].received.len(), 1);
}

#[test]
fn a_closed_connection_ends_what_has_had_its_transmissions() {
    let mut network = Setup { is_reliable: true, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, &[]));
    for _ in 0..5 {
        network.run(Duration::from_millis(100));
        network.forwarder.closed(ServerId(0), 0, network.now, &network.servers, &mut network.rng);
    }
    network.run(SECOND);
    assert_eq!(network.homes[0].received.len(), 5);
    assert_eq!(network.failed.len(), 1);
    assert_eq!(network.forwarder.identifiers_in_use(ServerId(0)), 0);
}

#[test]
fn own_challenges_are_bounded_and_expire() {
    let request = Attributes::new();
    let mut own_states = OwnStates::new(SECOND);
    let mut challenge = |number: usize, now| {
        let mut monitor =
            Monitor::new(Code::ACCESS_REQUEST, &request, 1, AccountingMode::Atomic).unwrap();
        let mut attributes = Attributes::new();
        attributes.push(24, &number.to_be_bytes()).unwrap();
        let answer = monitor.answer(Code::ACCESS_CHALLENGE, &attributes, &mut own_states, now);
        answer.map(drop).map_err(|refusal| refusal.code())
    };
    for number in 0..MAX_OWN_STATES {
        assert_eq!(challenge(number, SECOND), Ok(()));
    }
    assert_eq!(challenge(MAX_OWN_STATES, SECOND), Err("monitor_own_states_full"));
    assert_eq!(challenge(MAX_OWN_STATES, SECOND * 2), Ok(()));
    assert_eq!(own_states.len(), 1);
}

#[test]
fn configurations_read_from_text_and_refuse_unknown_fields() {
    let health: HealthConfig = serde_json::from_str(r#"{"probe": {"always": true}}"#).unwrap();
    assert!(health.probe.always);
    assert_eq!(health.realm_failures, HealthConfig::default().realm_failures);
    assert!(serde_json::from_str::<ReceiverConfig>(r#"{"lifetime": 1}"#).is_err());
    let pool: PoolConfig = serde_json::from_str(r#"{"servers": [{"server": 4}]}"#).unwrap();
    assert_eq!((pool.servers[0].priority, pool.servers[0].weight), (0, 1));
}

#[test]
fn a_response_to_the_proxy_as_a_server_is_no_request() {
    let mut network = Setup::default().build();
    let response = radius::packet::Packet::new(Code::ACCESS_ACCEPT, 1).encode().unwrap();
    let source = crate::network::source(1);
    let refused = network.receiver.receive(source, &response, &network.client, network.now);
    assert_eq!(refused, Err(Dropped::NotARequest));
}
