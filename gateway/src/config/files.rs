//! What a configuration refers to outside of itself: files and the environment.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use zeroize::Zeroizing;

use super::error::{ConfigError, ConfigProblem};

/// Where a configuration is read.
pub struct Surroundings<'a> {
    /// The directory that its paths are relative to.
    pub directory: PathBuf,
    /// The environment.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// The time since the Unix epoch.
    pub now: Duration,
}

impl Surroundings<'_> {
    /// The path of a file that the configuration names.
    #[must_use]
    pub fn path(&self, file: &Path) -> PathBuf {
        self.directory.join(file)
    }

    /// The octets of a file that the element at `path` names. They are wiped when dropped.
    pub(super) fn read(
        &self,
        path: &str,
        file: &Path,
        limit: u64,
    ) -> Result<Zeroizing<Vec<u8>>, ConfigError> {
        let file = self.path(file);
        let unreadable = |error: std::io::Error| {
            let problem =
                ConfigProblem::Unreadable { file: file.clone(), error: error.to_string() };
            ConfigError::new(path, problem)
        };
        let opened = File::open(&file).map_err(unreadable)?;
        let length = opened.metadata().map_err(unreadable)?.len();
        // A buffer that grows would leave copies behind; one octet more shows what is too large.
        let room = length.min(limit).saturating_add(1);
        let mut octets = Zeroizing::new(Vec::with_capacity(usize::try_from(room).unwrap_or(0)));
        opened.take(limit.saturating_add(1)).read_to_end(&mut octets).map_err(unreadable)?;
        if u64::try_from(octets.len()).unwrap_or(u64::MAX) > limit {
            let problem = ConfigProblem::FileTooLarge { file: file.clone(), limit };
            return Err(ConfigError::new(path, problem));
        }
        Ok(octets)
    }
}
