//! Expanded names, each held once.

use super::limits::Limits;
use crate::order::Numbers;
use crate::structure::IODEF_2;

/// Namespace of the prefix `xml` (Namespaces in XML 1.0 section 3).
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
/// Namespace of the prefix `xmlns` (Namespaces in XML 1.0 section 3).
pub const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// An expanded name of a document: an index in [`Document::names`](super::Document::names). It keeps
/// its meaning through all edits of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub(super) u32);

impl NameId {
    /// Index in [`Document::names`](super::Document::names).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A namespace of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NamespaceId(u32);

/// A name with its namespace; the namespace is empty for a name in none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExpandedName {
    /// The namespace name, or nothing.
    pub namespace: Box<str>,
    /// The local part.
    pub local: Box<str>,
}

/// A namespace name, and the names of the document in it by their local part.
#[derive(Debug, Clone)]
struct Namespace {
    uri: Box<str>,
    locals: Numbers,
}

/// Slots of the table of recent names; a power of two.
const RECENT: usize = 256;

/// Every name and namespace of a document once. Look-ups are bounded by the logarithm of their
/// number whatever the names are.
#[derive(Debug, Clone)]
pub(super) struct Names {
    names: Vec<ExpandedName>,
    /// Whether each name is in the namespace that is asked for most.
    iodef: Vec<bool>,
    namespaces: Vec<Namespace>,
    by_uri: Numbers,
    recent: Vec<(NamespaceId, NameId)>,
}

/// No namespace.
pub(super) const NO_NAMESPACE: NamespaceId = NamespaceId(0);
/// [`XML_NAMESPACE`].
pub(super) const XML: NamespaceId = NamespaceId(1);

impl Names {
    pub(super) fn new() -> Self {
        let mut names = Self {
            names: Vec::new(),
            iodef: Vec::new(),
            namespaces: Vec::new(),
            by_uri: Numbers::new(),
            recent: vec![(NO_NAMESPACE, NameId(u32::MAX)); RECENT],
        };
        names.namespace("");
        names.namespace(XML_NAMESPACE);
        names
    }

    pub(super) fn all(&self) -> &[ExpandedName] {
        &self.names
    }

    /// Whether the name is in the namespace of IODEF version 2.
    pub(super) fn is_iodef(&self, id: NameId) -> bool {
        self.iodef.get(id.index()) == Some(&true)
    }

    pub(super) fn get(&self, id: NameId) -> Option<&ExpandedName> {
        self.names.get(id.index())
    }

    /// The namespace with this name. Each costs a declaration in the text, which bounds them.
    pub(super) fn namespace(&mut self, uri: &str) -> NamespaceId {
        if let Some(id) = self.by_uri.get(uri) {
            return NamespaceId(*id);
        }
        let id = NamespaceId(u32::try_from(self.namespaces.len()).unwrap_or(u32::MAX));
        self.namespaces.push(Namespace { uri: uri.into(), locals: Numbers::new() });
        self.by_uri.insert(uri.into(), id.0);
        id
    }

    /// The name of a namespace.
    pub(super) fn uri(&self, namespace: NamespaceId) -> &str {
        self.namespaces.get(namespace.0 as usize).map_or("", |namespace| &namespace.uri)
    }

    /// The name in this namespace, or `None` when there would be more than [`Limits::MAX_NAMES`].
    pub(super) fn name(&mut self, namespace: NamespaceId, local: &str) -> Option<NameId> {
        let slot = slot(namespace, local);
        if let Some((recent_namespace, id)) = self.recent.get(slot).copied()
            && recent_namespace == namespace
            && self.names.get(id.index()).is_some_and(|name| &*name.local == local)
        {
            return Some(id);
        }
        let Namespace { uri, locals } = self.namespaces.get_mut(namespace.0 as usize)?;
        let id = match locals.get(local) {
            Some(id) => NameId(*id),
            None => {
                if self.names.len() >= Limits::MAX_NAMES {
                    return None;
                }
                let id = NameId(u32::try_from(self.names.len()).ok()?);
                self.iodef.push(**uri == *IODEF_2);
                self.names.push(ExpandedName { namespace: uri.clone(), local: local.into() });
                locals.insert(local.into(), id.0);
                id
            }
        };
        if let Some(recent) = self.recent.get_mut(slot) {
            *recent = (namespace, id);
        }
        Some(id)
    }

    /// Forgets the names after the first `count`, which a failed edit brought.
    pub(super) fn truncate(&mut self, count: usize) {
        for name in self.names.drain(count.min(self.names.len())..) {
            if let Some(id) = self.by_uri.get(&name.namespace)
                && let Some(Namespace { locals, .. }) = self.namespaces.get_mut(*id as usize)
            {
                locals.remove(&name.local);
            }
        }
        self.iodef.truncate(count);
        self.recent.fill((NO_NAMESPACE, NameId(u32::MAX)));
    }
}

/// A place in the table of recent names: any will do, a good one is spread.
fn slot(namespace: NamespaceId, local: &str) -> usize {
    let bytes = local.as_bytes();
    let of = |index: usize| bytes.get(index).map_or(0, |byte| usize::from(*byte));
    let middle = of(bytes.len() / 2);
    let last = bytes.last().map_or(0, |byte| usize::from(*byte));
    let mix = (namespace.0 as usize)
        .wrapping_mul(31)
        .wrapping_add(bytes.len().wrapping_mul(7))
        .wrapping_add(of(0).wrapping_mul(3))
        .wrapping_add(middle.wrapping_mul(13))
        .wrapping_add(last.wrapping_mul(17));
    mix % RECENT
}
