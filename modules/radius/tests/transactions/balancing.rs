//! Which server of a pool a request goes to.

use core::time::Duration;

use radius::packet::Code;
use radius::transaction::{PoolConfig, PoolServerConfig, ServerId};

use crate::network::{Home, Network, Setup, request};
use crate::packets::attributes;

const SECOND: Duration = Duration::from_secs(1);

fn pool(weights: &[u8]) -> PoolConfig {
    let member =
        |(server, weight): (u16, &u8)| PoolServerConfig { server, priority: 0, weight: *weight };
    PoolConfig { servers: (0..).zip(weights).map(member).collect() }
}

fn network(weights: &[u8]) -> Network {
    let servers = weights.len() as u16;
    Setup { servers, pool: Some(pool(weights)), ..Setup::default() }.build()
}

/// Asks once for each of many users, and says which server each of them went to.
fn servers_of_users(network: &mut Network, users: u64) -> Vec<usize> {
    let mut servers = Vec::new();
    for user in 0..users {
        let before: Vec<usize> = network.homes.iter().map(|home| home.received.len()).collect();
        let name = format!("user{user}@example.org");
        network.send(user as u16, &request(Code::ACCESS_REQUEST, 7, user, &[("User-Name", &name)]));
        network.run(Duration::from_millis(10));
        let after = network.homes.iter().map(|home| home.received.len());
        servers.push(after.zip(before).position(|(after, before)| after > before).unwrap());
        network.run(SECOND * 11);
    }
    servers
}

fn share(servers: &[usize], server: usize) -> usize {
    servers.iter().filter(|found| **found == server).count()
}

#[test]
fn users_are_spread_by_weight_and_stay_where_they_are() {
    let mut network = network(&[1, 2, 1]);
    let first = servers_of_users(&mut network, 800);
    assert_eq!(servers_of_users(&mut network, 800), first);
    for (server, expected) in [(0, 200), (1, 400), (2, 200)] {
        let share = share(&first, server);
        assert!(share.abs_diff(expected) < 60, "{share} of 800 at {server}");
    }
}

#[test]
fn only_the_users_of_a_drained_server_move_and_they_come_back() {
    let mut network = network(&[1, 1, 1]);
    let before = servers_of_users(&mut network, 100);
    network.servers.drain(ServerId(1), true);
    let drained = servers_of_users(&mut network, 100);
    assert_eq!(share(&drained, 1), 0);
    for (before, after) in before.iter().zip(&drained) {
        assert!(*before == 1 || before == after);
    }
    network.servers.drain(ServerId(1), false);
    assert_eq!(servers_of_users(&mut network, 100), before);
}

#[test]
fn a_pool_without_a_server_that_takes_users_refuses() {
    let mut network = network(&[1]);
    network.servers.drain(ServerId(0), true);
    network.send(1, &request(Code::ACCESS_REQUEST, 7, 1, &[]));
    network.run(SECOND);
    assert_eq!(network.dropped, ["no_server"]);
}

#[test]
fn a_conversation_stays_on_its_server_although_it_drains_and_the_name_changes() {
    let mut network = network(&[1, 1, 1, 1]);
    for number in 0..4_u8 {
        let state = format!("0x{number:02x}ff");
        network.homes[usize::from(number)] =
            Home::new(move |_| Some((Code::ACCESS_CHALLENGE, attributes(&[("State", &state)]))));
    }
    for user in 0..20_u16 {
        let identity = format!("user{user}@example.org");
        network.send(
            user,
            &request(Code::ACCESS_REQUEST, 1, user.into(), &[("User-Name", &identity)]),
        );
        network.run(SECOND);
        let state = network.answers_to(user)[0].attributes.iter().find(|it| it.number == 24);
        let state = state.unwrap().value.to_vec();
        let server = usize::from(state[0]);
        network.servers.drain(ServerId(server as u16), true);
        let before = network.homes[server].received.len();
        let mut next = request(Code::ACCESS_REQUEST, 2, user.into(), &[("User-Name", "other")]);
        next.attributes.push(24, &state).unwrap();
        next.sign_request(&radius::crypto::Secret::new(b"client").unwrap()).unwrap();
        network.send(user, &next);
        network.run(SECOND);
        assert_eq!(network.homes[server].received.len(), before + 1);
        network.servers.drain(ServerId(server as u16), false);
    }
    assert_eq!(network.servers.conversations(), 4);
}

#[test]
fn a_lower_priority_waits_for_the_higher_ones_to_be_silent() {
    let mut servers = pool(&[1, 1, 1]);
    servers.servers[0].priority = 9;
    let mut network = Setup { servers: 3, pool: Some(servers), ..Setup::default() }.build();
    let found = servers_of_users(&mut network, 50);
    assert_eq!(share(&found, 0), 0);
    network.homes[1].is_up = false;
    network.homes[2].is_up = false;
    network.send(1, &request(Code::ACCESS_REQUEST, 9, 999, &[("User-Name", "fred")]));
    network.run(SECOND * 30);
    assert_eq!(network.homes[0].received.len(), 1);
}

#[test]
fn a_pool_names_servers_that_exist() {
    let mut wrong = pool(&[1, 1]);
    wrong.servers[1].server = 2;
    let network = network(&[1, 1]);
    let refused = radius::transaction::Forwarder::new(
        Default::default(),
        &[wrong],
        &network.servers,
        radius::transaction::ProxyTag::new([0; 8]),
    );
    let error = refused.unwrap_err();
    assert_eq!((error.field, error.found, error.most), ("pool.servers.server", 2, 1));
}
