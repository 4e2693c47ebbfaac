//! A real FreeRADIUS in a directory of its own: as home server, as proxy, and as the one that
//! buffers accounting in a file.

mod config;
mod detail;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::{Process, Result, free_port, scratch};

pub use config::{FreeRadiusConfig, NextHop};
pub use detail::DetailRecord;

/// How long it may take to start, on a busy machine.
const START_LIMIT: Duration = Duration::from_secs(60);

/// How often its files are looked at.
const POLL: Duration = Duration::from_millis(50);

/// The ports of a FreeRADIUS.
#[derive(Debug, Clone, Copy)]
struct Ports {
    authentication: u16,
    accounting: u16,
    tls: u16,
}

/// A running FreeRADIUS.
#[derive(Debug)]
pub struct FreeRadius {
    process: Process,
    ports: Ports,
    directory: TempDir,
}

impl FreeRadius {
    /// Starts it on free loopback ports and waits until it serves.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) with the end of its log when it does not come up.
    pub fn start(config: &FreeRadiusConfig) -> Result<Self> {
        let directory = scratch("freeradius")?;
        let path = directory.path();
        let ports =
            Ports { authentication: free_port()?, accounting: free_port()?, tls: free_port()? };
        std::fs::write(path.join("dictionary"), "")?;
        std::fs::write(path.join("users"), config.users())?;
        std::fs::write(path.join("radiusd.conf"), config.text(path, ports)?)?;
        let mut command = Command::new("freeradius");
        command.args(["-f", "-l", "stdout", "-n", "radiusd", "-d"]).arg(path);
        let process = Process::start(command, &path.join("freeradius.log"))?;
        let mut server = Self { process, ports, directory };
        let log = server.directory.path().join("freeradius.log");
        server.process.wait_until(START_LIMIT, || {
            std::fs::read_to_string(&log).is_ok_and(|log| log.contains("Ready to process requests"))
        })?;
        Ok(server)
    }

    /// The ports for authentication and accounting on UDP.
    #[must_use]
    pub fn ports(&self) -> (u16, u16) {
        (self.ports.authentication, self.ports.accounting)
    }

    /// The port of RADIUS/TLS, if it was configured.
    #[must_use]
    pub fn tls_port(&self) -> u16 {
        self.ports.tls
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

    /// The accounting records that it has written so far.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) when the file cannot be read.
    pub fn accounting(&self) -> Result<Vec<DetailRecord>> {
        detail::read(&self.directory.path().join(config::DETAIL))
    }

    /// Waits until it has written so many accounting records, and returns all.
    ///
    /// # Errors
    ///
    /// A [`Failure`](crate::Failure) when it has not after `limit`.
    pub fn wait_for_accounting(&self, count: usize, limit: Duration) -> Result<Vec<DetailRecord>> {
        let deadline = Instant::now() + limit;
        loop {
            let records = self.accounting()?;
            if records.len() >= count {
                return Ok(records);
            }
            if Instant::now() > deadline {
                let problem = format!("has {} accounting records, not {count}", records.len());
                return Err(self.process.failure(&problem));
            }
            std::thread::sleep(POLL);
        }
    }

    /// Where its files are.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.directory.path()
    }
}
