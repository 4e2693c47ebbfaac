//! The document of a session: as it could last be parsed, and as its source is now.

use std::cell::OnceCell;
use std::ops::Range;

use iodef::Error;
use iodef::document::{Document, Limits, NodeId};
use iodef::restriction::{Levels, Mapping};
use iodef::validation::{Options, Validation};
use serde::Serialize;

use crate::editing::{Command, Shift, Splice, shift_of, splice_of};
use crate::fault::Fault;
use crate::form::schema_of;
use crate::path::path_of;
use crate::utf16::Offsets;

/// Steps that can be undone.
const MAX_HISTORY: usize = 1_000;

/// A parsed document with what is known about it.
pub struct Held {
    /// The document.
    pub document: Document,
    /// Offsets in its text.
    pub offsets: Offsets,
    /// What is wrong with it.
    pub validation: Validation,
    levels: OnceCell<Levels>,
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// What one command did.
struct Step {
    splices: Vec<Splice>,
    /// Steps with the same key in a row are one for a person.
    key: Option<String>,
}

/// A replacement for the source view, in UTF-16 units.
#[derive(Debug, Serialize)]
pub struct TextEdit {
    /// Where it begins in the text before.
    pub from: usize,
    /// Where it ends in the text before.
    pub to: usize,
    /// What stands there now.
    pub insert: String,
}

/// What a change did.
#[derive(Debug, Default)]
pub struct Done {
    /// The element whose content changed.
    pub changed: String,
    /// A new element.
    pub created: Option<String>,
    /// How paths moved.
    pub shifts: Vec<Shift>,
    /// How the text changed.
    pub edits: Vec<TextEdit>,
}

impl Held {
    /// Reads a document and checks it.
    pub fn new(document: Document, options: Options) -> Self {
        Self {
            offsets: Offsets::new(document.text()),
            validation: Validation::new(&document, options),
            levels: OnceCell::new(),
            undo: Vec::new(),
            redo: Vec::new(),
            document,
        }
    }

    /// The restriction of every element.
    pub fn levels(&self) -> &Levels {
        self.levels.get_or_init(|| Levels::new(&self.document, &Mapping::default()))
    }

    /// Whether there is something to undo, and to redo.
    pub fn history(&self) -> (bool, bool) {
        (!self.undo.is_empty(), !self.redo.is_empty())
    }

    /// Does what a command says; on a fault nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<Done, Fault> {
        let mut done = Done::default();
        let mut splices = Vec::new();
        if let Err(fault) = self.run(command, &mut splices, &mut done) {
            for splice in splices.iter().rev() {
                self.splice(&splice.inverse(), &mut Done::default()).ok();
            }
            return Err(fault);
        }
        self.remember(splices, key(command));
        Ok(done)
    }

    /// Replaces part of the text by octets.
    pub fn replace(&mut self, range: Range<usize>, text: &str) -> Result<Done, Fault> {
        let mut done = Done::default();
        let splice = Splice { old: self.document.slice(range.clone()).to_owned(), new: text.to_owned(), range };
        self.splice(&splice, &mut done).map_err(|error| Fault::new(&error, ""))?;
        self.remember(vec![splice], Some("source".to_owned()));
        Ok(done)
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Option<Done> {
        let step = self.undo.pop()?;
        let mut done = Done::default();
        for splice in step.splices.iter().rev() {
            self.splice(&splice.inverse(), &mut done).ok()?;
        }
        self.redo.push(step);
        Some(done)
    }

    /// Does again what was undone.
    pub fn redo(&mut self) -> Option<Done> {
        let step = self.redo.pop()?;
        let mut done = Done::default();
        for splice in &step.splices {
            self.splice(splice, &mut done).ok()?;
        }
        self.undo.push(step);
        Some(done)
    }

    fn run(&mut self, command: &Command, splices: &mut Vec<Splice>, done: &mut Done) -> Result<(), Fault> {
        match command {
            Command::Group { commands } => {
                for command in commands {
                    self.run(command, splices, done)?;
                }
                Ok(())
            }
            Command::ReplaceText { from, to, text } => {
                let range = self.octets(*from, *to);
                self.record(range, text.clone(), splices, done)
            }
            simple => {
                let schema = schema_of(&self.document, self.validation.options().profile);
                let (range, text, created) = splice_of(&self.document, schema, simple)?;
                if self.document.slice(range.clone()) != text {
                    self.record(range, text, splices, done)?;
                }
                if created.is_some() {
                    done.created = created;
                }
                Ok(())
            }
        }
    }

    /// Octets of a range in UTF-16 units.
    pub fn octets(&self, from: usize, to: usize) -> Range<usize> {
        let text = self.document.text();
        self.offsets.octet(text, from)..self.offsets.octet(text, to.max(from))
    }

    fn record(&mut self, range: Range<usize>, new: String, splices: &mut Vec<Splice>, done: &mut Done) -> Result<(), Fault> {
        let splice = Splice { old: self.document.slice(range.clone()).to_owned(), new, range };
        self.splice(&splice, done).map_err(|error| Fault::new(&error, ""))?;
        splices.push(splice);
        Ok(())
    }

    fn splice(&mut self, splice: &Splice, done: &mut Done) -> Result<(), Error> {
        let text = self.document.text();
        let edit = TextEdit {
            from: self.offsets.units(text, splice.range.start),
            to: self.offsets.units(text, splice.range.end),
            insert: splice.new.clone(),
        };
        let before = self.children_around(splice.range.start);
        let change = self.document.splice(splice.range.clone(), &splice.new)?;
        if !self.offsets.survives(&splice.new) {
            self.offsets = Offsets::new(self.document.text());
        }
        self.validation.apply(&self.document, &change);
        self.levels = OnceCell::new();
        done.changed = path_of(&self.document, change.reparsed);
        let before = before.into_iter().find(|(node, ..)| *node == change.reparsed);
        if let Some((_, count, at)) = before {
            done.shifts.extend(shift_of(&self.document, &change, (count, at)));
        }
        done.edits.push(edit);
        Ok(())
    }

    /// The elements around an offset, with how many children they have and how many end before it.
    fn children_around(&self, offset: usize) -> Vec<(NodeId, usize, usize)> {
        let document = &self.document;
        document
            .ancestors(document.node_at_offset(offset))
            .filter(|node| document.is_element(*node))
            .map(|node| {
                let before = document.elements(node).take_while(|each| document.span(*each).end <= offset).count();
                (node, document.elements(node).count(), before)
            })
            .collect()
    }

    fn remember(&mut self, splices: Vec<Splice>, key: Option<String>) {
        if splices.is_empty() {
            return;
        }
        self.redo.clear();
        if let Some(last) = self.undo.last_mut().filter(|last| key.is_some() && last.key == key) {
            last.splices.extend(splices);
            return;
        }
        self.undo.push(Step { splices, key });
        if self.undo.len() > MAX_HISTORY {
            self.undo.remove(0);
        }
    }
}

/// What a run of keystrokes is about.
fn key(command: &Command) -> Option<String> {
    match command {
        Command::SetText { path, .. } => Some(format!("{path} text")),
        Command::SetAttribute { path, name, .. } => Some(format!("{path} {name}")),
        Command::ReplaceText { .. } => Some("source".to_owned()),
        Command::Group { commands } => match commands.as_slice() {
            [only] => key(only),
            _ => None,
        },
        _ => None,
    }
}

/// Reads text, for limits that suit a browser.
pub fn parse(text: &str) -> Result<Document, Error> {
    Document::from_text(text.to_owned(), &Limits::default())
}
