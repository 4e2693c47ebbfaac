//! Whether one place is as strict as another, whatever the parties arranged about their tokens.

use super::level::{Kind, kind};
use super::rank::{self, EXT_VALUE, Rank};
use crate::document::{Document, NodeId};

/// Where nothing is said about EventData and Expectation (RFC 7970 sections 3.14 and 3.15).
const DEFAULT: &str = "default";

/// What a level is at least: the strictest of these tokens, under any
/// [`Mapping`](super::Mapping).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound(Vec<Stated>);

/// A `restriction` and the `ext-restriction` beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    token: String,
    extension: Option<String>,
}

impl Stated {
    fn new(token: &str) -> Self {
        Self { token: token.to_owned(), extension: None }
    }

    fn of(document: &Document, node: NodeId) -> Option<Self> {
        let read = |name: &str| document.attribute(node, name).as_deref().map(rank::token);
        let (token, extension) = (read("restriction"), read("ext-restriction"));
        let is_stated = token.is_some() || extension.is_some();
        is_stated.then(|| Self { token: token.unwrap_or_default(), extension })
    }

    /// The rank, unless the parties may arrange another one.
    fn fixed(&self) -> Option<Rank> {
        match &self.extension {
            Some(_) if self.token == EXT_VALUE => None,
            Some(_) => Some(Rank::Private),
            None => Rank::of_token(&self.token),
        }
    }

    /// Whether it is as strict as the other under any mapping.
    fn covers(&self, other: &Self) -> bool {
        match (self.fixed(), other.fixed()) {
            (Some(Rank::Private), _) | (_, Some(Rank::Public)) => true,
            (Some(own), Some(other)) => own >= other,
            _ => self == other,
        }
    }

    /// The attributes and their values.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let extension = self.extension.as_deref().map(|extension| ("ext-restriction", extension));
        core::iter::once(("restriction", self.token.as_str())).chain(extension)
    }

    /// The attributes as they stand in a tag.
    pub(crate) fn markup(&self) -> String {
        let mut markup = String::new();
        for (name, value) in self.attributes() {
            markup.push(' ');
            markup.push_str(name);
            markup.push_str("=\"");
            crate::escape::escape_attribute(value, &mut markup);
            markup.push('"');
        }
        markup
    }
}

impl Bound {
    /// The level of an element, and of what stands in it without a restriction of its own.
    pub(crate) fn of(document: &Document, node: NodeId) -> Self {
        let mut stated = Vec::new();
        for around in document.ancestors(node).filter(|around| document.is_element(*around)) {
            let own = Stated::of(document, around);
            match (kind_of(document, around), own) {
                (Kind::Incident | Kind::Default | Kind::Carrier, Some(own)) => {
                    stated.push(own);
                    return Self(stated);
                }
                (Kind::Incident, None) => break,
                (Kind::Default, None) => stated.push(Stated::new(DEFAULT)),
                // It tightens only.
                (Kind::Plain, Some(own)) => stated.push(own),
                _ => {}
            }
        }
        stated.push(Stated::new(Rank::Private.token()));
        Self(stated)
    }

    /// Whether it is as strict as the other under any mapping.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        other.0.iter().all(|other| self.0.iter().any(|own| own.covers(other)))
    }

    /// The mildest single restriction that is as strict as both.
    pub(crate) fn joined(&self, other: &Self) -> Stated {
        let all = || self.0.iter().chain(&other.0);
        let strictest = all().find(|one| all().all(|other| one.covers(other)));
        strictest.cloned().unwrap_or_else(|| Stated::new(Rank::Private.token()))
    }

    /// One restriction that is as strict.
    pub(crate) fn stated(&self) -> Stated {
        self.joined(self)
    }
}

impl From<Stated> for Bound {
    fn from(stated: Stated) -> Self {
        Self(vec![stated])
    }
}

/// Whether an element says a restriction that counts in any place.
pub(crate) fn says_itself(document: &Document, node: NodeId) -> bool {
    carries(document, node) && Stated::of(document, node).is_some()
}

/// Whether an element can say one.
pub(crate) fn carries(document: &Document, node: NodeId) -> bool {
    matches!(kind_of(document, node), Kind::Incident | Kind::Default | Kind::Carrier)
}

fn kind_of(document: &Document, node: NodeId) -> Kind {
    kind(document.namespace(node), document.local_name(node))
}
