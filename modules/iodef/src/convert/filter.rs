//! A part of a document, as a document (RFC 3067 section 4.2).
//!
//! What the structure requires stays, and what is empty after a removal goes too, so that a valid
//! document stays valid. References to what has gone go with it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::fault::ConvertFault;
use super::report::{Loss, Report};
use super::split::{identifier, incidents_of, is, note_signatures, reference};
use super::tree::{IODEF_2, is_space, trimmed};
use crate::Error;
use crate::document::{Document, NodeId};
use crate::restriction::{self, Audience};
use crate::structure::{Class, Schema};
use crate::value::timestamp::Timestamp;

/// What to keep.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Texts of IncidentID; empty for all incidents.
    pub incidents: Vec<String>,
    /// Classes that an incident keeps, beside what it must have; empty for all.
    pub only: Vec<String>,
    /// Classes that go, wherever they stand and need not.
    pub without: Vec<String>,
    /// Keep what has a time from here on: a date, or a time with its offset.
    pub from: Option<String>,
    /// Keep what has a time up to here.
    pub until: Option<String>,
    /// Keep what these people may see, as [`restriction::redact`] does.
    pub audience: Option<Audience>,
}

/// A filtered document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Filtered {
    /// Its text.
    pub text: String,
    /// What had to stay or to go beyond what was asked for.
    pub report: Report,
    /// What the restriction to an audience did.
    pub redaction: Option<restriction::Report>,
}

/// Classes that are kept or removed by the times that they have themselves (RFC 7970 sections 3.2,
/// 3.13.1, 3.14, 3.22.1 and 3.29).
const TIMED: [&str; 5] = ["EventData", "HistoryItem", "Incident", "Indicator", "RecordData"];

/// The times among their members.
const TIMES: [&str; 7] = [
    "DateTime",
    "DetectTime",
    "EndTime",
    "GenerationTime",
    "RecoveryTime",
    "ReportTime",
    "StartTime",
];

/// Keeps a part of a document of version 2.
///
/// # Errors
/// [`ConvertFault::Version`] if it is of another version, [`ConvertFault::Interval`] for times that
/// are none, [`ConvertFault::Nothing`] if no incident is left, and those of
/// [`restriction::redact`].
pub fn filter(document: &Document, filter: &Filter) -> Result<Filtered, Error> {
    super::check_root(document, IODEF_2)?;
    let interval = (bound(filter.from.as_deref(), false)?, bound(filter.until.as_deref(), true)?);
    let mut plan = Plan::new(document);
    for incident in incidents_of(document) {
        plan.incident(incident, filter);
    }
    plan.without(&filter.without);
    if interval != (None, None) {
        plan.interval(interval);
    }
    if incidents_of(document).all(|incident| plan.is_gone(incident)) {
        return Err(ConvertFault::Nothing { what: "Incident that the filter keeps" }.into());
    }
    let text = plan.write();
    let Some(audience) = &filter.audience else {
        return Ok(Filtered { text, report: plan.report, redaction: None });
    };
    let filtered = Document::from_text(text, document.limits())?;
    let redacted = restriction::redact(&filtered, audience)?;
    let (text, redaction) = (redacted.text, Some(redacted.report));
    Ok(Filtered { text, report: plan.report, redaction })
}

/// Seconds since 1970 of a bound; a date means its first or its last second in UTC.
fn bound(text: Option<&str>, last: bool) -> Result<Option<i64>, Error> {
    let Some(text) = text.map(trimmed) else { return Ok(None) };
    let whole = if text.contains('T') {
        text.to_owned()
    } else {
        format!("{text}T{}Z", if last { "23:59:59" } else { "00:00:00" })
    };
    let seconds = Timestamp::parse_with_offset(&whole).map(|time| time.unix_seconds());
    let seconds = seconds.map_err(|_| ConvertFault::Interval { seen: text.to_owned() })?;
    Ok(Some(seconds))
}

struct Plan<'d> {
    document: &'d Document,
    gone: Vec<bool>,
    report: Report,
    /// The references to each identifier.
    references: BTreeMap<String, Vec<NodeId>>,
    /// How many elements of each name are left in an element, once somebody asked.
    left: BTreeMap<NodeId, BTreeMap<&'d str, usize>>,
}

impl<'d> Plan<'d> {
    fn new(document: &'d Document) -> Self {
        let mut references: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
        for node in document.descendants(document.root()) {
            if let Some(target) = reference(document, node) {
                references.entry(target).or_default().push(node);
            }
        }
        let gone = vec![false; document.node_count()];
        let left = BTreeMap::new();
        Self { document, gone, report: Report::default(), references, left }
    }

    fn is_gone(&self, node: NodeId) -> bool {
        self.gone.get(node.index()).copied().unwrap_or_default()
    }

    /// By IncidentID, and by the classes to keep.
    fn incident(&mut self, incident: NodeId, filter: &Filter) {
        let document = self.document;
        let id = document.elements(incident).find(|node| is(document, *node, "IncidentID"));
        let id = id.map(|id| document.text_of(id)).unwrap_or_default();
        if !filter.incidents.is_empty()
            && !filter.incidents.iter().any(|wanted| *wanted == trimmed(&id))
        {
            return self.remove(incident);
        }
        if filter.only.is_empty() {
            return;
        }
        let children: Vec<NodeId> = document.elements(incident).collect();
        for child in children {
            if !filter.only.iter().any(|class| class == document.local_name(child)) {
                self.remove_if_optional(child);
            }
        }
    }

    /// By the classes to leave out.
    fn without(&mut self, classes: &[String]) {
        if classes.is_empty() {
            return;
        }
        let document = self.document;
        for node in document.descendants(document.root()).skip(1) {
            let listed = document.is_element(node)
                && document.namespace(node) == IODEF_2
                && classes.iter().any(|class| class == document.local_name(node));
            if listed && !self.is_gone(node) {
                self.remove_if_optional(node);
            }
        }
    }

    /// Removes an element, unless the incident could not be without it.
    fn remove_if_optional(&mut self, node: NodeId) {
        let document = self.document;
        let mut falling = node;
        while let Some(parent) = document.parent(falling)
            && self.falls(parent, falling)
        {
            falling = parent;
        }
        let incident = document.parent(falling) == Some(document.root());
        if incident && is(document, falling, "Incident") {
            self.report.note(Loss::Required, || document.xpath(node), "", "as it was");
            return;
        }
        self.remove(node);
    }

    /// By time: from and until, in seconds since 1970.
    fn interval(&mut self, (from, until): (Option<i64>, Option<i64>)) {
        let document = self.document;
        for node in document.descendants(document.root()) {
            let timed = document.is_element(node)
                && document.namespace(node) == IODEF_2
                && TIMED.contains(&document.local_name(node));
            if !timed || self.is_gone(node) {
                continue;
            }
            let mut first: Option<i64> = None;
            let mut last: Option<i64> = None;
            let mut ends = false;
            for child in document.elements(node) {
                let name = document.local_name(child);
                if !TIMES.contains(&name) || document.namespace(child) != IODEF_2 {
                    continue;
                }
                let text = document.text_of(child);
                let Ok(time) = Timestamp::parse(trimmed(&text)) else { continue };
                let at = time.unix_seconds();
                first = Some(first.map_or(at, |first| first.min(at)));
                last = Some(last.map_or(at, |last| last.max(at)));
                ends |= name == "EndTime";
            }
            // An indicator holds until it says otherwise (RFC 7970 section 3.29).
            let open = document.local_name(node) == "Indicator" && !ends;
            let before = !open && from.is_some_and(|from| last.is_some_and(|last| last < from));
            let after = until.is_some_and(|until| first.is_some_and(|first| first > until));
            if before || after {
                self.remove(node);
            }
        }
    }

    fn class(&self, node: NodeId) -> Option<Class> {
        let document = self.document;
        Class::global(Schema::Text, document.namespace(node), document.local_name(node))
    }

    /// Removes an element, what cannot be without it, and the references to what was in it.
    fn remove(&mut self, node: NodeId) {
        let document = self.document;
        let mut work = vec![node];
        while let Some(node) = work.pop() {
            if self.is_gone(node) {
                continue;
            }
            let mut targets = BTreeSet::new();
            let end = document.subtree_end(node);
            let mut next = node;
            while next < end {
                if self.is_gone(next) {
                    next = document.subtree_end(next);
                    continue;
                }
                self.mark(next);
                targets.extend(identifier(document, next));
                next = NodeId::from_index(next.index().saturating_add(1));
            }
            for target in targets {
                for referring in self.references.remove(&target).unwrap_or_default() {
                    if !self.is_gone(referring) {
                        let path = || document.xpath(referring);
                        self.report.note(Loss::Reference, path, &target, "");
                        work.push(referring);
                    }
                }
            }
            let Some(parent) = document.parent(node) else { continue };
            if document.is_element(parent) && !self.is_gone(parent) && self.falls(parent, node) {
                self.report.note(Loss::Emptied, || document.xpath(parent), "", "");
                work.push(parent);
            }
        }
    }

    fn mark(&mut self, node: NodeId) {
        if let Some(gone) = self.gone.get_mut(node.index()) {
            *gone = true;
        }
        let document = self.document;
        let left = document.parent(node).and_then(|parent| self.left.get_mut(&parent));
        if let Some(left) = left.filter(|_| document.is_element(node)) {
            let name = document.local_name(node);
            match left.get_mut(name) {
                Some(count) if *count > 1 => *count = count.saturating_sub(1),
                _ => drop(left.remove(name)),
            }
        }
    }

    /// Whether an element cannot be without the one that was removed from it.
    fn falls(&mut self, parent: NodeId, removed: NodeId) -> bool {
        let document = self.document;
        if parent == document.root() || !document.is_element(parent) {
            return false;
        }
        let Some(class) = self.class(parent) else { return false };
        if class.any() {
            return false;
        }
        let (name, is_gone) = (document.local_name(removed), self.is_gone(removed));
        let gone = &self.gone;
        let left = self.left.entry(parent).or_insert_with(|| {
            let mut left = BTreeMap::new();
            let is_left = |child: &NodeId| gone.get(child.index()) == Some(&false);
            for child in document.elements(parent).filter(is_left) {
                let count: &mut usize = left.entry(document.local_name(child)).or_default();
                *count = count.saturating_add(1);
            }
            left
        });
        let is_left = |wanted: &str| {
            let without = usize::from(wanted == name && !is_gone);
            left.get(wanted).is_some_and(|count| *count > without)
        };
        if !left.keys().any(|name| is_left(name)) {
            return true;
        }
        let Some(member) = class.member(document.namespace(removed), name) else { return false };
        let group = member.choice_group();
        let chosen = |group: Option<u8>| {
            class.members().any(|member| member.choice_group() == group && is_left(member.name()))
        };
        let choice_required = group.is_some()
            && class.choices().iter().any(|choice| Some(choice.group) == group && choice.required);
        (member.min() > 0 && !is_left(name)) || (choice_required && !chosen(group))
    }

    /// The text without what is gone, and without the white space before it.
    fn write(&mut self) -> String {
        let document = self.document;
        let mut text = String::new();
        let mut at = 0;
        let mut next = document.root();
        let end = document.subtree_end(next);
        while next < end {
            if !self.is_gone(next) {
                next = NodeId::from_index(next.index().saturating_add(1));
                continue;
            }
            let span = document.span(next);
            let before = document.slice(at..span.start);
            text.push_str(before.trim_end_matches(is_space));
            at = span.end;
            next = document.subtree_end(next);
        }
        let changed = at > 0;
        text.push_str(document.slice(at..document.text().len()));
        if changed {
            note_signatures(
                document,
                |node| !self.gone.get(node.index()).copied().unwrap_or_default(),
                &mut self.report,
            );
        }
        text
    }
}
