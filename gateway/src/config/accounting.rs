//! Accounting, and what this gateway makes of it by itself: `[accounting]`, `[proxy_stop]` and
//! `[flood]`.

use std::path::PathBuf;

use radius::monitor::{AccountingMode, DEFAULT_PROXY_STOP};
use serde::Deserialize;

use super::error::{ConfigError, Warning, range};
use super::files::Surroundings;

/// Values of Acct-Status-Type that mean something else (RFC 2866 section 5.1).
const REGISTERED_STATUS_TYPES: [u32; 12] = [1, 2, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/// When accounting is acknowledged.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AccountingConfig {
    /// Whether the home server or the disk makes it safe.
    pub mode: AccountingMode,
    /// Where records are kept until they are acknowledged.
    pub journal: JournalConfig,
}

/// Where records are kept until they are acknowledged. A Proxy-Stop is kept there in either mode.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JournalConfig {
    /// Its directory, made if it does not exist.
    pub directory: PathBuf,
    /// Most octets on disk, from 1 MiB to 1 TiB.
    pub max_octets: u64,
    /// What happens to records when it is full.
    pub when_full: WhenFull,
}

/// What happens to records when the journal is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenFull {
    /// They are not acknowledged, so that their clients keep them and send them again.
    #[default]
    DoNotAcknowledge,
}

/// Telling home that this proxy has rejected what it accepted (RFC 2607 section 5.1).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProxyStopConfig {
    /// Whether it is told.
    pub enabled: bool,
    /// The Acct-Status-Type.
    pub status_type: u32,
    /// How often it is sent until it is given up, from 1 to 1,000.
    pub attempts: u32,
}

/// Accounting-On and -Off for all realms (RFC 2607 section 5.2).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FloodConfig {
    /// How many of one client go to all realms within a minute, from 1 to 100,000.
    pub rate_per_minute: u32,
}

/// Accounting, as it runs.
#[derive(Debug, Clone)]
pub struct Accounting {
    /// Whether the home server or the disk makes it safe.
    pub mode: AccountingMode,
    /// Where records are kept until they are acknowledged.
    pub journal: JournalSettings,
}

/// The journal, as it runs. When it is full, records are not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalSettings {
    /// Its directory.
    pub directory: PathBuf,
    /// Most octets on disk.
    pub max_octets: u64,
}

impl AccountingConfig {
    pub(super) fn resolve(
        &self,
        surroundings: &Surroundings<'_>,
    ) -> Result<Accounting, ConfigError> {
        let JournalConfig { directory, max_octets, when_full: WhenFull::DoNotAcknowledge } =
            &self.journal;
        range(|| "accounting.journal.max_octets".into(), *max_octets, 1 << 20, 1 << 40)?;
        let directory = surroundings.path(directory);
        if directory.exists() && !directory.is_dir() {
            let text = "there is something else than a directory";
            return Err(ConfigError::value("accounting.journal.directory", text));
        }
        let journal = JournalSettings { directory, max_octets: *max_octets };
        Ok(Accounting { mode: self.mode, journal })
    }
}

impl ProxyStopConfig {
    pub(super) fn check(&self, warnings: &mut Vec<Warning>) -> Result<(), ConfigError> {
        let path = "proxy_stop.status_type";
        if REGISTERED_STATUS_TYPES.contains(&self.status_type) {
            let text = "RFC 2866 has another meaning for it";
            return Err(ConfigError::value(path, text));
        }
        if self.enabled && self.status_type == DEFAULT_PROXY_STOP {
            let text = "some home servers know the number 6 by another name (FreeRADIUS: Cancel)";
            warnings.push(Warning { path: path.to_owned(), text: text.to_owned() });
        }
        range(|| "proxy_stop.attempts".into(), self.attempts.into(), 1, 1_000)
    }
}

impl FloodConfig {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        range(|| "flood.rate_per_minute".into(), self.rate_per_minute.into(), 1, 100_000)
    }
}

impl Default for AccountingConfig {
    fn default() -> Self {
        Self { mode: AccountingMode::Journal, journal: JournalConfig::default() }
    }
}

impl Default for JournalConfig {
    fn default() -> Self {
        Self {
            directory: PathBuf::from("journal"),
            max_octets: 1 << 30,
            when_full: WhenFull::DoNotAcknowledge,
        }
    }
}

impl Default for ProxyStopConfig {
    fn default() -> Self {
        Self { enabled: true, status_type: DEFAULT_PROXY_STOP, attempts: 10 }
    }
}

impl Default for FloodConfig {
    fn default() -> Self {
        Self { rate_per_minute: 60 }
    }
}
