//! What was done, told in places of the original document.

use serde::Serialize;

use super::super::level::Level;

/// Most places that a report lists; the counts go on.
pub const MAX_LISTED: usize = 500;

/// The document for the audience, and what became of the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Redacted {
    /// The document, in UTF-8.
    pub text: String,
    /// For whoever redacts, not for the audience: it names places that are gone.
    pub report: Report,
}

/// What redaction did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Elements that are gone, without those inside them; at most 500.
    pub removed: Vec<Removed>,
    /// How many there are.
    pub removed_count: usize,
    /// Elements and attributes that say `withheld` now; at most 500.
    pub generalised: Vec<Generalised>,
    /// How many there are.
    pub generalised_count: usize,
    /// What nobody sees.
    pub hidden: Hidden,
    /// Characters that nobody sees and that stay: in evidence, in foreign elements, and where the
    /// script needs them.
    pub invisible_left: usize,
}

/// An element that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Removed {
    /// Its place in the original document.
    pub xpath: String,
    /// Why.
    pub reason: Reason,
    /// The level that it had.
    pub level: Level,
}

/// An element or attribute that says `withheld`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Generalised {
    /// The place, in the original document, of the element that it is in.
    pub xpath: String,
    /// The name of the member or attribute.
    pub name: &'static str,
}

/// What carried nothing that a reader sees, and is gone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Hidden {
    /// Comments in what stays.
    pub comments: usize,
    /// Processing instructions in what stays.
    pub processing_instructions: usize,
    /// Namespace declarations in what stays that nothing uses.
    pub namespaces: usize,
    /// Attributes that IODEF does not define.
    pub foreign_attributes: usize,
    /// Characters that nobody sees and that do nothing where they stand, such as zero-width spaces
    /// between Latin letters.
    pub invisible: usize,
}

/// Why an element is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is above the level.
    AboveLevel,
    /// It is an extension that stays inside.
    Internal,
    /// It is a signature over what is no longer there as it was.
    Signature,
    /// It refers to what is gone.
    Dangling,
    /// Something that it needs is gone, and nothing true can stand for it.
    Incomplete,
}

impl Report {
    pub(super) fn removed(&mut self, removed: impl FnOnce() -> Removed) {
        self.removed_count = self.removed_count.saturating_add(1);
        if self.removed.len() < MAX_LISTED {
            self.removed.push(removed());
        }
    }

    pub(super) fn invisible(&mut self, removed: usize, left: usize) {
        self.hidden.invisible = self.hidden.invisible.saturating_add(removed);
        self.invisible_left = self.invisible_left.saturating_add(left);
    }

    pub(super) fn generalised(&mut self, name: &'static str, xpath: impl FnOnce() -> String) {
        self.generalised_count = self.generalised_count.saturating_add(1);
        if self.generalised.len() < MAX_LISTED {
            self.generalised.push(Generalised { xpath: xpath(), name });
        }
    }
}
