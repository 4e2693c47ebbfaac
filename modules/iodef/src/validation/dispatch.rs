//! Which checks each element of a document gets.

use crate::document::{Document, NameId};
use crate::profile::Profile;
use crate::rules::{CHECKS, Check, Facts, Findings, IODEF, Run};

/// The namespaces of elements that rules speak of, and how `rules.toml` writes them.
const NAMESPACES: [(&str, &str); 5] = [
    (IODEF, ""),
    ("urn:ietf:params:xml:ns:iodef-1.0", "v1:"),
    ("urn:ietf:params:xml:ns:iodef-enum-1.0", "enum:"),
    ("urn:ietf:params:xml:ns:iodef-sci-1.0", "sci:"),
    ("http://www.w3.org/2000/09/xmldsig#", "ds:"),
];

/// The checks of each name of a document: names are resolved once, elements by number.
#[derive(Debug, Default)]
pub(super) struct Dispatch {
    by_name: Vec<Box<[u16]>>,
}

impl Dispatch {
    /// Learns the names that the document has and that are not known yet.
    pub fn learn(&mut self, document: &Document, profile: Profile) {
        for name in document.names().iter().skip(self.by_name.len()) {
            self.by_name.push(checks_of(&name.namespace, &name.local, profile));
        }
    }

    /// The checks of elements of that name.
    pub fn checks(&self, name: NameId) -> impl Iterator<Item = &'static Check> + '_ {
        self.by_name
            .get(name.index())
            .into_iter()
            .flat_map(|checks| checks.iter())
            .filter_map(|index| CHECKS.get(usize::from(*index)))
    }
}

/// The checks of the whole document that can report something under the profile.
pub(super) fn document_checks(
    profile: Profile,
) -> impl Iterator<Item = fn(&Facts<'_>, &mut Findings)> {
    CHECKS.iter().filter(move |check| is_on(check, profile)).filter_map(|check| match check.run {
        Run::Document(run) => Some(run),
        Run::Element(_) => None,
    })
}

fn checks_of(namespace: &str, local: &str, profile: Profile) -> Box<[u16]> {
    let Some((_, prefix)) = NAMESPACES.iter().find(|known| known.0 == namespace) else {
        return Box::default();
    };
    let is_meant = |on: &str| {
        on.strip_prefix(prefix).is_some_and(|name| name == local)
            || (on == "*" && prefix.is_empty())
    };
    (0..)
        .zip(&CHECKS)
        .filter(|(_, check)| matches!(check.run, Run::Element(_)))
        .filter(|(_, check)| check.on.iter().any(|on| is_meant(on)) && is_on(check, profile))
        .map(|(index, _)| index)
        .collect()
}

fn is_on(check: &Check, profile: Profile) -> bool {
    check.rules.iter().any(|id| id.rule().is_some_and(|rule| rule.severity(profile).is_some()))
}
