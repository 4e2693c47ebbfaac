//! A real radsecproxy: from UDP or TLS to UDP or TLS.

use std::net::{Ipv4Addr, TcpStream};
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::{Identity, NextHop, SECRET};
use crate::{Process, Result, free_port, scratch};

/// How long it may take to start, on a busy machine.
const START_LIMIT: Duration = Duration::from_secs(30);

/// What it forwards, and where to.
#[derive(Debug, Clone)]
pub struct RadSecProxyConfig {
    identity: Option<Identity>,
    server: Server,
    rewrites: String,
    uses: String,
}

#[derive(Debug, Clone)]
enum Server {
    Udp(NextHop),
    /// Port, and the name in the certificate.
    Tls(u16, String),
}

impl RadSecProxyConfig {
    /// To a server on UDP.
    #[must_use]
    pub fn to_udp(next: NextHop) -> Self {
        Self::to(Server::Udp(next), None)
    }

    /// To a server on TLS, as `identity`.
    #[must_use]
    pub fn to_tls(port: u16, server_name: &str, identity: &Identity) -> Self {
        Self::to(Server::Tls(port, server_name.to_owned()), Some(identity.clone()))
    }

    fn to(server: Server, identity: Option<Identity>) -> Self {
        Self { identity, server, rewrites: String::new(), uses: String::new() }
    }

    /// Serves RADIUS/TLS as well, as `identity` and for all clients of its authority.
    #[must_use]
    pub fn identity(mut self, identity: &Identity) -> Self {
        self.identity = Some(identity.clone());
        self
    }

    /// What it does to requests to servers and to replies from them, in the lines of its rewrite
    /// blocks.
    #[must_use]
    pub fn rewrite(mut self, requests: &str, replies: &str) -> Self {
        self.rewrites =
            format!("rewrite requests {{\n{requests}\n}}\nrewrite replies {{\n{replies}\n}}\n");
        "    rewriteOut requests\n    rewriteIn replies\n".clone_into(&mut self.uses);
        self
    }

    fn text(&self, udp: u16, tls: u16) -> String {
        let listen_tls = match self.identity {
            Some(_) => format!("ListenTLS 127.0.0.1:{tls}\n"),
            None => String::new(),
        };
        let tls_sections = self.identity.as_ref().map(tls_sections).unwrap_or_default();
        let Self { server, rewrites, uses, .. } = self;
        format!(
            "ListenUDP 127.0.0.1:{udp}
{listen_tls}LogLevel 2
{tls_sections}{rewrites}client udp {{
    host 127.0.0.0/8
    type udp
    secret {SECRET}
}}
{}realm * {{
    server authentication
    accountingServer accounting
}}
",
            server.text(uses)
        )
    }
}

impl Server {
    fn text(&self, uses: &str) -> String {
        let section = |name: &str, lines: String| {
            format!("server {name} {{\n    host 127.0.0.1\n{lines}{uses}}}\n")
        };
        match self {
            Self::Udp(NextHop { authentication, accounting, secret }) => {
                let udp = |port| format!("    type udp\n    port {port}\n    secret {secret}\n");
                section("authentication", udp(authentication))
                    + &section("accounting", udp(accounting))
            }
            Self::Tls(port, name) => {
                let lines = format!(
                    "    type tls\n    port {port}\n    certificateNameCheck off\n    \
                     matchCertificateAttribute SubjectAltName:DNS:/^{name}$/\n"
                );
                section("authentication", lines.clone()) + &section("accounting", lines)
            }
        }
    }
}

fn tls_sections(identity: &Identity) -> String {
    let Identity { certificate, key, authority } = identity;
    format!(
        "tls default {{
    CACertificateFile {}
    CertificateFile {}
    CertificateKeyFile {}
}}
client tls {{
    host 127.0.0.0/8
    type tls
    certificateNameCheck off
}}
",
        authority.display(),
        certificate.display(),
        key.display()
    )
}

/// A running radsecproxy.
#[derive(Debug)]
pub struct RadSecProxy {
    process: Process,
    udp: u16,
    tls: u16,
    _directory: TempDir,
}

impl RadSecProxy {
    /// Starts it on free loopback ports and waits until it listens.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) with the end of its log when it does not come up.
    pub fn start(config: &RadSecProxyConfig) -> Result<Self> {
        let directory = scratch("radsecproxy")?;
        let (udp, tls) = (free_port()?, free_port()?);
        let file = directory.path().join("radsecproxy.conf");
        std::fs::write(&file, config.text(udp, tls))?;
        let mut command = Command::new("radsecproxy");
        command.arg("-f").arg("-c").arg(&file);
        let process = Process::start(command, &directory.path().join("radsecproxy.log"))?;
        let mut proxy = Self { process, udp, tls, _directory: directory };
        let log = proxy.process.log_file().to_owned();
        proxy.process.wait_until(START_LIMIT, || {
            let said =
                |text: &str| std::fs::read_to_string(&log).is_ok_and(|log| log.contains(text));
            said("listening for udp")
                && (config.identity.is_none()
                    || TcpStream::connect((Ipv4Addr::LOCALHOST, tls)).is_ok())
        })?;
        Ok(proxy)
    }

    /// The port on which it takes authentication and accounting on UDP.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.udp
    }

    /// The port of RADIUS/TLS, if it has a certificate.
    #[must_use]
    pub fn tls_port(&self) -> u16 {
        self.tls
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// What it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.process.log()
    }
}
