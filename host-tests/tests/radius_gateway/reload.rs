//! A running gateway takes another configuration on SIGHUP, and ends in order on SIGTERM.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use host_tests::radius::{Answer, Authority, Gateway, GatewayConfig, Home, Identity, Nas, SECRET};
use radius::packet::Code;
use serde_json::{Value, json};

use crate::stage::{ALICE, LIMIT, QUIET, Stage, count, nas_at, timed, wait_count};

const ACCESS: Code = Code::ACCESS_REQUEST;

/// Gives accepted users this filter.
fn policy(filter: &str) -> Value {
    json!({ "replies": [{
        "name": "filter",
        "match": { "packet": "accept" },
        "actions": [{ "set": { "attribute": "Filter-Id", "value": filter } }],
    }] })
}

/// Takes the configuration, and waits until that is done.
fn reload(gateway: &mut Gateway, config: &GatewayConfig) {
    let before = count(gateway, "reload", "done");
    gateway.write(config).unwrap();
    gateway.reload().unwrap();
    wait_count(gateway, "reload", "done", before + 1);
}

/// Clients that send one request after the other, each of them once only.
struct Load {
    stop: Arc<AtomicBool>,
    answered: Arc<AtomicU32>,
    threads: Vec<JoinHandle<()>>,
}

impl Load {
    fn start(clients: Vec<Nas>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let answered = Arc::new(AtomicU32::new(0));
        let run = |mut nas: Nas| {
            let (stop, answered) = (Arc::clone(&stop), Arc::clone(&answered));
            std::thread::spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let answer = nas.ask_once(ACCESS, &ALICE, LIMIT).unwrap();
                    assert_eq!(answer.expect("a packet is lost").code(), Code::ACCESS_ACCEPT);
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            })
        };
        let threads = clients.into_iter().map(run).collect();
        Self { stop, answered, threads }
    }

    fn end(self) -> u32 {
        self.stop.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().unwrap();
        }
        self.answered.load(Ordering::Relaxed)
    }
}

#[test]
fn policy_clients_and_pools_change_under_load_and_nothing_is_lost() {
    let (old, new) = (Home::good().unwrap(), Home::good().unwrap());
    let listeners = timed(GatewayConfig::new())
        .gateway("workers = 2")
        .udp_listeners()
        .listener("tcp", "tcp", "")
        .client("nas", "127.0.0.1/32", SECRET, "");
    let before = listeners.clone().home("home", &old).policy(policy("old"));
    let after = listeners
        .client("more", "127.0.0.9/32", SECRET, "")
        .home("new", &new)
        .policy(policy("new"));
    let mut gateway = Gateway::start(&before).unwrap();
    let address = gateway.address("tcp");
    let udp = || nas_at(&gateway, 1, "auth");
    let clients = vec![udp(), udp(), Nas::tcp(address, SECRET).unwrap()];
    let mut nas = udp();
    let mut connection = Nas::tcp(address, SECRET).unwrap();
    let load = Load::start(clients);
    assert_eq!(nas.access(&ALICE).unwrap().texts("Filter-Id"), ["old"]);
    assert_eq!(connection.access(&ALICE).unwrap().texts("Filter-Id"), ["old"]);
    assert!(nas_at(&gateway, 9, "auth").ask_once(ACCESS, &ALICE, QUIET).unwrap().is_none());
    reload(&mut gateway, &after);
    old.forget();
    assert_eq!(nas.access(&ALICE).unwrap().texts("Filter-Id"), ["new"]);
    // The connection has stayed.
    assert_eq!(connection.access(&ALICE).unwrap().texts("Filter-Id"), ["new"]);
    assert_eq!(nas_at(&gateway, 9, "auth").access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    assert!(new.count() > 0);
    reload(&mut gateway, &before);
    assert_eq!(nas.access(&ALICE).unwrap().texts("Filter-Id"), ["old"]);
    assert!(nas_at(&gateway, 9, "auth").ask_once(ACCESS, &ALICE, QUIET).unwrap().is_none());
    let ended = [("event", "client_connection_ended")];
    assert_eq!(gateway.metric("edgewarden_events_total", &ended).unwrap(), 0.0);
    let answered = load.end();
    assert!(answered > 100, "only {answered}");
}

#[test]
fn a_request_that_is_under_way_ends_by_the_policy_that_began_it() {
    let slow = Answer::accept(&[]).after(Duration::from_millis(3_000));
    let home = Home::start(move |request| match request.text("User-Name").as_deref() {
        Some("slow@example.org") => slow.clone(),
        _ => Answer::accept(&[]),
    })
    .unwrap();
    let timers = "[forwarding.access]\ninitial_ms = 5000\nlongest_ms = 5000\ntransmissions = 0\n\
                  duration_ms = 30000\ntransmissions_per_server = 2";
    let config = GatewayConfig::between_nas_and(&home).section(timers);
    let mut gateway = Gateway::start(&config.clone().policy(policy("old"))).unwrap();
    let mut nas = nas_at(&gateway, 1, "auth");
    let slow = nas.prepare(ACCESS, &[("User-Name", "slow@example.org")]).unwrap();
    nas.send(&slow).unwrap();
    home.wait_for(ACCESS, 1, LIMIT).unwrap();
    reload(&mut gateway, &config.policy(policy("new")));
    let answer = nas.receive(&slow, LIMIT).unwrap().unwrap();
    assert_eq!(answer.texts("Filter-Id"), ["old"]);
    assert_eq!(nas.access(&ALICE).unwrap().texts("Filter-Id"), ["new"]);
}

#[test]
fn a_broken_configuration_leaves_the_one_before_and_says_why() {
    let home = Home::good().unwrap();
    let config = timed(GatewayConfig::between_nas_and(&home)).policy(policy("old"));
    let mut gateway = Gateway::start(&config).unwrap();
    let mut nas = nas_at(&gateway, 1, "auth");
    nas.access(&ALICE).unwrap();
    let trap = crate::hostile::module_that_does_not_start();
    let broken = [
        (config.clone().policy(json!({ "requests": [{ "name": "x" }] })), "policy.requests[0]"),
        (config.clone().section("[[clients]]\nname = \"x\"\nsecrets = \"y\""), "secrets"),
        (config.clone().pool("lost", &["nowhere"]), "nowhere"),
        (config.clone().wasm(&trap.0), "does not start"),
        (config.clone().wasm(Path::new("/nowhere.wasm")), "/nowhere.wasm"),
        (config.clone().listener("more", "udp", ""), "listeners"),
    ];
    for (number, (config, reason)) in broken.iter().enumerate() {
        gateway.write(config).unwrap();
        gateway.reload().unwrap();
        wait_count(&gateway, "reload", "refused", number as u64 + 1);
        let log = gateway.log();
        let (_, since) = log.rsplit_once("INFO decision").unwrap();
        assert!(since.contains("not reloaded") && since.contains(reason), "{reason}: {since}");
        assert_eq!(nas.access(&ALICE).unwrap().texts("Filter-Id"), ["old"]);
    }
    reload(&mut gateway, &config.policy(policy("new")));
    assert_eq!(nas.access(&ALICE).unwrap().texts("Filter-Id"), ["new"]);
}

#[test]
fn certificates_change_and_connections_stay() {
    let (old, new) = (Authority::new().unwrap(), Authority::new().unwrap());
    let home = Home::good().unwrap();
    let server = old.issue("gateway.example.org").unwrap();
    let nas = old.issue("nas.example.org").unwrap();
    let tls = format!(
        "tls = {{ certificate = {:?}, key = {:?}, client_ca = {:?} }}",
        server.certificate,
        server.key,
        old.certificate(),
    );
    let config = timed(GatewayConfig::new())
        .listener("tls", "tls", &tls)
        .section("[[clients]]\nname = \"nas\"\ncertificate = { san_dns = [\"nas.example.org\"] }")
        .home("home", &home);
    let mut gateway = Gateway::start(&config).unwrap();
    let address = gateway.address("tls");
    let connect =
        |identity: &Identity| Nas::tls(address, &identity.client("gateway.example.org").unwrap());
    let mut before = connect(&nas).unwrap();
    assert_eq!(before.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    // The files are replaced: a new certificate of the gateway, by a new authority.
    let renewed = new.issue("gateway.example.org").unwrap();
    std::fs::copy(&renewed.certificate, &server.certificate).unwrap();
    std::fs::copy(&renewed.key, &server.key).unwrap();
    reload(&mut gateway, &config);
    assert_eq!(before.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    assert!(connect(&nas).is_err(), "the old certificate is still shown");
    let trusting = Identity { authority: new.certificate(), ..nas };
    let mut after = connect(&trusting).unwrap();
    assert_eq!(after.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    assert_eq!(before.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
}

#[test]
fn sigterm_ends_what_is_under_way_and_then_the_process() {
    let mut stage =
        Stage::of(|_| Answer::accept(&[]).after(Duration::from_millis(700)), |config| config);
    let mut nas = stage.auth();
    let request = nas.prepare(ACCESS, &ALICE).unwrap();
    nas.send(&request).unwrap();
    stage.home.wait_for(ACCESS, 1, LIMIT).unwrap();
    let ended = std::thread::scope(|scope| {
        let ended = scope.spawn(|| stage.gateway.terminate(LIMIT));
        let answer = nas.receive(&request, LIMIT).unwrap();
        assert_eq!(answer.unwrap().code(), Code::ACCESS_ACCEPT);
        ended.join().unwrap().unwrap()
    });
    assert!(ended.success(), "{ended}");
    assert!(nas.ask_once(ACCESS, &ALICE, QUIET).unwrap().is_none());
}
