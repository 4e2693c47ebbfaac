//! `radiusd.conf` and `users`: only what the tests need, so that nothing else can be the reason.

use std::path::Path;

use super::Ports;
use crate::radius::{Identity, SECRET};
use crate::{Failure, Result};

/// Where accounting records are written.
pub(super) const DETAIL: &str = "detail";

/// Where the buffer of accounting records begins; the reader renames it.
const BUFFER: &str = "buffer";

/// Octets of datagrams that wait to be read.
const BUFFER_OCTETS: usize = 1 << 20;

/// The server that a proxy forwards to, on loopback. FreeRADIUS wants two ports.
#[derive(Debug, Clone)]
pub struct NextHop {
    /// Port of authentication.
    pub authentication: u16,
    /// Port of accounting.
    pub accounting: u16,
    /// The shared secret.
    pub secret: String,
}

/// What it serves.
#[derive(Debug, Clone)]
pub struct FreeRadiusConfig {
    users: String,
    clients: Vec<(String, String)>,
    next: Option<NextHop>,
    rules: Rules,
    is_buffered: bool,
    identity: Option<Identity>,
}

/// `unlang` of a proxy.
#[derive(Debug, Clone, Default)]
struct Rules {
    requests: String,
    replies: String,
}

impl FreeRadiusConfig {
    /// A home server without users, for clients on loopback with the usual secret.
    #[must_use]
    pub fn home() -> Self {
        let clients = vec![("127.0.0.0/8".to_owned(), SECRET.to_owned())];
        let (users, rules) = (String::new(), Rules::default());
        Self { users, clients, next: None, rules, is_buffered: false, identity: None }
    }

    /// A proxy that forwards everything with a realm.
    #[must_use]
    pub fn proxy(next: NextHop) -> Self {
        Self { next: Some(next), ..Self::home() }
    }

    /// A user with a password, and reply attributes in FreeRADIUS's words: `Class = 0x31`. For all
    /// EAP and other methods alike.
    #[must_use]
    pub fn user(mut self, name: &str, password: &str, replies: &[&str]) -> Self {
        self.users.push_str(&format!("\"{name}\" Cleartext-Password := \"{password}\"\n"));
        if !replies.is_empty() {
            self.users.push_str(&format!("\t{}\n", replies.join(",\n\t")));
        }
        self
    }

    /// The secret of clients in a network, instead of the usual one for all of loopback. The most
    /// specific network counts.
    #[must_use]
    pub fn client(mut self, network: &str, secret: &str) -> Self {
        self.clients.push((network.to_owned(), secret.to_owned()));
        self
    }

    /// What a proxy does to requests and to replies, in `unlang`.
    #[must_use]
    pub fn rules(mut self, requests: &str, replies: &str) -> Self {
        self.rules = Rules { requests: requests.to_owned(), replies: replies.to_owned() };
        self
    }

    /// Acknowledges accounting when it is in a file, and forwards it from there: what its own
    /// documentation calls decoupled accounting.
    #[must_use]
    pub fn buffered(mut self) -> Self {
        self.is_buffered = true;
        self
    }

    /// Serves RADIUS/TLS and EAP with this certificate. Without one there is neither.
    #[must_use]
    pub fn identity(mut self, identity: &Identity) -> Self {
        self.identity = Some(identity.clone());
        self
    }

    pub(super) fn users(&self) -> &str {
        &self.users
    }

    /// `radiusd.conf` for this directory.
    pub(super) fn text(&self, directory: &Path, ports: Ports) -> Result<String> {
        let directory = directory.to_str().ok_or_else(|| Failure::new("no UTF-8 in a path"))?;
        Ok([
            main_section(directory),
            self.modules(directory),
            self.client_sections(),
            self.next.as_ref().map(proxy_sections).unwrap_or_default(),
            self.servers(directory, ports),
            self.identity.as_ref().map(inner_server).unwrap_or_default().to_owned(),
        ]
        .concat())
    }

    fn modules(&self, directory: &str) -> String {
        let eap = self.identity.as_ref().map(eap_module).unwrap_or_default();
        format!(
            "modules {{
    pap {{
    }}
    chap {{
    }}
    mschap {{
        use_mppe = yes
    }}
    files {{
        filename = {directory}/users
    }}
    always ok {{
        rcode = ok
    }}
    realm suffix {{
        format = suffix
        delimiter = \"@\"
    }}
    detail {{
        filename = {directory}/{DETAIL}
        header = \"%t\"
    }}
    detail buffer {{
        filename = {directory}/{BUFFER}
        header = \"%t\"
        locking = yes
    }}
{eap}}}
"
        )
    }

    fn client_sections(&self) -> String {
        let client = |(number, (network, secret)): (usize, &(String, String))| {
            format!(
                "client c{number} {{
    ipaddr = {network}
    secret = \"{secret}\"
    limit {{
        max_connections = 0
    }}
}}
"
            )
        };
        self.clients.iter().enumerate().map(client).collect()
    }

    fn servers(&self, directory: &str, ports: Ports) -> String {
        let Ports { authentication, accounting, .. } = ports;
        let eap =
            if self.identity.is_some() { "eap {\n            ok = return\n        }" } else { "" };
        let (authorize, preacct) = match self.next {
            Some(_) => ("suffix".to_owned(), "suffix"),
            None => {
                (format!("chap\n        mschap\n        {eap}\n        files\n        pap"), "")
            }
        };
        // What is in the buffer is forwarded by the one who reads it.
        let (preacct, accounting_module) =
            if self.is_buffered { ("", "buffer") } else { (preacct, "detail") };
        let accounting_module = match self.next {
            Some(_) if !self.is_buffered => "ok",
            _ => accounting_module,
        };
        let authenticate = if self.identity.is_some() { "eap" } else { "" };
        let Rules { requests, replies } = &self.rules;
        let mut text = format!(
            "server main {{
    listen {{
        type = auth
        ipaddr = 127.0.0.1
        port = {authentication}
        recv_buff = {BUFFER_OCTETS}
    }}
    listen {{
        type = acct
        ipaddr = 127.0.0.1
        port = {accounting}
        recv_buff = {BUFFER_OCTETS}
    }}
    authorize {{
        {authorize}
    }}
    authenticate {{
        Auth-Type PAP {{
            pap
        }}
        Auth-Type CHAP {{
            chap
        }}
        Auth-Type MS-CHAP {{
            mschap
        }}
        {authenticate}
    }}
    preacct {{
        {preacct}
    }}
    accounting {{
        {accounting_module}
    }}
    pre-proxy {{
        {requests}
    }}
    post-proxy {{
        {replies}
    }}
}}
"
        );
        if self.is_buffered {
            text.push_str(&buffer_server(directory));
        }
        if let Some(identity) = &self.identity {
            text.push_str(&tls_listener(identity, ports.tls));
        }
        text
    }
}

fn main_section(directory: &str) -> String {
    format!(
        "prefix = /usr
logdir = {directory}
run_dir = {directory}
libdir = /usr/lib/freeradius
pidfile = {directory}/freeradius.pid
correct_escapes = true
max_request_time = 30
cleanup_delay = 5
max_requests = 65536
hostname_lookups = no
log {{
    destination = stdout
}}
security {{
    max_attributes = 200
    reject_delay = 0
    status_server = yes
}}
proxy_requests = yes
thread pool {{
    start_servers = 4
    max_servers = 4
    min_spare_servers = 1
    max_spare_servers = 4
    max_requests_per_server = 0
    max_queue_size = 65536
    auto_limit_acct = no
}}
"
    )
}

fn proxy_sections(next: &NextHop) -> String {
    let NextHop { authentication, accounting, secret } = next;
    let server = |kind: &str, port: u16| {
        format!(
            "home_server next_{kind} {{
    type = {kind}
    ipaddr = 127.0.0.1
    port = {port}
    secret = \"{secret}\"
    response_window = 20
    zombie_period = 60
    status_check = none
    max_outstanding = 65536
}}
home_server_pool next_{kind} {{
    type = fail-over
    home_server = next_{kind}
}}
"
        )
    };
    format!(
        "proxy server {{
    default_fallback = no
}}
{}{}realm DEFAULT {{
    auth_pool = next_auth
    acct_pool = next_acct
    nostrip
}}
",
        server("auth", *authentication),
        server("acct", *accounting)
    )
}

fn buffer_server(directory: &str) -> String {
    format!(
        "server buffer {{
    listen {{
        type = detail
        filename = {directory}/{BUFFER}
        load_factor = 100
        poll_interval = 1
        retry_interval = 5
        one_shot = no
    }}
    preacct {{
        suffix
    }}
    accounting {{
        ok
    }}
}}
"
    )
}

fn tls_files(identity: &Identity) -> String {
    let Identity { certificate, key, authority } = identity;
    format!(
        "private_key_file = {}
        certificate_file = {}
        ca_file = {}
        cipher_list = \"DEFAULT\"
        ecdh_curve = \"prime256v1\"
        tls_min_version = \"1.2\"
        tls_max_version = \"1.2\"",
        key.display(),
        certificate.display(),
        authority.display()
    )
}

fn tls_listener(identity: &Identity, port: u16) -> String {
    format!(
        "listen {{
    type = auth+acct
    ipaddr = 127.0.0.1
    port = {port}
    proto = tcp
    virtual_server = main
    clients = tls_clients
    limit {{
        max_connections = 256
        lifetime = 0
        idle_timeout = 0
    }}
    tls {{
        {}
        require_client_cert = yes
    }}
}}
clients tls_clients {{
    client tls {{
        ipaddr = 127.0.0.1
        proto = tls
        secret = radsec
        limit {{
            max_connections = 0
        }}
    }}
}}
",
        tls_files(identity)
    )
}

fn eap_module(identity: &Identity) -> String {
    format!(
        "    eap {{
        default_eap_type = peap
        max_sessions = 4096
        tls-config common {{
        {}
        }}
        peap {{
            tls = common
            default_eap_type = mschapv2
            use_tunneled_reply = yes
            virtual_server = inner
        }}
        ttls {{
            tls = common
            default_eap_type = mschapv2
            use_tunneled_reply = yes
            virtual_server = inner
        }}
        mschapv2 {{
        }}
    }}
",
        tls_files(identity)
    )
}

/// What is inside the tunnels of PEAP and TTLS.
fn inner_server(_: &Identity) -> &'static str {
    "server inner {
    authorize {
        mschap
        eap {
            ok = return
        }
        files
        pap
    }
    authenticate {
        Auth-Type PAP {
            pap
        }
        Auth-Type MS-CHAP {
            mschap
        }
        eap
    }
}
"
}
