//! What becomes of each element.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::Audience;
use super::super::level::Levels;
use super::super::rank::INTERNAL;
use super::references::References;
use super::report::Reason;
use super::withheld;
use crate::document::{Attribute, Document, NodeId, NodeKind, XML_NAMESPACE};
use crate::structure::{Class, IODEF_2, SCHEMA_LOCATION, Schema, XMLDSIG, XSI};

/// Most rounds in which references fall that refer to what fell in the round before; then all
/// that are left fall, so that no chain of them costs more.
const MAX_ROUNDS: usize = 16;

/// Classes that say something even when all their members are gone.
const MEANT_WITHOUT_MEMBERS: [&str; 2] = ["Discovery", "Expectation"];

/// Classes of which the text of RFC 7970 demands one of these members.
const ONE_OF: [(&str, &[&str]); 3] = [
    // Section 3.6.
    (
        "RelatedActivity",
        &["IncidentID", "URL", "ThreatActor", "Campaign", "Description", "AdditionalData"],
    ),
    // Section 3.22.1.
    (
        "RecordData",
        &[
            "RecordItem",
            "URL",
            "FileData",
            "WindowsRegistryKeysModified",
            "CertificateData",
            "AdditionalData",
        ],
    ),
    // Section 3.26.
    ("HashData", &["Hash", "FuzzyHash"]),
];

/// What becomes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays, with its text and attributes.
    Keep,
    /// It stays around what stays in it.
    Shell,
    /// It goes, and everything in it.
    Drop(Reason),
}

/// The fates of all elements.
pub(super) struct Plan {
    fates: Vec<Fate>,
    /// The required members that are to be replaced.
    withheld: BTreeMap<NodeId, Vec<&'static str>>,
    pub(super) levels: Levels,
    classes: Vec<Option<Class>>,
    has_incident: bool,
}

impl Plan {
    pub(super) fn new(document: &Document, audience: &Audience) -> Self {
        let names = document.names().iter();
        let class = |namespace: &str, local: &str| match namespace {
            IODEF_2 => Class::global(Schema::Common, namespace, local),
            _ => None,
        };
        let mut plan = Self {
            fates: vec![Fate::Keep; document.node_count()],
            withheld: BTreeMap::new(),
            levels: Levels::new(document, &audience.mapping),
            classes: names.map(|name| class(&name.namespace, &name.local)).collect(),
            has_incident: false,
        };
        let mut forced = plan.forced(document, audience);
        let references = References::new(document);
        for round in 0..=MAX_ROUNDS {
            plan.settle(document, audience, &forced);
            let gone = |node: NodeId| !matches!(plan.fate(node), Fate::Keep);
            let dangling = references.dangling(gone, round == MAX_ROUNDS);
            if dangling.is_empty() {
                break;
            }
            forced.extend(dangling.into_iter().map(|node| (node, Reason::Dangling)));
        }
        plan.settle(document, audience, &forced);
        let mut elements = document.elements(document.root());
        plan.has_incident = elements.any(|node| {
            document.local_name(node) == "Incident" && !matches!(plan.fate(node), Fate::Drop(_))
        });
        plan
    }

    /// Whether an Incident stays, without which there is no document.
    pub(super) fn has_incident(&self) -> bool {
        self.has_incident
    }

    /// What becomes of an element. Under one that goes, all go.
    pub(super) fn fate(&self, node: NodeId) -> Fate {
        self.fates.get(node.index()).copied().unwrap_or(Fate::Drop(Reason::AboveLevel))
    }

    /// The members of an element that are to be replaced, in the order of the class.
    pub(super) fn withheld(&self, node: NodeId) -> &[&'static str] {
        self.withheld.get(&node).map_or(&[], Vec::as_slice)
    }

    /// The class of an element of IODEF version 2.
    pub(super) fn class(&self, document: &Document, node: NodeId) -> Option<Class> {
        self.classes.get(document.name_id(node).index()).copied().flatten()
    }

    /// The value of an attribute of an element that stays, or nothing where it does not stay.
    ///
    /// The document element stays whatever its level is, and so do the attributes of its class; where
    /// the file came from stays behind.
    pub(super) fn value<'d>(
        &self,
        document: &Document,
        audience: &Audience,
        node: NodeId,
        attribute: &Attribute<'d>,
    ) -> Option<Cow<'d, str>> {
        let is_root = node == document.root();
        let class = self.class(document, node);
        let is_declared = class.is_some_and(|class| match &*attribute.namespace {
            "" => class.attribute(attribute.local).is_some(),
            // It says where the file was.
            XML_NAMESPACE => attribute.local != "base",
            _ => false,
        });
        if is_root && (&*attribute.namespace, attribute.local) == (XSI, "schemaLocation") {
            return Some(Cow::Borrowed(SCHEMA_LOCATION));
        }
        let is_shown = !is_root || self.levels.get(node).rank <= audience.highest;
        (is_declared || is_shown && !audience.strip_foreign_attributes).then(|| attribute.value())
    }

    /// Extensions that go whatever their level is.
    fn forced(&self, document: &Document, audience: &Audience) -> BTreeMap<NodeId, Reason> {
        let mut forced = BTreeMap::new();
        for node in document.descendants(document.root()) {
            let Some(class) = self.class_of_element(document, node) else { continue };
            if !class.any() {
                continue;
            }
            let holds = |namespace: &str| {
                document.elements(node).any(|child| document.namespace(child) == namespace)
            };
            let name = document.attribute(node, "name");
            let extension = document.attribute(node, "ext-restriction");
            let is_internal = extension.is_some_and(|extension| extension.trim() == INTERNAL)
                || audience
                    .internal
                    .iter()
                    .any(|internal| name.as_deref() == Some(internal.as_str()) || holds(internal));
            if is_internal && !audience.keep_internal {
                forced.insert(node, Reason::Internal);
            } else if holds(XMLDSIG) && class.name() == "AdditionalData" {
                forced.insert(node, Reason::Signature);
            }
        }
        forced
    }

    fn class_of_element(&self, document: &Document, node: NodeId) -> Option<Class> {
        match document.kind(node) {
            NodeKind::Element => self.class(document, node),
            _ => None,
        }
    }

    /// Decides about every element, the innermost first, and then hands the end of an element down to
    /// what is in it.
    fn settle(
        &mut self,
        document: &Document,
        audience: &Audience,
        forced: &BTreeMap<NodeId, Reason>,
    ) {
        self.withheld.clear();
        let root = document.root();
        let elements: Vec<NodeId> = document
            .descendants(root)
            .filter(|node| document.kind(*node) == NodeKind::Element)
            .collect();
        for node in elements.iter().rev().copied() {
            let fate = match forced.get(&node) {
                Some(reason) => Fate::Drop(*reason),
                None => self.decide(document, audience, node),
            };
            self.set(node, if node == root { Fate::Keep } else { fate });
        }
        for node in elements {
            let above = document.parent(node).map(|parent| self.fate(parent));
            if let Some(Fate::Drop(reason)) = above {
                self.set(node, Fate::Drop(reason));
            }
        }
    }

    fn set(&mut self, node: NodeId, fate: Fate) {
        if let Some(of_node) = self.fates.get_mut(node.index()) {
            *of_node = fate;
        }
    }

    fn decide(&mut self, document: &Document, audience: &Audience, node: NodeId) -> Fate {
        let shown = node == document.root() || self.levels.get(node).rank <= audience.highest;
        let stays = |child: &NodeId| !matches!(self.fate(*child), Fate::Drop(_));
        let keeps = document.elements(node).any(|child| stays(&child));
        let loses = document.elements(node).any(|child| !stays(&child));
        if shown && !loses {
            return Fate::Keep;
        }
        let above = Fate::Drop(Reason::AboveLevel);
        let incomplete = Fate::Drop(if shown { Reason::Incomplete } else { Reason::AboveLevel });
        let Some(class) = self.class(document, node) else {
            return if shown { Fate::Keep } else { above };
        };
        if !(shown || keeps && withheld::can_be_shell(class)) {
            return above;
        }
        // What any extension holds is for its own format to say.
        if class.any() {
            return Fate::Keep;
        }
        if class.name() == "IndicatorExpression" {
            return incomplete;
        }
        if !keeps && class.name() != "Incident" && !MEANT_WITHOUT_MEMBERS.contains(&class.name()) {
            return incomplete;
        }
        let kept: Vec<&str> =
            document.elements(node).filter(stays).map(|child| document.local_name(child)).collect();
        let Some(missing) = missing(class, &kept) else { return incomplete };
        if !missing.is_empty() {
            self.withheld.insert(node, missing);
        }
        if shown { Fate::Keep } else { Fate::Shell }
    }
}

/// Whether members are enough for an element of a class.
pub(in super::super) fn is_complete(class: Class, members: &[&str]) -> bool {
    missing(class, members).is_some_and(|missing| missing.is_empty())
}

/// The required members that are not among those kept and that something can stand for, or nothing
/// where one of them has nothing.
fn missing(class: Class, kept: &[&str]) -> Option<Vec<&'static str>> {
    let is_kept = |name: &str| kept.contains(&name);
    let required =
        class.members().filter(|member| member.min() > 0 && member.choice_group().is_none());
    let missing: Vec<&str> =
        required.map(|member| member.name()).filter(|name| !is_kept(name)).collect();
    if !missing.iter().all(|name| withheld::can_stand_for(name)) {
        return None;
    }
    let one_of = ONE_OF.iter().find(|(name, _)| *name == class.name());
    if one_of.is_some_and(|(_, members)| !members.iter().any(|name| is_kept(name))) {
        return None;
    }
    let is_chosen = |group: u8| {
        class.members().any(|member| member.choice_group() == Some(group) && is_kept(member.name()))
    };
    let choices = class.choices();
    let complete = choices.iter().all(|choice| !choice.required || is_chosen(choice.group));
    complete.then_some(missing)
}
