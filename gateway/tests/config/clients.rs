//! Who sent a packet, by address.

use std::net::IpAddr;

use gateway::config::{Resolved, UnknownClient};

use crate::fixture::{CLIENTS, Place, minimal};

const SECRET: &str = r#"secret = "a secret of 16 octets""#;

fn resolved(clients: &[(&str, &str)]) -> Resolved {
    let all: Vec<String> = clients
        .iter()
        .map(|(name, networks)| format!("{{ name = \"{name}\", networks = {networks}, {SECRET} }}"))
        .collect();
    let line = format!("clients = [{}]", all.join(", "));
    Place::new().resolve(&minimal().replace(CLIENTS, &line)).unwrap()
}

#[test]
fn the_smallest_network_tells_the_client() {
    let resolved = resolved(&[
        ("everybody", r#"["0.0.0.0/0", "::/0"]"#),
        ("campus", r#"["192.0.2.0/24", "2001:db8::/32"]"#),
        ("nas", r#"["192.0.2.7", "2001:db8:7::/48"]"#),
    ]);
    for (address, name) in [
        ("198.51.100.1", "everybody"),
        ("192.0.2.8", "campus"),
        ("192.0.2.7", "nas"),
        ("::ffff:192.0.2.7", "nas"),
        ("2001:db8:7::1", "nas"),
        ("2001:db8:8::1", "campus"),
        ("2001:db9::1", "everybody"),
    ] {
        let address: IpAddr = address.parse().unwrap();
        let client = resolved.client(0, address, None, crate::fixture::NOW).unwrap();
        assert_eq!(&*client.name, name, "{address}");
    }
}

#[test]
fn an_address_of_nobody_is_told() {
    let resolved = resolved(&[("nas", r#"["192.0.2.0/25"]"#)]);
    let address: IpAddr = "192.0.2.128".parse().unwrap();
    let error = resolved.client(0, address, None, crate::fixture::NOW).unwrap_err();
    assert_eq!(error, UnknownClient::Address(address));
    assert_eq!(error.code(), "unknown_address");
    assert!(error.to_string().contains("192.0.2.128"));
}

#[test]
fn a_module_reads_the_name_and_the_tags() {
    let line = format!(
        "clients = [{{ name = \"nas\", networks = [\"::1\"], {SECRET}, tags = [\"a\", \"b-2\"] }}]"
    );
    let resolved = Place::new().resolve(&minimal().replace(CLIENTS, &line)).unwrap();
    assert_eq!(&*resolved.clients.all()[0].property, b"nas\0a\0b-2");
}

#[test]
fn a_client_keeps_its_number_over_a_reload() {
    let number = |resolved: &Resolved, name: &str| {
        resolved.clients.all().iter().find(|it| &*it.name == name).unwrap().number
    };
    let before = resolved(&[("one", r#"["192.0.2.1"]"#), ("two", r#"["192.0.2.2"]"#)]);
    let after = resolved(&[("new", r#"["192.0.2.9"]"#), ("two", r#"["192.0.2.3"]"#)]);
    assert_eq!(number(&before, "two"), number(&after, "two"));
    assert_ne!(number(&before, "one"), number(&before, "two"));
}
