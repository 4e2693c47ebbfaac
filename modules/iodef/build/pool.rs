//! Numbered rows without repetition, and the source text of a table.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Rows that get a number when they are first seen.
pub struct Pool<T> {
    rows: Vec<T>,
    numbers: BTreeMap<T, usize>,
}

impl<T: Clone + Ord> Pool<T> {
    /// No rows.
    pub fn new() -> Self {
        Self { rows: Vec::new(), numbers: BTreeMap::new() }
    }

    /// The number of a row.
    pub fn number(&mut self, row: T) -> usize {
        *self.numbers.entry(row.clone()).or_insert_with(|| {
            self.rows.push(row);
            self.rows.len() - 1
        })
    }

    /// All rows in the order of their numbers.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
}

/// Lists that share one array; equal lists share their place.
pub struct Lists {
    values: Vec<usize>,
    starts: BTreeMap<Vec<usize>, usize>,
}

impl Lists {
    /// No lists.
    pub fn new() -> Self {
        Self { values: Vec::new(), starts: BTreeMap::new() }
    }

    /// Where the list starts.
    pub fn start(&mut self, list: &[usize]) -> usize {
        if let Some(start) = self.starts.get(list) {
            return *start;
        }
        let start = self.values.len();
        self.values.extend(list);
        self.starts.insert(list.to_vec(), start);
        start
    }

    /// The shared array.
    pub fn values(&self) -> &[usize] {
        &self.values
    }
}

/// Writes a static array.
pub fn array(output: &mut String, name: &str, row_type: &str, rows: &[String]) {
    writeln!(output, "pub static {name}: [{row_type}; {}] = [", rows.len()).unwrap();
    for row in rows {
        writeln!(output, "    {row},").unwrap();
    }
    writeln!(output, "];").unwrap();
}
