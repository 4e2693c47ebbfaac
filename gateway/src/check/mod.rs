//! `edgewarden-gateway check`: whether a configuration can work, and what it would do.
//!
//! It opens no socket and sends nothing. What cannot work is an error; what works, but perhaps not as
//! it is meant, is a warning in the report.

mod module;
mod pools;
mod text;

use std::fmt;
use std::path::Path;
use std::time::Duration;

use crate::config::{ConfigError, RequestKind, Resolved, Transport, Warning};

use module::Module;

/// What a configuration would do. Its `Display` is the report.
#[derive(Debug)]
pub struct Report {
    resolved: Resolved,
    module: Module,
    warnings: Vec<Warning>,
}

/// Checks a configuration with everything that it refers to, and the module's with it.
///
/// # Errors
/// The first element that cannot work.
pub fn check(file: &Path, now: Duration) -> Result<Report, ConfigError> {
    Report::new(Resolved::load(file, now)?)
}

impl Report {
    /// Checks the configuration of the module against that of the gateway.
    ///
    /// # Errors
    /// The first element that cannot work.
    pub fn new(resolved: Resolved) -> Result<Self, ConfigError> {
        let module = Module::read(&resolved)?;
        let mut warnings = resolved.warnings.clone();
        warnings.extend(of_clients(&resolved));
        warnings.extend(module.warnings(&resolved));
        Ok(Self { resolved, module, warnings })
    }

    /// What works, but perhaps not as it is meant.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::process(f, &self.resolved)?;
        text::listeners(f, &self.resolved)?;
        self.module.write(f, &self.resolved)?;
        text::accounting(f, &self.resolved)?;
        text::changes(f, &self.resolved)?;
        match self.warnings.as_slice() {
            [] => writeln!(f, "\nno warnings"),
            warnings => {
                writeln!(f, "\nwarnings")?;
                warnings.iter().try_for_each(|warning| writeln!(f, "  {warning}"))
            }
        }
    }
}

/// Listeners and clients that have nothing to do with each other.
fn of_clients(resolved: &Resolved) -> Vec<Warning> {
    let clients = resolved.clients.all();
    let mut warnings = Vec::new();
    let mut warn =
        |path: String, text: &str| warnings.push(Warning { path, text: text.to_owned() });
    for (number, listener) in resolved.listeners.iter().enumerate() {
        let is_tls = listener.transport == Transport::Tls;
        let path = || format!("listeners[{number}]");
        match clients.iter().any(|client| client.is_certified == is_tls) {
            true => {}
            false if is_tls => warn(path(), "no client has `certificate`: nobody is let in"),
            false => warn(path(), "every client has `certificate`: nobody is heard"),
        }
        let has_changes = listener.accepts.has(RequestKind::Coa);
        let is_only_for_changes = has_changes
            && !listener.accepts.has(RequestKind::Access)
            && !listener.accepts.has(RequestKind::Accounting);
        if is_only_for_changes && !clients.iter().any(|client| client.coa) {
            warn(path(), "no client has `coa = true`: every request gets a NAK");
        }
    }
    let has_tls =
        |is_tls| resolved.listeners.iter().any(|it| (it.transport == Transport::Tls) == is_tls);
    for (number, client) in clients.iter().enumerate() {
        if !has_tls(client.is_certified) {
            let text = match client.is_certified {
                true => "there is no TLS listener for it",
                false => "there is no UDP or TCP listener for it",
            };
            warn(format!("clients[{number}]"), text);
        }
        if client.coa && resolved.coa.configs().is_empty() {
            warn(format!("clients[{number}].coa"), "there is no way back: [[coa]] is empty");
        }
    }
    warnings
}
