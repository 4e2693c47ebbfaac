//! Several documents as one.
//!
//! Incidents with the same IncidentID become one incident. What the first document says is kept octet
//! by octet; what the others have beyond that is added where the structure puts it, history items in
//! the order of their times. Where they contradict each other, the first is kept and the
//! contradiction is listed. Nothing is overwritten.
//!
//! No restriction is lowered: what would inherit less at its new place than where it comes from says
//! its restriction itself, or raises that of the class around it.

mod incident;
mod members;
mod render;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde::Serialize;

use self::incident::Join;
use self::members::{Members, is_note};
use self::render::{Insertion, Output};
use super::fault::ConvertFault;
use super::report::{Loss, Report};
use super::shapes::{Numbers, Shapes};
use super::split::{self, Pieces, is};
use super::tree::{IODEF_2, trimmed};
use crate::Error;
use crate::document::{Document, NodeId, XML_NAMESPACE};
use crate::restriction::Stated;

/// The most conflicts that are listed; further ones are only counted.
pub const MAX_CONFLICTS: usize = 1_000;

/// The result of a merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The document with everything in it.
    pub text: String,
    /// Where the documents contradict each other.
    pub conflicts: Vec<Conflict>,
    /// How many further conflicts there are.
    pub omitted: usize,
    /// Identifiers that had to change, and comments that found no place.
    pub report: Report,
}

/// Two documents that say different things in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The place, in the document that was first to have the incident.
    pub xpath: String,
    /// The other document, counted from 0.
    pub document: usize,
    /// What is kept: a value, or the markup of an element.
    pub kept: String,
    /// What the other document has.
    pub other: String,
}

/// Merges documents of version 2.
///
/// # Errors
/// [`ConvertFault::Version`] if one of them is not of version 2, [`ConvertFault::Nothing`] if there is
/// no incident in any.
pub fn merge(documents: &[Document]) -> Result<Merged, Error> {
    for document in documents {
        super::check_root(document, IODEF_2)?;
    }
    let mut shapes = Shapes::new();
    let numbers: Vec<Numbers> = documents.iter().map(|each| shapes.number(each)).collect();
    let mut merge = Merge {
        documents,
        numbers: &numbers,
        conflicts: Vec::new(),
        omitted: 0,
        report: Report::default(),
        insertions: vec![Vec::new(); documents.len()],
        attributes: BTreeMap::new(),
        added: BTreeSet::new(),
        singles: BTreeMap::new(),
        raised: BTreeMap::new(),
        members: BTreeMap::new(),
    };
    let pieces: Vec<Option<Pieces>> = documents.iter().map(split::pieces).collect();
    let first = pieces
        .iter()
        .position(|pieces| pieces.as_ref().is_some_and(|pieces| !pieces.incidents.is_empty()));
    let Some(first) = first else {
        return Err(ConvertFault::Nothing { what: "Incident" }.into());
    };
    merge.roots(first);
    let incidents = merge.incidents(&pieces);
    let text = merge.write(first, &pieces, &incidents);
    let Merge { conflicts, omitted, report, .. } = merge;
    Ok(Merged { text, conflicts, omitted, report })
}

/// What is the same for all documents with an incident: name, instance and text of the IncidentID
/// (RFC 7970 section 3.4).
type Key = (String, String, String);

struct Merge<'d> {
    documents: &'d [Document],
    numbers: &'d [Numbers],
    conflicts: Vec<Conflict>,
    omitted: usize,
    report: Report,
    /// For each document what is added to its incidents.
    insertions: Vec<Vec<Insertion>>,
    /// The attributes that were added: document, offset and name, and what is written there.
    attributes: BTreeMap<(usize, usize, String), String>,
    /// What was added: document, parent, and number of the element.
    added: BTreeSet<(usize, NodeId, Option<u32>)>,
    /// What was added where one may be: document, parent, place in the class; and from where.
    singles: BTreeMap<(usize, NodeId, usize), (usize, NodeId)>,
    /// The elements that get a stricter restriction for what is added to them: document and element.
    raised: BTreeMap<(usize, NodeId), Stated>,
    /// What the elements that others were joined to have in them: document and element.
    members: BTreeMap<(usize, NodeId), Rc<Members<'d>>>,
}

impl<'d> Merge<'d> {
    fn document(&self, index: usize) -> Option<&'d Document> {
        self.documents.get(index)
    }

    pub(crate) fn conflict(
        &mut self,
        xpath: impl FnOnce() -> String,
        document: usize,
        kept: &str,
        other: &str,
    ) {
        if self.conflicts.len() >= MAX_CONFLICTS {
            self.omitted = self.omitted.saturating_add(1);
            return;
        }
        let (kept, other) = (super::report::shortened(kept), super::report::shortened(other));
        self.conflicts.push(Conflict { xpath: xpath(), document, kept, other });
    }

    /// There is one document element, so that its attributes can be of one document only.
    fn roots(&mut self, first: usize) {
        let Some(base) = self.document(first) else { return };
        for (index, other) in self.documents.iter().enumerate().filter(|(at, _)| *at != first) {
            for name in ["format-id", "private-enum-name", "private-enum-id"] {
                let kept = base.attribute(base.root(), name).unwrap_or_default();
                let found = other.attribute(other.root(), name).unwrap_or_default();
                if !found.is_empty() && found != kept {
                    let path = || format!("{}/@{name}", base.xpath(base.root()));
                    self.conflict(path, index, &kept, &found);
                }
            }
        }
    }

    /// Which incidents stand by themselves, in order; the others were joined to one of them.
    fn incidents(&mut self, pieces: &[Option<Pieces>]) -> Vec<(usize, NodeId)> {
        let mut seen: BTreeMap<Key, (usize, NodeId)> = BTreeMap::new();
        let mut standing = Vec::new();
        for (index, pieces) in pieces.iter().enumerate() {
            let Some(document) = self.document(index) else { continue };
            for (_, node) in pieces.iter().flat_map(|pieces| &pieces.incidents) {
                let Some(key) = key(document, *node) else {
                    standing.push((index, *node));
                    continue;
                };
                match seen.get(&key) {
                    Some(known) => {
                        if let Some(join) = Join::new(self, *known, index) {
                            join.incident(*node);
                        }
                    }
                    None => {
                        seen.insert(key, (index, *node));
                        standing.push((index, *node));
                    }
                }
            }
        }
        standing
    }

    /// The text: the first document with its own incidents, then those of the others.
    fn write(
        &mut self,
        first: usize,
        pieces: &[Option<Pieces>],
        incidents: &[(usize, NodeId)],
    ) -> String {
        let Some(base) = self.document(first) else { return String::new() };
        let Some(Some(base_pieces)) = pieces.get(first) else { return String::new() };
        let tails = self.tails(first, pieces);
        let output = self.output(first, incidents, &tails);
        let mut text = base.slice(base_pieces.head.clone()).to_owned();
        let lang = base.attribute_ns(base.root(), XML_NAMESPACE, "lang");
        let mut leads: Vec<BTreeMap<NodeId, &str>> = vec![BTreeMap::new(); self.documents.len()];
        for ((document, pieces), leads) in self.documents.iter().zip(pieces).zip(&mut leads) {
            for (lead, node) in pieces.iter().flat_map(|pieces| &pieces.incidents) {
                leads.insert(*node, document.slice(lead.clone()));
            }
        }
        for (index, node) in incidents {
            let Some(document) = self.document(*index) else { continue };
            text.push_str(leads.get(*index).and_then(|leads| leads.get(node)).unwrap_or(&""));
            let own = document.attribute_ns(document.root(), XML_NAMESPACE, "lang");
            let added = self.language(*index, *node, (lang.as_deref(), own.as_deref()));
            output.element(*index, *node, &added, &mut text);
        }
        for (index, node) in tails {
            let Some(document) = self.document(index) else { continue };
            text.push_str(indentation(document, node));
            output.element(index, node, "", &mut text);
        }
        text.push_str(base.slice(base_pieces.tail.clone()));
        text.push_str(base.slice(base_pieces.end.clone()));
        self.report.append(output.report);
        if self.documents.len() > 1 {
            for document in self.documents {
                split::note_signatures(document, |_| true, &mut self.report);
            }
        }
        text
    }

    /// AdditionalData of the other documents that the first does not have.
    fn tails(&mut self, first: usize, pieces: &[Option<Pieces>]) -> Vec<(usize, NodeId)> {
        let mut known: BTreeSet<Option<u32>> = BTreeSet::new();
        let mut notes: BTreeSet<&str> = BTreeSet::new();
        let mut tails = Vec::new();
        let order = core::iter::once(first).chain((0..pieces.len()).filter(|at| *at != first));
        for index in order {
            let (Some(document), Some(numbers)) = (self.document(index), self.numbers.get(index))
            else {
                continue;
            };
            for node in document.children(document.root()) {
                if document.is_element(node) && !is(document, node, "Incident") {
                    if known.insert(numbers.of(node)) && index != first {
                        tails.push((index, node));
                    }
                    continue;
                }
            }
            let around = document.children(document.document_node());
            let behind = pieces.get(index).and_then(Option::as_ref).map(|pieces| pieces.tail.start);
            let inside = document
                .children(document.root())
                .filter(|node| Some(document.span(*node).start) >= behind);
            for node in around.chain(inside).filter(|node| is_note(document, *node)) {
                let markup = document.slice(document.span(node));
                if notes.insert(markup) && index != first {
                    let path = || format!("{index}: {}", document.xpath(node));
                    self.report.note(Loss::Comment, path, markup, "");
                }
            }
        }
        tails
    }

    /// The language that an incident had around it and would not have any more.
    fn language(
        &mut self,
        index: usize,
        node: NodeId,
        (base, own): (Option<&str>, Option<&str>),
    ) -> String {
        let Some(document) = self.document(index) else { return String::new() };
        if base == own || document.attribute_ns(node, XML_NAMESPACE, "lang").is_some() {
            return String::new();
        }
        let Some(own) = own else {
            let path = || format!("{index}: {}", document.xpath(node));
            self.report.note(Loss::Language, path, "", "the language of the first document");
            return String::new();
        };
        let mut attribute = String::from(" xml:lang=\"");
        crate::escape::escape_attribute(own, &mut attribute);
        attribute.push('"');
        attribute
    }

    /// What is added to each document, and which identifiers change.
    fn output(
        &mut self,
        first: usize,
        incidents: &[(usize, NodeId)],
        tails: &[(usize, NodeId)],
    ) -> Output<'d> {
        let insertions = core::mem::take(&mut self.insertions);
        // The identifiers of the first document stay; a later one gives way.
        let mut taken: Vec<(usize, NodeId)> = Vec::new();
        if let Some(base) = self.document(first) {
            taken.extend(base.elements(base.root()).map(|node| (first, node)));
        }
        taken.extend(incidents.iter().filter(|(index, _)| *index != first));
        let inserted = insertions.iter().flatten();
        taken.extend(inserted.filter_map(|insertion| Some((insertion.document, insertion.node?))));
        taken.extend(tails);
        let raised = core::mem::take(&mut self.raised);
        let mut output = Output::new(self.documents, first, insertions, raised);
        output.rename(first, &taken);
        output
    }
}

/// White space before an element.
fn indentation(document: &Document, node: NodeId) -> &str {
    let before = document.text().get(..document.span(node).start).unwrap_or_default();
    let start = before.trim_end_matches(super::tree::is_space).len();
    before.get(start..).unwrap_or_default()
}

fn key(document: &Document, incident: NodeId) -> Option<Key> {
    let id = document.elements(incident).find(|node| is(document, *node, "IncidentID"))?;
    let attribute = |name: &str| {
        document.attribute(id, name).map(|value| trimmed(&value).to_owned()).unwrap_or_default()
    };
    let text = trimmed(&document.text_of(id)).to_owned();
    // A domain name is the same in capitals. An empty text names nothing, so that it cannot be the same.
    (!text.is_empty())
        .then(|| (attribute("name").to_ascii_lowercase(), attribute("instance"), text))
}
