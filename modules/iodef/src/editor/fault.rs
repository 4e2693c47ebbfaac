//! Why an edit cannot be done.

/// Why an edit cannot be done. The document is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditFault {
    /// The range is not inside the text, or splits a character.
    #[error("range {start}..{end} is not in the text, or splits a character")]
    Range {
        /// Its start.
        start: usize,
        /// Its end.
        end: usize,
    },
    /// There is no element at a path.
    #[error("there is no element at path \"{path}\"")]
    NoElement {
        /// The path.
        path: String,
    },
    /// A value holds what XML cannot hold (XML 1.0 section 2.2).
    #[error("U+{code:04X} is not a character of XML; it must be left out")]
    Character {
        /// The code point.
        code: u32,
        /// Its offset in octets of the value.
        offset: usize,
    },
    /// Text for an element that holds elements.
    #[error("<{name}> holds elements; its text is set in them")]
    HoldsElements {
        /// Its name.
        name: String,
    },
    /// Not the name of an attribute, or one that declares a namespace.
    #[error("\"{name}\" is not the name of an attribute")]
    AttributeName {
        /// The name.
        name: String,
    },
    /// An element that the schema does not have there, or no more of them.
    #[error("<{parent}> can hold no more <{class}> by {schema}")]
    NotAllowed {
        /// The class that was to be inserted.
        class: String,
        /// The name of the element that was to hold it.
        parent: String,
        /// The schema that was asked.
        schema: &'static str,
    },
    /// The document element can be neither removed nor moved.
    #[error("the document element can be neither removed nor moved")]
    Root,
    /// A move past the first or the last.
    #[error("<{name}> cannot be moved that far among those of its name")]
    Move {
        /// Its name.
        name: String,
    },
    /// Commands in commands in commands.
    #[error("commands are nested deeper than {limit}")]
    Nesting {
        /// The limit.
        limit: usize,
    },
}

impl EditFault {
    /// The stable, searchable name: see [`Error::code`](crate::Error::code).
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Range { .. } => "edit_range",
            Self::NoElement { .. } => "edit_no_element",
            Self::Character { .. } => "edit_character",
            Self::HoldsElements { .. } => "edit_holds_elements",
            Self::AttributeName { .. } => "edit_attribute_name",
            Self::NotAllowed { .. } => "edit_not_allowed",
            Self::Root => "edit_root",
            Self::Move { .. } => "edit_move",
            Self::Nesting { .. } => "edit_nesting",
        }
    }
}
