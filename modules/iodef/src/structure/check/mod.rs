//! Documents against a schema: one step of a table for each child, one look-up for each attribute.

mod attributes;
mod content;
mod context;
mod identity;
mod refusal;

use std::ops::Range;

use super::class::{Class, any_class};
use super::{Schema, tables};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{Document, NodeId, NodeKind};
use crate::registry::Registry;
use crate::rules::Read;
use context::Context;
use identity::Identities;
use refusal::Refusals;

/// Where diagnostics go.
pub type Sink<'s> = &'s mut dyn FnMut(Diagnostic);

/// Checks a whole document, identifiers and references to them included.
pub fn check(document: &Document, schema: Schema, registry: &Registry, sink: Sink<'_>) {
    let mut checker = Checker::new(schema);
    let mut identities = Identities::default();
    let nodes = document.descendants(document.root());
    for node in nodes.filter(|node| document.kind(*node) == NodeKind::Element) {
        checker.element(document, node, registry, Some(&mut identities), sink);
    }
    identities.report(sink);
}

/// Checks the attributes and the content of one element; a [`Checker`] does it faster for many.
pub fn check_element(
    document: &Document,
    node: NodeId,
    schema: Schema,
    registry: &Registry,
    sink: Sink<'_>,
) {
    Checker::new(schema).check_element(document, node, registry, sink);
}

/// The class of an element; `None` for elements that the schema does not know where they stand.
#[must_use]
pub fn class_of(document: &Document, node: NodeId, schema: Schema) -> Option<Class> {
    let mut names = Names::default();
    names.learn(document);
    let class = Context::default().class(document, node, schema, &names)?;
    (class.name != tables::NONE).then_some(class)
}

/// Checks elements of one document, which may be edited between calls.
#[derive(Debug)]
pub struct Checker {
    schema: Schema,
    names: Names,
    context: Context,
}

impl Checker {
    /// A checker for a schema.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self { schema, names: Names::default(), context: Context::default() }
    }

    /// Checks the attributes and the content of one element, but not the elements in it. Cheapest
    /// in document order.
    ///
    /// Diagnostics point at places in the element and name it as their node. Identifiers are not
    /// compared with those of other elements: only [`check`] does that.
    pub fn check_element(
        &mut self,
        document: &Document,
        node: NodeId,
        registry: &Registry,
        sink: Sink<'_>,
    ) {
        self.element(document, node, registry, None, sink);
    }

    /// The same of an element whose attributes have been read.
    pub(crate) fn check_read(
        &mut self,
        document: &Document,
        node: NodeId,
        attributes: &[Read<'_>],
        registry: &Registry,
        sink: Sink<'_>,
    ) {
        self.read(document, node, attributes, registry, None, sink);
    }

    /// Forgets where it is in the document, as an edit requires.
    pub fn edited(&mut self) {
        self.context = Context::default();
    }

    fn element(
        &mut self,
        document: &Document,
        node: NodeId,
        registry: &Registry,
        identities: Option<&mut Identities>,
        sink: Sink<'_>,
    ) {
        let mut attributes = Vec::new();
        Read::all(document, node, &mut attributes);
        self.read(document, node, &attributes, registry, identities, sink);
    }

    fn read(
        &mut self,
        document: &Document,
        node: NodeId,
        attributes: &[Read<'_>],
        registry: &Registry,
        identities: Option<&mut Identities>,
        sink: Sink<'_>,
    ) {
        self.names.learn(document);
        if self.schema.parts().len() == 1 {
            self.single(document, node, attributes, registry, identities, sink);
            return;
        }
        let (common, mut refusals) = (self.schema, None);
        self.single(document, node, attributes, registry, identities, &mut |mut diagnostic| {
            refusals
                .get_or_insert_with(|| Refusals::of(document, node, common, registry))
                .explain(&mut diagnostic);
            sink(diagnostic);
        });
    }

    fn single(
        &mut self,
        document: &Document,
        node: NodeId,
        attributes: &[Read<'_>],
        registry: &Registry,
        identities: Option<&mut Identities>,
        sink: Sink<'_>,
    ) {
        let names = &self.names;
        let declared = self.context.class(document, node, self.schema, names);
        let subject = Subject { document, node, attributes, names, registry };
        let Some(declared) = declared else {
            let span = document.start_tag_span(node);
            let expected = self.schema.root().map_or("", Class::name);
            let args = [("name", document.local_name(node)), ("expected", expected)];
            sink(subject.diagnostic("xsd-root", span, &args));
            self.context.enter(document, node, any_class(self.schema));
            return;
        };
        let mut report = Report { subject: &subject, identities, sink };
        let class = attributes::check(&subject, declared, self.schema, &mut report);
        self.context.enter(document, node, class);
        content::check(&subject, class, &mut report);
    }
}

/// The element that is checked, and what it is checked with.
struct Subject<'c> {
    document: &'c Document,
    node: NodeId,
    attributes: &'c [Read<'c>],
    names: &'c Names,
    registry: &'c Registry,
}

impl Subject<'_> {
    fn diagnostic(
        &self,
        rule: &'static str,
        span: Range<usize>,
        args: &[(&'static str, &str)],
    ) -> Diagnostic {
        Diagnostic::new(rule, Severity::Error, self.node, span, args)
    }

    fn name(&self) -> &str {
        self.document.local_name(self.node)
    }
}

/// Takes what is found in one element.
struct Report<'r, 's> {
    subject: &'r Subject<'r>,
    identities: Option<&'r mut Identities>,
    sink: Sink<'s>,
}

impl Report<'_, '_> {
    fn error(&mut self, rule: &'static str, span: Range<usize>, args: &[(&'static str, &str)]) {
        (self.sink)(self.subject.diagnostic(rule, span, args));
    }

    fn info(
        &mut self,
        rule: &'static str,
        node: NodeId,
        span: Range<usize>,
        args: &[(&'static str, &str)],
    ) {
        (self.sink)(Diagnostic::new(rule, Severity::Info, node, span, args));
    }
}

/// The names of a document among those of the tables, each looked up once.
#[derive(Debug, Default)]
struct Names {
    known: Vec<Option<u16>>,
}

impl Names {
    fn learn(&mut self, document: &Document) {
        let names = document.names();
        for name in names.get(self.known.len()..).unwrap_or_default() {
            self.known.push(tables::name(&name.namespace, &name.local));
        }
    }

    fn of(&self, document: &Document, node: NodeId) -> Option<u16> {
        self.known.get(document.name_id(node).index()).copied().flatten()
    }
}
