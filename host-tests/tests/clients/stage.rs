//! What the clients meet: a realm with a user and a service, and Envoy in front of an upstream.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::{Credentials, Envoy, EnvoyPorts, Kdc, Upstream, shipped_spnego_config};

use crate::certificate::Certificate;

pub const SERVICE: &str = "HTTP/localhost";
pub const ALICE: &str = "alice@CLIENTS.TEST";

const REALM: &str = "CLIENTS.TEST";
const PASSWORD: &str = "secret";

/// A realm in which `alice` has a ticket.
pub struct Realm {
    pub kdc: Kdc,
    pub alice: Credentials,
    pub keytab: PathBuf,
}

impl Realm {
    pub fn new() -> Self {
        Self::of(Kdc::start(REALM).unwrap())
    }

    /// A realm whose KDC has this clock, such as `-10m`. MIT's clients follow the KDC's clock.
    pub fn with_clock(offset: &str) -> Self {
        Self::of(Kdc::start_with_clock(REALM, offset).unwrap())
    }

    /// Gives alice new tickets.
    pub fn kinit(&mut self) {
        self.alice = self.kdc.kinit("alice", PASSWORD).unwrap();
    }

    fn of(kdc: Kdc) -> Self {
        kdc.add_user("alice", PASSWORD).unwrap();
        let keytab = kdc.add_service(SERVICE, None).unwrap();
        let alice = kdc.kinit("alice", PASSWORD).unwrap();
        Self { kdc, alice, keytab }
    }
}

/// Envoy with the shipped configuration, changed as a test needs it.
pub struct Site {
    pub envoy: Envoy,
    pub upstream: Upstream,
    scheme: &'static str,
}

impl Site {
    /// The shipped configuration as it is.
    pub fn new(keytab: &Path) -> Self {
        Self::start(keytab, "", None)
    }

    /// With more settings of the filter, such as `"error_token": false`.
    pub fn with(keytab: &Path, settings: &str) -> Self {
        Self::start(keytab, settings, None)
    }

    /// The same behind TLS.
    pub fn with_tls(keytab: &Path, settings: &str, certificate: &Certificate) -> Self {
        Self::start(keytab, settings, Some(certificate))
    }

    fn start(keytab: &Path, settings: &str, certificate: Option<&Certificate>) -> Self {
        let upstream = Upstream::start().unwrap();
        let ports = EnvoyPorts::free(upstream.port()).unwrap();
        let mut config = shipped_spnego_config(ports).unwrap();
        if !settings.is_empty() {
            let last = "\"service_principals\": [\"HTTP/*\"]";
            config = replaced(&config, last, &format!("{last}, {settings}"));
        }
        if let Some(certificate) = certificate {
            let filters = "        - filters:\n";
            let socket = transport_socket(certificate);
            config = replaced(&config, filters, &format!("{socket}          filters:\n"));
        }
        let keytab = STANDARD.encode(std::fs::read(keytab).unwrap());
        let envoy = Envoy::start(&config, ports, 2, &[("SPNEGO_KEYTAB", &keytab)]).unwrap();
        Self { envoy, upstream, scheme: if certificate.is_some() { "https" } else { "http" } }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://localhost:{}{path}", self.scheme, self.envoy.ports().listener)
    }

    /// How many tokens were refused for this reason.
    pub fn rejected(&self, code: &str) -> u64 {
        self.envoy.stat(&format!("wasmcustom.spnego.rejected.{code}")).unwrap()
    }

    /// How many tokens were accepted.
    pub fn accepted(&self) -> u64 {
        self.envoy.stat("wasmcustom.spnego.accepted").unwrap()
    }
}

fn replaced(config: &str, from: &str, to: &str) -> String {
    assert_eq!(config.matches(from).count(), 1, "`{from}` in the shipped configuration");
    config.replace(from, to)
}

fn transport_socket(certificate: &Certificate) -> String {
    format!(
        r#"        - transport_socket:
            name: tls
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
              common_tls_context:
                tls_certificates:
                  - certificate_chain: {{ filename: "{}" }}
                    private_key: {{ filename: "{}" }}
"#,
        certificate.chain.display(),
        certificate.key.display()
    )
}
