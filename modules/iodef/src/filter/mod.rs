//! What `iodef_filter.wasm` decides with: whether a report on its way to a CSIRT may go on.
//!
//! Headers go in and a [`Decision`] comes out, then the body goes in and a [`Verdict`] comes out.
//! `modules/iodef-filter` is the shell around it.

mod answer;
mod body;
mod config;
mod head;
mod verdict;

pub use answer::MAX_ANSWER_BYTES;
pub use config::{
    Config, ConfigConflict, MAX_BYTES, MAX_BYTES_DEFAULT, MAX_CERTIFICATES, MAX_LISTED, MIN_BYTES,
    OnInvalid, Policy, RouteSettings,
};
pub use head::{Charset, Content, Decision, Format, Head};
pub use verdict::{Refusal, Verdict};

use std::sync::Arc;

use crate::registry::Registry;
use crate::text::Messages;

/// The filter of one plugin.
#[derive(Debug)]
pub struct Filter {
    config: Config,
    registry: Arc<Registry>,
    messages: Messages,
}

impl Filter {
    /// Makes it of a configuration.
    ///
    /// # Errors
    /// What cannot work, and where.
    pub fn new(mut config: Config) -> Result<Self, ConfigConflict> {
        if config.require_signature && config.trusted_certificates.contacts.is_empty() {
            let message = "needed with require_signature".to_owned();
            return Err(ConfigConflict { path: "trusted_certificates", message });
        }
        let additions = core::mem::take(&mut config.registry);
        let registry = Registry::default()
            .with(additions)
            .map_err(|problem| ConfigConflict { path: "registry", message: problem.to_string() })?;
        let messages = Messages::new(&config.language);
        Ok(Self { config, registry: Arc::new(registry), messages })
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }
}
