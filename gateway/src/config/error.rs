//! What is wrong with a configuration.

use std::fmt;
use std::path::PathBuf;

/// An element of the configuration that cannot work: the operator's fault. It never holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    /// The element, such as `servers[1].secret`; empty for the whole document.
    pub path: String,
    /// What is wrong with it.
    pub problem: ConfigProblem,
}

/// What is wrong with an element.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigProblem {
    /// It is no TOML, or not of the type that it must be.
    #[error("line {line}: {message}")]
    Document {
        /// Where, counted from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A number out of its bounds.
    #[error("it is {found}, it must be from {least} to {most}")]
    Range {
        /// What it is.
        found: u64,
        /// The least that it may be.
        least: u64,
        /// The most that it may be.
        most: u64,
    },
    /// More or fewer elements than there may be.
    #[error("{found} elements, there must be from {least} to {most}")]
    Count {
        /// How many there are.
        found: usize,
        /// How many there must be.
        least: usize,
        /// How many there may be.
        most: usize,
    },
    /// A name that cannot be one.
    #[error("{0:?} is no name: 1 to 64 ASCII letters, digits, `_`, `-` and `.`")]
    Name(String),
    /// A name or a value that another element has.
    #[error("{0:?} is there twice")]
    Twice(String),
    /// A name that nothing has.
    #[error("there is no {kind} named {name:?}")]
    Unknown {
        /// What it would be the name of.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A value that makes no sense, or not together with others.
    #[error("{0}")]
    Value(&'static str),
    /// A file that cannot be read.
    #[error("file {} cannot be read: {error}", .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// What the system says.
        error: String,
    },
    /// A file of more octets than it may have.
    #[error("file {} has more than {limit} octets", .file.display())]
    FileTooLarge {
        /// Which file.
        file: PathBuf,
        /// How many it may have.
        limit: u64,
    },
    /// An environment variable that is not there.
    #[error("environment variable {0:?} is not set")]
    NoVariable(String),
    /// Certificates or keys that cannot be used.
    #[error("{file}: {error}", file = .file.display())]
    Tls {
        /// Which file.
        file: PathBuf,
        /// What TLS says.
        error: String,
    },
    /// What the core or a library says of a value.
    #[error("{0}")]
    Refused(String),
}

/// An element that works, but perhaps not as it is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The element.
    pub path: String,
    /// What to think about.
    pub text: String,
}

impl ConfigError {
    /// A problem of an element.
    pub(super) fn new(path: impl Into<String>, problem: ConfigProblem) -> Self {
        Self { path: path.into(), problem }
    }

    /// A value that makes no sense.
    pub(super) fn value(path: impl Into<String>, text: &'static str) -> Self {
        Self::new(path, ConfigProblem::Value(text))
    }

    /// What another part says of a value.
    pub(crate) fn refused(path: impl Into<String>, text: impl fmt::Display) -> Self {
        Self::new(path, ConfigProblem::Refused(text.to_string()))
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        self.problem.fmt(f)
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.text)
    }
}

/// Checks a number.
pub(super) fn range(
    path: impl FnOnce() -> String,
    found: u64,
    least: u64,
    most: u64,
) -> Result<(), ConfigError> {
    match (least..=most).contains(&found) {
        true => Ok(()),
        false => Err(ConfigError::new(path(), ConfigProblem::Range { found, least, most })),
    }
}

/// Checks how many elements there are.
pub(super) fn count(
    path: &str,
    found: usize,
    least: usize,
    most: usize,
) -> Result<(), ConfigError> {
    match (least..=most).contains(&found) {
        true => Ok(()),
        false => Err(ConfigError::new(path, ConfigProblem::Count { found, least, most })),
    }
}

/// The longest name in octets.
const MAX_NAME_OCTETS: usize = 64;

/// Checks that names can be names, and that each is there once. `paths` is that of the list.
pub(super) fn names<'a>(
    path: &str,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), ConfigError> {
    let mut seen = std::collections::HashSet::new();
    for (number, name) in names.enumerate() {
        let problem = match is_name(name) {
            false => ConfigProblem::Name(name.to_owned()),
            true if !seen.insert(name) => ConfigProblem::Twice(name.to_owned()),
            true => continue,
        };
        return Err(ConfigError::new(format!("{path}[{number}].name"), problem));
    }
    Ok(())
}

/// Whether a text can be a name.
pub(super) fn is_name(name: &str) -> bool {
    let is_allowed = |octet: u8| octet.is_ascii_alphanumeric() || b"_-.".contains(&octet);
    (1..=MAX_NAME_OCTETS).contains(&name.len()) && name.bytes().all(is_allowed)
}
