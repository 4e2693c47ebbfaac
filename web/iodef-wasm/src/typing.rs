//! What was typed into source that cannot be parsed, to be taken back and done again.

use std::collections::VecDeque;
use std::ops::Range;

use crate::held::TextEdit;
use crate::utf16::Offsets;

/// Beyond these the oldest steps are given up: then one undo goes back to what could be parsed.
const MAX_STEPS: usize = 1_000;
const MAX_OCTETS: usize = 8 * 1024 * 1024;

/// One replacement of a text, in octets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Splice {
    at: usize,
    old: String,
    new: String,
}

impl Splice {
    pub(crate) fn of(text: &str, range: Range<usize>, new: &str) -> Self {
        let old = text.get(range.clone()).unwrap_or_default().to_owned();
        Self { at: range.start, old, new: new.to_owned() }
    }

    /// Does it, and tells the view.
    pub(crate) fn apply(&self, text: &mut String) -> TextEdit {
        let from = Offsets::new(text).units(text, self.at);
        let to = from.saturating_add(self.old.encode_utf16().count());
        text.replace_range(self.at..self.at.saturating_add(self.old.len()), &self.new);
        TextEdit { from, to, insert: self.new.clone() }
    }

    fn inverse(&self) -> Self {
        Self { at: self.at, old: self.new.clone(), new: self.old.clone() }
    }

    fn octets(&self) -> usize {
        self.old.len().saturating_add(self.new.len())
    }

    /// Letters of one line that follow each other are one step.
    fn continues(&self, before: &Self) -> bool {
        let inserts = self.old.is_empty() && before.old.is_empty();
        let follows = self.at == before.at.saturating_add(before.new.len());
        inserts && follows && !self.new.contains(['\n', '\r'])
    }
}

/// The steps since the text could last be parsed.
#[derive(Debug, Default)]
pub(crate) struct Typing {
    done: VecDeque<Splice>,
    undone: Vec<Splice>,
    /// Steps of the document itself that were taken back after them: they come first when redone.
    behind: usize,
}

impl Typing {
    pub(crate) fn typed(&mut self, splice: Splice) {
        self.undone.clear();
        self.behind = 0;
        match self.done.back_mut() {
            Some(last) if splice.continues(last) => last.new.push_str(&splice.new),
            _ => self.done.push_back(splice),
        }
        while self.done.len() > MAX_STEPS || self.octets() > MAX_OCTETS {
            self.done.pop_front();
        }
    }

    /// What takes the last step back.
    pub(crate) fn back(&mut self) -> Option<Splice> {
        let splice = self.done.pop_back()?;
        let inverse = splice.inverse();
        self.undone.push(splice);
        Some(inverse)
    }

    /// What does it again.
    pub(crate) fn again(&mut self) -> Option<Splice> {
        if self.behind > 0 {
            return None;
        }
        let splice = self.undone.pop()?;
        self.done.push_back(splice.clone());
        Some(splice)
    }

    pub(crate) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(crate) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The document before them changed.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// A step of the document itself was taken back.
    pub(crate) fn stepped_back(&mut self) {
        self.behind = self.behind.saturating_add(1);
    }

    /// A step of the document itself was done again.
    pub(crate) fn stepped_on(&mut self) {
        self.behind = self.behind.saturating_sub(1);
    }

    fn octets(&self) -> usize {
        self.done.iter().map(Splice::octets).fold(0, usize::saturating_add)
    }
}
