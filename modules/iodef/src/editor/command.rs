//! What a person can ask for.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::EditFault;
use crate::document::{Document, NodeId};

/// An element by its indexes among element children from the document element, written `0/3`. It
/// keeps its meaning through edits of what stands after it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Path(pub Vec<u32>);

impl Path {
    /// The path of an element.
    #[must_use]
    pub fn of(document: &Document, node: NodeId) -> Self {
        Self(document.path_of(node))
    }

    /// The path of the element child with this index.
    #[must_use]
    pub fn child(&self, index: usize) -> Self {
        let mut path = self.0.clone();
        path.push(u32::try_from(index).unwrap_or(u32::MAX));
        Self(path)
    }

    /// The element at this path.
    ///
    /// # Errors
    /// There is none.
    pub fn find(&self, document: &Document) -> Result<NodeId, EditFault> {
        document.node_at(&self.0).ok_or_else(|| EditFault::NoElement { path: self.to_string() })
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, index) in self.0.iter().enumerate() {
            write!(f, "{}{index}", if place == 0 { "" } else { "/" })?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Path {
    type Err = EditFault;

    fn from_str(text: &str) -> Result<Self, EditFault> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let indexes: Result<Vec<u32>, _> = text.split('/').map(str::parse).collect();
        indexes.map(Self).map_err(|_| EditFault::NoElement { path: text.to_owned() })
    }
}

impl Serialize for Path {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A change that a person asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Replaces the text of an element that holds no elements.
    SetText {
        /// The element.
        path: Path,
        /// Its text, as a person reads it.
        text: String,
    },
    /// Sets an attribute, or removes it.
    SetAttribute {
        /// The element.
        path: Path,
        /// The name as written, such as `xml:lang`.
        name: String,
        /// The value, as a person reads it; nothing removes the attribute.
        value: Option<String>,
    },
    /// Inserts markup among the elements of a parent.
    Insert {
        /// The parent.
        parent: Path,
        /// How many element children are to stand before it.
        index: usize,
        /// One or more elements.
        xml: String,
    },
    /// Inserts a new element where the schema's order has it, with what it must hold.
    InsertClass {
        /// The parent.
        parent: Path,
        /// The local name.
        class: String,
        /// Its text.
        #[serde(default)]
        text: Option<String>,
        /// Its attributes.
        #[serde(default)]
        attributes: BTreeMap<String, String>,
    },
    /// Removes an element with its indentation.
    Remove {
        /// The element.
        path: Path,
    },
    /// Moves an element among its siblings of the same name.
    Move {
        /// The element.
        path: Path,
        /// How many of them it passes; towards the beginning if negative.
        by: i32,
    },
    /// Replaces text by octets.
    ReplaceText {
        /// Start of the range.
        from: usize,
        /// End of the range.
        to: usize,
        /// What stands there then.
        text: String,
    },
    /// Several, as one step of the history: all of them or none.
    Group {
        /// The commands, each for the document that those before it leave.
        commands: Vec<Command>,
    },
}

impl Command {
    /// What a run of keystrokes is about: commands with the same subject in a row are one step of
    /// the history.
    pub(super) fn subject(&self) -> Option<String> {
        match self {
            Self::SetText { path, .. } => Some(format!("{path} text")),
            Self::SetAttribute { path, name, .. } => Some(format!("{path} {name}")),
            Self::ReplaceText { .. } => Some("source".to_owned()),
            Self::Group { commands } => match commands.as_slice() {
                [only] => only.subject(),
                _ => None,
            },
            Self::Insert { .. }
            | Self::InsertClass { .. }
            | Self::Remove { .. }
            | Self::Move { .. } => None,
        }
    }
}

/// One replacement in the text, which can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Where, in octets of the text before it.
    pub range: Range<usize>,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

impl Splice {
    /// Replaces a range of a document.
    pub(super) fn new(document: &Document, range: Range<usize>, new: String) -> Self {
        Self { old: document.slice(range.clone()).to_owned(), range, new }
    }

    /// Makes one of this and the next, if the next changes what this has written or deletes right
    /// before it: what a person types is then one replacement however long it gets.
    pub(super) fn extend(&mut self, next: &Self) -> bool {
        let written = self.range.start..self.range.start.saturating_add(self.new.len());
        if written.start <= next.range.start && next.range.end <= written.end {
            let from = next.range.start.saturating_sub(written.start);
            let to = next.range.end.saturating_sub(written.start);
            self.new.replace_range(from..to, &next.new);
            return true;
        }
        if next.range.end == written.start && next.new.is_empty() {
            self.range.start = next.range.start;
            self.old.insert_str(0, &next.old);
            return true;
        }
        false
    }

    /// The splice that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let end = self.range.start.saturating_add(self.new.len());
        Self { range: self.range.start..end, old: self.new.clone(), new: self.old.clone() }
    }
}
