//! The gateway before and behind radsecproxy, on UDP and on TLS.

use host_tests::radius::{
    Authority, FreeRadius, Gateway, GatewayConfig, Identity, Nas, RadSecProxy, RadSecProxyConfig,
    SECRET,
};
use radius::packet::Code;

use crate::stage::{ALICE, LIMIT, gateway_before, gateway_to, home, loopback, next};

const PROXY: &str = "proxy.example.org";

/// Authenticates and accounts on one way; `log` is for the failure.
fn both_kinds(mut nas: Nas, accounting: Option<Nas>, home: &FreeRadius, log: impl Fn() -> String) {
    let accept = nas.access(&ALICE).unwrap_or_else(|failure| panic!("{failure}\n{}", log()));
    assert_eq!(accept.code(), Code::ACCESS_ACCEPT, "{}", log());
    assert_eq!(accept.values("Class"), [b"class"]);
    let reject = nas.access(&[ALICE[0], ("User-Password", "wrong")]).unwrap();
    assert_eq!(reject.code(), Code::ACCESS_REJECT, "{}", log());
    let start = [
        ALICE[0],
        ("Acct-Status-Type", "Start"),
        ("Acct-Session-Id", "one"),
        ("Class", "0x636c617373"),
    ];
    let response = accounting.unwrap_or(nas).accounting(&start);
    let response = response.unwrap_or_else(|failure| panic!("{failure}\n{}", log()));
    assert_eq!(response.code(), Code::ACCOUNTING_RESPONSE);
    let records = home.wait_for_accounting(1, LIMIT).unwrap();
    assert_eq!(records[0].values("Class"), ["0x636c617373"]);
}

fn tls(identity: &Identity, trust: &str) -> String {
    let Identity { certificate, key, authority } = identity;
    format!(
        "tls = {{ certificate = \"{}\", key = \"{}\", {trust} = \"{}\" }}",
        certificate.display(),
        key.display(),
        authority.display()
    )
}

#[test]
fn the_gateway_forwards_to_radsecproxy_on_udp() {
    let home = FreeRadius::start(&home()).unwrap();
    let proxy = RadSecProxy::start(&RadSecProxyConfig::to_udp(next(home.ports()))).unwrap();
    let config = gateway_to((proxy.port(), proxy.port())).journal();
    let gateway = Gateway::start(&config).unwrap();
    let nas = Nas::udp(gateway.address("auth"), SECRET).unwrap();
    let accounting = Nas::udp(gateway.address("acct"), SECRET).unwrap();
    both_kinds(nas, Some(accounting), &home, || gateway.log() + &proxy.log());
}

#[test]
fn the_gateway_forwards_to_radsecproxy_on_tls() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue(PROXY).unwrap();
    let home = FreeRadius::start(&home()).unwrap();
    let proxy = RadSecProxyConfig::to_udp(next(home.ports())).identity(&identity);
    let proxy = RadSecProxy::start(&proxy).unwrap();
    let Identity { certificate, key, authority } = &identity;
    let server = format!(
        "port = {}\nmessage_authenticator = \"optional\"\ntls = {{ ca = \"{}\", certificate = \"{}\", key = \"{}\", \
         server_name = \"{PROXY}\" }}",
        proxy.tls_port(),
        authority.display(),
        certificate.display(),
        key.display()
    );
    let config = GatewayConfig::new()
        .udp_listeners()
        .client("nas", "127.0.0.0/8", SECRET, "")
        .server("proxy", "tls", "", &server)
        .pool("proxy", &["proxy"])
        .journal();
    let gateway = Gateway::start(&config).unwrap();
    let nas = Nas::udp(gateway.address("auth"), SECRET).unwrap();
    let accounting = Nas::udp(gateway.address("acct"), SECRET).unwrap();
    both_kinds(nas, Some(accounting), &home, || gateway.log() + &proxy.log());
}

#[test]
fn radsecproxy_reaches_the_gateway_on_tls() {
    let authority = Authority::new().unwrap();
    let identity = authority.issue("gateway.example.org").unwrap();
    let client = authority.issue(PROXY).unwrap();
    let home = FreeRadius::start(&home()).unwrap();
    let lines = format!("certificate = {{ san_dns = [\"{PROXY}\"] }}");
    let config = gateway_before(&home)
        .listener("tls", "tls", &tls(&identity, "client_ca"))
        .client("proxy", "127.0.0.0/8", "", &lines)
        .journal();
    let gateway = Gateway::start(&config).unwrap();
    let port = gateway.address("tls").port();
    let proxy = RadSecProxyConfig::to_tls(port, "gateway.example.org", &client);
    let proxy = RadSecProxy::start(&proxy).unwrap();
    let nas = Nas::udp(loopback(proxy.port()), SECRET).unwrap();
    both_kinds(nas, None, &home, || gateway.log() + &proxy.log());
}
