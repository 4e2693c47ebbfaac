//! The document of a session: as it could last be parsed, and as its source is now.

use std::ops::Range;

use iodef::Error;
use iodef::document::{Change, Document, Limits};
use iodef::editor::{Command, Editor, Splice};
use iodef::profile::Profile;
use iodef::structure::{IODEF_1, Schema};
use iodef::validation::{Options, Validation};
use serde::Serialize;

use crate::fault::Fault;
use crate::form::schema_of;
use crate::path::path_of;
use crate::shift::{self, Shift};
use crate::utf16::Offsets;

/// A parsed document with what is known about it.
pub struct Held {
    editor: Editor,
    /// What follows the edits.
    pub follower: Follower,
}

/// What is known about a document and follows its edits.
pub struct Follower {
    /// Offsets in its text.
    pub offsets: Offsets,
    /// What is wrong with it; nothing before it was checked.
    pub validation: Option<Validation>,
    options: Options,
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
    /// Takes a document that is not checked yet.
    pub fn new(document: Document, options: Options) -> Self {
        let schema = insertion_schema(&document, options.profile);
        let offsets = Offsets::new(document.text());
        let follower = Follower { offsets, validation: None, options };
        Self { editor: Editor::new(document, schema), follower }
    }

    /// Checks it, unless it is already.
    pub fn check(&mut self) {
        let Self { editor, follower } = self;
        if follower.validation.is_none() {
            let validation = Validation::new(editor.document(), follower.options.clone());
            follower.validation = Some(validation);
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        self.editor.document()
    }

    /// Whether it is of version 1 (RFC 5070).
    pub fn is_version1(&self) -> bool {
        self.document().namespace(self.document().root()) == IODEF_1
    }

    /// Whether there is something to undo, and to redo.
    pub fn history(&self) -> (bool, bool) {
        (self.editor.can_undo(), self.editor.can_redo())
    }

    /// Checks the whole document again, with other options.
    pub fn set_options(&mut self, options: Options) {
        self.editor.set_schema(insertion_schema(self.editor.document(), options.profile));
        self.follower.options = options.clone();
        if let Some(validation) = &mut self.follower.validation {
            validation.set_options(self.editor.document(), options);
        }
    }

    /// Does what a command says; on a fault nothing has changed.
    pub fn apply(&mut self, command: &Command) -> Result<Done, Fault> {
        let Self { editor, follower } = self;
        let mut done = Done::default();
        let applied = editor
            .apply(command, &mut |document, splice, change| {
                follower.follow(document, splice, change, &mut done)
            })
            .map_err(|error| Fault::new(&error, ""))?;
        done.created = applied.created.map(|path| path.to_string());
        self.follow_version();
        Ok(done)
    }

    /// Replaces part of the text.
    pub fn replace(&mut self, range: Range<usize>, text: &str) -> Result<Done, Fault> {
        self.apply(&Command::ReplaceText {
            from: range.start,
            to: range.end,
            text: text.to_owned(),
        })
    }

    /// The next command begins a step of its own.
    pub fn end_step(&mut self) {
        self.editor.end_step();
    }

    /// Takes the last change back.
    pub fn undo(&mut self) -> Option<Done> {
        let Self { editor, follower } = self;
        let mut done = Done::default();
        editor.undo(&mut |document, splice, change| {
            follower.follow(document, splice, change, &mut done)
        })?;
        self.follow_version();
        Some(done)
    }

    /// Does again what was undone.
    pub fn redo(&mut self) -> Option<Done> {
        let Self { editor, follower } = self;
        let mut done = Done::default();
        editor.redo(&mut |document, splice, change| {
            follower.follow(document, splice, change, &mut done)
        })?;
        self.follow_version();
        Some(done)
    }

    /// A document that became one of another version takes the elements of that.
    fn follow_version(&mut self) {
        let schema = insertion_schema(self.editor.document(), self.follower.options.profile);
        self.editor.set_schema(schema);
    }

    /// Octets of a range in UTF-16 units.
    pub fn octets(&self, from: usize, to: usize) -> Range<usize> {
        let text = self.document().text();
        self.follower.offsets.octet(text, from)..self.follower.offsets.octet(text, to.max(from))
    }
}

impl Follower {
    fn follow(&mut self, document: &Document, splice: &Splice, change: &Change, done: &mut Done) {
        // The text before the replacement is as it was, and so are its offsets.
        let from = self.offsets.units(document.text(), splice.range.start);
        let length = splice.old.encode_utf16().count();
        done.edits.push(TextEdit {
            from,
            to: from.saturating_add(length),
            insert: splice.new.clone(),
        });
        if !self.offsets.survives(&splice.new) {
            self.offsets = Offsets::new(document.text());
        }
        if let Some(validation) = &mut self.validation {
            validation.apply(document, change);
        }
        done.changed = path_of(document, change.reparsed);
        done.shifts.extend(shift::of(document, splice, change));
    }
}

/// New elements are placed by what the receiver accepts.
fn insertion_schema(document: &Document, profile: Profile) -> Schema {
    match schema_of(document, profile) {
        Schema::Text if profile == Profile::Common => Schema::Common,
        other => other,
    }
}

/// Reads text, for limits that suit a browser.
pub fn parse(text: &str) -> Result<Document, Error> {
    Document::from_text(text.to_owned(), &Limits::default())
}
