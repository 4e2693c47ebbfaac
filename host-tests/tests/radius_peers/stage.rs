//! What the tests begin with: a home server with one user, and gateways in front of it.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use host_tests::radius::{FreeRadius, FreeRadiusConfig, GatewayConfig, NextHop, SECRET};

/// How long something may take that takes a moment, on a busy machine.
pub const LIMIT: Duration = Duration::from_secs(20);

/// Name and password of the user at home.
pub const ALICE: [(&str, &str); 2] =
    [("User-Name", "alice@example.org"), ("User-Password", "secret")];

pub fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// FreeRADIUS with `alice@example.org`, whose password is `secret`.
pub fn home() -> FreeRadiusConfig {
    FreeRadiusConfig::home().user("alice@example.org", "secret", &["Class = 0x636c617373"])
}

pub fn next(ports: (u16, u16)) -> NextHop {
    NextHop { authentication: ports.0, accounting: ports.1, secret: SECRET.to_owned() }
}

/// A gateway between loopback and a server on these ports. FreeRADIUS 3.2.1 and radsecproxy 1.9.2,
/// which Debian 12 has, are older than BlastRADIUS: their answers have a Message-Authenticator in EAP
/// alone.
pub fn gateway_to(ports: (u16, u16)) -> GatewayConfig {
    GatewayConfig::new()
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .udp_server("home", ports, SECRET, "message_authenticator = \"optional\"")
        .pool("home", &["home"])
}

/// A gateway in front of FreeRADIUS.
pub fn gateway_before(home: &FreeRadius) -> GatewayConfig {
    gateway_to(home.ports())
}
