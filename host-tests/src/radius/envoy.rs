//! Envoy with the RADIUS filter, between clients and servers on RADIUS/TLS.

use std::net::{Ipv4Addr, SocketAddr};

use serde_json::{Value, json};

use super::{Authority, Identity, Nas, TlsClient};
use crate::{Envoy, EnvoyPorts, Failure, Result, project_root};

const TYPE: &str = "type.googleapis.com/envoy.extensions";

/// The name in the certificates of servers.
pub const SERVER_NAME: &str = "radius.example";

/// Envoy with one RADIUS/TLS listener.
#[derive(Debug)]
pub struct RadiusEnvoy {
    envoy: Envoy,
    client: TlsClient,
}

impl RadiusEnvoy {
    /// Starts Envoy with this configuration of the module. `clusters` are the names of clusters and
    /// the ports of their servers on TLS.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not come up.
    pub fn start(authority: &Authority, module: &Value, clusters: &[(&str, u16)]) -> Result<Self> {
        let filters = json!([filter(module), proxy("chosen_by_the_filter")]);
        Self::start_with(authority, &filters, clusters)
    }

    /// Starts Envoy without the filter, in front of a server on TLS.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not come up.
    pub fn start_bare(authority: &Authority, server: u16) -> Result<Self> {
        Self::start_with(authority, &json!([proxy("server")]), &[("server", server)])
    }

    fn start_with(
        authority: &Authority,
        filters: &Value,
        clusters: &[(&str, u16)],
    ) -> Result<Self> {
        let identity = authority.issue(SERVER_NAME)?;
        let ports = EnvoyPorts::free(0)?;
        let clusters = clusters.iter().map(|(name, port)| cluster(name, *port, &identity));
        let config = json!({
            "node": { "id": "test", "cluster": "test" },
            "admin": { "address": address(ports.admin) },
            "static_resources": {
                "listeners": [listener(ports.listener, filters, &identity)],
                "clusters": clusters.collect::<Vec<_>>(),
            },
        });
        let envoy = Envoy::start(&config.to_string(), ports, 1, &[])?;
        Ok(Self { envoy, client: identity.client(SERVER_NAME)? })
    }

    /// Starts Envoy with the shipped configuration, in front of the servers of two realms.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the file is not as expected, or when it does not come up.
    pub fn start_shipped(authority: &Authority, org: u16, net: u16) -> Result<Self> {
        let identity = authority.issue(SERVER_NAME)?;
        let ports = EnvoyPorts::free(0)?;
        let replaced = [(2083, ports.listener), (9902, ports.admin), (2084, org), (2085, net)];
        let config = shipped_radius_config(&identity, &replaced)?;
        let envoy = Envoy::start(&config, ports, 1, &[])?;
        Ok(Self { envoy, client: identity.client(SERVER_NAME)? })
    }

    /// The Envoy.
    #[must_use]
    pub fn envoy(&self) -> &Envoy {
        &self.envoy
    }

    /// Where clients connect.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.envoy.ports().listener).into()
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.envoy.id()
    }

    /// How clients prove themselves.
    #[must_use]
    pub fn tls_client(&self) -> &TlsClient {
        &self.client
    }

    /// A client on a connection of its own.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when one side refuses the other.
    pub fn client(&self) -> Result<Nas> {
        Nas::tls(self.address(), &self.client)
    }

    /// A counter of the filter, such as `forwarded`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the admin interface does not answer.
    pub fn count(&self, name: &str) -> Result<u64> {
        self.envoy.stat(&format!("wasmcustom.radius.{name}"))
    }

    /// Waits until a counter of the filter has this value.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the value that it has instead.
    pub fn wait_for_count(&self, name: &str, value: u64) -> Result<()> {
        self.envoy.wait_for_stat(&format!("wasmcustom.radius.{name}"), value)
    }
}

/// The shipped configuration with the certificates of this identity and with other ports.
///
/// # Errors
///
/// A [`Failure`] when the file is not as expected.
pub fn shipped_radius_config(identity: &Identity, ports: &[(u16, u16)]) -> Result<String> {
    let mut config =
        std::fs::read_to_string(project_root().join("envoy-config/radius/envoy.yaml"))?;
    for (shipped, ours) in ports {
        let shipped = format!("port_value: {shipped} ");
        if config.matches(&shipped).count() != 1 {
            return Err(Failure::new(format!("envoy.yaml has not exactly one `{shipped}`")));
        }
        config = config.replace(&shipped, &format!("port_value: {ours} "));
    }
    for (shipped, ours) in [
        ("certificates/radsec.pem", &identity.certificate),
        ("certificates/radsec.key", &identity.key),
        ("certificates/ca.pem", &identity.authority),
    ] {
        config = config.replace(shipped, &ours.display().to_string());
    }
    Ok(config)
}

fn filter(module: &Value) -> Value {
    json!({
        "name": "edgewarden.radius",
        "typed_config": {
            "@type": format!("{TYPE}.filters.network.wasm.v3.Wasm"),
            "config": {
                "name": "radius",
                "failure_policy": "FAIL_RELOAD",
                "vm_config": {
                    "vm_id": "edgewarden.radius",
                    "runtime": "envoy.wasm.runtime.v8",
                    "code": { "local": { "filename": "dist/radius_filter.wasm" } },
                },
                "configuration": {
                    "@type": "type.googleapis.com/google.protobuf.StringValue",
                    "value": module.to_string(),
                },
            },
        },
    })
}

fn proxy(cluster: &str) -> Value {
    json!({
        "name": "tcp_proxy",
        "typed_config": {
            "@type": format!("{TYPE}.filters.network.tcp_proxy.v3.TcpProxy"),
            "stat_prefix": "radsec",
            "cluster": cluster,
            "upstream_connect_mode": "ON_DOWNSTREAM_DATA",
            "max_early_data_bytes": 65536,
        },
    })
}

fn listener(port: u16, filters: &Value, identity: &Identity) -> Value {
    json!({
        "name": "radsec",
        "address": address(port),
        "filter_chains": [{
            "transport_socket": { "name": "tls", "typed_config": {
                "@type": format!("{TYPE}.transport_sockets.tls.v3.DownstreamTlsContext"),
                "require_client_certificate": true,
                "common_tls_context": tls(identity),
            } },
            "filters": filters,
        }],
    })
}

fn cluster(name: &str, port: u16, identity: &Identity) -> Value {
    let endpoint = json!({ "endpoint": { "address": address(port) } });
    json!({
        "name": name,
        "type": "STATIC",
        "connect_timeout": "5s",
        "load_assignment": {
            "cluster_name": name,
            "endpoints": [{ "lb_endpoints": [endpoint] }],
        },
        "transport_socket": { "name": "tls", "typed_config": {
            "@type": format!("{TYPE}.transport_sockets.tls.v3.UpstreamTlsContext"),
            "sni": SERVER_NAME,
            "common_tls_context": tls(identity),
        } },
    })
}

fn tls(identity: &Identity) -> Value {
    json!({
        "tls_certificates": [{
            "certificate_chain": { "filename": identity.certificate },
            "private_key": { "filename": identity.key },
        }],
        "validation_context": { "trusted_ca": { "filename": identity.authority } },
    })
}

fn address(port: u16) -> Value {
    json!({ "socket_address": { "address": "127.0.0.1", "port_value": port } })
}
