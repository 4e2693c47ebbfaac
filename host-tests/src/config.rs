//! Envoy configurations of the tests, beside the shipped one.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::EnvoyPorts;

const TYPE: &str = "type.googleapis.com/envoy.extensions";

/// Envoy with the SPNEGO filter in front of one upstream. The access log goes to Envoy's own:
/// `access STATUS DETAILS PROTOCOL PATH`.
#[derive(Debug, Clone)]
pub struct SpnegoConfig {
    ports: EnvoyPorts,
    plugin: Value,
    routes: Vec<Value>,
    module: PathBuf,
}

impl SpnegoConfig {
    /// The filter with this keytab, in base64, and otherwise its defaults.
    #[must_use]
    pub fn new(ports: EnvoyPorts, keytab: &str) -> Self {
        let module = PathBuf::from("dist/spnego_filter.wasm");
        Self { ports, plugin: json!({ "keytab": keytab }), routes: Vec::new(), module }
    }

    /// Sets one key of the filter's configuration.
    #[must_use]
    pub fn set(mut self, key: &str, value: Value) -> Self {
        self.plugin[key] = value;
        self
    }

    /// Adds a route with these settings for the filter; the last route takes all other paths.
    #[must_use]
    pub fn route(mut self, prefix: &str, settings: Value) -> Self {
        self.routes.push(route(prefix, settings));
        self
    }

    /// Adds a route whose upstream may answer with a redirect that Envoy follows itself.
    #[must_use]
    pub fn redirecting_route(mut self, prefix: &str) -> Self {
        let mut route = route(prefix, json!({}));
        route["route"]["internal_redirect_policy"] = json!({ "max_internal_redirects": 1 });
        self.routes.push(route);
        self
    }

    /// Takes another module than the built one.
    #[must_use]
    pub fn module(mut self, file: &Path) -> Self {
        self.module = file.to_owned();
        self
    }

    /// The configuration with one listener on each of these ports.
    #[must_use]
    pub fn with_listeners(&self, listeners: &[u16]) -> String {
        let listeners: Vec<Value> = listeners.iter().map(|port| self.listener(*port)).collect();
        self.bootstrap(json!({ "listeners": listeners, "clusters": [self.cluster()] }), json!({}))
    }

    /// The configuration with the listener of its ports.
    #[must_use]
    pub fn text(&self) -> String {
        self.with_listeners(&[self.ports.listener])
    }

    /// The configuration whose listeners are those of a file that [`listeners_file`] describes,
    /// which Envoy reads again when another file is moved over it.
    ///
    /// [`listeners_file`]: Self::listeners_file
    #[must_use]
    pub fn with_listeners_from(&self, file: &Path) -> String {
        let source =
            json!({ "path_config_source": { "path": file }, "resource_api_version": "V3" });
        self.bootstrap(json!({ "clusters": [self.cluster()] }), json!({ "lds_config": source }))
    }

    /// The file with one listener on each of these ports.
    #[must_use]
    pub fn listeners_file(&self, listeners: &[u16]) -> String {
        let resources = listeners.iter().map(|port| {
            let mut listener = self.listener(*port);
            listener["@type"] = "type.googleapis.com/envoy.config.listener.v3.Listener".into();
            listener
        });
        json!({ "resources": resources.collect::<Vec<_>>() }).to_string()
    }

    fn bootstrap(&self, static_resources: Value, dynamic_resources: Value) -> String {
        json!({
            "node": { "id": "test", "cluster": "test" },
            "admin": { "address": address(self.ports.admin) },
            "static_resources": static_resources,
            "dynamic_resources": dynamic_resources,
        })
        .to_string()
    }

    fn listener(&self, port: u16) -> Value {
        let mut routes = self.routes.clone();
        routes.push(route("/", json!({})));
        let virtual_host = json!({ "name": "all", "domains": ["*"], "routes": routes });
        let manager = json!({
            "@type": format!("{TYPE}.filters.network.http_connection_manager.v3.HttpConnectionManager"),
            "stat_prefix": "http",
            "max_request_headers_kb": 96,
            "access_log": [{
                "name": "stdout",
                "typed_config": {
                    "@type": format!("{TYPE}.access_loggers.stream.v3.StdoutAccessLog"),
                    "log_format": { "text_format_source": { "inline_string":
                        "access %RESPONSE_CODE% %RESPONSE_CODE_DETAILS% %PROTOCOL% %REQ(:PATH)%\n"
                    } },
                },
            }],
            "route_config": { "name": "local", "virtual_hosts": [virtual_host] },
            "http_filters": [self.filter(), {
                "name": "router",
                "typed_config": { "@type": format!("{TYPE}.filters.http.router.v3.Router") },
            }],
        });
        json!({
            "name": format!("listener-{port}"),
            "address": address(port),
            "drain_type": "MODIFY_ONLY",
            "filter_chains": [{ "filters": [{ "name": "http", "typed_config": manager }] }],
        })
    }

    fn filter(&self) -> Value {
        json!({
            "name": "edgewarden.spnego",
            "typed_config": {
                "@type": format!("{TYPE}.filters.http.wasm.v3.Wasm"),
                "config": {
                    "name": "spnego",
                    "failure_policy": "FAIL_RELOAD",
                    "vm_config": {
                        "vm_id": "edgewarden.spnego",
                        "runtime": "envoy.wasm.runtime.v8",
                        "code": { "local": { "filename": self.module } },
                    },
                    "configuration": {
                        "@type": "type.googleapis.com/google.protobuf.StringValue",
                        "value": self.plugin.to_string(),
                    },
                },
            },
        })
    }

    fn cluster(&self) -> Value {
        let endpoint = json!({ "endpoint": { "address": address(self.ports.upstream) } });
        json!({
            "name": "upstream",
            "type": "STATIC",
            "connect_timeout": "5s",
            "load_assignment": {
                "cluster_name": "upstream",
                "endpoints": [{ "lb_endpoints": [endpoint] }],
            },
        })
    }
}

fn route(prefix: &str, settings: Value) -> Value {
    json!({
        "match": { "prefix": prefix },
        "route": { "cluster": "upstream" },
        "metadata": { "filter_metadata": { "spnego": settings } },
    })
}

fn address(port: u16) -> Value {
    json!({ "socket_address": { "address": "127.0.0.1", "port_value": port } })
}
