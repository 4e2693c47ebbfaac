//! What a check says about one place of a document.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::NodeId;

/// The most characters of a document's own text in one argument of a diagnostic.
pub const MAX_ARGUMENT_CHARS: usize = 120;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Probably not what was meant, or what some receiver trips over.
    Warning,
    /// The document is not valid under the profile.
    Error,
}

/// One finding at one place, without words: `rule` and `args` make a message in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule, such as `contact-empty` or `xsd-missing-element`.
    pub rule: &'static str,
    /// How much it matters under the profile.
    pub severity: Severity,
    /// The element that it speaks of.
    pub node: NodeId,
    /// The octets of the text that it points at.
    pub span: Range<usize>,
    /// The values that its message names.
    pub args: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A diagnostic whose arguments are cut to [`MAX_ARGUMENT_CHARS`].
    pub fn new(
        rule: &'static str,
        severity: Severity,
        node: NodeId,
        span: Range<usize>,
        args: &[(&'static str, &str)],
    ) -> Self {
        Self {
            rule,
            severity,
            node,
            span,
            args: args.iter().map(|&(name, value)| (name, shortened(value))).collect(),
        }
    }
}

/// The beginning of a value, with an ellipsis where it was cut.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(MAX_ARGUMENT_CHARS) {
        None => value.to_owned(),
        Some((end, _)) => value.get(..end).map_or_else(String::new, |kept| format!("{kept}…")),
    }
}
