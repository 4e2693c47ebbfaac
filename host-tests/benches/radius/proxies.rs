//! The proxies that are compared, each set up for the same work.

use std::net::{Ipv4Addr, SocketAddr};

use host_tests::bench::pin;
use host_tests::radius::{
    FreeRadius, FreeRadiusConfig, Gateway, GatewayConfig, Identity, NextHop, RadSecProxy,
    RadSecProxyConfig, SECRET,
};
use host_tests::{Failure, Result};
use serde_json::{Value, json};

use crate::PROXY_PROCESSOR;

/// Lines of a log that a failure quotes.
const QUOTED_LINES: usize = 25;

/// A proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ours,
    RadSecProxy,
    FreeRadius,
}

pub const KINDS: [Kind; 3] = [Kind::Ours, Kind::RadSecProxy, Kind::FreeRadius];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "edgewarden-gateway",
            Self::RadSecProxy => "radsecproxy",
            Self::FreeRadius => "FreeRADIUS as proxy",
        }
    }
}

/// Whether requests and replies are changed, in ten rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    None,
    Ten,
}

/// Where the policy of the gateway runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sandbox {
    Module,
    None,
}

/// A proxy that runs.
pub struct Proxy {
    pub kind: Kind,
    pub id: u32,
    /// Where it takes requests.
    pub udp: SocketAddr,
    pub accounting: SocketAddr,
    pub tls: SocketAddr,
    /// It ends with this value.
    running: Box<dyn Running>,
}

/// A process of any kind.
trait Running {
    fn log(&self) -> String;
}

impl Running for Gateway {
    fn log(&self) -> String {
        self.log()
    }
}

impl Running for RadSecProxy {
    fn log(&self) -> String {
        self.log()
    }
}

impl Running for FreeRadius {
    fn log(&self) -> String {
        self.log()
    }
}

impl Proxy {
    /// What went wrong with it, and the end of its log.
    pub fn failure(&self, failure: &Failure) -> Failure {
        let log = self.running.log();
        let end: Vec<&str> = log.lines().rev().take(QUOTED_LINES).collect();
        let end: Vec<&str> = end.into_iter().rev().collect();
        Failure::new(format!("{}: {failure}; its log ends:\n{}", self.kind.name(), end.join("\n")))
    }

    /// Starts a proxy on its processor.
    pub fn start(kind: Kind, next: NextHop, rules: Rules, identity: &Identity) -> Result<Self> {
        let proxy = match kind {
            Kind::Ours => Self::gateway(&gateway(&next, rules, identity), "tls")?,
            Kind::RadSecProxy => {
                let config = RadSecProxyConfig::to_udp(next).identity(identity);
                let config = match rules {
                    Rules::None => config,
                    Rules::Ten => config.rewrite(RADSECPROXY_REQUESTS, RADSECPROXY_REPLIES),
                };
                let proxy = RadSecProxy::start(&config)?;
                let udp = loopback(proxy.port());
                let tls = loopback(proxy.tls_port());
                let id = proxy.id();
                Self { kind, id, udp, accounting: udp, tls, running: Box::new(proxy) }
            }
            Kind::FreeRadius => {
                let config = FreeRadiusConfig::proxy(next).identity(identity);
                Self::freeradius(&match rules {
                    Rules::None => config,
                    Rules::Ten => config.rules(FREERADIUS_REQUESTS, FREERADIUS_REPLIES),
                })?
            }
        };
        pin(proxy.id, PROXY_PROCESSOR)?;
        Ok(proxy)
    }

    /// Starts the gateway with its built-in policy, or with the same as a module in a sandbox.
    pub fn start_ours(
        sandbox: Sandbox,
        next: &NextHop,
        rules: Rules,
        identity: &Identity,
    ) -> Result<Self> {
        let config = gateway(next, rules, identity);
        let proxy = match sandbox {
            Sandbox::Module => Self::gateway(&config, "tls")?,
            Sandbox::None => Self::gateway(&config.module("native = true"), "tls")?,
        };
        pin(proxy.id, PROXY_PROCESSOR)?;
        Ok(proxy)
    }

    /// Starts one that acknowledges accounting when it has written it down, and forwards it then.
    pub fn start_storing(kind: Kind, next: NextHop) -> Result<Self> {
        let proxy = match kind {
            Kind::Ours => {
                let ports = (next.authentication, next.accounting);
                let config = GatewayConfig::new()
                    .gateway("log = \"warn\"")
                    .udp_listeners()
                    .client("nas", "127.0.0.0/8", SECRET, "")
                    .udp_server("home", ports, &next.secret, "")
                    .pool("home", &["home"]);
                Self::gateway(&config.journal(), "acct")?
            }
            Kind::FreeRadius => Self::freeradius(&FreeRadiusConfig::proxy(next).buffered())?,
            Kind::RadSecProxy => return Err(Failure::new("radsecproxy stores nothing")),
        };
        pin(proxy.id, PROXY_PROCESSOR)?;
        Ok(proxy)
    }

    fn gateway(config: &GatewayConfig, tls: &str) -> Result<Self> {
        let gateway = Gateway::start(config)?;
        let [udp, accounting] = ["auth", "acct"].map(|name| gateway.address(name));
        let tls = gateway.address(tls);
        let kind = Kind::Ours;
        Ok(Self { kind, id: gateway.id()?, udp, accounting, tls, running: Box::new(gateway) })
    }

    fn freeradius(config: &FreeRadiusConfig) -> Result<Self> {
        let server = FreeRadius::start(config)?;
        let (authentication, accounting) = server.ports();
        Ok(Self {
            kind: Kind::FreeRadius,
            id: server.id(),
            udp: loopback(authentication),
            accounting: loopback(accounting),
            tls: loopback(server.tls_port()),
            running: Box::new(server),
        })
    }
}

fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}

/// One worker, because there is one processor.
fn gateway(next: &NextHop, rules: Rules, identity: &Identity) -> GatewayConfig {
    let Identity { certificate, key, authority } = identity;
    let tls = format!(
        "tls = {{ certificate = \"{}\", key = \"{}\", client_ca = \"{}\" }}",
        certificate.display(),
        key.display(),
        authority.display()
    );
    let lines = "certificate = { san_dns = [\"bench.example.org\"] }";
    let config = GatewayConfig::new()
        .gateway("log = \"warn\"")
        .udp_listeners()
        .listener("tls", "tls", &tls)
        .client("nas", "127.0.0.0/8", SECRET, "")
        .client("proxy", "127.0.0.0/8", "", lines)
        .udp_server("home", (next.authentication, next.accounting), &next.secret, "")
        .pool("home", &["home"]);
    match rules {
        Rules::None => config,
        Rules::Ten => config.policy(policy()),
    }
}

/// The ten rules in our words.
fn policy() -> Value {
    let rule = |name: &str, condition: Value, action: Value| json!({ "name": name, "match": condition, "actions": [action], "continue": true });
    let access = || json!({ "packet": "access" });
    let accept = || json!({ "packet": "accept" });
    json!({
        "requests": [
            rule("mtu", access(), json!({ "remove": ["Framed-MTU"] })),
            rule("connect", access(), json!({ "remove": ["Connect-Info"] })),
            rule("called", access(), json!({ "rewrite": {
                "attribute": "Called-Station-Id", "regex": "([^:]*):.*", "template": "%{1}" } })),
            rule("name", access(), json!({ "rewrite": {
                "attribute": "User-Name", "regex": "(.*)@example\\.org",
                "template": "%{1}@home.example.org" } })),
            rule("operator", access(), json!({ "add": {
                "attribute": "Operator-Name", "value": "1visited.example.org" } })),
            rule("pair", access(), json!({ "add": {
                "attribute": "Cisco-AVPair", "value": "ssid=eduroam" } })),
        ],
        "replies": [
            rule("filter", accept(), json!({ "remove": ["Filter-Id"] })),
            rule("message", accept(), json!({ "rewrite": {
                "attribute": "Reply-Message", "regex": "Hello (.*)", "template": "%{1}" } })),
            rule("idle", accept(), json!({ "add": {
                "attribute": "Idle-Timeout", "value": "600" } })),
            rule("interim", accept(), json!({ "add": {
                "attribute": "Acct-Interim-Interval", "value": "600" } })),
        ],
    })
}

/// The six rules for requests in radsecproxy's words.
const RADSECPROXY_REQUESTS: &str = r#"    removeAttribute 12
    removeAttribute 77
    modifyAttribute 30:/^([^:]*):.*$/\1/
    modifyAttribute 1:/^(.*)@example\.org$/\1@home.example.org/
    addAttribute "126:'1visited.example.org"
    addVendorAttribute 9:1:ssid=eduroam"#;

/// The four rules for replies.
const RADSECPROXY_REPLIES: &str = r#"    removeAttribute 11
    modifyAttribute "18:/^Hello (.*)$/\1/"
    addAttribute 28:600
    addAttribute 85:600"#;

/// The six rules for requests in FreeRADIUS's words.
const FREERADIUS_REQUESTS: &str = r#"update proxy-request {
            &Framed-MTU !* ANY
            &Connect-Info !* ANY
            &Operator-Name := "1visited.example.org"
            &Cisco-AVPair += "ssid=eduroam"
        }
        if (&proxy-request:Called-Station-Id =~ /^([^:]*):.*$/) {
            update proxy-request {
                &Called-Station-Id := "%{1}"
            }
        }
        if (&proxy-request:User-Name =~ /^(.*)@example\.org$/) {
            update proxy-request {
                &User-Name := "%{1}@home.example.org"
            }
        }"#;

/// The four rules for replies.
const FREERADIUS_REPLIES: &str = r#"update proxy-reply {
            &Filter-Id !* ANY
            &Idle-Timeout := 600
            &Acct-Interim-Interval := 600
        }
        if (&proxy-reply:Reply-Message =~ /^Hello (.*)$/) {
            update proxy-reply {
                &Reply-Message := "%{1}"
            }
        }"#;
