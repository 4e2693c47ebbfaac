//! Setting the restriction of any element, where only some classes can carry one.

use serde::{Deserialize, Serialize};

use super::level::{Level, Levels};
use super::rank::{EXT_VALUE, Mapping, Rank};
use super::redact::is_complete;
use super::tlp::Tlp;
use crate::document::{Document, NodeId};
use crate::editor::{Command, Path};
use crate::error::{Error, RedactionFault};
use crate::structure::{Class, IODEF_2, Schema};

/// Most places of one list in [`Marked`].
pub const MAX_PLACES: usize = 100;

/// Classes that say the same in two elements as in one: each of their members stands for itself.
const DIVISIBLE: [&str; 6] =
    ["CertificateData", "Contact", "FileData", "Method", "RecordData", "RelatedActivity"];

/// Members of Incident and EventData that an EventData inside can hold in their place.
const WRAPPABLE: [&str; 6] =
    ["Description", "DetectTime", "EndTime", "RecoveryTime", "ReportTime", "StartTime"];

/// What is to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marking {
    /// The `restriction`; none removes it.
    pub token: Option<String>,
    /// The `ext-restriction`, with the token `ext-value`.
    #[serde(default)]
    pub extension: Option<String>,
}

impl Marking {
    /// A restriction by its token; what is no token of RFC 7970 becomes an `ext-restriction`.
    #[must_use]
    pub fn of(token: &str) -> Self {
        match Rank::of_token(token).is_some() || token == "default" {
            true => Self { token: Some(token.to_owned()), extension: None },
            false => Self { token: Some(EXT_VALUE.to_owned()), extension: Some(token.to_owned()) },
        }
    }
}

impl From<Tlp> for Marking {
    fn from(label: Tlp) -> Self {
        let (token, extension) = label.tokens();
        Self { token: Some(token.to_owned()), extension: extension.map(str::to_owned) }
    }
}

/// How the restriction comes to an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Its class has the attribute.
    Own,
    /// The closest class around it that has the attribute gets it.
    Around,
    /// That class is divided in two, and the one that holds the element gets it.
    Divided,
    /// An EventData is put around it.
    Wrapped,
}

/// The edit, and what else it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marked {
    /// The edit, as one step.
    pub command: Command,
    /// How the restriction comes to the element.
    pub how: How,
    /// The element that carries it, or carried it before it was divided.
    pub carrier: String,
    /// Elements that get the restriction although nobody asked for it; at most 100.
    pub also: Vec<String>,
    /// Elements inside that say something else for themselves and keep it; at most 100.
    pub except: Vec<String>,
}

/// Sets the restriction of an element by its closest carrier, with as little else as possible: the
/// carrier is divided, or an EventData wrapped around the element, where that says the same.
///
/// # Errors
/// [`RedactionFault::NoCarrier`] if nothing at or above the element can carry a restriction.
pub fn mark(document: &Document, node: NodeId, marking: &Marking) -> Result<Marked, Error> {
    let carriers = document.ancestors(node).find(|ancestor| carries(document, *ancestor));
    let carrier = carriers.ok_or(RedactionFault::NoCarrier)?;
    if carrier == node {
        return Ok(marked(
            document,
            node,
            marking,
            How::Own,
            set(document, node, marking),
            Vec::new(),
        ));
    }
    // The member of the carrier that is the element, or holds it.
    let mut path = document.ancestors(node).take_while(|ancestor| *ancestor != carrier);
    let member = path.by_ref().last().unwrap_or(node);
    let has_others = document.elements(carrier).any(|child| child != member);
    if has_others && marking.token.is_some() {
        if let Some(command) = divide(document, carrier, member, marking) {
            let also = others(document, member, node);
            return Ok(marked(document, carrier, marking, How::Divided, command, also));
        }
        if let Some(command) =
            (member == node).then(|| wrap(document, carrier, node, marking)).flatten()
        {
            return Ok(marked(document, carrier, marking, How::Wrapped, command, Vec::new()));
        }
    }
    let also = others(document, carrier, node);
    Ok(marked(document, carrier, marking, How::Around, set(document, carrier, marking), also))
}

fn marked(
    document: &Document,
    carrier: NodeId,
    marking: &Marking,
    how: How,
    command: Command,
    also: Vec<NodeId>,
) -> Marked {
    let places = |nodes: &[NodeId]| {
        nodes.iter().take(MAX_PLACES).map(|node| document.xpath(*node)).collect::<Vec<_>>()
    };
    // A part of what was divided, or what is wrapped, has no carriers that others would not have.
    let inside = match how {
        How::Own | How::Around => differing(document, carrier, marking),
        How::Divided | How::Wrapped => Vec::new(),
    };
    Marked {
        command,
        how,
        carrier: document.xpath(carrier),
        also: places(&also),
        except: places(&inside),
    }
}

/// The class of an element of IODEF version 2.
fn class(document: &Document, node: NodeId) -> Option<Class> {
    let is_iodef = document.is_element(node) && document.namespace(node) == IODEF_2;
    is_iodef.then(|| Class::global(Schema::Common, IODEF_2, document.local_name(node))).flatten()
}

fn carries(document: &Document, node: NodeId) -> bool {
    class(document, node).is_some_and(|class| class.attribute("restriction").is_some())
}

/// The elements inside `around` that are neither around nor inside `node`, and inherit.
fn others(document: &Document, around: NodeId, node: NodeId) -> Vec<NodeId> {
    let inside = node..document.subtree_end(node);
    let mut found = Vec::new();
    let mut next = NodeId::from_index(around.index().saturating_add(1));
    let end = document.subtree_end(around);
    while next < end && found.len() < MAX_PLACES {
        let (subtree_end, is_around) =
            (document.subtree_end(next), document.subtree_end(next) > node);
        if inside.contains(&next) || !document.is_element(next) || says_itself(document, next) {
            next = subtree_end;
            continue;
        }
        if !(is_around && next < node) {
            found.push(next);
        }
        next = NodeId::from_index(next.index().saturating_add(1));
    }
    found
}

fn says_itself(document: &Document, node: NodeId) -> bool {
    carries(document, node) && document.attribute(node, "restriction").is_some()
}

/// The carriers inside an element that say something of another rank.
fn differing(document: &Document, carrier: NodeId, marking: &Marking) -> Vec<NodeId> {
    let mapping = Mapping::default();
    let token = marking.token.as_deref().unwrap_or(Rank::Private.token());
    let rank = mapping.rank(token, marking.extension.as_deref());
    let levels = Levels::new(document, &mapping);
    let is_own = |node: &NodeId, level: &Level| level.carrier == Some(*node) && level.rank != rank;
    let inside = document.descendants(carrier).skip(1);
    inside.filter(|node| is_own(node, levels.get(*node))).take(MAX_PLACES).collect()
}

fn set(document: &Document, node: NodeId, marking: &Marking) -> Command {
    let path = Path::of(document, node);
    let set = |name: &str, value: &Option<String>| Command::SetAttribute {
        path: path.clone(),
        name: name.to_owned(),
        value: value.clone(),
    };
    let mut commands = vec![set("restriction", &marking.token)];
    if marking.extension.is_some() || document.attribute(node, "ext-restriction").is_some() {
        commands.push(set("ext-restriction", &marking.extension));
    }
    Command::Group { commands }
}

/// Divides a carrier so that a member stands in one of its own, behind the rest.
fn divide(
    document: &Document,
    carrier: NodeId,
    member: NodeId,
    marking: &Marking,
) -> Option<Command> {
    let class = class(document, carrier)?;
    let parent = document.parent(carrier)?;
    let is_repeated = |of: Class, name: &str| {
        of.member(IODEF_2, name).is_some_and(|member| member.max().is_none())
    };
    let may_be_two = self::class(document, parent).is_some_and(|of| is_repeated(of, class.name()));
    let names = |is_there: &dyn Fn(NodeId) -> bool| -> Vec<&str> {
        let there = document.elements(carrier).filter(|child| is_there(*child));
        there.map(|child| document.local_name(child)).collect()
    };
    let rest = names(&|child| child != member);
    let moved = names(&|child| child == member);
    let is_divisible = DIVISIBLE.contains(&class.name())
        && may_be_two
        && is_repeated(class, document.local_name(member))
        && is_complete(class, &rest)
        && is_complete(class, &moved);
    if !is_divisible {
        return None;
    }
    let member_text = document.slice(document.span(member));
    let xml = open_tag(document, carrier, marking) + member_text + &close_tag(document, carrier);
    let index = document.elements(parent).position(|child| child == carrier)?.saturating_add(1);
    let insert = Command::Insert { parent: Path::of(document, parent), index, xml };
    Some(Command::Group {
        commands: vec![insert, Command::Remove { path: Path::of(document, member) }],
    })
}

/// Puts an EventData around a member of an Incident or an EventData, where its place is.
fn wrap(document: &Document, carrier: NodeId, node: NodeId, marking: &Marking) -> Option<Command> {
    let class = class(document, carrier)?;
    let is_wrappable = matches!(class.name(), "Incident" | "EventData")
        && WRAPPABLE.contains(&document.local_name(node))
        && document.namespace(node) == IODEF_2;
    if !is_wrappable {
        return None;
    }
    let place = |name: &str| class.members().position(|member| member.name() == name);
    let of_event_data = place("EventData")?;
    let is_behind = |child: NodeId| {
        place(document.local_name(child)).is_some_and(|place| place > of_event_data)
    };
    let count = document.elements(carrier).count();
    let index = document.elements(carrier).position(is_behind).unwrap_or(count);
    let prefix = document.prefix(carrier);
    let name =
        if prefix.is_empty() { "EventData".to_owned() } else { format!("{prefix}:EventData") };
    let content = document.slice(document.span(node));
    let xml = format!("<{name}{}>{content}</{name}>", attributes(marking));
    let insert = Command::Insert { parent: Path::of(document, carrier), index, xml };
    Some(Command::Group {
        commands: vec![insert, Command::Remove { path: Path::of(document, node) }],
    })
}

/// The start tag of a carrier with another restriction, and without its identifier, which it keeps.
fn open_tag(document: &Document, carrier: NodeId, marking: &Marking) -> String {
    let mut tag = format!("<{}", document.qualified_name(carrier));
    for (prefix, uri) in document.namespace_declarations(carrier) {
        let colon = if prefix.is_empty() { "" } else { ":" };
        tag.push_str(&format!(" xmlns{colon}{prefix}=\"{}\"", escaped(&uri)));
    }
    for attribute in document.attributes(carrier) {
        if !matches!(attribute.local, "restriction" | "ext-restriction" | "observable-id") {
            let value = escaped(&attribute.value());
            tag.push_str(&format!(" {}=\"{value}\"", attribute.qualified_name()));
        }
    }
    tag + &attributes(marking) + ">"
}

fn close_tag(document: &Document, carrier: NodeId) -> String {
    format!("</{}>", document.qualified_name(carrier))
}

fn attributes(marking: &Marking) -> String {
    let written = [("restriction", &marking.token), ("ext-restriction", &marking.extension)];
    let written = written.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
    written.map(|(name, value)| format!(" {name}=\"{}\"", escaped(value))).collect()
}

fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    crate::escape::escape_attribute(value, &mut out);
    out
}
