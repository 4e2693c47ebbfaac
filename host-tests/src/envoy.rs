//! A real Envoy.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{Failure, Output, Process, Result, free_port, project_root, run, scratch};

/// Where `make` puts the pinned release, below the root of the project.
const PINNED: &str = ".tools/envoy-1.40.0/bin/envoy";

/// How long Envoy may take to start, on a busy machine.
const START_LIMIT: Duration = Duration::from_secs(60);

/// How often something that takes a moment is looked at.
const POLL: Duration = Duration::from_millis(20);

/// How long one exchange with the admin interface may take.
const ADMIN_LIMIT: Duration = Duration::from_secs(10);

/// A running Envoy.
#[derive(Debug)]
pub struct Envoy {
    process: Process,
    ports: EnvoyPorts,
    _directory: TempDir,
}

/// The loopback ports of a configuration.
#[derive(Debug, Clone, Copy)]
pub struct EnvoyPorts {
    /// Where clients connect.
    pub listener: u16,
    /// The admin interface.
    pub admin: u16,
    /// Where the upstream listens.
    pub upstream: u16,
}

impl EnvoyPorts {
    /// Free ports for Envoy in front of an upstream.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when there are none.
    pub fn free(upstream: u16) -> Result<Self> {
        Ok(Self { listener: free_port()?, admin: free_port()?, upstream })
    }
}

impl Envoy {
    /// Starts Envoy with this configuration and environment, and waits until it serves.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the end of Envoy's log when it does not come up.
    pub fn start(
        config: &str,
        ports: EnvoyPorts,
        concurrency: u8,
        environment: &[(&str, &str)],
    ) -> Result<Self> {
        let directory = scratch("envoy")?;
        let file = directory.path().join("envoy.yaml");
        std::fs::write(&file, config)?;
        let mut command = envoy(&file, environment)?;
        // Without hot restart there is no memory that two Envoys of one machine could share.
        command.arg("--disable-hot-restart").args(["--concurrency", &concurrency.to_string()]);
        command.args(["--file-flush-interval-msec", "50", "--drain-time-s", "1"]);
        let process = Process::start(command, &directory.path().join("envoy.log"))?;
        let mut envoy = Self { process, ports, _directory: directory };
        let admin = envoy.ports.admin;
        envoy.process.wait_until(START_LIMIT, || {
            admin_get(admin, "/ready").is_ok_and(|answer| answer.contains("LIVE"))
        })?;
        Ok(envoy)
    }

    /// The ports it uses.
    #[must_use]
    pub fn ports(&self) -> EnvoyPorts {
        self.ports
    }

    /// The URL of `path` at its listener.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.ports.listener)
    }

    /// What it has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.process.log()
    }

    /// Waits until its log has this text.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the end of the log when it does not come.
    pub fn wait_for_log(&self, text: &str) -> Result<()> {
        let found = self.wait_until(|| self.log().contains(text));
        found.map_err(|_| self.process.failure(&format!("has not logged `{text}`")))
    }

    /// Waits until a counter or gauge has this value.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the value that it has instead.
    pub fn wait_for_stat(&self, name: &str, value: u64) -> Result<()> {
        self.wait_until(|| self.stat(name) == Ok(value))
            .map_err(|_| Failure::new(format!("{name} is {:?} and not {value}", self.stat(name))))
    }

    /// Its resident memory, in octets.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the system does not tell.
    pub fn resident_memory(&self) -> Result<u64> {
        self.process.resident_memory()
    }

    fn wait_until(&self, met: impl Fn() -> bool) -> Result<()> {
        let deadline = Instant::now() + ADMIN_LIMIT;
        while !met() {
            if Instant::now() > deadline {
                return Err(Failure::new("the time is over"));
            }
            std::thread::sleep(POLL);
        }
        Ok(())
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The value of a counter or gauge, such as `wasmcustom.spnego.challenged.no_token`; 0 while
    /// it does not exist.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the admin interface does not answer.
    pub fn stat(&self, name: &str) -> Result<u64> {
        let stats = admin_get(self.ports.admin, "/stats")?;
        let value = stats.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        Ok(value.and_then(|value| value.trim().parse().ok()).unwrap_or(0))
    }

    /// Sends octets to the listener and returns what comes back until Envoy closes or is silent:
    /// for requests that no client would send.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when the connection cannot be made.
    pub fn send_raw(&self, octets: &[u8]) -> Result<Vec<u8>> {
        exchange(self.ports.listener, octets, ADMIN_LIMIT)
    }
}

/// The shipped configuration of the SPNEGO filter, on these ports.
///
/// # Errors
///
/// A [`Failure`] when the file is not as expected.
pub fn shipped_spnego_config(ports: EnvoyPorts) -> Result<String> {
    shipped_file("spnego/envoy.yaml", ports)
}

/// A shipped configuration, by its path below `envoy-config/`, on these ports.
///
/// # Errors
///
/// A [`Failure`] when the file is not as expected.
pub fn shipped_file(path: &str, ports: EnvoyPorts) -> Result<String> {
    let mut config = std::fs::read_to_string(project_root().join("envoy-config").join(path))?;
    for (shipped, ours) in [(8080, ports.listener), (9901, ports.admin), (8081, ports.upstream)] {
        let shipped = format!("port_value: {shipped} ");
        if config.matches(&shipped).count() != 1 {
            return Err(Failure::new(format!("{path} has not exactly one `{shipped}`")));
        }
        config = config.replace(&shipped, &format!("port_value: {ours} "));
    }
    Ok(config)
}

/// `envoy --mode validate` on a file.
///
/// # Errors
///
/// A [`Failure`] when Envoy cannot be run.
pub fn validate(file: &Path, environment: &[(&str, &str)]) -> Result<Output> {
    let mut command = envoy(file, environment)?;
    command.args(["--mode", "validate", "--disable-hot-restart"]);
    run(command, b"", START_LIMIT)
}

/// Envoy with a configuration; relative paths in it start at the root of the project.
fn envoy(config: &Path, environment: &[(&str, &str)]) -> Result<Command> {
    let mut command = Command::new(binary()?);
    command.current_dir(project_root()).arg("-c").arg(config).envs(environment.iter().copied());
    Ok(command)
}

fn binary() -> Result<PathBuf> {
    let chosen = std::env::var_os("EDGEWARDEN_ENVOY").map(PathBuf::from);
    let binary = chosen.unwrap_or_else(|| project_root().join(PINNED));
    if binary.is_file() {
        return Ok(binary);
    }
    Err(Failure::new(format!("{} is missing; `make setup` installs it", binary.display())))
}

fn admin_get(port: u16, path: &str) -> Result<String> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: admin\r\nconnection: close\r\n\r\n");
    let answer = exchange(port, request.as_bytes(), ADMIN_LIMIT)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn exchange(port: u16, octets: &[u8], limit: Duration) -> Result<Vec<u8>> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut connection = TcpStream::connect_timeout(&address, limit)?;
    connection.set_read_timeout(Some(limit))?;
    connection.set_write_timeout(Some(limit))?;
    connection.write_all(octets)?;
    let mut answer = Vec::new();
    let mut chunk = [0; 16 * 1024];
    // A timeout and a reset end the answer as a close does: what came until then is the answer.
    while let Ok(length @ 1..) = connection.read(&mut chunk) {
        answer.extend_from_slice(chunk.get(..length).unwrap_or_default());
    }
    Ok(answer)
}
