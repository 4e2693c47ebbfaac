//! Envoy and Apache, each answering by itself with a few octets.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use host_tests::{Envoy, EnvoyPorts, Failure, Process, Result, free_port, project_root};
use kerberos::keytab::Keytab;
use rustix::process::{Pid, Signal, geteuid, kill_process};
use tempfile::TempDir;

use crate::mit;

/// Where Debian has the modules of Apache.
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";

/// As whom Apache serves when root starts it.
const APACHE_USER: &str = "User www-data\nGroup www-data";

/// How long a server may take to start or to end.
const START_LIMIT: Duration = Duration::from_secs(30);

/// How often a server that is to end is looked at.
const POLL: Duration = Duration::from_millis(20);

const FILTER: &str = r#"                  - name: edgewarden.spnego
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm
                      config:
                        name: spnego
                        failure_policy: FAIL_RELOAD
                        vm_config:
                          vm_id: edgewarden.spnego
                          runtime: envoy.wasm.runtime.v8
                          code:
                            local: { filename: dist/spnego_filter.wasm }
                          environment_variables:
                            host_env_keys: [SPNEGO_KEYTAB]
                        configuration:
                          "@type": type.googleapis.com/google.protobuf.StringValue
                          value: '{"keytab_env": "SPNEGO_KEYTAB"}'"#;

/// Envoy with one worker; with the filter, if there is a keytab for it.
pub fn envoy(keytab: Option<&Keytab>) -> Result<Envoy> {
    let ports = EnvoyPorts::free(0)?;
    let template = project_root().join("host-tests/peers/envoy-bench.yaml");
    let config = std::fs::read_to_string(template)?
        .replace("{filter}", keytab.map_or("", |_| FILTER))
        .replace("{admin}", &ports.admin.to_string())
        .replace("{listener}", &ports.listener.to_string());
    let keytab = keytab.map(|keytab| STANDARD.encode(&*keytab.encode().unwrap()));
    Envoy::start(&config, ports, 1, &[("SPNEGO_KEYTAB", &keytab.unwrap_or_default())])
}

/// How Apache handles its connections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mpm {
    /// A thread per active request.
    Event,
    /// A process per connection.
    Prefork,
}

impl Mpm {
    /// Its name in Apache.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Prefork => "prefork",
        }
    }
}

/// Apache with mod_auth_gssapi.
pub struct Apache {
    process: Process,
    port: u16,
    /// In the directory for temporary files, because the user whom Apache turns into may not come
    /// to the project's.
    directory: TempDir,
}

impl Apache {
    /// Starts it with this keytab.
    pub fn start(mpm: Mpm, keytab: &Keytab) -> Result<Self> {
        let directory = TempDir::with_prefix("edgewarden-apache-")?;
        let path = directory.path();
        mit::write_files(path, keytab)?;
        std::fs::create_dir(path.join("www"))?;
        std::fs::write(path.join("www/hello.txt"), "hello\n")?;
        let port = free_port()?;
        let is_root = geteuid().is_root();
        if is_root {
            give_to_apache(path)?;
        }
        let config = std::fs::read_to_string(project_root().join("host-tests/peers/apache.conf"))?
            .replace("{directory}", &path.to_string_lossy())
            .replace("{mpm}", mpm.name())
            .replace("{port}", &port.to_string())
            .replace("{modules}", APACHE_MODULES)
            .replace("{user}", if is_root { APACHE_USER } else { "" });
        std::fs::write(path.join("apache.conf"), config)?;
        // Killed, it would leave the processes it has started behind. Asked to end, it does not, but
        // it asks its whole process group, which must therefore be its own.
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "TERM", "--", "setsid"]).arg(binary()?);
        command.arg("-DFOREGROUND").arg("-f").arg(path.join("apache.conf"));
        command.env("KRB5_CONFIG", path.join("krb5.conf"));
        command.env("KRB5RCACHEDIR", path);
        let mut process = Process::start(command, &path.join("stdout"))?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        process.wait_until(START_LIMIT, || {
            TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok()
        })?;
        Ok(Self { process, port, directory })
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The id of its first process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether its replay cache is in use: it is a file.
    pub fn has_replay_cache(&self) -> Result<bool> {
        for entry in std::fs::read_dir(self.directory.path())? {
            if entry?.file_name().to_string_lossy().ends_with(".rcache2") {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Drop for Apache {
    fn drop(&mut self) {
        let id = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw);
        if let Some(id) = id.filter(|_| !self.process.has_ended()) {
            let _ = kill_process(id, Signal::TERM);
            let deadline = Instant::now() + START_LIMIT;
            while !self.process.has_ended() && Instant::now() < deadline {
                std::thread::sleep(POLL);
            }
        }
    }
}

fn binary() -> Result<PathBuf> {
    let path = PathBuf::from("/usr/sbin/apache2");
    match path.is_file() {
        true => Ok(path),
        false => Err(Failure::new("apache2 is missing; `make bench` installs it")),
    }
}

fn give_to_apache(directory: &Path) -> Result<()> {
    let mut chown = Command::new("chown");
    chown.args(["-R", "www-data:www-data"]).arg(directory);
    host_tests::run(chown, b"", START_LIMIT)?.successful("chown")?;
    Ok(())
}
