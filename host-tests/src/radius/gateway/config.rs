//! The gateway's TOML and its module's JSON.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::radius::{Home, SECRET, Service};
use crate::{free_port, module};

/// A configuration, built up in the order of the file.
///
/// Without other words, the module sends every request to the first pool and has no policy.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    wasm: PathBuf,
    operation: u16,
    gateway: String,
    module_section: String,
    listeners: Vec<(String, SocketAddr)>,
    pools: Vec<String>,
    sections: String,
    routing: Option<Value>,
    policy: Value,
    configuration: Option<Value>,
}

impl Default for GatewayConfig {
    fn default() -> Self {
        Self::new()
    }
}

impl GatewayConfig {
    /// One worker, the built module, and nothing else.
    ///
    /// # Panics
    ///
    /// When the system has no free port.
    #[must_use]
    pub fn new() -> Self {
        Self {
            wasm: module("radius_filter"),
            operation: free_port().unwrap(),
            gateway: String::new(),
            module_section: String::new(),
            listeners: Vec::new(),
            pools: Vec::new(),
            sections: String::new(),
            routing: None,
            policy: json!({}),
            configuration: None,
        }
    }

    /// A gateway between any client on loopback and a home server: the listeners `auth`, `acct` and
    /// `coa` on UDP, the client `nas` with [`SECRET`], and the server and the pool `home`.
    ///
    /// # Panics
    ///
    /// When the system has no free port.
    #[must_use]
    pub fn between_nas_and(home: &Home) -> Self {
        Self::new().udp_listeners().client("nas", "127.0.0.0/8", SECRET, "").home("home", home)
    }

    /// More lines for `[gateway]`, such as `workers = 2`.
    #[must_use]
    pub fn gateway(mut self, lines: &str) -> Self {
        self.gateway.push_str(&format!("{lines}\n"));
        self
    }

    /// More lines for `[module]`, such as `call_limit_ms = 20`.
    #[must_use]
    pub fn module(mut self, lines: &str) -> Self {
        self.module_section.push_str(&format!("{lines}\n"));
        self
    }

    /// Another module than the built one.
    #[must_use]
    pub fn wasm(mut self, file: &Path) -> Self {
        self.wasm = file.to_owned();
        self
    }

    /// The whole configuration of the module.
    #[must_use]
    pub fn configuration(mut self, configuration: Value) -> Self {
        self.configuration = Some(configuration);
        self
    }

    /// The `routing` of the module's configuration.
    #[must_use]
    pub fn routing(mut self, routing: Value) -> Self {
        self.routing = Some(routing);
        self
    }

    /// The `policy` of the module's configuration.
    #[must_use]
    pub fn policy(mut self, policy: Value) -> Self {
        self.policy = policy;
        self
    }

    /// The listeners `auth`, `acct` and `coa` on free UDP ports of loopback.
    ///
    /// # Panics
    ///
    /// When the system has no free port.
    #[must_use]
    pub fn udp_listeners(self) -> Self {
        self.listener("auth", "udp", r#"accepts = ["access"]"#)
            .listener("acct", "udp", r#"accepts = ["accounting"]"#)
            .listener("coa", "udp", r#"accepts = ["coa"]"#)
    }

    /// A listener on a free loopback port; `transport` is `udp`, `tcp` or `tls`, `lines` are more
    /// settings of it.
    ///
    /// # Panics
    ///
    /// When the system has no free port.
    #[must_use]
    pub fn listener(self, name: &str, transport: &str, lines: &str) -> Self {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port().unwrap()));
        self.listener_at(name, transport, address, lines)
    }

    /// A listener on this address and port.
    #[must_use]
    pub fn listener_at(
        mut self,
        name: &str,
        transport: &str,
        address: SocketAddr,
        lines: &str,
    ) -> Self {
        self.listeners.push((name.to_owned(), address));
        self.section(&format!(
            "[[listeners]]\nname = \"{name}\"\ntransport = \"{transport}\"\n\
             address = \"{address}\"\n{lines}"
        ))
    }

    /// A client by its network. An empty secret is left out, as TLS wants it.
    #[must_use]
    pub fn client(self, name: &str, network: &str, secret: &str, lines: &str) -> Self {
        self.section(&format!(
            "[[clients]]\nname = \"{name}\"\nnetworks = [\"{network}\"]\n{}{lines}",
            secret_line(secret)
        ))
    }

    /// A server; `lines` have its ports: `authentication_port = 1812` and so on.
    #[must_use]
    pub fn server(self, name: &str, transport: &str, secret: &str, lines: &str) -> Self {
        self.section(&format!(
            "[[servers]]\nname = \"{name}\"\ntransport = \"{transport}\"\n\
             address = \"127.0.0.1\"\n{}{lines}",
            secret_line(secret)
        ))
    }

    /// A server on UDP with these ports for authentication and accounting.
    #[must_use]
    pub fn udp_server(self, name: &str, ports: (u16, u16), secret: &str, lines: &str) -> Self {
        let (authentication, accounting) = ports;
        let ports =
            format!("authentication_port = {authentication}\naccounting_port = {accounting}\n");
        self.server(name, "udp", secret, &format!("{ports}{lines}"))
    }

    /// A pool of these servers in the order in which they are tried.
    #[must_use]
    pub fn pool(mut self, name: &str, servers: &[&str]) -> Self {
        self.pools.push(name.to_owned());
        let place = |(priority, server)| {
            format!("{{ server = \"{server}\", priority = {priority}, weight = 1 }}")
        };
        let servers: Vec<String> = servers.iter().enumerate().map(place).collect();
        self.section(&format!("[[pools]]\nname = \"{name}\"\nservers = [{}]", servers.join(", ")))
    }

    /// A home server, and a pool with the same name that has only this one.
    #[must_use]
    pub fn home(self, name: &str, home: &Home) -> Self {
        let coa = format!("coa_port = {}", home.port(Service::Coa));
        let ports = (home.port(Service::Authentication), home.port(Service::Accounting));
        self.udp_server(name, ports, home.secret(), &coa).pool(name, &[name])
    }

    /// A section as it is in the file, such as `[accounting]` and its lines.
    #[must_use]
    pub fn section(mut self, text: &str) -> Self {
        self.sections.push_str(&format!("\n{text}\n"));
        self
    }

    /// Accounting by the journal, in the directory of the gateway.
    #[must_use]
    pub fn journal(self) -> Self {
        self.section(
            "[accounting]\nmode = \"journal\"\n[accounting.journal]\ndirectory = \"journal\"",
        )
    }

    /// The address and port of a listener.
    ///
    /// # Panics
    ///
    /// When there is none with this name.
    #[must_use]
    pub fn address(&self, listener: &str) -> SocketAddr {
        let found = self.listeners.iter().find(|(name, _)| name == listener);
        found.unwrap_or_else(|| panic!("no listener `{listener}`")).1
    }

    /// The port of metrics and health.
    #[must_use]
    pub fn operation_port(&self) -> u16 {
        self.operation
    }

    /// The file of the gateway, for a directory in which `radius.json` is the module's.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { operation, gateway, module_section, sections, .. } = self;
        let workers = if gateway.contains("workers") { "" } else { "workers = 1\n" };
        format!(
            "[gateway]\noperation = \"127.0.0.1:{operation}\"\n{workers}{gateway}\n\
             [module]\npath = \"{}\"\nconfiguration = \"radius.json\"\n{module_section}{sections}",
            self.wasm.display()
        )
    }

    /// The configuration of the module.
    #[must_use]
    pub fn module_configuration(&self) -> Value {
        if let Some(configuration) = &self.configuration {
            return configuration.clone();
        }
        let pools: serde_json::Map<String, Value> =
            self.pools.iter().map(|name| (name.clone(), json!({ "cluster": name }))).collect();
        let default = self.pools.first().map(|pool| json!({ "match": "default", "pool": pool }));
        let routes: Vec<Value> = default.into_iter().collect();
        let routing = self.routing.clone().unwrap_or_else(|| json!({ "routes": routes }));
        json!({ "pools": pools, "routing": routing, "policy": self.policy })
    }
}

fn secret_line(secret: &str) -> String {
    if secret.is_empty() { String::new() } else { format!("secret = \"{secret}\"\n") }
}
