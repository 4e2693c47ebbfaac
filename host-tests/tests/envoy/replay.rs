//! The replay cache of a real Envoy: across workers, listeners, configurations and restarts.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use host_tests::mint::Mint;
use host_tests::{Connection, Envoy, EnvoyPorts, SpnegoConfig, Upstream, free_port, scratch};

use crate::stage::Stage;

const WORKERS: u8 = 4;
const REPEATS: usize = 200;

fn status(port: u16, header: &str) -> u16 {
    Connection::open(port).unwrap().authorized("/", header).unwrap().status()
}

#[test]
fn of_200_concurrent_repeats_of_a_token_exactly_one_is_admitted() {
    let mut stage = Stage::of(Mint::new(), WORKERS, |config| config);
    for round in 1..=3 {
        let header = stage.mint.fresh_header();
        let barrier = Barrier::new(REPEATS);
        let statuses: Vec<u16> = thread::scope(|scope| {
            let repeats = (0..REPEATS).map(|_| {
                scope.spawn(|| {
                    let mut connection = stage.connect();
                    barrier.wait();
                    connection.authorized("/", &header).unwrap().status()
                })
            });
            let repeats: Vec<_> = repeats.collect();
            repeats.into_iter().map(|repeat| repeat.join().unwrap()).collect()
        });
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 401).count(), REPEATS - 1);
        stage.envoy.wait_for_stat("wasmcustom.spnego.accepted", round).unwrap();
    }
    let replayed = 3 * (u64::try_from(REPEATS).unwrap() - 1);
    stage.envoy.wait_for_stat("wasmcustom.spnego.rejected.replay", replayed).unwrap();
}

#[test]
fn a_token_is_refused_at_a_second_listener_with_the_same_vm_id() {
    let upstream = Upstream::start().unwrap();
    let ports = EnvoyPorts::free(upstream.port()).unwrap();
    let other = free_port().unwrap();
    let mut mint = Mint::new();
    let config = SpnegoConfig::new(ports, &mint.keytab()).with_listeners(&[ports.listener, other]);
    let envoy = Envoy::start(&config, ports, 1, &[]).unwrap();
    for (first, second) in [(ports.listener, other), (other, ports.listener)] {
        let header = mint.fresh_header();
        assert_eq!(status(first, &header), 200);
        assert_eq!(status(second, &header), 401);
    }
    envoy.wait_for_stat("wasmcustom.spnego.rejected.replay", 2).unwrap();
}

/// Puts a new list of listeners in the place of the one that Envoy reads.
fn replace(file: &Path, text: &str) {
    let next = file.with_extension("next");
    std::fs::write(&next, text).unwrap();
    std::fs::rename(next, file).unwrap();
}

#[test]
fn the_cache_survives_a_new_plugin_configuration_and_not_the_end_of_its_last_listener() {
    let upstream = Upstream::start().unwrap();
    let ports = EnvoyPorts::free(upstream.port()).unwrap();
    let mut mint = Mint::new();
    let directory = scratch("listeners").unwrap();
    let file = directory.path().join("listeners.json");
    let config = SpnegoConfig::new(ports, &mint.keytab());
    replace(&file, &config.listeners_file(&[ports.listener]));
    let envoy = Envoy::start(&config.with_listeners_from(&file), ports, 2, &[]).unwrap();
    let header = mint.fresh_header();
    assert_eq!(status(ports.listener, &header), 200);

    let reconfigured = config.clone().set("strip_realm", true.into());
    replace(&file, &reconfigured.listeners_file(&[ports.listener]));
    envoy.wait_for_stat("listener_manager.listener_modified", 1).unwrap();
    envoy.wait_for_stat("listener_manager.total_listeners_draining", 0).unwrap();
    let mut connection = Connection::open(ports.listener).unwrap();
    let reply = connection.authorized("/", mint.fresh_header()).unwrap();
    assert_eq!(reply.seen("x-auth-principal").as_deref(), Some("alice"));
    assert_eq!(status(ports.listener, &header), 401);
    envoy.wait_for_stat("wasmcustom.spnego.rejected.replay", 1).unwrap();
    drop(connection);

    replace(&file, &config.listeners_file(&[]));
    envoy.wait_for_stat("listener_manager.total_listeners_active", 0).unwrap();
    envoy.wait_for_stat("listener_manager.total_listeners_draining", 0).unwrap();
    envoy.wait_for_stat("wasm.envoy.wasm.runtime.v8.active", 0).unwrap();
    replace(&file, &config.listeners_file(&[ports.listener]));
    envoy.wait_for_stat("listener_manager.total_listeners_active", 1).unwrap();
    assert_eq!(status(ports.listener, &header), 401);
    envoy.wait_for_stat("wasmcustom.spnego.rejected.replay_after_loss", 1).unwrap();
    assert_eq!(status(ports.listener, &mint.fresh_header()), 200);
}

#[test]
fn after_a_restart_what_is_stamped_before_it_is_refused() {
    let upstream = Upstream::start().unwrap();
    let ports = EnvoyPorts::free(upstream.port()).unwrap();
    let mut mint = Mint::new();
    let config = SpnegoConfig::new(ports, &mint.keytab()).text();
    let envoy = Envoy::start(&config, ports, 1, &[]).unwrap();
    let (seen, unseen) = (mint.fresh_header(), mint.fresh_header());
    assert_eq!(status(ports.listener, &seen), 200);
    drop(envoy);
    let envoy = Envoy::start(&config, ports, 1, &[]).unwrap();
    assert_eq!(status(ports.listener, &seen), 401);
    assert_eq!(status(ports.listener, &unseen), 401);
    envoy.wait_for_stat("wasmcustom.spnego.rejected.replay_after_loss", 2).unwrap();
    assert_eq!(status(ports.listener, &mint.fresh_header()), 200);
    envoy.wait_for_stat("wasmcustom.spnego.admitted_after_loss", 1).unwrap();
}
