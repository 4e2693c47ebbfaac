//! Identifiers of a whole document, and references to them.

use std::ops::Range;

use super::super::tables::Base;
use super::Sink;
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::NodeId;
use crate::order::Numbers;

/// What a document identifies and refers to (`xs:ID` and `xs:IDREF`).
#[derive(Default)]
pub(super) struct Identities {
    /// The identifiers; their numbers mean nothing.
    known: Numbers,
    repeated: Vec<(String, NodeId, Range<usize>)>,
    references: Vec<(String, NodeId, Range<usize>)>,
}

impl Identities {
    /// Notes a value of a type that identifies or refers.
    pub fn add(&mut self, base: Base, value: &str, node: NodeId, span: Range<usize>) {
        match base {
            Base::Id if self.known.insert(value.into(), 0).is_some() => {
                self.repeated.push((value.to_owned(), node, span));
            }
            Base::IdRef => self.references.push((value.to_owned(), node, span)),
            _ => {}
        }
    }

    /// Reports identifiers that are not the first of their value, and references to none.
    pub fn report(self, sink: Sink<'_>) {
        let mut report = |rule, (value, node, span): (String, NodeId, Range<usize>)| {
            sink(Diagnostic::new(rule, Severity::Error, node, span, &[("value", &value)]));
        };
        for repeated in self.repeated {
            report("xsd-id-duplicate", repeated);
        }
        for reference in self.references {
            if !self.known.contains_key(reference.0.as_str()) {
                report("xsd-idref", reference);
            }
        }
    }
}
