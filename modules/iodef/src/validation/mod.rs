//! Validation: structure and rules together, in one pass over the document.

mod dispatch;
mod engine;
mod incremental;
mod report;

use std::sync::Arc;
use std::time::Duration;

use crate::document::Document;
use crate::profile::Profile;
use crate::registry::Registry;

pub use incremental::Validation;
pub use report::{Located, Report};

/// Diagnostics in a report, unless asked for more or fewer.
pub const MAX_DIAGNOSTICS: usize = 1_000;

/// What a document is checked with.
#[derive(Debug, Clone)]
pub struct Options {
    /// Who has to accept the document.
    pub profile: Profile,
    /// Values that were registered after the schemas were written.
    pub registry: Arc<Registry>,
    /// The time, since the Unix epoch; without it, nothing is found to be past.
    pub now: Option<Duration>,
    /// Whether the document came from another team and is handed on (RFC 3067 section 6.11).
    pub received: bool,
    /// Diagnostics in a report; those beyond it are only counted.
    pub max_diagnostics: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            registry: Arc::default(),
            now: None,
            received: false,
            max_diagnostics: MAX_DIAGNOSTICS,
        }
    }
}

/// Checks a whole document.
pub fn validate(document: &Document, options: &Options) -> Report {
    let found = engine::run(document, options);
    Report::new(document, options, found.counts, found.iter())
}
