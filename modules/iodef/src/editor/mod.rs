//! The editor: commands as the smallest replacements of text, with undo and redo.
//!
//! A command changes only the octets that it is about: comments, quoting, line ends, prefixes and
//! layout elsewhere stay as they are, and what it writes looks like what stands around it.
//!
//! ```
//! use iodef::document::{Document, Limits};
//! use iodef::editor::{Command, Editor};
//! use iodef::structure::Schema;
//!
//! let document = Document::parse(b"<a>\n  <b c='1'/>\n</a>", &Limits::default())?;
//! let mut editor = Editor::new(document, Schema::Common);
//! let command = Command::SetText { path: "0".parse()?, text: "x < y".to_owned() };
//! editor.apply(&command, &mut |_, _, _| {})?;
//! assert_eq!(editor.document().text(), "<a>\n  <b c='1'>x &lt; y</b>\n</a>");
//! editor.undo(&mut |_, _, _| {});
//! assert_eq!(editor.document().text(), "<a>\n  <b c='1'/>\n</a>");
//! # Ok::<(), iodef::Error>(())
//! ```

mod command;
mod escape;
mod fault;
mod identifier;
mod layout;
mod template;
mod translate;

use std::collections::VecDeque;

pub use command::{Command, Path, Splice};
pub use fault::EditFault;
pub use identifier::identifier;

use crate::document::{Change, Document};
use crate::error::Error;
use crate::structure::Schema;

/// Steps that can be undone.
pub const MAX_STEPS: usize = 1_000;
/// Octets of text that the history holds; older steps are forgotten beyond.
pub const MAX_HISTORY_BYTES: usize = 32 << 20;
/// Groups of commands in groups.
pub const MAX_NESTING: usize = 16;

/// Is told of every replacement: the document after it, the replacement, and what it did to the
/// nodes. A command that fails half-way is told as what it did and how that was taken back.
pub type Observer<'o> = dyn FnMut(&Document, &Splice, &Change) + 'o;

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// The replacements, in order; none if everything was as asked already.
    pub splices: Vec<Splice>,
    /// A new element, or where an element is now.
    pub created: Option<Path>,
}

/// What one command did, or several about the same.
#[derive(Debug, Clone)]
struct Step {
    splices: Vec<Splice>,
    subject: Option<String>,
}

impl Step {
    fn octets(&self) -> usize {
        self.splices.iter().fold(0, |sum, splice| {
            sum.saturating_add(splice.old.len()).saturating_add(splice.new.len())
        })
    }
}

/// A document with its history.
#[derive(Debug, Clone)]
pub struct Editor {
    document: Document,
    /// Where new elements may stand.
    schema: Schema,
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    /// Octets that the history holds.
    held: usize,
}

impl Editor {
    /// An editor that inserts elements by this schema.
    #[must_use]
    pub fn new(document: Document, schema: Schema) -> Self {
        Self { document, schema, undo: VecDeque::new(), redo: Vec::new(), held: 0 }
    }

    /// The document as it is now.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The document, without its history.
    #[must_use]
    pub fn into_document(self) -> Document {
        self.document
    }

    /// Inserts by another schema from now on.
    pub fn set_schema(&mut self, schema: Schema) {
        self.schema = schema;
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Does what a command says.
    ///
    /// # Errors
    /// What cannot be done, or would not be well-formed; the document is as it was.
    pub fn apply(
        &mut self,
        command: &Command,
        observer: &mut Observer<'_>,
    ) -> Result<Applied, Error> {
        let mut applied = Applied::default();
        if let Err(error) = self.run(command, 0, &mut applied, observer) {
            for splice in applied.splices.iter().rev() {
                self.splice(&splice.inverse(), observer)?;
            }
            return Err(error);
        }
        self.remember(&applied.splices, command.subject());
        Ok(applied)
    }

    /// Takes the last step back, and says what that replaced; nothing if there is no step.
    pub fn undo(&mut self, observer: &mut Observer<'_>) -> Option<Vec<Splice>> {
        let step = self.undo.pop_back()?;
        let splices: Vec<Splice> = step.splices.iter().rev().map(Splice::inverse).collect();
        self.replay(&splices, observer);
        self.redo.push(step);
        Some(splices)
    }

    /// Does again what was undone last.
    pub fn redo(&mut self, observer: &mut Observer<'_>) -> Option<Vec<Splice>> {
        let step = self.redo.pop()?;
        let splices = step.splices.clone();
        self.replay(&splices, observer);
        self.undo.push_back(step);
        Some(splices)
    }

    /// The next command begins a step of its own, whatever it is about.
    pub fn end_step(&mut self) {
        if let Some(step) = self.undo.back_mut() {
            step.subject = None;
        }
    }

    /// Replacements between states that the document was in: they succeed as they did before.
    fn replay(&mut self, splices: &[Splice], observer: &mut Observer<'_>) {
        for splice in splices {
            let replayed = self.splice(splice, observer);
            debug_assert!(replayed.is_ok(), "a state of the history cannot be read again");
        }
    }

    fn run(
        &mut self,
        command: &Command,
        depth: usize,
        applied: &mut Applied,
        observer: &mut Observer<'_>,
    ) -> Result<(), Error> {
        if let Command::Group { commands } = command {
            if depth >= MAX_NESTING {
                return Err(EditFault::Nesting { limit: MAX_NESTING }.into());
            }
            for command in commands {
                self.run(command, depth.saturating_add(1), applied, observer)?;
            }
            return Ok(());
        }
        let planned = translate::plan(&self.document, self.schema, command)?;
        for splice in planned.splices {
            if splice.old != splice.new {
                self.splice(&splice, observer)?;
                applied.splices.push(splice);
            }
        }
        if planned.created.is_some() {
            applied.created = planned.created;
        }
        Ok(())
    }

    fn splice(&mut self, splice: &Splice, observer: &mut Observer<'_>) -> Result<(), Error> {
        let change = self.document.splice(splice.range.clone(), &splice.new)?;
        observer(&self.document, splice, &change);
        Ok(())
    }

    fn remember(&mut self, splices: &[Splice], subject: Option<String>) {
        if splices.is_empty() {
            return;
        }
        self.redo.clear();
        match self.undo.back_mut().filter(|last| subject.is_some() && last.subject == subject) {
            Some(last) => {
                for splice in splices {
                    let extended = last.splices.last_mut().is_some_and(|last| last.extend(splice));
                    if !extended {
                        last.splices.push(splice.clone());
                    }
                }
            }
            None => self.undo.push_back(Step { splices: splices.to_vec(), subject }),
        }
        self.held = self.undo.iter().fold(0, |sum, step| sum.saturating_add(step.octets()));
        while self.undo.len() > MAX_STEPS || self.held > MAX_HISTORY_BYTES && self.undo.len() > 1 {
            let forgotten = self.undo.pop_front().map_or(0, |step| step.octets());
            self.held = self.held.saturating_sub(forgotten);
        }
    }
}
