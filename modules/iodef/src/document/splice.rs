//! Edits of the text.

use std::ops::Range;

use super::node::NodeId;
use super::{Document, failed, read};
use crate::error::{EditFault, Error};

/// What an edit did to text and nodes.
///
/// Nodes before `first` keep their index; `nodes_removed` nodes from `first` are gone,
/// `nodes_inserted` stand in their place, and later nodes are shifted by the difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The octets that were replaced, in the text before.
    pub removed: Range<usize>,
    /// Octets that stand in their place.
    pub inserted: usize,
    /// The element whose tag or content changed: the innermost that holds the edit.
    pub reparsed: NodeId,
    /// The first node that was replaced.
    pub first: NodeId,
    /// Nodes that are gone.
    pub nodes_removed: usize,
    /// Nodes that came.
    pub nodes_inserted: usize,
}

impl Document {
    /// Replaces a range of the text.
    ///
    /// # Errors
    /// When the text would not be well-formed any more, or a limit be passed; the document is
    /// unchanged then, and the place in the error is one in the text that was refused.
    pub fn splice(&mut self, range: Range<usize>, replacement: &str) -> Result<Change, Error> {
        if self.text.get(range.clone()).is_none() {
            return Err(EditFault::Range { start: range.start, end: range.end }.into());
        }
        let mut text = self.text.clone();
        text.replace_range(range.clone(), replacement);
        let known = self.names.all().len();
        match read(&text, &mut self.names, &self.limits) {
            Ok(parsed) => {
                let removed = self.nodes.len();
                self.text = text;
                self.nodes = parsed.nodes;
                self.declaration = parsed.declaration;
                self.positions.clear();
                Ok(Change {
                    removed: range,
                    inserted: replacement.len(),
                    reparsed: NodeId::DOCUMENT,
                    first: NodeId::DOCUMENT,
                    nodes_removed: removed,
                    nodes_inserted: self.nodes.len(),
                })
            }
            Err(failure) => {
                self.names.truncate(known);
                Err(failed(&text, failure))
            }
        }
    }
}
