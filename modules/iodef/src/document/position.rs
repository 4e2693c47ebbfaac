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
pub(super) struct Positions(OnceLock<Vec<(u32, u32)>>);

impl Positions {
    /// Forgets a text that has changed.
    pub(super) fn clear(&mut self) {
        self.0 = OnceLock::new();
    }

    pub(super) fn at(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let steps = self.0.get_or_init(|| {
            let mut steps = Vec::with_capacity((text.len() / STEP).saturating_add(1));
            let mut counter = Counter::default();
            for (index, byte) in text.bytes().enumerate() {
                if index % STEP == 0 {
                    steps.push((narrow(counter.line), narrow(counter.column)));
                }
                counter.pass(byte, text.as_bytes().get(index.saturating_add(1)));
            }
            steps
        });
        let step = offset / STEP;
        let mut counter = Counter::default();
        let mut from = 0;
        if let Some((line, column)) = steps.get(step) {
            counter = Counter { line: *line as usize, column: *column as usize };
            from = step.saturating_mul(STEP);
        }
        counter.walk(text, from, offset)
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
