//! Where secrets come from, and that they go nowhere else.

use radius::crypto::{MessageAuthenticatorPolicy, Secret};
use radius::packet::{Code, Packet};

use crate::fixture::{CLIENTS, Place, minimal};

const CANARY: &str = "canary";

fn client(fields: &str) -> String {
    let client = format!("clients = [{{ name = \"nas\", networks = [\"192.0.2.1\"], {fields} }}]");
    minimal().replace(CLIENTS, &client)
}

/// Whether two secrets are the same: what one signs, the other verifies.
fn is_same(one: &Secret, other: &[u8]) -> bool {
    let mut packet = Packet::new(Code::ACCOUNTING_REQUEST, 1);
    packet.sign_request(&Secret::new(other).unwrap()).unwrap();
    packet.verify_request(one, MessageAuthenticatorPolicy::Optional).is_ok()
}

#[test]
fn a_secret_comes_inline_from_a_file_or_from_the_environment() {
    let place = Place::new();
    place.write("plain", b"canary of a file");
    place.write("line", b"canary of a file\r\n");
    place.write("lines", b"canary of a file\n\n");
    for (fields, expected) in [
        (r#"secret = "canary inline""#, &b"canary inline"[..]),
        (r#"secret_file = "plain""#, b"canary of a file"),
        (r#"secret_file = "line""#, b"canary of a file"),
        (r#"secret_file = "lines""#, b"canary of a file\n"),
        (r#"secret_env = "RADIUS_SECRET""#, b"canary-environment"),
    ] {
        let resolved = place.resolve(&client(fields)).unwrap();
        assert!(is_same(&resolved.clients.all()[0].policy.secret, expected), "{fields}");
    }
}

#[test]
fn no_error_holds_a_secret() {
    let place = Place::new();
    place.write("long", "canary".repeat(1_000).as_bytes());
    for fields in [
        "secret = 12345678",
        "secret = 1234.5678",
        "secret = [\"canary\"]",
        "secret = { is = \"canary\" }",
        "secret = \"canary",
        "secret = \"canary\" \"canary\"",
        "secret = \"canary\", tags = [\"a b\"]",
        "secret = \"canary\", colour = \"red\"",
        "secret = \"canary\", secret = \"canary\"",
        "secret = \"canary\\q\"",
        "secret = canary",
        "secret_file = \"long\"",
    ] {
        let error = place.resolve(&client(fields)).expect_err(fields);
        let texts = format!("{error} {error:?}");
        assert!(!texts.contains(CANARY) && !texts.contains("1234"), "{texts}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let place = Place::new();
    place.write("radius.json", b"{\"secret\": \"canary\"}");
    let toml = minimal()
        + "servers = [{ name = \"a\", transport = \"tcp\", address = \"192.0.2.1\", \
           secret = \"canary of a server\" }]";
    let config = gateway::config::Config::parse(&toml).unwrap();
    let resolved = place.resolve(&toml).unwrap();
    let texts = format!("{config:?} {resolved:?}");
    assert!(!texts.contains(CANARY), "{texts}");
    let warnings: Vec<String> = resolved.warnings.iter().map(ToString::to_string).collect();
    assert!(!warnings.concat().contains(CANARY));
}

#[test]
fn a_short_secret_is_worth_a_warning() {
    let place = Place::new();
    let warnings = |fields: &str| -> Vec<String> {
        let resolved = place.resolve(&client(fields)).unwrap();
        resolved.warnings.iter().map(|warning| warning.path.clone()).collect()
    };
    let path = "clients[0].secret".to_owned();
    assert!(warnings("secret = \"fifteen octets.\"").contains(&path));
    assert!(!warnings("secret = \"sixteen octets..\"").contains(&path));
}
