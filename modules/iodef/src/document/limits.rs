//! What a document may cost.

use crate::error::Fault;

/// Limits of a document. All of them are checked while it is read, before memory is spent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Octets of input, and of the text held in UTF-8.
    pub max_bytes: usize,
    /// Elements that are open at once.
    pub max_depth: usize,
    /// Nodes: elements, runs of text, CDATA sections, comments, processing instructions.
    pub max_nodes: usize,
    /// Attributes and namespace declarations of one element.
    pub max_attributes: usize,
    /// Octets of one name, with its prefix.
    pub max_name_bytes: usize,
}

impl Limits {
    /// Largest input by default: a hundred times the largest report that is exchanged by mail.
    pub const MAX_BYTES: usize = 64 << 20;
    /// Deepest nesting by default. RFC 7970 nests EventData, Contact and IndicatorExpression at will.
    pub const MAX_DEPTH: usize = 1_000;
    /// Most nodes by default: [`Self::MAX_BYTES`] of ordinary reports have fewer.
    pub const MAX_NODES: usize = 4_000_000;
    /// Most attributes of one element by default. No class of RFC 7970 has twenty.
    pub const MAX_ATTRIBUTES: usize = 1_000;
    /// Longest name by default.
    pub const MAX_NAME_BYTES: usize = 1_000;
    /// Most distinct expanded names in one document.
    pub const MAX_NAMES: usize = 65_536;
    /// Most namespace declarations in scope at one place.
    pub const MAX_NAMESPACES_IN_SCOPE: usize = 256;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_bytes: Self::MAX_BYTES,
            max_depth: Self::MAX_DEPTH,
            max_nodes: Self::MAX_NODES,
            max_attributes: Self::MAX_ATTRIBUTES,
            max_name_bytes: Self::MAX_NAME_BYTES,
        }
    }
}

/// Why reading ended.
#[derive(Debug)]
pub(super) enum Stop {
    Fault(Fault),
    TooLarge { what: &'static str, found: usize, limit: usize },
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Why reading ended, and at which octet of the whole text.
pub(super) type Failure = (usize, Stop);
