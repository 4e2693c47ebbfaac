//! The built gateway, with a configuration of its own on loopback ports.

mod config;

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::{Connection, Failure, Process, Result, scratch};

pub use config::GatewayConfig;

/// How long it may take to start, on a busy machine: it compiles its module.
const START_LIMIT: Duration = Duration::from_secs(60);

/// How often something that takes a moment is looked at.
const POLL: Duration = Duration::from_millis(20);

/// A gateway. It is killed when this value is dropped.
#[derive(Debug)]
pub struct Gateway {
    process: Option<Process>,
    starts: usize,
    config: GatewayConfig,
    directory: TempDir,
}

impl Gateway {
    /// Starts a gateway and waits until it is ready.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the end of its log when it does not become ready.
    pub fn start(config: &GatewayConfig) -> Result<Self> {
        let directory = scratch("gateway")?;
        let mut gateway = Self { process: None, starts: 0, config: config.clone(), directory };
        gateway.write(config)?;
        gateway.restart()?;
        Ok(gateway)
    }

    /// Writes another configuration into its directory, for [`Self::reload`] or
    /// [`Self::restart`].
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it cannot be written.
    pub fn write(&mut self, config: &GatewayConfig) -> Result<()> {
        self.config = config.clone();
        std::fs::write(self.path("radius.json"), config.module_configuration().to_string())?;
        Ok(std::fs::write(self.path("gateway.toml"), config.text())?)
    }

    /// Starts it again in the same directory, on the same ports; kills it first, if it runs.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the end of its log when it does not become ready.
    pub fn restart(&mut self) -> Result<()> {
        self.kill();
        self.starts += 1;
        let mut command = Command::new(gateway_binary()?);
        command.arg("run").arg(self.path("gateway.toml"));
        let mut process = Process::start(command, &self.log_file(self.starts))?;
        let operation = self.config.operation_port();
        process.wait_until(START_LIMIT, || get(operation, "/ready").is_ok())?;
        self.process = Some(process);
        Ok(())
    }

    /// `SIGKILL`: it has no time to write anything.
    pub fn kill(&mut self) {
        self.process = None;
    }

    /// `SIGHUP`: it reads its configuration again.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not run.
    pub fn reload(&self) -> Result<()> {
        self.process()?.signal(Signal::HUP)
    }

    /// `SIGTERM`, and how it ended.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not end within `limit`.
    pub fn terminate(&mut self, limit: Duration) -> Result<ExitStatus> {
        let mut process = self.process.take().ok_or_else(|| Failure::new("it does not run"))?;
        process.signal(Signal::TERM)?;
        process.wait(limit)
    }

    /// The address and port of a listener.
    ///
    /// # Panics
    ///
    /// When its configuration has no such listener.
    #[must_use]
    pub fn address(&self, listener: &str) -> SocketAddr {
        self.config.address(listener)
    }

    /// The port of metrics and health.
    #[must_use]
    pub fn operation_port(&self) -> u16 {
        self.config.operation_port()
    }

    /// The process id.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not run.
    pub fn id(&self) -> Result<u32> {
        Ok(self.process()?.id())
    }

    /// Where its files are.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Everything it has logged since the first start.
    #[must_use]
    pub fn log(&self) -> String {
        let read = |start| std::fs::read(self.log_file(start)).unwrap_or_default();
        let octets: Vec<u8> = (1..=self.starts).flat_map(read).collect();
        String::from_utf8_lossy(&octets).into_owned()
    }

    /// Waits until its log has this text.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with the end of the log when it has not after `limit`.
    pub fn wait_for_log(&self, text: &str, limit: Duration) -> Result<()> {
        let found = wait_until(limit, || self.log().contains(text));
        let failure = || Ok(self.process()?.failure(&format!("has not logged `{text}`")));
        if found { Ok(()) } else { Err(failure().unwrap_or_else(|failure: Failure| failure)) }
    }

    /// The status and the body of `GET path` at its operation port.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not answer.
    pub fn get(&self, path: &str) -> Result<(u16, String)> {
        let reply = Connection::open(self.operation_port())?.get(path, &[])?;
        Ok((reply.status(), reply.body))
    }

    /// Its metrics, as Prometheus reads them.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not answer.
    pub fn metrics(&self) -> Result<String> {
        get(self.operation_port(), "/metrics")
    }

    /// The sum of all samples of a metric that have these labels; 0 while there are none.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not answer.
    pub fn metric(&self, name: &str, labels: &[(&str, &str)]) -> Result<f64> {
        Ok(sum(&self.metrics()?, name, labels))
    }

    /// Waits until a metric, as [`Self::metric`] counts it, is as `wanted`.
    ///
    /// # Errors
    ///
    /// A [`Failure`] with what it is after `limit`.
    pub fn wait_for_metric(
        &self,
        name: &str,
        labels: &[(&str, &str)],
        limit: Duration,
        wanted: impl Fn(f64) -> bool,
    ) -> Result<f64> {
        let mut value = 0.0;
        let found = wait_until(limit, || {
            value = self.metric(name, labels).unwrap_or(value);
            wanted(value)
        });
        let failure = || Failure::new(format!("{name} {labels:?} is {value}"));
        if found { Ok(value) } else { Err(failure()) }
    }

    /// Its resident memory, in octets.
    ///
    /// # Errors
    ///
    /// A [`Failure`] when it does not run.
    pub fn resident_memory(&self) -> Result<u64> {
        self.process()?.resident_memory()
    }

    fn process(&self) -> Result<&Process> {
        self.process.as_ref().ok_or_else(|| Failure::new("the gateway does not run"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn log_file(&self, start: usize) -> PathBuf {
        self.path(&format!("gateway-{start}.log"))
    }
}

/// The gateway that was built with the same profile as this program.
///
/// # Errors
///
/// A [`Failure`] when there is none.
pub fn gateway_binary() -> Result<PathBuf> {
    let program = std::env::current_exe()?;
    // Tests and benches are in `deps`, below the directory of the binaries.
    let mut directories = program.ancestors().skip(1).take(2);
    let found = directories.find_map(|directory| {
        let binary = directory.join("edgewarden-gateway");
        binary.is_file().then_some(binary)
    });
    found.ok_or_else(|| {
        Failure::new("edgewarden-gateway is not built; `make test` and `make bench` build it")
    })
}

fn get(port: u16, path: &str) -> Result<String> {
    // Nothing listens at first, and that is no reason to wait.
    std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    let reply = Connection::open(port)?.get(path, &[])?;
    match reply.status() {
        200 => Ok(reply.body),
        status => Err(Failure::new(format!("{path}: {status}"))),
    }
}

fn wait_until(limit: Duration, mut met: impl FnMut() -> bool) -> bool {
    let deadline = Instant::now() + limit;
    loop {
        if met() {
            return true;
        }
        if Instant::now() > deadline {
            return false;
        }
        std::thread::sleep(POLL);
    }
}

fn sum(metrics: &str, name: &str, labels: &[(&str, &str)]) -> f64 {
    metrics
        .lines()
        .filter_map(sample)
        .filter(|sample| sample.is(name, labels))
        .map(|s| s.value)
        .sum()
}

/// One line of the metrics.
struct Sample<'m> {
    name: &'m str,
    labels: BTreeMap<&'m str, &'m str>,
    value: f64,
}

impl Sample<'_> {
    fn is(&self, name: &str, labels: &[(&str, &str)]) -> bool {
        let has = |(label, value): &(&str, &str)| self.labels.get(label) == Some(value);
        self.name == name && labels.iter().all(has)
    }
}

/// `name{label="value",...} number`; values of our labels have no quotes and no commas.
fn sample(line: &str) -> Option<Sample<'_>> {
    if line.starts_with('#') {
        return None;
    }
    let (series, value) = line.rsplit_once(' ')?;
    let (name, labels) = series.split_once('{').unwrap_or((series, ""));
    let pairs = labels.trim_end_matches('}').split(',').filter_map(|pair| pair.split_once('='));
    let labels = pairs.map(|(label, value)| (label, value.trim_matches('"'))).collect();
    Some(Sample { name, labels, value: value.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_of_a_metric_with_a_label_are_added_up() {
        let metrics = "# TYPE packets counter\n\
                       packets_total{listener=\"auth\",code=\"1\"} 3\n\
                       packets_total{listener=\"acct\",code=\"4\"} 4\n\
                       packets_total_bytes 9\n";
        assert_eq!(sum(metrics, "packets_total", &[]), 7.0);
        assert_eq!(sum(metrics, "packets_total", &[("listener", "auth")]), 3.0);
        assert_eq!(sum(metrics, "packets_total", &[("code", "9")]), 0.0);
    }
}
