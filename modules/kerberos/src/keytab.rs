//! Keytabs: the long-term keys of a service.

mod format;
mod lookup;

use std::collections::BTreeMap;

use crate::crypto::{Key, registered_name};
use crate::error::Misconfigured;
use crate::principal::Principal;

pub use format::{MAX_ENTRIES, MAX_KEYTAB_LEN};

/// The keys of a keytab file, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keytab {
    entries: Vec<Entry>,
    unsupported: Vec<UnsupportedEntry>,
}

/// A key of a principal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whose key it is.
    pub principal: Principal,
    /// Key version number; 0 matches any.
    pub kvno: u32,
    /// When the entry was written, in seconds since the Unix epoch.
    pub timestamp: u32,
    /// The key.
    pub key: Key,
}

/// An entry whose encryption type this core does not implement. Its key is not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsupportedEntry {
    /// Whose key it is.
    pub principal: Principal,
    /// Key version number; 0 matches any.
    pub kvno: u32,
    /// Number of the encryption type; [`registered_name`] has its name.
    pub enctype: i32,
}

impl Keytab {
    /// A keytab of these entries.
    #[must_use]
    pub fn new(entries: Vec<Entry>) -> Self {
        Self { entries, unsupported: Vec::new() }
    }

    /// The usable entries.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries with encryption types that this core does not implement.
    #[must_use]
    pub fn unsupported(&self) -> &[UnsupportedEntry] {
        &self.unsupported
    }

    /// Checks that there is a usable entry.
    ///
    /// # Errors
    /// [`Misconfigured::NoUsableKey`] with the names of the encryption types that were found.
    pub fn require_usable(&self) -> Result<(), Misconfigured> {
        if self.entries.is_empty() {
            return Err(Misconfigured::NoUsableKey { found: self.unsupported_names() });
        }
        Ok(())
    }

    /// Each unsupported encryption type with its number of entries, such as
    /// `1 entry of rc4-hmac (23)`; `no entry` if there is none.
    fn unsupported_names(&self) -> String {
        let mut counts = BTreeMap::<i32, usize>::new();
        for entry in &self.unsupported {
            let count = counts.entry(entry.enctype).or_default();
            *count = count.saturating_add(1);
        }
        if counts.is_empty() {
            return "no entry".to_owned();
        }
        let names = counts.into_iter().take(MAX_LISTED_TYPES).map(|(enctype, count)| {
            let entries = if count == 1 { "entry" } else { "entries" };
            format!("{count} {entries} of {} ({enctype})", registered_name(enctype))
        });
        names.collect::<Vec<_>>().join(", ")
    }
}

/// Most encryption types that an error lists.
const MAX_LISTED_TYPES: usize = 8;
