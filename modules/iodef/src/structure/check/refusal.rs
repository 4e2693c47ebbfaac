//! Which of the schemas behind a common part refuse an element.

use super::super::Schema;
use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, NodeId};
use crate::registry::Registry;

/// Adds to each diagnostic of an element the names of the schemas that refuse it there: the ones with
/// a diagnostic at the same place, or else all that find anything in the element.
pub(super) fn explain(
    found: &mut [Diagnostic],
    document: &Document,
    node: NodeId,
    common: Schema,
    registry: &Registry,
) {
    let parts: Vec<(Schema, Vec<Diagnostic>)> = common
        .parts()
        .iter()
        .map(|schema| {
            let mut own = Vec::new();
            Checker::new(*schema).check_element(document, node, registry, &mut |diagnostic| {
                own.push(diagnostic);
            });
            (*schema, own)
        })
        .collect();
    for diagnostic in found {
        let at_place: Vec<&str> = parts
            .iter()
            .filter(|(_, own)| own.iter().any(|own| own.span == diagnostic.span))
            .map(|(schema, _)| schema.name())
            .collect();
        let anywhere =
            || parts.iter().filter(|(_, own)| !own.is_empty()).map(|(schema, _)| schema.name());
        let names = if at_place.is_empty() { anywhere().collect() } else { at_place };
        diagnostic.args.push(("refused_by", names.join(" ")));
    }
}
