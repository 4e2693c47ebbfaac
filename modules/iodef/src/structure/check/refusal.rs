//! Which of the schemas behind a common part refuse an element.

use std::cmp::Ordering;
use std::ops::Range;

use super::super::Schema;
use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, NodeId};
use crate::order::sort;
use crate::registry::Registry;

/// For each schema behind a common part the places in an element where it finds anything, in order.
pub(super) struct Refusals(Vec<(Schema, Vec<Range<usize>>)>);

impl Refusals {
    pub(super) fn of(
        document: &Document,
        node: NodeId,
        common: Schema,
        registry: &Registry,
    ) -> Self {
        let places = |schema: &Schema| {
            let mut places = Vec::new();
            Checker::new(*schema).check_element(document, node, registry, &mut |diagnostic| {
                places.push(diagnostic.span);
            });
            sort(&mut places, order);
            (*schema, places)
        };
        Self(common.parts().iter().map(places).collect())
    }

    /// Adds to a diagnostic of the element the names of the schemas that refuse it there: the ones
    /// with a diagnostic at the same place, or else all that find anything in the element.
    pub(super) fn explain(&self, diagnostic: &mut Diagnostic) {
        let names = |refuses: &dyn Fn(&[Range<usize>]) -> bool| {
            let parts = self.0.iter().filter(|(_, places)| refuses(places));
            parts.map(|(schema, _)| schema.name()).collect::<Vec<_>>().join(" ")
        };
        let mut at_place = names(&|places| {
            places.binary_search_by(|place| order(place, &diagnostic.span)).is_ok()
        });
        if at_place.is_empty() {
            at_place = names(&|places| !places.is_empty());
        }
        diagnostic.args.push(("refused_by", at_place));
    }
}

fn order(one: &Range<usize>, other: &Range<usize>) -> Ordering {
    (one.start, one.end).cmp(&(other.start, other.end))
}
