//! Lines and columns.

use std::ops::Range;
use std::sync::OnceLock;

use crate::error::Place;

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// Line, from 1. Lines end with LF, CR LF or CR.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Octets between two marks: what a look-up walks at most, but for the end of a character.
const STEP: usize = 1024;
/// Octets between two marks that an edit may leave before all are set anew.
const WIDEST: usize = 16 * STEP;

/// A remembered position. It stands at the start of a character, and never between CR and LF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Mark {
    offset: u32,
    line: u32,
    column: u32,
}

/// Positions here and there in a text, found when the first is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions(OnceLock<Vec<Mark>>);

impl Positions {
    fn marks(&self, text: &str) -> &[Mark] {
        self.0.get_or_init(|| {
            let mut marks = Vec::with_capacity((text.len() / STEP).saturating_add(1));
            let mut mark = Mark::default();
            while (mark.offset as usize) < text.len() {
                marks.push(mark);
                let next = (mark.offset as usize).saturating_add(STEP);
                mark = mark.walk(text, whole(text, next));
            }
            marks
        })
    }

    pub(super) fn at(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let marks = self.marks(text);
        let after = marks.partition_point(|mark| mark.offset as usize <= offset);
        let mark = after.checked_sub(1).and_then(|index| marks.get(index)).copied();
        mark.unwrap_or_default().walk(text, offset).position()
    }

    /// Follows an edit: `text` is the one after it.
    pub(super) fn follow(&mut self, text: &str, removed: &Range<usize>, inserted: usize) {
        let Some(marks) = self.0.get_mut() else { return };
        // A mark depends on whether CR stands before LF at it, and so on the octets around it.
        let kept = marks.partition_point(|mark| (mark.offset as usize) < removed.start);
        let tail = marks.partition_point(|mark| mark.offset as usize <= removed.end);
        let before = kept.checked_sub(1).and_then(|index| marks.get(index)).copied();
        let before = before.unwrap_or_default();
        let Some(old) = marks.get(tail).copied() else {
            if text.len().saturating_sub(before.offset as usize) > WIDEST {
                self.0 = OnceLock::new();
            } else {
                marks.truncate(kept);
            }
            return;
        };
        let moved = |offset: u32| {
            let moved = (offset as usize).saturating_sub(removed.len()).saturating_add(inserted);
            u32::try_from(moved).unwrap_or(u32::MAX)
        };
        if (moved(old.offset).saturating_sub(before.offset)) as usize > WIDEST {
            self.0 = OnceLock::new();
            return;
        }
        let new = before.walk(text, moved(old.offset) as usize);
        for mark in marks.iter_mut().skip(tail) {
            if mark.line == old.line {
                mark.column = mark.column.saturating_sub(old.column).saturating_add(new.column);
            }
            mark.line = mark.line.saturating_sub(old.line).saturating_add(new.line);
            mark.offset = moved(mark.offset);
        }
        marks.drain(kept..tail);
    }
}

/// The first offset from here that begins a character and is not between CR and LF.
fn whole(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let between = |at: usize| {
        bytes.get(at) == Some(&b'\n')
            && at.checked_sub(1).and_then(|before| bytes.get(before)) == Some(&b'\r')
    };
    let mut at = from.min(text.len());
    while at < text.len() && (!text.is_char_boundary(at) || between(at)) {
        at = at.saturating_add(1);
    }
    at
}

impl Mark {
    /// The position of a later offset.
    fn walk(mut self, text: &str, to: usize) -> Self {
        let bytes = text.as_bytes();
        let from = self.offset as usize;
        let walked = bytes.get(from..to).unwrap_or_default();
        let mut next = bytes.get(from..).unwrap_or_default().iter().skip(1);
        for byte in walked {
            let next = next.next();
            if *byte == b'\n' || *byte == b'\r' && next != Some(&b'\n') {
                self.line = self.line.saturating_add(1);
                self.column = 0;
            } else if byte & 0xC0 != 0x80 {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset = u32::try_from(to).unwrap_or(u32::MAX);
        self
    }

    fn position(self) -> Position {
        Position {
            line: (self.line as usize).saturating_add(1),
            column: (self.column as usize).saturating_add(1),
        }
    }
}

/// The place of an offset, counted from the beginning: for errors, of which there is one.
pub(super) fn place(text: &str, offset: usize) -> Place {
    let position = Mark::default().walk(text, offset.min(text.len())).position();
    Place { line: position.line, column: position.column, offset }
}
