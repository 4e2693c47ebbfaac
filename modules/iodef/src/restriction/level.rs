//! The effective level of every node.

use serde::Serialize;

use super::rank::{self, Mapping, Rank};
use super::tlp::Tlp;
use crate::document::{Document, NodeId, NodeKind};
use crate::structure::{Class, IODEF_1, IODEF_2, Schema};

/// The level of a node: the tokens as they are written where they are written, and what they come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The `restriction`, in the document's own word.
    pub token: String,
    /// The `ext-restriction` beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// What it comes to.
    pub rank: Rank,
    /// The element that says so; none for a default.
    #[serde(skip)]
    pub carrier: Option<NodeId>,
    /// Whether the RFC's default decided and not the document.
    pub by_default: bool,
}

impl Level {
    /// The label of TLP 2.0, if there is one.
    #[must_use]
    pub fn tlp(&self) -> Option<Tlp> {
        Tlp::of(&self.token, self.extension.as_deref())
    }

    fn default_of(token: &str, mapping: &Mapping) -> Self {
        let rank = mapping.rank(token, None);
        Self { token: token.to_owned(), extension: None, rank, carrier: None, by_default: true }
    }

    fn stated(document: &Document, node: NodeId, mapping: &Mapping) -> Option<Self> {
        let token = document.attribute(node, "restriction");
        let extension = document.attribute(node, "ext-restriction");
        if token.is_none() && extension.is_none() {
            return None;
        }
        let token = rank::token(&token.unwrap_or_default());
        let extension = extension.as_deref().map(rank::token);
        let rank = mapping.rank(&token, extension.as_deref());
        Some(Self { token, extension, rank, carrier: Some(node), by_default: false })
    }
}

/// How an element comes to its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// IODEF-Document: the highest of its incidents.
    Document,
    /// Incident: `private` unless it says otherwise (RFC 7970 section 3.2).
    Incident,
    /// EventData and Expectation: see [`Levels`].
    Default,
    /// A class with the attribute.
    Carrier,
    /// A class of IODEF without it.
    Plain,
    /// An element that IODEF does not define, where the attribute means something else.
    Foreign,
}

/// The levels of all nodes of a document.
///
/// RFC 7970 section 3.3.1: a class hands its restriction down to its children, the closest ancestor
/// that has one counts, and a child may relax it as well as tighten it. What the RFC leaves open or
/// contradicts is decided towards the stricter side:
///
/// - Section 3.3.1 knows a default for Incident alone; sections 3.14 and 3.15 give EventData and
///   Expectation the default `default`. Such an element without restriction has the stricter one of
///   `default` and what it inherits.
/// - The attribute on a class that has none does not relax what the element inherits.
/// - IODEF-Document has no restriction: it shows the highest of its incidents, and what stands in it
///   beside the incidents is `private`.
#[derive(Debug, Clone)]
pub struct Levels {
    /// Where nothing is said: [`Stated::PRIVATE`].
    private: Level,
    /// EventData and Expectation where nothing is said and nothing stricter is inherited:
    /// [`Stated::DEFAULT`].
    default: Level,
    stated: Vec<Level>,
    of: Vec<Stated>,
}

/// A level that many nodes share: an index in `stated`, after the two that are always there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stated(u32);

impl Stated {
    const PRIVATE: Self = Self(0);
    const DEFAULT: Self = Self(1);
    const FIRST: u32 = 2;
}

impl Levels {
    /// Computes them, in one pass.
    #[must_use]
    pub fn new(document: &Document, mapping: &Mapping) -> Self {
        let names = document.names().iter();
        let kinds: Vec<Kind> = names.map(|name| kind(&name.namespace, &name.local)).collect();
        let mut levels = Self::empty(mapping);
        levels.of.reserve_exact(document.node_count());
        for node in document.descendants(document.document_node()) {
            let parent = document.parent(node);
            let inherited = parent.map_or(Stated::PRIVATE, |parent| levels.index(parent));
            let index = match document.kind(node) {
                NodeKind::Element => {
                    let kind = kinds.get(document.name_id(node).index()).copied();
                    levels.of_element(document, node, (kind, inherited), mapping)
                }
                _ => inherited,
            };
            levels.of.push(index);
        }
        levels.raise_root(document);
        levels
    }

    /// The level of a node: of its own text and attributes.
    #[must_use]
    pub fn get(&self, node: NodeId) -> &Level {
        self.level(self.index(node))
    }

    fn index(&self, node: NodeId) -> Stated {
        self.of.get(node.index()).copied().unwrap_or(Stated::PRIVATE)
    }

    fn level(&self, stated: Stated) -> &Level {
        match stated {
            Stated::DEFAULT => &self.default,
            Stated(index) => {
                let index = index.checked_sub(Stated::FIRST);
                let level = index.and_then(|index| self.stated.get(index as usize));
                level.unwrap_or(&self.private)
            }
        }
    }

    fn empty(mapping: &Mapping) -> Self {
        Self {
            private: Level::default_of(Rank::Private.token(), mapping),
            default: Level::default_of("default", mapping),
            stated: Vec::new(),
            of: Vec::new(),
        }
    }

    fn of_element(
        &mut self,
        document: &Document,
        node: NodeId,
        (kind, inherited): (Option<Kind>, Stated),
        mapping: &Mapping,
    ) -> Stated {
        let kind = kind.unwrap_or(Kind::Foreign);
        let own = match kind {
            Kind::Foreign | Kind::Document => None,
            _ => Level::stated(document, node, mapping),
        };
        match (kind, own) {
            (Kind::Plain, Some(own)) if own.rank > self.level(inherited).rank => self.push(own),
            (Kind::Foreign | Kind::Document | Kind::Plain, _) => inherited,
            (_, Some(own)) => self.push(own),
            (Kind::Incident, None) => Stated::PRIVATE,
            (Kind::Default, None) if self.default.rank > self.level(inherited).rank => {
                Stated::DEFAULT
            }
            (Kind::Default | Kind::Carrier, None) => inherited,
        }
    }

    fn push(&mut self, level: Level) -> Stated {
        // No more elements than a document has nodes, which are counted in 32 bits.
        let index = u32::try_from(self.stated.len()).unwrap_or(u32::MAX);
        self.stated.push(level);
        Stated(index.saturating_add(Stated::FIRST))
    }

    fn raise_root(&mut self, document: &Document) {
        let root = document.root();
        let incidents = incidents(document).map(|node| self.index(node));
        let highest = incidents.max_by_key(|index| self.level(*index).rank);
        if let (Some(highest), Some(of_root)) = (highest, self.of.get_mut(root.index())) {
            *of_root = highest;
        }
    }
}

fn incidents(document: &Document) -> impl Iterator<Item = NodeId> {
    document.elements(document.root()).filter(|node| document.local_name(*node) == "Incident")
}

/// The level of one node, from those around it; for many, make [`Levels`] once.
#[must_use]
pub fn effective(document: &Document, node: NodeId, mapping: &Mapping) -> Level {
    let mut levels = Levels::empty(mapping);
    let mut of_node = |node: NodeId, inherited: Stated| match document.kind(node) {
        NodeKind::Element => {
            let kind = kind(document.namespace(node), document.local_name(node));
            levels.of_element(document, node, (Some(kind), inherited), mapping)
        }
        _ => inherited,
    };
    if node == document.root() {
        let incidents: Vec<Stated> =
            incidents(document).map(|node| of_node(node, Stated::PRIVATE)).collect();
        let highest = incidents.into_iter().max_by_key(|index| levels.level(*index).rank);
        return levels.level(highest.unwrap_or(Stated::PRIVATE)).clone();
    }
    let mut around: Vec<NodeId> = document.ancestors(node).collect();
    around.reverse();
    let at = around.into_iter().fold(Stated::PRIVATE, |inherited, node| of_node(node, inherited));
    levels.level(at).clone()
}

pub(super) fn kind(namespace: &str, local: &str) -> Kind {
    let schema = match namespace {
        IODEF_2 => Schema::Text,
        IODEF_1 => Schema::V1,
        _ => return Kind::Foreign,
    };
    match local {
        "IODEF-Document" => Kind::Document,
        "Incident" => Kind::Incident,
        "EventData" | "Expectation" => Kind::Default,
        _ => match Class::global(schema, namespace, local) {
            Some(class) if class.attribute("restriction").is_some() => Kind::Carrier,
            _ => Kind::Plain,
        },
    }
}
