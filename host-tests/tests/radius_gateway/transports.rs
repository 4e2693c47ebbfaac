//! How packets come and go: UDP, TCP, both families, ports, duplicates, servers that are silent.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use host_tests::free_port;
use host_tests::radius::{Answer, Gateway, GatewayConfig, Home, Nas, Received, SECRET, Service};
use radius::packet::Code;

use crate::stage::{ALICE, ATOMIC, LIMIT, QUIET, Stage, count, nas_at, timed, wait_count};

const ACCESS: Code = Code::ACCESS_REQUEST;

fn ports(home: &Home) -> (u16, u16) {
    (home.port(Service::Authentication), home.port(Service::Accounting))
}

#[test]
fn an_answer_comes_from_the_address_that_was_asked() {
    let home = Home::good().unwrap();
    let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, free_port().unwrap()));
    let config = timed(GatewayConfig::new())
        .listener_at("any", "udp", any, "accepts = [\"access\"]")
        .client("nas", "127.0.0.0/8", SECRET, "")
        .home("home", &home);
    let _gateway = Gateway::start(&config).unwrap();
    for asked in [[127, 0, 0, 7], [127, 0, 0, 1]] {
        // A connected socket hears nobody else.
        let mut nas = Nas::udp(SocketAddr::from((asked, any.port())), SECRET).unwrap();
        assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT, "{asked:?}");
    }
}

#[test]
fn both_sides_speak_ipv6() {
    let three = [(); 3].map(|()| free_port().unwrap());
    let good = |request: &Received| Answer::good(request.code());
    let home = Home::start_on(Ipv6Addr::LOCALHOST.into(), three, SECRET, good).unwrap();
    let local = |port| SocketAddr::from((Ipv6Addr::LOCALHOST, port));
    let (udp, tcp) = (local(free_port().unwrap()), local(free_port().unwrap()));
    let (authentication, accounting) = ports(&home);
    let config = timed(GatewayConfig::new())
        .listener_at("udp", "udp", udp, "accepts = [\"access\"]")
        .listener_at("tcp", "tcp", tcp, "")
        .client("nas", "::1/128", SECRET, "")
        .section(&format!(
            "[[servers]]\nname = \"home\"\ntransport = \"udp\"\naddress = \"::1\"\n\
             authentication_port = {authentication}\naccounting_port = {accounting}\n\
             secret = \"{SECRET}\""
        ))
        .pool("home", &["home"]);
    let _gateway = Gateway::start(&config).unwrap();
    for mut nas in [Nas::udp(udp, SECRET).unwrap(), Nas::tcp(tcp, SECRET).unwrap()] {
        assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    }
}

#[test]
fn a_connection_carries_every_kind_of_packet() {
    let stage = Stage::new(|config| config.listener("tcp", "tcp", "").section(ATOMIC));
    let mut nas = Nas::tcp(stage.gateway.address("tcp"), SECRET).unwrap();
    for _ in 0..3 {
        assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
        let start = [("Acct-Status-Type", "Start"), ("Acct-Session-Id", "one")];
        assert_eq!(nas.accounting(&start).unwrap().code(), Code::ACCOUNTING_RESPONSE);
        let status = nas.ask(Code::STATUS_SERVER, &[]).unwrap();
        assert_eq!(status.code(), Code::ACCESS_ACCEPT);
    }
    // RFC 6613 section 2.6.4: what is no packet ends the connection.
    nas.send_octets(&[1, 2, 0, 3, 0, 0, 0, 0]).unwrap();
    let request = nas.prepare(ACCESS, &ALICE).unwrap();
    let answer = nas.send(&request).and_then(|()| nas.receive(&request, LIMIT));
    assert!(answer.is_err(), "{answer:?}");
    let mut nas = Nas::tcp(stage.gateway.address("tcp"), SECRET).unwrap();
    assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
}

#[test]
fn more_than_256_requests_wait_for_one_server() {
    let home = Home::start(|_| Answer::Silence).unwrap();
    let patient = "[forwarding.access]\ninitial_ms = 1000\nlongest_ms = 1000\ntransmissions = 0\n\
                   duration_ms = 60000\ntransmissions_per_server = 2";
    let config = GatewayConfig::between_nas_and(&home).section(patient);
    let stage = Stage { gateway: Gateway::start(&config).unwrap(), home };
    let mut clients: Vec<Nas> = (0..3).map(|_| stage.auth()).collect();
    let mut requests = Vec::new();
    for (client, nas) in clients.iter_mut().enumerate() {
        for number in 0..200 {
            let name = format!("user-{client}-{number}@example.org");
            let request = nas.prepare(ACCESS, &[("User-Name", &name)]).unwrap();
            nas.send(&request).unwrap();
            requests.push((client, request));
        }
    }
    let names = |seen: &[Received]| -> BTreeSet<String> {
        seen.iter().filter_map(|seen| seen.text("User-Name")).collect()
    };
    let seen = stage.home.wait_until(LIMIT, |seen| names(seen).len() == 600).unwrap();
    // All of them at once: no two have the same port and identifier.
    let places: BTreeSet<_> = seen
        .iter()
        .map(|seen| (seen.from, seen.packet.identifier, seen.text("User-Name")))
        .collect();
    let distinct: BTreeSet<_> =
        places.iter().map(|(from, identifier, _)| (from, identifier)).collect();
    assert_eq!(distinct.len(), places.len());
    stage.home.decide(|request| Answer::good(request.code()));
    // What is passed over while another answer is waited for, is asked for again.
    for (client, request) in &requests {
        let answer = clients[*client].exchange(request).unwrap();
        assert_eq!(answer.unwrap().code(), Code::ACCESS_ACCEPT);
    }
}

#[test]
fn a_request_that_comes_again_is_forwarded_once_and_gets_the_same_answer() {
    let stage =
        Stage::of(|_| Answer::accept(&[]).after(Duration::from_millis(60)), |config| config);
    let mut nas = stage.auth();
    let request = nas.prepare(ACCESS, &ALICE).unwrap();
    (0..3).for_each(|_| nas.send(&request).unwrap());
    let first = nas.receive(&request, LIMIT).unwrap().unwrap();
    stage.wait_count("request_dropped", "in_progress", 2);
    nas.send(&request).unwrap();
    let second = nas.receive(&request, LIMIT).unwrap().unwrap();
    assert_eq!(first.octets, second.octets);
    assert_eq!(stage.home.count(), 1);
    // The same identifier with another authenticator is another request.
    let mut other = nas.prepare(ACCESS, &ALICE).unwrap();
    other.packet.identifier = request.packet.identifier;
    let other = nas.sign(other.packet).unwrap();
    nas.send(&other).unwrap();
    assert!(nas.receive(&other, LIMIT).unwrap().is_some());
    assert_eq!(stage.home.count(), 2);
}

#[test]
fn another_server_is_asked_when_one_is_silent() {
    let (first, second) = (Home::good().unwrap(), Home::good().unwrap());
    first.set_alive(false);
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .udp_server("first", ports(&first), SECRET, "")
        .udp_server("second", ports(&second), SECRET, "")
        .pool("home", &["first", "second"]);
    let gateway = Gateway::start(&config).unwrap();
    let mut nas = nas_at(&gateway, 1, "auth");
    let request = nas.prepare(ACCESS, &ALICE).unwrap();
    // RFC 5080 section 2.2.1: the proxy does so by itself, the NAS sends once.
    nas.send(&request).unwrap();
    assert_eq!(nas.receive(&request, LIMIT).unwrap().unwrap().code(), Code::ACCESS_ACCEPT);
    assert_eq!((first.count(), second.count()), (2, 1));
    assert_eq!(count(&gateway, "server_request", "failed_over"), 1);
    // What is sent again to one server is the same packet, and another one is a new packet.
    let octets: Vec<Vec<u8>> = first.seen().into_iter().map(|seen| seen.octets).collect();
    assert_eq!(octets[0], octets[1]);
}

#[test]
fn a_silent_realm_takes_nothing_from_the_others() {
    let (first, second) = (Home::good().unwrap(), Home::good().unwrap());
    // The first server answers, but not for what is behind it.
    first.decide(|request| match request.text("User-Name").unwrap().ends_with("@dead.example") {
        true => Answer::Silence,
        false => Answer::good(request.code()),
    });
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .udp_server("first", ports(&first), SECRET, "")
        .udp_server("second", ports(&second), SECRET, "")
        .pool("home", &["first", "second"])
        .section("[health]\nrealm_failures = 2\nrealm_silence_ms = 60000\nserver_failures = 2");
    let gateway = Gateway::start(&config).unwrap();
    let mut nas = nas_at(&gateway, 1, "auth");
    let mut ask = |name: &str| {
        let user = [("User-Name", name), ("User-Password", "pw")];
        assert_eq!(nas.access(&user).unwrap().code(), Code::ACCESS_ACCEPT, "{name}");
    };
    for _ in 0..2 {
        ask("a@living.example");
        ask("a@dead.example");
    }
    let asked = |home: &Home, realm: &str| {
        let seen = home.seen();
        seen.iter().filter(|seen| seen.text("User-Name").unwrap().ends_with(realm)).count()
    };
    let before = asked(&first, "@dead.example");
    ask("b@dead.example");
    ask("c@dead.example");
    assert_eq!(asked(&first, "@dead.example"), before, "the silent way was taken again");
    ask("b@living.example");
    assert_eq!(asked(&first, "@living.example"), 3);
    assert_eq!(asked(&second, "@living.example"), 0);
}

#[test]
fn a_dead_server_is_probed_and_used_again() {
    let home = Home::good().unwrap();
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .udp_server("home", ports(&home), SECRET, "status_server = true")
        .pool("home", &["home"])
        .section(
            "[health]\nserver_failures = 1\nanswer_window_ms = 100\n\
             [health.probe]\ntimeout_ms = 100\ninterval_ms = 6000\nfailures = 1\nanswers = 1",
        );
    let gateway = Gateway::start(&config).unwrap();
    home.set_alive(false);
    let mut nas = nas_at(&gateway, 1, "auth");
    assert!(nas.ask_once(ACCESS, &ALICE, QUIET).unwrap().is_none());
    let state = [("name", "server_state"), ("of", "home/access")];
    gateway.wait_for_metric("edgewarden_state", &state, LIMIT, |state| state == 2.0).unwrap();
    assert!(home.probes() > 0);
    home.set_alive(true);
    gateway.wait_for_metric("edgewarden_state", &state, LIMIT, |state| state == 0.0).unwrap();
    assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
}

#[test]
fn status_server_is_answered_here_and_never_forwarded() {
    let stage = Stage::good();
    let access = stage.auth().ask(Code::STATUS_SERVER, &[]).unwrap();
    assert_eq!(access.code(), Code::ACCESS_ACCEPT);
    let accounting = stage.acct().ask(Code::STATUS_SERVER, &[]).unwrap();
    assert_eq!(accounting.code(), Code::ACCOUNTING_RESPONSE);
    assert_eq!((stage.home.probes(), stage.home.count()), (0, 0));
    // RFC 5997 section 3: it must have a Message-Authenticator.
    let mut nas = stage.auth();
    let mut bare = nas.prepare(Code::STATUS_SERVER, &[]).unwrap().packet;
    bare.attributes.remove_message_authenticator();
    let bare = nas.sign(bare).unwrap();
    nas.send(&bare).unwrap();
    stage.wait_count("request_dropped", "message_authenticator_missing", 1);
    assert!(nas.receive(&bare, Duration::from_millis(50)).unwrap().is_none());
}

#[test]
fn a_request_that_has_looped_is_rejected() {
    let stage = Stage::good();
    let mut nas = stage.auth();
    nas.access(&ALICE).unwrap();
    let own = stage.home.seen()[0].values("Proxy-State").pop().unwrap();
    let hex: String = own.iter().map(|octet| format!("{octet:02x}")).collect();
    let looped = [ALICE[0], ("Proxy-State", "0x01"), ("Proxy-State", &format!("0x{hex}"))];
    assert_eq!(nas.access(&looped).unwrap().code(), Code::ACCESS_REJECT);
    let hops = [[ALICE[0]].as_slice(), &[("Proxy-State", "0x01"); 10]].concat();
    assert_eq!(nas.access(&hops).unwrap().code(), Code::ACCESS_REJECT);
    assert_eq!(stage.home.count(), 1);
    let log = stage.gateway.log();
    assert!(log.contains("loop_own_proxy_state") && log.contains("loop_too_many_hops"), "{log}");
    // Accounting is neither acknowledged nor sent round once more.
    let record = [("Acct-Status-Type", "Start"), looped[2]];
    assert!(stage.acct().ask_once(Code::ACCOUNTING_REQUEST, &record, QUIET).unwrap().is_none());
}

#[test]
fn who_is_no_client_and_what_a_listener_does_not_take_is_dropped() {
    let home = Home::good().unwrap();
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.1/32", SECRET, "")
        .home("home", &home);
    let gateway = Gateway::start(&config).unwrap();
    assert!(nas_at(&gateway, 9, "auth").ask_once(ACCESS, &ALICE, QUIET).unwrap().is_none());
    wait_count(&gateway, "request_dropped", "unknown_client", 1);
    assert!(nas_at(&gateway, 1, "acct").ask_once(ACCESS, &ALICE, QUIET).unwrap().is_none());
    wait_count(&gateway, "request_dropped", "listener_does_not_take_code", 1);
    assert_eq!(home.count(), 0);
}
