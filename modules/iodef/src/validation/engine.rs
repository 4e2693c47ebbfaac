//! One pass over elements: structure, rules of the element, facts for rules of the document.

use super::Options;
use super::dispatch::{Dispatch, document_checks};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, NodeId, NodeKind};
use crate::order::sort;
use crate::profile::Profile;
use crate::rules::{
    Counts, Element, Fact, Facts, Findings, Kept, Read, Run, Surroundings, collect,
};
use crate::structure::{self, Checker, Schema};

/// All that was found in a document.
pub(super) struct Found {
    /// Of single elements, in document order.
    pub local: Vec<Kept>,
    /// Of the whole document, in document order.
    pub global: Vec<Diagnostic>,
    /// Also of those that were not kept.
    pub counts: Counts,
}

impl Found {
    /// In document order.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        merged(&self.local, &self.global)
    }
}

/// The schema of a profile, or that of version 1 for its documents.
pub(super) fn schema_of(document: &Document, profile: Profile) -> Schema {
    match document.namespace(document.root()) {
        structure::IODEF_1 => Schema::V1,
        _ => profile.schema(),
    }
}

/// Both in document order of the elements whose checks found them; those of single elements first.
pub(super) fn merged<'d>(
    local: &'d [Kept],
    global: &'d [Diagnostic],
) -> impl Iterator<Item = &'d Diagnostic> {
    let mut local = local.iter().peekable();
    let mut global = global.iter().peekable();
    std::iter::from_fn(move || match (local.peek(), global.peek()) {
        (Some(first), Some(second)) if second.node < first.owner => global.next(),
        (Some(_), _) => local.next().map(|kept| &kept.diagnostic),
        (None, _) => global.next(),
    })
}

/// Checks a whole document, and keeps as many diagnostics as the options say.
pub(super) fn run(document: &Document, options: &Options) -> Found {
    let mut dispatch = Dispatch::default();
    dispatch.learn(document, options.profile);
    let mut findings = Findings::new(options.profile, options.max_diagnostics);
    let mut facts = Vec::new();
    let mut checker = Checker::new(schema_of(document, options.profile));
    Pass { document, options, dispatch: &dispatch, checker: &mut checker }.elements(
        document.descendants(document.root()),
        &mut findings,
        &mut facts,
    );
    let (global, counts) = whole(document, options, &facts);
    Found { local: findings.kept, global, counts: findings.counts.plus(counts) }
}

/// The rules of the whole document.
pub(super) fn whole(
    document: &Document,
    options: &Options,
    facts: &[Fact],
) -> (Vec<Diagnostic>, Counts) {
    let mut findings = Findings::new(options.profile, usize::MAX);
    let facts = Facts { document, all: facts };
    for check in document_checks(options.profile) {
        check(&facts, &mut findings);
    }
    let mut found: Vec<Diagnostic> =
        findings.kept.into_iter().map(|kept| kept.diagnostic).collect();
    sort(&mut found, |one, other| one.node.cmp(&other.node));
    (found, findings.counts)
}

/// What a pass over elements needs.
pub(super) struct Pass<'p> {
    pub document: &'p Document,
    pub options: &'p Options,
    pub dispatch: &'p Dispatch,
    pub checker: &'p mut Checker,
}

impl Pass<'_> {
    /// Checks each of the nodes that is an element, and collects its facts.
    pub fn elements(
        &mut self,
        nodes: impl Iterator<Item = NodeId>,
        findings: &mut Findings,
        facts: &mut Vec<Fact>,
    ) {
        let surroundings = Surroundings {
            registry: &self.options.registry,
            now: self.options.now,
            received: self.options.received,
        };
        let mut attributes = Vec::new();
        for node in nodes.filter(|node| self.document.kind(*node) == NodeKind::Element) {
            Read::all(self.document, node, &mut attributes);
            findings.owner = node;
            let registry = &self.options.registry;
            self.checker.check_read(self.document, node, &attributes, registry, &mut |found| {
                findings.push(found);
            });
            let element = Element::new(self.document, node, &surroundings, &attributes);
            for check in self.dispatch.checks(self.document.name_id(node)) {
                if let Run::Element(run) = check.run {
                    run(&element, findings);
                }
            }
            collect(&element, facts);
        }
    }
}
