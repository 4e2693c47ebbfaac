//! XML to JSON.

use std::collections::BTreeMap;

use super::map::{self, IMPACT, Shape, Slot, UID_REF};
use super::text::{Kind, Value, write};
use crate::Error;
use crate::convert::report::{Converted, Loss, Report};
use crate::convert::tree::{IODEF_2, trimmed};
use crate::document::{Document, NodeId, NodeKind};
use crate::structure::{Class, Schema, XSI};

/// Writes a document of version 2 as JSON (RFC 8727).
///
/// The text is valid under the JSON Schema of RFC 8727 appendix B if the document is valid.
///
/// # Errors
/// [`ConvertFault::Version`](crate::convert::ConvertFault::Version) if the document element is not
/// the IODEF-Document of RFC 7970, [`ConvertFault::TooLarge`](crate::convert::ConvertFault::TooLarge)
/// if its elements are more than [`MAX_DEPTH`](crate::convert::MAX_DEPTH) inside each other.
pub fn export(document: &Document) -> Result<Converted, Error> {
    crate::convert::check_readable(document, IODEF_2)?;
    let mut export = Export { document, report: Report::default() };
    for node in document.children(document.document_node()) {
        export.note_markup(node);
    }
    let root = document.root();
    let members = match Schema::Text.root() {
        Some(class) => export.members(root, class, None),
        None => Vec::new(),
    };
    Ok(Converted { text: write(&of(Kind::Object(members))), report: export.report })
}

pub(super) struct Export<'d> {
    pub(super) document: &'d Document,
    pub(super) report: Report,
}

/// Members of an object.
pub(super) type Members = Vec<(String, Value)>;

pub(super) fn of(kind: Kind) -> Value {
    Value { offset: 0, kind }
}

pub(super) fn string(text: impl Into<String>) -> Value {
    of(Kind::String(text.into()))
}

/// The elements of a class as they gather, by their place in the class.
#[derive(Default)]
struct Gathered {
    slots: BTreeMap<usize, (String, bool, Vec<Value>)>,
    /// The place of the last element, to see whether the order is one that can be made again.
    last: usize,
    reordered: bool,
}

impl Gathered {
    fn add(&mut self, rank: usize, name: &str, list: bool, value: Value) {
        self.reordered |= rank < self.last;
        self.last = self.last.max(rank);
        let slot = self.slots.entry(rank).or_insert_with(|| (name.to_owned(), list, Vec::new()));
        slot.2.push(value);
    }
}

impl<'d> Export<'d> {
    /// The attributes, text and elements of an element as members of an object.
    pub(super) fn members(&mut self, node: NodeId, class: Class, lang: Option<&str>) -> Members {
        let own = self.document.attribute_ns(node, crate::document::XML_NAMESPACE, "lang");
        let lang = own.as_deref().map(trimmed).or(lang);
        let mut members = self.attributes(node, class);
        self.required(node, class, &mut members);
        if class.name() == "IndicatorExpression" {
            self.expression(node, class, lang, &mut members);
        } else {
            let gathered = self.gather(node, class, lang);
            self.finish(node, class, gathered, &mut members);
        }
        members
    }

    /// What the JSON Schema requires and XML may leave out.
    pub(super) fn required(&mut self, node: NodeId, class: Class, members: &mut Members) {
        for (_, name, least) in map::REQUIRED.iter().filter(|(of, _, _)| *of == class.name()) {
            if members.iter().any(|(member, _)| member == name) {
                continue;
            }
            let extension = format!("ext-{name}");
            let extended = members.iter().any(|(member, _)| *member == extension);
            let least = if extended { &"ext-value" } else { least };
            members.push(((*name).to_owned(), string(*least)));
            // A default of the schema says the same.
            if class.attribute(name).and_then(|attribute| attribute.default()) != Some(least) {
                let path = || format!("{}/@{name}", self.document.xpath(node));
                self.report.note(Loss::Added, path, "", *least);
            }
        }
    }

    fn finish(&mut self, node: NodeId, class: Class, gathered: Gathered, members: &mut Members) {
        if gathered.reordered {
            let path = || self.document.xpath(node);
            self.report.note(Loss::Grouping, path, "", "each kind of member by itself");
        }
        for (name, list, mut values) in gathered.slots.into_values() {
            if list {
                members.push((name, of(Kind::Array(values))));
                continue;
            }
            for surplus in values.drain(1..) {
                let path = || format!("{}/{name}", self.document.xpath(node));
                self.report.note(Loss::Element, path, &write(&surplus), "");
            }
            members.extend(values.pop().map(|value| (name, value)));
        }
        // RFC 8727 section 6: an Assessment has at least one impact, as in XML.
        debug_assert!(class.namespace() != IODEF_2 || !members.iter().any(|m| m.0.is_empty()));
    }

    fn gather(&mut self, node: NodeId, class: Class, lang: Option<&str>) -> Gathered {
        let document = self.document;
        let mut gathered = Gathered::default();
        let mut wrappers: BTreeMap<usize, usize> = BTreeMap::new();
        for child in document.children(node) {
            if !document.is_element(child) {
                self.note_loose(child);
                continue;
            }
            let Some(rank) = self.place(child, class, lang, &mut gathered) else {
                self.lost_element(child);
                continue;
            };
            let count = wrappers.entry(rank).or_insert(0);
            *count = count.saturating_add(1);
            let wrapped = map::slots(class).any(|slot| slot.rank == rank && slot.wrapped());
            if wrapped && *count == 2 {
                let path = || document.xpath(child);
                self.report.note(Loss::Grouping, path, "", "the members of all groups together");
            }
        }
        gathered
    }

    /// Puts one element where it belongs; `None` if the class has no such member.
    fn place(
        &mut self,
        child: NodeId,
        class: Class,
        lang: Option<&str>,
        gathered: &mut Gathered,
    ) -> Option<usize> {
        let document = self.document;
        let (namespace, local) = (document.namespace(child), document.local_name(child));
        let is = |name: &str, of: &str| (of, name) == (namespace, local);
        if map::is_impact(class, local) && namespace == IODEF_2 {
            let first = class.members().position(|member| map::is_impact(class, member.name()))?;
            let impact = class.member(namespace, local)?.class()?;
            if let Some(value) = self.value(child, impact, lang, false) {
                let value = of(Kind::Object(vec![(impact.name().to_owned(), value)]));
                gathered.add(first, IMPACT, true, value);
            }
            return Some(first);
        }
        if is("ObservableReference", IODEF_2)
            && let Some((rank, list)) = map::uid_ref(class)
        {
            let reference = self.observable_reference(child);
            gathered.add(rank, UID_REF, list, reference);
            return Some(rank);
        }
        if let Some(slot) =
            map::slots(class).find(|slot| is(slot.outer.name(), slot.outer.namespace()))
        {
            self.slot(child, class, &slot, lang, gathered);
            return Some(slot.rank);
        }
        // Key/Value as RFC 7970 section 8 publishes it is Key/KeyValue in its text and in JSON.
        let published = map::member_as_published(class, namespace, local)?;
        let slot =
            map::slots(class).find(|slot| slot.name == format!("Key{}", published.name()))?;
        let value = self.value(child, slot.inner.class()?, lang, false)?;
        let path = || document.xpath(child);
        self.report.note(Loss::Renamed, path, local, slot.name);
        gathered.add(slot.rank, slot.name, slot.list, value);
        Some(slot.rank)
    }

    fn slot(
        &mut self,
        child: NodeId,
        class: Class,
        slot: &Slot,
        lang: Option<&str>,
        gathered: &mut Gathered,
    ) {
        let Some(inner) = slot.inner.class() else { return };
        let plain = map::is_plain(class, slot.inner.name());
        if map::is_reference_name_1(slot.outer) {
            let text = self.document.text_of(child);
            let path = || self.document.xpath(child);
            self.report.note(Loss::Restructured, path, &text, "the first Description");
        }
        if !slot.wrapped() {
            if let Some(value) = self.value(child, inner, lang, plain) {
                gathered.add(slot.rank, slot.name, slot.list, value);
            }
            return;
        }
        let document = self.document;
        for attribute in document.attributes(child) {
            if slot.outer.name() != "Record" || !attribute.namespace.is_empty() {
                self.lost_attribute(child, &attribute);
            }
        }
        for member in document.children(child) {
            let same = (document.namespace(member), document.local_name(member))
                == (slot.inner.namespace(), slot.inner.name());
            if !document.is_element(member) {
                self.note_loose(member);
            } else if !same {
                self.lost_element(member);
            } else if let Some(mut value) = self.value(member, inner, lang, plain) {
                if slot.outer.name() == "Record" {
                    self.inherit_restriction(child, &mut value);
                }
                gathered.add(slot.rank, slot.name, slot.list, value);
            }
        }
    }

    /// JSON has no Record, so that each RecordData carries its restriction.
    fn inherit_restriction(&mut self, record: NodeId, value: &mut Value) {
        let Kind::Object(members) = &mut value.kind else { return };
        if members.iter().any(|(name, _)| name.ends_with("restriction")) {
            return;
        }
        let mut inherited = Vec::new();
        for name in ["restriction", "ext-restriction"] {
            if let Some(level) = self.document.attribute(record, name) {
                let path = || format!("{}/@{name}", self.document.xpath(record));
                self.report.note(Loss::Restriction, path, &level, format!("RecordData.{name}"));
                inherited.push((name.to_owned(), string(trimmed(&level))));
            }
        }
        inherited.append(members);
        *members = inherited;
    }

    fn observable_reference(&mut self, node: NodeId) -> Value {
        let mut reference = String::new();
        for attribute in self.document.attributes(node) {
            if attribute.namespace.is_empty() && attribute.local == UID_REF {
                reference = trimmed(&attribute.value()).to_owned();
            } else {
                self.lost_attribute(node, &attribute);
            }
        }
        for child in self.document.children(node) {
            self.note_any(child);
        }
        string(reference)
    }

    /// The value of an element, or `None` if JSON cannot hold it, which is reported.
    pub(super) fn value(
        &mut self,
        node: NodeId,
        class: Class,
        lang: Option<&str>,
        plain: bool,
    ) -> Option<Value> {
        match Shape::of(class) {
            Shape::Object => Some(of(Kind::Object(self.members(node, class, lang)))),
            Shape::Scalar(scalar) => {
                // None of them has a place; each is reported.
                self.attributes(node, class);
                self.scalar(node, scalar)
            }
            Shape::MultiLingual => Some(self.multilingual(node, class, lang, plain)),
            Shape::TextObject(name, scalar) => self.text_object(node, class, name, scalar),
            Shape::Extension => Some(self.extension(node, class)),
            Shape::Bytes => Some(self.bytes(node)),
            Shape::RawData => Some(self.raw_data(node, class)),
        }
    }

    /// RFC 7970 section 3.29.4. An operand may be followed by its own Confidence and
    /// AdditionalData; the members of an expression in JSON have no order.
    fn expression(
        &mut self,
        node: NodeId,
        class: Class,
        lang: Option<&str>,
        members: &mut Members,
    ) {
        let document = self.document;
        let is_operand =
            |child: NodeId| !matches!(document.local_name(child), "Confidence" | "AdditionalData");
        let children: Vec<NodeId> = document.elements(node).collect();
        let operands = children.iter().filter(|child| is_operand(**child)).count();
        for child in document.children(node).filter(|child| !document.is_element(*child)) {
            self.note_loose(child);
        }
        let mut gathered = Gathered::default();
        let mut rest = children.as_slice();
        while let Some((first, after)) = rest.split_first() {
            let followers = after.iter().take_while(|child| !is_operand(**child)).count();
            let (with, next) = after.split_at_checked(followers).unwrap_or((after, &[]));
            rest = next;
            let confident = with.iter().any(|child| document.local_name(*child) == "Confidence");
            if operands > 1 && is_operand(*first) && confident {
                let path = || document.xpath(*first);
                self.report.note(Loss::Grouping, path, "", "an IndicatorExpression of its own");
                let mut own = Gathered::default();
                self.operand(class, lang, *first, with, &mut own);
                let mut inner = Members::new();
                self.finish(node, class, own, &mut inner);
                let slot = map::slots(class).find(|slot| slot.name == "IndicatorExpression");
                let rank = slot.map_or(0, |slot| slot.rank);
                gathered.add(rank, "IndicatorExpression", true, of(Kind::Object(inner)));
            } else {
                self.operand(class, lang, *first, with, &mut gathered);
            }
        }
        self.finish(node, class, gathered, members);
    }

    fn operand(
        &mut self,
        class: Class,
        lang: Option<&str>,
        first: NodeId,
        with: &[NodeId],
        gathered: &mut Gathered,
    ) {
        for child in core::iter::once(first).chain(with.iter().copied()) {
            if self.place(child, class, lang, gathered).is_none() {
                self.lost_element(child);
            }
        }
    }

    /// Comments, instructions and text between elements.
    pub(super) fn note_loose(&mut self, node: NodeId) {
        let document = self.document;
        if matches!(document.kind(node), NodeKind::Text | NodeKind::CData) {
            let text = document.value(node);
            let text = trimmed(&text);
            if !text.is_empty() {
                self.report.note(Loss::Text, || document.xpath(node), text, "");
            }
            return;
        }
        self.note_markup(node);
    }

    /// Comments and instructions.
    pub(super) fn note_markup(&mut self, node: NodeId) {
        let document = self.document;
        let what = match document.kind(node) {
            NodeKind::Comment => Loss::Comment,
            NodeKind::ProcessingInstruction => Loss::ProcessingInstruction,
            _ => return,
        };
        self.report.note(what, || document.xpath(node), document.slice(document.span(node)), "");
    }

    /// Anything at all that stands where nothing can.
    pub(super) fn note_any(&mut self, node: NodeId) {
        if self.document.is_element(node) {
            self.lost_element(node);
        } else {
            self.note_loose(node);
        }
    }

    pub(super) fn lost_element(&mut self, node: NodeId) {
        let document = self.document;
        let markup = document.slice(document.span(node));
        self.report.note(Loss::Element, || document.xpath(node), markup, "");
    }

    pub(super) fn lost_attribute(
        &mut self,
        node: NodeId,
        attribute: &crate::document::Attribute<'_>,
    ) {
        let name = attribute.qualified_name();
        let path = || format!("{}/@{name}", self.document.xpath(node));
        let kept = if attribute.namespace == XSI { "nothing: JSON names no schema" } else { "" };
        self.report.note(Loss::Attribute, path, &attribute.value(), kept);
    }
}
