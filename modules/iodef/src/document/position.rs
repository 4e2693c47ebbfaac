//! Lines and columns.

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

/// Octets between two remembered positions: what a look-up walks at most.
const STEP: usize = 1024;

/// The position at every [`STEP`] octets of a text, found when the first is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Positions {
    /// Those that an edit has left valid.
    kept: Vec<(u32, u32)>,
    all: OnceLock<Vec<(u32, u32)>>,
}

impl Positions {
    /// Forgets what is at or after an offset where the text changes.
    pub(super) fn forget(&mut self, offset: usize) {
        if let Some(all) = self.all.take() {
            self.kept = all;
        }
        // A position depends on the octets before it, and on whether CR stands before LF.
        self.kept.truncate(offset.div_ceil(STEP));
    }

    fn steps(&self, text: &str) -> &[(u32, u32)] {
        self.all.get_or_init(|| {
            let mut steps = Vec::with_capacity((text.len() / STEP).saturating_add(1));
            steps.extend_from_slice(&self.kept);
            let last = steps.len().saturating_sub(1);
            let mut counter = Counter::from(steps.pop());
            let bytes = text.as_bytes();
            let from = last.saturating_mul(STEP);
            for (index, byte) in bytes.iter().enumerate().skip(from) {
                if index % STEP == 0 {
                    steps.push((narrow(counter.line), narrow(counter.column)));
                }
                counter.pass(*byte, bytes.get(index.saturating_add(1)));
            }
            steps
        })
    }

    pub(super) fn at(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let step = self.steps(text).get(offset / STEP).copied();
        let from = if step.is_some() { (offset / STEP).saturating_mul(STEP) } else { 0 };
        Counter::from(step).walk(text, from, offset)
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[derive(Default)]
struct Counter {
    line: usize,
    column: usize,
}

impl From<Option<(u32, u32)>> for Counter {
    fn from(step: Option<(u32, u32)>) -> Self {
        let (line, column) = step.unwrap_or((0, 0));
        Self { line: line as usize, column: column as usize }
    }
}

impl Counter {
    /// Counts one octet; a character counts at its first.
    fn pass(&mut self, byte: u8, next: Option<&u8>) {
        if byte == b'\n' || byte == b'\r' && next != Some(&b'\n') {
            self.line = self.line.saturating_add(1);
            self.column = 0;
        } else if byte & 0xC0 != 0x80 {
            self.column = self.column.saturating_add(1);
        }
    }

    fn walk(mut self, text: &str, from: usize, to: usize) -> Position {
        let bytes = text.as_bytes();
        for (index, byte) in bytes.iter().enumerate().take(to).skip(from) {
            self.pass(*byte, bytes.get(index.saturating_add(1)));
        }
        Position { line: self.line.saturating_add(1), column: self.column.saturating_add(1) }
    }
}

/// The place of an offset, counted from the beginning: for errors, of which there is one.
pub(super) fn place(text: &str, offset: usize) -> Place {
    let position = Counter::default().walk(text, 0, offset.min(text.len()));
    Place { line: position.line, column: position.column, offset }
}
