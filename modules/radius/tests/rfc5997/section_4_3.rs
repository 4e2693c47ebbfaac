//! RFC 5997 section 4.3, Failover with Status-Server, and section 4.5, Limitations of Status-Server.

use core::time::Duration;

use radius::packet::Code;
use radius::transaction::{HopState, ServerId};

use crate::network::{Home, Network, Setup, request};
use crate::packets::attributes;

const SECOND: Duration = Duration::from_secs(1);

/// One request of a user, and the time until it is answered or given up.
fn ask(network: &mut Network, number: u64, user: &str) {
    let packet = request(Code::ACCESS_REQUEST, number as u8, number, &[("User-Name", user)]);
    network.send(1, &packet);
    network.run(SECOND * 31);
}

fn state(network: &Network) -> HopState {
    network.servers.state(ServerId(0)).unwrap()
}

/// A proxy that answers for one realm and is silent for another.
fn half_silent() -> Home {
    Home::new(|request| {
        let name = request.attributes.iter().find(|attribute| attribute.number == 1)?;
        let is_near = name.value.ends_with(b"@near.example");
        is_near.then(|| (Code::ACCESS_ACCEPT, attributes(&[])))
    })
}

#[test]
fn the_silence_of_a_far_realm_does_not_mark_the_server() {
    for is_probed in [false, true] {
        let mut network = Setup { servers: 2, is_probed, ..Setup::default() }.build();
        network.homes[0] = half_silent();
        for number in 0..20 {
            ask(&mut network, number, "fred@far.example");
        }
        assert_ne!(state(&network), HopState::Dead);
        let before = network.homes[0].received.len();
        ask(&mut network, 99, "fred@near.example");
        assert_eq!(network.homes[0].received.len(), before + 1);
        assert_eq!(state(&network), HopState::Alive);
    }
}

#[test]
fn a_realm_that_is_silent_at_one_server_goes_to_the_other_at_once() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = half_silent();
    for number in 0..3 {
        ask(&mut network, number, "fred@far.example");
    }
    let before = network.homes[0].received.len();
    assert_eq!(before, 6);
    ask(&mut network, 3, "fred@far.example");
    assert_eq!(network.homes[0].received.len(), before);
    assert_eq!(network.answers_to(1).len(), 4);
    // It is tried again when its time is over.
    network.run(SECOND * 60);
    ask(&mut network, 4, "fred@far.example");
    assert!(network.homes[0].received.len() > before);
}

#[test]
fn a_server_that_is_not_probed_dies_when_two_realms_are_silent() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0].is_up = false;
    for number in 0..4 {
        ask(&mut network, number, ["fred@a.example", "fred@b.example"][number as usize % 2]);
    }
    assert_eq!(state(&network), HopState::Dead);
    assert_eq!(network.answers_to(1).len(), 4);
    network.homes[0] = Home::accepting();
    ask(&mut network, 10, "fred@c.example");
    assert!(network.homes[0].received.is_empty());
    network.run(SECOND * 60);
    ask(&mut network, 11, "fred@c.example");
    assert!(network.homes[0].received.is_empty(), "the other one is alive, this one on trial");
    network.homes[1].is_up = false;
    ask(&mut network, 12, "fred@c.example");
    assert_eq!(network.homes[0].received.len(), 1);
    assert_eq!(state(&network), HopState::Alive);
}

#[test]
fn a_probed_server_dies_and_comes_back_by_its_probes() {
    let mut network = Setup { servers: 2, is_probed: true, ..Setup::default() }.build();
    network.homes[0].is_up = false;
    for number in 0..3 {
        ask(&mut network, number, "fred@a.example");
    }
    network.run(SECOND * 15);
    assert_eq!(state(&network), HopState::Dead);
    assert_eq!(network.homes[1].probes, 0);

    network.homes[0] = Home::accepting();
    network.run(SECOND * 50);
    assert_eq!(state(&network), HopState::Alive);
    assert_eq!(network.homes[0].probes, 3);
    network.run(SECOND * 600);
    assert_eq!(network.homes[0].probes, 3);
}

#[test]
fn a_server_that_answers_probes_and_no_requests_stays_alive() {
    let mut network = Setup { servers: 2, is_probed: true, ..Setup::default() }.build();
    network.homes[0] = Home::silent();
    for number in 0..10 {
        ask(&mut network, number, "fred@a.example");
    }
    assert_eq!(state(&network), HopState::Alive);
    assert!(network.homes[0].probes > 0);
}

#[test]
fn all_servers_are_probed_all_the_time_if_so_configured() {
    let mut setup = Setup { is_probed: true, ..Setup::default() };
    setup.health.probe.always = true;
    let mut network = setup.build();
    network.run(SECOND * 300);
    let probes = network.homes[0].probes;
    assert!((9..=12).contains(&probes), "{probes}");
    network.homes[0].is_up = false;
    network.run(SECOND * 60);
    assert_eq!(state(&network), HopState::Dead);
}

#[test]
fn the_last_server_is_tried_although_it_counts_as_dead() {
    let mut network = Setup { is_probed: true, ..Setup::default() }.build();
    network.homes[0].is_up = false;
    for number in 0..4 {
        ask(&mut network, number, "fred@a.example");
    }
    assert_eq!(state(&network), HopState::Dead);
    network.homes[0] = Home::accepting();
    ask(&mut network, 9, "fred@a.example");
    assert_eq!(network.answers_to(1).len(), 1);
    assert_eq!(state(&network), HopState::Alive);
}

#[test]
fn made_up_realms_do_not_fill_the_memory() {
    let mut network = Setup::default().build();
    network.homes[0] = Home::silent();
    let names: Vec<String> = (0..300).map(|number| format!("fred@r{number}.example")).collect();
    for (number, name) in (0..).zip(&names) {
        network
            .send(number, &request(Code::ACCESS_REQUEST, 7, number.into(), &[("User-Name", name)]));
    }
    network.run(SECOND * 60);
    assert_eq!(network.servers.silent_realms(), 300);
}

#[test]
fn a_server_that_has_just_answered_is_not_dead_for_two_silent_realms() {
    let mut network = Setup::with_servers(2).build();
    network.homes[0] = half_silent();
    for (number, realm) in (0..).zip(["a", "b", "a", "b"]) {
        let name = format!("fred@{realm}.example");
        network.send(1, &request(Code::ACCESS_REQUEST, number, 1, &[("User-Name", &name)]));
    }
    network.run(SECOND * 3);
    network.send(2, &request(Code::ACCESS_REQUEST, 9, 2, &[("User-Name", "fred@near.example")]));
    network.run(SECOND * 20);
    assert_eq!(network.failovers.len(), 4);
    assert_eq!(state(&network), HopState::Alive);
}

#[test]
fn a_request_does_not_fail_over_to_a_dead_server() {
    let mut network = Setup { servers: 2, is_probed: true, ..Setup::default() }.build();
    network.homes[0].is_up = false;
    for number in 0..3 {
        ask(&mut network, number, "fred@a.example");
    }
    network.run(SECOND * 15);
    assert_eq!(state(&network), HopState::Dead);
    network.homes[1] = Home::silent();
    network.failovers.clear();
    ask(&mut network, 9, "fred@a.example");
    assert!(network.failovers.is_empty());
    assert!(network.homes[1].received.len() >= 4);
}
