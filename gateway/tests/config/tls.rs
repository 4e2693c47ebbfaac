//! RADIUS/TLS: whom a listener lets in, and which client it is.

use std::net::IpAddr;
use std::sync::Arc;

use gateway::config::{Client, Resolved, UnknownClient};
use rcgen::SanType;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ClientConnection, Connection, RootCertStore, ServerConnection};

use crate::fixture::{Authority, CLIENTS, LISTENERS, NOW, Place, dns, minimal};

const TLS_LISTENER: &str = r#"listeners = [{ name = "radsec", transport = "tls", address = "127.0.0.1:2083", tls = { certificate = "gw.pem", key = "gw.key", client_ca = "ours.pem" } }]"#;

/// A gateway with certificates, and two authorities.
struct Site {
    place: Place,
    ours: Authority,
    theirs: Authority,
}

impl Site {
    fn new() -> Self {
        let place = Place::new();
        let (ours, theirs) = (place.authority("ours"), place.authority("theirs"));
        place.certificate("gw", &ours, "gateway", &[dns("gw.example.org")]);
        Self { place, ours, theirs }
    }

    fn resolve(&self, clients: &str) -> Resolved {
        let toml = minimal().replace(LISTENERS, TLS_LISTENER).replace(CLIENTS, clients);
        self.place.resolve(&toml).unwrap()
    }
}

fn client<'a>(
    resolved: &'a Resolved,
    address: &str,
    chain: &[CertificateDer<'_>],
) -> Result<&'a Arc<Client>, UnknownClient> {
    resolved.client(0, address.parse::<IpAddr>().unwrap(), Some(chain), NOW)
}

const BY_NAME: &str = r#"clients = [
    { name = "east", certificate = { san_dns = ["*.east.example"] } },
    { name = "west", networks = ["192.0.2.0/24"], certificate = { san_ip = ["192.0.2.7"] } },
    { name = "old", certificate = { cn = ["old.example"] } },
    { name = "guest", certificate = { san_dns = ["radsec.guest.example"], ca = "theirs.pem" } },
]"#;

#[test]
fn a_certificate_tells_the_client() {
    let site = Site::new();
    let resolved = site.resolve(BY_NAME);
    let issue = |name, authority, cn, names: &[SanType]| {
        [site.place.certificate(name, authority, cn, names)]
    };
    let east = issue("east", &site.ours, "x", &[dns("nas.east.example")]);
    assert_eq!(&*client(&resolved, "198.51.100.1", &east).unwrap().name, "east");
    let west = issue("west", &site.ours, "x", &[SanType::IpAddress([192, 0, 2, 7].into())]);
    assert_eq!(&*client(&resolved, "192.0.2.9", &west).unwrap().name, "west");
    let old = issue("old", &site.ours, "old.example", &[]);
    assert_eq!(&*client(&resolved, "198.51.100.1", &old).unwrap().name, "old");
    let guest = issue("guest", &site.theirs, "x", &[dns("radsec.guest.example")]);
    assert_eq!(&*client(&resolved, "198.51.100.1", &guest).unwrap().name, "guest");
}

#[test]
fn a_certificate_of_nobody_is_refused_with_what_is_wrong() {
    let site = Site::new();
    let resolved = site.resolve(BY_NAME);
    for (authority, cn, names, address, reason) in [
        (&site.ours, "x", vec![dns("east.example")], "192.0.2.1", "east: none of its dNSNames"),
        (
            &site.ours,
            "x",
            vec![SanType::IpAddress([192, 0, 2, 7].into())],
            "198.51.100.1",
            "east: none",
        ),
        (&site.ours, "old.example", vec![dns("new.example")], "::1", "old: it has alternative"),
        // Issued by somebody who may only speak for the guest, and the other way round.
        (
            &site.theirs,
            "x",
            vec![dns("nas.east.example")],
            "::1",
            "east: it is not issued by client_ca",
        ),
        (
            &site.ours,
            "x",
            vec![dns("radsec.guest.example")],
            "::1",
            "guest: it is not issued by ca",
        ),
    ] {
        let chain = [site.place.certificate("peer", authority, cn, &names)];
        let error = client(&resolved, address, &chain).unwrap_err();
        assert_eq!(error.code(), "unknown_certificate");
        assert!(error.to_string().contains(reason), "{error}");
    }
    let error = client(&resolved, "::1", &[CertificateDer::from(vec![0; 9])]).unwrap_err();
    assert_eq!(error, UnknownClient::Unreadable);
    let error = resolved.client(0, [192, 0, 2, 7].into(), None, NOW).unwrap_err();
    assert_eq!(error, UnknownClient::Unreadable);
}

#[test]
fn a_client_with_a_certificate_is_none_elsewhere() {
    let site = Site::new();
    let toml = minimal().replace(CLIENTS, BY_NAME);
    let resolved = site.place.resolve(&toml).unwrap();
    let error = resolved.client(0, [192, 0, 2, 7].into(), None, NOW).unwrap_err();
    assert_eq!(error.code(), "unknown_address");
}

#[test]
fn a_fingerprint_tells_the_client() {
    let site = Site::new();
    let peer = [site.place.certificate("peer", &site.ours, "peer", &[])];
    let error = client(&site.resolve(BY_NAME), "::1", &peer).unwrap_err().to_string();
    let (_, print) = error.split_once("SHA-256 ").unwrap();
    let print = &print[..64];
    let by_print = format!(
        "clients = [{{ name = \"pinned\", certificate = {{ fingerprint_sha256 = [\"{print}\"] }} }}]"
    );
    let resolved = site.resolve(&by_print);
    assert_eq!(&*client(&resolved, "::1", &peer).unwrap().name, "pinned");
    let other = [site.place.certificate("peer", &site.ours, "peer", &[])];
    assert!(client(&resolved, "::1", &other).is_err());
}

/// Shakes hands, and says what each side thinks of it.
fn handshake(
    resolved: &Resolved,
    config: ClientConfig,
) -> Result<(Connection, Connection), String> {
    let name = "gw.example.org".try_into().unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    let tls = resolved.listeners[0].tls.clone().unwrap();
    let (mut client, mut server) =
        (Connection::from(client), Connection::from(ServerConnection::new(tls).unwrap()));
    for _ in 0..10 {
        transfer(&mut client, &mut server)?;
        transfer(&mut server, &mut client)?;
    }
    match client.is_handshaking() || server.is_handshaking() {
        true => Err("not finished".into()),
        false => Ok((client, server)),
    }
}

fn transfer(from: &mut Connection, to: &mut Connection) -> Result<(), String> {
    let mut octets = Vec::new();
    while from.wants_write() {
        from.write_tls(&mut octets).map_err(|error| error.to_string())?;
    }
    let mut octets = octets.as_slice();
    while !octets.is_empty() {
        to.read_tls(&mut octets).map_err(|error| error.to_string())?;
        to.process_new_packets().map_err(|error| error.to_string())?;
    }
    Ok(())
}

fn peer(site: &Site, name: Option<&str>, alpn: &[&str]) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(site.place.path("ours.pem")).unwrap()).unwrap();
    let builder =
        ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots);
    let mut config = match name {
        None => builder.with_no_client_auth(),
        Some(name) => {
            let file = |end| site.place.path(&format!("{name}.{end}"));
            let certificate = CertificateDer::from_pem_file(file("pem")).unwrap();
            let key = PrivateKeyDer::from_pem_file(file("key")).unwrap();
            builder.with_client_auth_cert(vec![certificate], key).unwrap()
        }
    };
    config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    config
}

#[test]
fn a_peer_speaks_radius_1_0_or_is_refused() {
    let site = Site::new();
    let resolved = site.resolve(BY_NAME);
    site.place.certificate("peer", &site.ours, "peer", &[dns("nas.east.example")]);
    for (alpn, expected) in [
        (&["radius/1.0"][..], Some(&b"radius/1.0"[..])),
        (&["radius/1.1", "radius/1.0"], Some(b"radius/1.0")),
        (&[], None),
    ] {
        let (client, _) = handshake(&resolved, peer(&site, Some("peer"), alpn)).unwrap();
        assert_eq!(client.alpn_protocol(), expected, "{alpn:?}");
    }
    assert!(handshake(&resolved, peer(&site, Some("peer"), &["radius/1.1"])).is_err());
}

#[test]
fn a_peer_has_a_certificate_of_an_issuer_that_some_client_has() {
    let site = Site::new();
    let resolved = site.resolve(BY_NAME);
    assert!(handshake(&resolved, peer(&site, None, &[])).is_err());
    site.place.certificate("guest", &site.theirs, "guest", &[]);
    assert!(handshake(&resolved, peer(&site, Some("guest"), &[])).is_ok());
    let strangers = site.place.authority("strangers");
    site.place.certificate("stranger", &strangers, "stranger", &[]);
    assert!(handshake(&resolved, peer(&site, Some("stranger"), &[])).is_err());
}

#[test]
fn both_versions_of_tls_are_spoken_and_no_session_is_resumed() {
    let site = Site::new();
    let resolved = site.resolve(BY_NAME);
    site.place.certificate("peer", &site.ours, "peer", &[dns("nas.east.example")]);
    let config = peer(&site, Some("peer"), &[]);
    for _ in 0..2 {
        let (client, server) = handshake(&resolved, config.clone()).unwrap();
        assert_eq!(client.protocol_version(), Some(rustls::ProtocolVersion::TLSv1_3));
        assert_eq!(server.handshake_kind(), Some(rustls::HandshakeKind::Full));
    }
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(site.place.path("ours.pem")).unwrap()).unwrap();
    let old =
        ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_protocol_versions(&[&rustls::version::TLS12])
            .unwrap()
            .with_root_certificates(roots)
            .with_client_auth_cert(
                vec![CertificateDer::from_pem_file(site.place.path("peer.pem")).unwrap()],
                PrivateKeyDer::from_pem_file(site.place.path("peer.key")).unwrap(),
            )
            .unwrap();
    for _ in 0..2 {
        let (_, server) = handshake(&resolved, old.clone()).unwrap();
        assert_eq!(server.protocol_version(), Some(rustls::ProtocolVersion::TLSv1_2));
        assert_eq!(server.handshake_kind(), Some(rustls::HandshakeKind::Full));
    }
}

#[test]
fn a_server_is_reached_with_our_certificate_under_its_name() {
    let site = Site::new();
    let server = |tls: &str| {
        let server = format!(
            "[[servers]]\nname = \"home\"\ntransport = \"tls\"\naddress = \"192.0.2.1\"\n\
             tls = {{ ca = \"ours.pem\", certificate = \"gw.pem\", key = \"gw.key\"{tls} }}"
        );
        site.place.resolve(&(minimal() + &server))
    };
    let resolved = server(", server_name = \"home.example.org\"").unwrap();
    let target = &resolved.targets[0];
    assert_eq!(target.address.to_string(), "192.0.2.1:2083");
    let (config, name) = target.tls.clone().unwrap();
    assert_eq!(name.to_str(), "home.example.org");
    assert_eq!(config.alpn_protocols, [b"radius/1.0"]);
    let (_, name) = server("").unwrap().targets[0].tls.clone().unwrap();
    assert_eq!(name.to_str(), "192.0.2.1");
    let error = server(", server_name = \"a b\"").unwrap_err();
    assert_eq!(error.path, "servers[0].tls.server_name");
}

#[test]
fn a_key_that_is_not_that_of_the_certificate_is_refused() {
    let site = Site::new();
    site.place.certificate("other", &site.ours, "other", &[]);
    let toml = minimal().replace(LISTENERS, &TLS_LISTENER.replace("gw.key", "other.key"));
    let error = site.place.resolve(&toml).unwrap_err();
    assert_eq!(error.path, "listeners[0].tls.certificate");
    assert!(!error.to_string().contains("PRIVATE"), "{error}");
    let toml = minimal().replace(LISTENERS, &TLS_LISTENER.replace("gw.key", "gw.pem"));
    assert_eq!(site.place.resolve(&toml).unwrap_err().path, "listeners[0].tls.key");
}
