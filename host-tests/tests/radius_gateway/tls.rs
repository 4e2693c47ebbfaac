//! RADIUS/TLS (RFC 6614) on both sides.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use host_tests::radius::{Authority, Gateway, GatewayConfig, Home, Identity, Nas, SECRET};
use radius::packet::Code;

use crate::stage::{ALICE, ATOMIC, LIMIT, count, nas_at, timed, wait_count};

const ACCESS: Code = Code::ACCESS_REQUEST;

/// A TLS listener with this certificate, for clients of this authority.
fn listener(identity: &Identity, authority: &Authority) -> String {
    format!(
        "tls = {{ certificate = {:?}, key = {:?}, client_ca = {:?} }}",
        identity.certificate,
        identity.key,
        authority.certificate(),
    )
}

/// A gateway with a TLS listener and these clients.
fn gateway(home: &Home, tls: &str, clients: &[(&str, &str)]) -> GatewayConfig {
    let config = timed(GatewayConfig::new()).listener("tls", "tls", tls).home("home", home);
    clients.iter().fold(config, |config, (name, lines)| {
        config.section(&format!("[[clients]]\nname = \"{name}\"\n{lines}"))
    })
}

fn connect(gateway: &Gateway, identity: &Identity) -> host_tests::Result<Nas> {
    Nas::tls(gateway.address("tls"), &identity.client("gateway.example.org")?)
}

/// Whether a client with this certificate is served, under which name.
fn served_as(gateway: &Gateway, identity: &Identity) -> Option<String> {
    let mut nas = connect(gateway, identity).ok()?;
    let accept = nas.access(&ALICE).ok()?;
    assert_eq!(accept.code(), Code::ACCESS_ACCEPT);
    let log = gateway.log();
    let line = log.lines().rfind(|line| line.contains("decision") && line.contains("accept"))?;
    let name = line.split_once("client=")?.1.split_whitespace().next()?;
    Some(name.trim_matches('"').to_owned())
}

#[test]
fn a_client_is_known_by_its_certificate() {
    let (ours, theirs) = (Authority::new().unwrap(), Authority::new().unwrap());
    let server = ours.issue("gateway.example.org").unwrap();
    let home = Home::good().unwrap();
    let ca = theirs.certificate();
    let guest = format!("certificate = {{ san_dns = [\"guest.example.com\"], ca = {ca:?} }}");
    let config = gateway(
        &home,
        &listener(&server, &ours),
        &[
            ("by-name", "certificate = { san_dns = [\"*.east.example\"] }"),
            ("by-common-name", "certificate = { cn = [\"old.example\"] }"),
            ("guest", &guest),
        ],
    );
    let gateway = Gateway::start(&config).unwrap();
    let issue = |authority: &Authority, name: &str| {
        let identity = authority.issue(name).unwrap();
        // It trusts the authority of the gateway, whoever has issued its own.
        Identity { authority: ours.certificate(), ..identity }
    };
    let east = issue(&ours, "nas.east.example");
    assert_eq!(served_as(&gateway, &east).as_deref(), Some("by-name"));
    let old = ours.issue_by_common_name("old.example").unwrap();
    assert_eq!(served_as(&gateway, &old).as_deref(), Some("by-common-name"));
    let guest = issue(&theirs, "guest.example.com");
    assert_eq!(served_as(&gateway, &guest).as_deref(), Some("guest"));
    assert_eq!(home.count(), 3);
    // The wrong authority for the name, in both directions; a common name beside another name; and
    // nobody.
    let refused = [
        (issue(&theirs, "other.east.example"), "by-name: it is not issued by client_ca"),
        (issue(&ours, "guest.example.com"), "guest: it is not issued by ca"),
        (issue(&ours, "old.example"), "by-common-name: it has alternative names"),
    ];
    for (identity, reason) in refused {
        assert_eq!(served_as(&gateway, &identity), None, "{reason}");
        gateway.wait_for_log(reason, LIMIT).unwrap();
    }
    let stranger = Authority::new().unwrap();
    assert_eq!(served_as(&gateway, &issue(&stranger, "nas.east.example")), None);
    wait_count(&gateway, "client_connection", "handshake", 1);
    wait_count(&gateway, "client_connection", "unknown_client", 3);
    assert_eq!(home.count(), 3);
}

#[test]
fn a_client_is_known_by_the_fingerprint_that_a_refusal_tells() {
    let authority = Authority::new().unwrap();
    let server = authority.issue("gateway.example.org").unwrap();
    let home = Home::good().unwrap();
    let tls = listener(&server, &authority);
    let by = |print: &str| format!("certificate = {{ fingerprint_sha256 = [\"{print}\"] }}");
    let config = gateway(&home, &tls, &[("pinned", &by(&"0".repeat(64)))]);
    let mut gateway_process = Gateway::start(&config).unwrap();
    let nas = authority.issue("nas.example.org").unwrap();
    assert_eq!(served_as(&gateway_process, &nas), None);
    gateway_process.wait_for_log("SHA-256 ", LIMIT).unwrap();
    let log = gateway_process.log();
    let print = log.split_once("SHA-256 ").unwrap().1.get(..64).unwrap().to_owned();
    let address = gateway_process.address("tls");
    let lines = by(&print);
    let pinned = config_with(&config, &lines);
    gateway_process.write(&pinned).unwrap();
    assert_eq!(gateway_process.address("tls"), address);
    gateway_process.reload().unwrap();
    wait_count(&gateway_process, "reload", "done", 1);
    assert_eq!(served_as(&gateway_process, &nas).as_deref(), Some("again"));
    let other = authority.issue("nas.example.org").unwrap();
    assert_eq!(served_as(&gateway_process, &other), None);
}

/// The configuration with another client, behind the one that it has.
fn config_with(config: &GatewayConfig, lines: &str) -> GatewayConfig {
    config.clone().section(&format!("[[clients]]\nname = \"again\"\n{lines}"))
}

/// A way to a server that can be cut.
struct Wire {
    address: SocketAddr,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    fn to(port: u16) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let open = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&open);
        std::thread::spawn(move || {
            while let Ok((near, _)) = listener.accept() {
                let Ok(far) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else { return };
                let all = [&near, &far].map(|stream| stream.try_clone().unwrap());
                shared.lock().unwrap().extend(all);
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    std::thread::spawn(move || copy(from, to));
                }
            }
        });
        Self { address, open }
    }

    fn cut(&self) {
        for stream in self.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    let mut octets = [0; 4_096];
    while let Ok(length) = from.read(&mut octets) {
        if length == 0 || to.write_all(&octets[..length]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Both);
}

#[test]
fn a_connection_to_a_server_is_made_again_and_what_was_on_it_is_sent_again() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("home.example.org").unwrap();
    let home = Home::good().unwrap();
    let wire = Wire::to(home.listen_tls(&identity).unwrap());
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .server("home", "tls", "", &format!(
            "port = {}\nstatus_server = true\ntls = {{ ca = {:?}, certificate = {:?}, key = {:?}, \
             server_name = \"home.example.org\" }}",
            wire.address.port(), identity.authority, identity.certificate, identity.key,
        ))
        .pool("home", &["home"])
        .section(ATOMIC);
    let gateway = Gateway::start(&config).unwrap();
    let (mut nas, mut acct) = (nas_at(&gateway, 1, "auth"), nas_at(&gateway, 1, "acct"));
    assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    wire.cut();
    wait_count(&gateway, "server_connection", "ended", 1);
    assert_eq!(nas.access(&ALICE).unwrap().code(), Code::ACCESS_ACCEPT);
    assert!(count(&gateway, "server_connection", "made") >= 2);
    // A record that is lost with its connection is sent on the next one.
    home.set_alive(false);
    let record = [("Acct-Status-Type", "Start"), ("Acct-Session-Id", "one")];
    let request = acct.prepare(Code::ACCOUNTING_REQUEST, &record).unwrap();
    acct.send(&request).unwrap();
    home.wait_for(Code::ACCOUNTING_REQUEST, 1, LIMIT).unwrap();
    // Nothing is sent twice on one connection (RFC 6613 section 2.6.1).
    assert!(acct.receive(&request, Duration::from_millis(700)).unwrap().is_none());
    assert_eq!(home.requests(Code::ACCOUNTING_REQUEST).len(), 1);
    home.set_alive(true);
    wire.cut();
    assert!(acct.receive(&request, LIMIT).unwrap().is_some());
    assert_eq!(home.requests(Code::ACCOUNTING_REQUEST).len(), 2);
    assert_eq!(home.refused(), Vec::<String>::new());
}

#[test]
fn a_server_with_another_name_gets_nothing() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("other.example.org").unwrap();
    let home = Home::good().unwrap();
    let port = home.listen_tls(&identity).unwrap();
    let config = timed(GatewayConfig::new())
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .server(
            "home",
            "tls",
            "",
            &format!(
                "port = {port}\ntls = {{ ca = {:?}, certificate = {:?}, key = {:?}, \
             server_name = \"home.example.org\" }}",
                identity.authority, identity.certificate, identity.key,
            ),
        )
        .pool("home", &["home"]);
    let gateway = Gateway::start(&config).unwrap();
    let mut nas = nas_at(&gateway, 1, "auth");
    assert!(nas.ask_once(ACCESS, &ALICE, Duration::from_millis(600)).unwrap().is_none());
    assert!(count(&gateway, "server_connection", "failed") > 0);
    assert_eq!(home.count(), 0);
    gateway.wait_for_log("cannot connect", LIMIT).unwrap();
}
