//! Prefixes and the namespaces that they are bound to (Namespaces in XML 1.0).

use super::attributes::{Written, shorten};
use super::chars::is_nc_name;
use super::limits::{Limits, Stop};
use super::names::{NO_NAMESPACE, Names, NamespaceId, XML, XML_NAMESPACE, XMLNS_NAMESPACE};
use crate::error::Fault;

/// A declaration of an element.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    /// Index of the element.
    pub(super) node: u32,
    pub(super) prefix: Box<str>,
    pub(super) namespace: NamespaceId,
}

/// The declarations in scope, the innermost last.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    bindings: Vec<(Box<str>, NamespaceId)>,
}

/// Whether two prefixes are the same. Most are empty, which costs a comparison of memory that
/// comparing their lengths does not.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && (one.is_empty() || one == other)
}

impl Scope {
    /// The declarations around a place of a document that has been read, the innermost last.
    pub(super) fn of(declarations: Vec<(String, String)>, names: &mut Names) -> Self {
        let bind = |(prefix, uri): (String, String)| (prefix.into(), names.namespace(&uri));
        Self { bindings: declarations.into_iter().map(bind).collect() }
    }

    pub(super) fn len(&self) -> usize {
        self.bindings.len()
    }

    pub(super) fn truncate(&mut self, length: usize) {
        self.bindings.truncate(length);
    }

    /// The declarations after the first `length`, as those of an element.
    pub(super) fn since(&self, length: usize, node: u32) -> impl Iterator<Item = Declared> {
        self.bindings.iter().skip(length).map(move |(prefix, namespace)| Declared {
            node,
            prefix: prefix.clone(),
            namespace: *namespace,
        })
    }

    /// The namespace of a prefix; the empty prefix is that of the default namespace.
    pub(super) fn get(&self, prefix: &str) -> Option<NamespaceId> {
        if prefix == "xml" {
            return Some(XML);
        }
        let bound = self.bindings.iter().rev().find(|(bound, _)| same(bound, prefix));
        match bound {
            Some((_, namespace)) => Some(*namespace),
            None if prefix.is_empty() => Some(NO_NAMESPACE),
            None => None,
        }
    }

    /// Takes a declaration into scope, if the recommendation allows it.
    pub(super) fn declare(
        &mut self,
        prefix: &str,
        declaration: &Written<'_>,
        names: &mut Names,
    ) -> Result<(), Stop> {
        let uri = declaration.value();
        let problem = match (prefix, &*uri) {
            ("xmlns", _) => "the prefix xmlns cannot be declared",
            ("xml", XML_NAMESPACE) => return Ok(()),
            ("xml", _) => "the prefix xml cannot be bound to another namespace",
            (_, XML_NAMESPACE) => "its namespace belongs to the prefix xml",
            (_, XMLNS_NAMESPACE) => "its namespace belongs to the prefix xmlns",
            ("", _) => "",
            (_, "") => "a prefix cannot be bound to no namespace",
            (prefix, _) if !is_nc_name(prefix) => "the prefix is not a name without a colon",
            _ => "",
        };
        if !problem.is_empty() {
            let seen = shorten(declaration.name);
            return Err(Fault::NamespaceDeclaration { seen, problem }.into());
        }
        if self.bindings.len() >= Limits::MAX_NAMESPACES_IN_SCOPE {
            return Err(Stop::TooLarge {
                what: "namespace declarations in scope",
                found: self.bindings.len().saturating_add(1),
                limit: Limits::MAX_NAMESPACES_IN_SCOPE,
            });
        }
        self.bindings.push((prefix.into(), names.namespace(&uri)));
        Ok(())
    }
}
